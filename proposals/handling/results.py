"""What the letter of a reply means where it was given: the classes of the proposal's session or council."""

from typing import TYPE_CHECKING

from django.db.models import F, Q

from proposals.models import ResultClass, ResultScheme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from proposals.models import Proposal


def scheme_of(proposal: "Proposal") -> ResultScheme | None:
    """The nearest scheme: of its session, else of its council, else the one for everywhere; None without any."""
    return _schemes(proposal).first()


def classes_for(proposal: "Proposal") -> "QuerySet[ResultClass]":
    """The classes of that scheme in their order, as a question for the database."""
    return ResultClass.objects.filter(scheme__in=_schemes(proposal).values("pk")[:1]).order_by("order")


def _schemes(proposal: "Proposal") -> "QuerySet[ResultScheme]":
    """All that hold for it, the nearest first."""
    session = proposal.session
    near = Q(council__isnull=True, session__isnull=True)
    if session is not None:
        near |= Q(session=session) | Q(council=session.term.council_id, session__isnull=True)
    last = [F(name).desc(nulls_last=True) for name in ("session", "council")]
    return ResultScheme.objects.in_force().filter(near).order_by(*last)


def classes_of(proposal: "Proposal") -> list[ResultClass]:
    """The classes a reply to it may be given, in their order; none where nobody entered a scheme."""
    return list(classes_for(proposal))


def meant(printed: str, classes: "Iterable[ResultClass]") -> ResultClass | None:
    """The class that a printed letter names: A, （A）, A类 are one. None when the place has no such class."""
    letter = _bare(printed)
    return next((one for one in classes if letter and _bare(one.letter) == letter), None)


def _bare(letter: str) -> str:
    return letter.strip(" 　()（）").upper().removesuffix("类")
