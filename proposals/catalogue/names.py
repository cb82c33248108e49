"""What the values of facets are called, and the words for the top of the page. Six queries, and only after a change."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from delegates.models import Delegate, Region, Session
from proposals.models import Department, DepartmentAlias, Industry, Keyword, SearchAlias

MOST_KEPT = 2_000  # names and searches remembered beside


@dataclass(frozen=True, slots=True)
class Names:
    """Labels by facet and value. Names of delegates and other words of a search are asked for when first needed."""

    labels: Mapping[str, Mapping[str, str]]
    place: Mapping[str, int]  # of each session, from the latest
    others: frozenset[str]  # words that have other names
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls) -> "Names":
        """As they are now."""
        latest = (F("starts_on").desc(nulls_last=True), "-term__number", "-number", "pk")
        sessions = list(Session.objects.select_related("term__council__region").order_by(*latest))
        tables: dict[str, Any] = {"industry": Industry, "keyword": Keyword, "department": Department}
        labels = {
            facet: {str(pk): name for pk, name in model.objects.order_by().values_list("pk", "name")}
            for facet, model in tables.items()
        }
        labels["session"] = {str(one.pk): one.name for one in sessions}
        labels["region"] = {one.code: str(one) for one in Region.objects.all()}
        place = {str(one.pk): place for place, one in enumerate(sessions)}
        return cls(labels, place, _with_others())

    def delegates(self, ids: Collection[str]) -> dict[str, str]:
        """Their names, in one query where they were not asked for before. Ask only for those who are public."""
        # Taken out first: another request may empty what all of them share.
        known = {one: name for one in ids if (name := self.kept.get(("delegate", one))) is not None}
        wanted = [one for one in ids if one not in known]
        if wanted:
            found = Delegate.objects.filter(pk__in=wanted).order_by().values_list("pk", "name")
            asked = dict.fromkeys(wanted, "") | {str(pk): name for pk, name in found}
            self._keep({("delegate", one): name for one, name in asked.items()})
            known |= asked
        return {one: known[one] for one in ids}

    def beside(self, terms: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Other names of these terms, as `SearchAlias.objects.beside`."""
        if self.others.isdisjoint(terms):
            return {}
        key = ("terms", tuple(terms))
        found: Mapping[str, Sequence[str]] | None = self.kept.get(key)
        if found is None:
            found = SearchAlias.objects.beside(terms)
            self._keep({key: found})
        return found

    def _keep(self, found: dict[Any, Any]) -> None:
        if len(self.kept) > MOST_KEPT:
            self.kept.clear()
        self.kept.update(found)


def _with_others() -> frozenset[str]:
    """Every word that `SearchAlias.objects.beside` knows something of, in one query."""
    own = SearchAlias.objects.order_by().values_list("folded")
    called = DepartmentAlias.objects.order_by().values_list("name")
    named = DepartmentAlias.objects.order_by().values_list("department__name")
    return frozenset(word for (word,) in own.union(called, named))
