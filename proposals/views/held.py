"""The catalogue of the request under way, and what pages beside the list ask of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from delegates.freshness.pages import current as version
from proposals.catalogue.holdings import Holdings, newest
from proposals.catalogue.shared import Catalogue, current
from proposals.models import Proposal
from proposals.models.listing import listed


@dataclass(frozen=True, slots=True)
class Named:
    """A value of a facet: its key in addresses, its name, how many public proposals have it."""

    key: str
    name: str
    n: int


class Newest:
    """Proposals of a set, the newest first, read as far as a page shows them: one query a slice."""

    def __init__(self, among: int) -> None:
        """`among`: bits of the catalogue."""
        self._among = among

    def __getitem__(self, part: slice) -> list[Proposal]:
        """The rows of a part, each with what a line shows of it."""
        ids = newest(self._among, start=part.start, count=part.stop - part.start)
        return listed(Proposal.objects.visible_to(None).filter(pk__in=ids)) if ids else []


def catalogue() -> Catalogue:
    """As the request was met: no query where nothing changed."""
    return current(version())


def most(known: Catalogue, facet: str, at_most: int, *, among: int | None = None) -> list[Named]:
    """The values that most of these proposals have (all, unless told), most first."""
    counts = known.holdings.counts(facet, known.holdings.everything if among is None else among)
    labels = known.names.labels[facet]
    found = [Named(key, labels.get(key, ""), n) for key, n in counts.items()]
    return sorted(found, key=lambda one: (-one.n, int(one.key)))[:at_most]


def size(held: Holdings, facet: str, value: str) -> int:
    """How many public proposals have this value."""
    return (held.union(facet, [value]) & held.everything).bit_count()


def sessions(known: Catalogue) -> list[Named]:
    """The sessions that have public proposals, the latest first."""
    named = ((key, name, size(known.holdings, "session", key)) for key, name in known.names.labels["session"].items())
    return [Named(key, name, n) for key, name, n in named if n]


def year_of(held: Holdings, session: str) -> str:
    """The one year that all proposals of a session are of; "" where it is not one, or nobody knows."""
    among = held.union("session", [session]) & held.everything
    found = held.counts("year", among)
    return next(iter(found)) if list(found.values()) == [among.bit_count()] else ""


def by_year(held: Holdings, among: int, years: Iterable[str]) -> list[tuple[str, int]]:
    """Each year with how many of these proposals are of it."""
    return [(year, (held.union("year", [year]) & among).bit_count()) for year in years]


def years(held: Holdings) -> list[str]:
    """The years that any proposal is of, the earliest first."""
    return sorted(held.counts("year", held.everything))
