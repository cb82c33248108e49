"""Which proposals a download holds: those that everybody may see and that an address asks for, in the order of ids."""

from array import array
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from proposals.filters import NARROWING, ProposalFilter, read
from proposals.models import Proposal
from proposals.models.proposal import ProposalQuerySet

CHUNK = 400  # proposals that are held in memory at a time
FIRST = 40  # the first of them are few, so that somebody who waits sees something come
ASKED = ("q", "exact", *NARROWING)


class Selection:
    """The proposals of one download.

    Their ids are asked for once, eight bytes each; what may be seen is asked again for every chunk, so that what is
    taken back while somebody downloads is not sent any more.
    """

    def __init__(self, data: QueryDict | None = None) -> None:
        """`data` is the query of the list of proposals; None or an empty one for all."""
        self._data = data if data is not None else QueryDict()

    @property
    def whole(self) -> bool:
        """Whether nothing narrows it."""
        return not any(self._data.get(name) for name in ASKED)

    @property
    def misread(self) -> list[str]:
        """Values of the address that mean nothing."""
        return read(self._data).misread

    def proposals(self) -> ProposalQuerySet:
        """They as a question, in no order."""
        visible = Proposal.objects.visible_to(None).order_by()
        if self.whole:
            return visible
        asked = ProposalFilter(self._data, queryset=visible)
        # A search that nothing is left of is no search for everything, as on the page of the list.
        lost = bool(self._data.get("q", "").strip()) and asked.query is None
        return visible.none() if lost else asked.narrowed()

    @cached_property
    def ids(self) -> "array[int]":
        """Their ids, the lowest first."""
        return array("q", self.proposals().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=20_000))

    def chunks(self) -> Iterator[ProposalQuerySet]:
        """They, some at a time, as questions that ask again what may be seen."""
        for some in self._some():
            yield Proposal.objects.visible_to(None).filter(pk__in=some).order_by("pk")

    def portions(self) -> "Iterator[Selection]":
        """It in parts, each with some of its proposals: for records that are put together of several tables."""
        for some in self._some():
            part = Selection(self._data)
            part.ids = some
            yield part

    def _some(self) -> "Iterator[array[int]]":
        for start in (0, *range(FIRST, len(self.ids), CHUNK)):
            yield self.ids[start : start + (CHUNK if start else FIRST)]

    def hanging(self, rows: "QuerySet[Any]", link: str = "proposal") -> "Iterator[QuerySet[Any]]":
        """The rows that hang on them by `link`, some proposals at a time, in the order of the proposals."""
        for some in self.chunks():
            yield rows.filter(**{f"{link}__in": some.order_by().values("pk")}).order_by(
                f"{link}_id", *rows.query.order_by
            )


def in_portions(rows: "QuerySet[Any]") -> Iterator[Any]:
    """Rows of a table that hangs on no proposal, in the order of their ids, read some at a time."""
    last = 0
    while True:
        found = list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK])
        yield from found
        if len(found) < CHUNK:
            return
        last = found[-1].pk
