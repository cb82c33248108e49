"""Which proposals a page of figures counts: those of a session, of a year's sessions, or all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, DateField, OuterRef, QuerySet, Subquery, When

from delegates.models import Session
from proposals.models import FollowUp, Proposal
from proposals.workflow.events import Event

EVERY_YEAR = "all"
RAISING = (Event.SUBMIT.value, Event.REPORT.value)
MOST = 100_000  # proposals whose logs are read one by one for the time that each step took: three seconds
MOST_RATED = 200_000  # proposals whose letters are looked at for rates and classes: some three seconds for half as many


@dataclass(frozen=True, slots=True)
class Choice:
    """One scope that an address may name. `query`: the parameters of this page that name it."""

    name: str
    query: dict[str, str]
    sessions: tuple[int, ...] | None

    @property
    def narrowing(self) -> dict[str, tuple[str, ...]]:
        """The parameters of the list of proposals that leave exactly these."""
        return {} if self.sessions is None else {"session": tuple(map(str, self.sessions))}

    @property
    def query_lists(self) -> dict[str, tuple[str, ...]]:
        """`query` with several values each, as addresses may have them."""
        return {name: (value,) for name, value in self.query.items()}


@dataclass(frozen=True, slots=True)
class Scopes:
    """All sessions of published proposals, newest first, and the choice among them and their years."""

    sessions: Sequence[Session]
    years: Sequence[Choice]
    chosen: Choice
    undated: int = field(default=0)

    @property
    def choices(self) -> list[Choice]:
        """What a reader may choose here: the years, the newest first, and all of them."""
        return [*self.years, _everything()] if self.years else []


def scopes(*, year: str = "", session: str = "") -> Scopes:
    """By what an address says; the newest year where it says nothing that is known, all where no year is known."""
    found = sorted(_dated(), key=_newest, reverse=True)
    years = _years(found)
    undated = sum(day_of(one) is None for one in found)
    return Scopes(found, years, _chosen(found, years, year, session), undated)


def day_of(session: Session) -> date | None:
    """When it began; where nobody entered that, when the first of its proposals was raised; None where neither is."""
    raised: date | None = getattr(session, "raised", None)
    return session.starts_on or raised


def _dated() -> "QuerySet[Session]":
    """The sessions of published proposals, those without a day `raised`."""
    log = FollowUp.objects.visible_to(None).filter(
        proposal__session=OuterRef("pk"), event__in=RAISING, happened_on__isnull=False
    )
    first = log.order_by("happened_on").values("happened_on")[:1]
    raised = Case(When(starts_on=None, then=Subquery(first)), output_field=DateField())
    return Proposal.objects.visible_to(None).sessions().annotate(raised=raised)


def of_session(session: Session) -> Choice:
    """Those of one session."""
    return Choice(session.name, {"session": str(session.pk)}, (session.pk,))


def _newest(session: Session) -> tuple[str, int, int, int]:
    day = day_of(session)
    return day.isoformat() if day else "", session.term.number, session.number, session.pk


def _years(sessions: Sequence[Session]) -> list[Choice]:
    by_year: dict[int, list[int]] = {}
    for one in sessions:
        day = day_of(one)
        if day is not None:
            by_year.setdefault(day.year, []).append(one.pk)
    return [Choice(f"{year}年", {"year": str(year)}, tuple(pks)) for year, pks in by_year.items()]


def _everything() -> Choice:
    return Choice("全部年份", {"year": EVERY_YEAR}, None)


def _chosen(sessions: Sequence[Session], years: Sequence[Choice], year: str, session: str) -> Choice:
    by_session = next((one for one in sessions if str(one.pk) == session), None)
    if by_session is not None:
        return of_session(by_session)
    known = next((one for one in years if one.query["year"] == year), None)
    if known is not None:
        return known
    return _everything() if year == EVERY_YEAR or not years else years[0]
