"""Names of people and organisations looked up together: which belong to anybody, and which unit answers to one."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q

from .models import Delegate, DelegateAlias, Organisation, OrganisationAlias, Region
from .names import plain

TOGETHER = 500  # names asked for in one query


class Names:
    """Which of the names asked for belong to anybody at all, so that newcomers need no question each.

    For one piece of work, which tells it what it makes. Traditional characters, full width and blanks are all one.
    """

    def __init__(self) -> None:
        """Start with nothing looked up."""
        self._asked: set[str] = set()
        self._people: set[str] = set()
        self._units: set[str] = set()

    def look_up(self, names: Iterable[str]) -> None:
        """Ask for many names together, in three queries for every five hundred that were not asked for before."""
        fresh = sorted({plain(name) for name in names} - self._asked)
        for start in range(0, len(fresh), TOGETHER):
            keys = fresh[start : start + TOGETHER]
            for model in (Delegate, DelegateAlias):
                self._people.update(model._default_manager.filter(plain__in=keys).values_list("plain", flat=True))
            self._units.update(Organisation.objects.filter(plain__in=keys).values_list("plain", flat=True))
        self._asked.update(fresh)

    def of_people(self, keys: Collection[str]) -> set[str]:
        """Those of these plain names that somebody may have, by name or alias: not those known to be nobody's."""
        return {key for key in keys if key in self._people or key not in self._asked}

    def of_units(self, keys: Collection[str]) -> set[str]:
        """Those of these plain names that an organisation may have."""
        return {key for key in keys if key in self._units or key not in self._asked}

    def add(self, row: Delegate | Organisation) -> None:
        """Somebody made or renamed meanwhile."""
        (self._people if isinstance(row, Delegate) else self._units).add(plain(row.name))


class Directory:
    """Organisations by every spelling of their names. What was looked up once is kept: one for one piece of work."""

    def __init__(self) -> None:
        """Start with nothing looked up."""
        self._known: dict[str, dict[int, Organisation]] = {}

    def look_up(self, names: Iterable[str]) -> None:
        """Fetch what answers to these names, in two queries."""
        keys = {plain(name) for name in names} - self._known.keys()
        if not keys:
            return
        found: dict[str, dict[int, Organisation]] = {key: {} for key in keys}
        aliased: dict[int, set[str]] = defaultdict(set)
        aliases = OrganisationAlias.objects.filter(plain__in=keys)
        for key, organisation in aliases.values_list("plain", "organisation"):
            aliased[organisation].add(key)
        for row in Organisation.objects.filter(Q(plain__in=keys) | Q(pk__in=list(aliased))):
            for key in {row.plain, *aliased[row.pk]} & keys:
                found[key][row.pk] = row
        self._known |= found

    def find(self, name: str, region: Region | None) -> Organisation | None:
        """The organisation of this name or alias, in the region first, then anywhere if only one answers to it.

        Traditional characters, full width and blanks make no difference.
        """
        self.look_up([name])
        found = list(self._known[plain(name)].values())
        near = [one for one in found if region is not None and one.region_id == region.pk]
        exact = [one for one in near if one.name == name]
        for group in (exact, near, found):
            if len(group) == 1:
                return group[0]
        return None

    def add(self, row: Organisation) -> None:
        """One more organisation, made meanwhile."""
        known = self._known.get(plain(row.name))
        if known is not None:
            known[row.pk] = row


def find_organisation(name: str, region: Region | None) -> Organisation | None:
    """One look into a directory."""
    return Directory().find(name, region)
