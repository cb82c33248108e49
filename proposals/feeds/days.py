"""What stands in the public calendars: sessions, the days by which proposers must be answered, promises that fall due.

What was answered or settled stays for DONE_FOR days, and says so; then it goes. An entry keeps its name as long as its
row lives. SEQUENCE is the number of the last step in the proposal's log, where every move of a day is written down;
of a session, how often its row was changed.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from delegates.models import Change, Session
from proposals.alerts.ical import Entry
from proposals.models import Assignment, Commitment, Deadline, FollowUp, Proposal
from proposals.models.listing import ANSWERS
from proposals.outside.canonical import absolute
from proposals.shown.handling import promises_shown
from proposals.workflow.states import Duty

from .tags import beginning, uid

DONE_FOR = 90  # days that an entry stays after its matter is settled
MOST = 2000  # deadlines, and promises, of one calendar: those that fall due latest
TENTATIVE, CONFIRMED = "TENTATIVE", "CONFIRMED"


def sessions(rows: "QuerySet[Session]") -> Iterator[Entry]:
    """The days of each session that are known. Two questions."""
    known = list(rows.filter(starts_on__isnull=False))
    changed = _changes(known)
    for one in known:
        assert one.starts_on is not None  # noqa: S101  the filter asks for a day
        sequence, at = changed.get(str(one.pk), (0, beginning()))
        address = absolute(f"/sessions/{one.pk}/")
        yield Entry(uid(f"session-{one.pk}"), one.starts_on, one.name, "", address, sequence, at, last=one.ends_on)


def answers(
    proposals: "QuerySet[Proposal]", today: date, parts: "QuerySet[Assignment] | None" = None
) -> Iterator[Entry]:
    """By which day proposers must be answered; with `parts` only by these. One question."""
    clocks = Deadline.objects.filter(step__in=ANSWERS, dropped=False, **_of(proposals))
    clocks = clocks.exclude(assignment__duty=Duty.ASSIST.value)
    if parts is not None:
        clocks = clocks.filter(assignment__in=parts.order_by().values("pk"))
    clocks = clocks.filter(Q(met_on__isnull=True) | Q(met_on__gte=today - timedelta(days=DONE_FOR)))
    for row in _dated(clocks.select_related("proposal", "assignment__department")):
        done = _("已经答复") if row.met_on else ""
        due = _("应当答复（暂定）") if row.provisional else _("应当答复")
        unit = str(row.assignment.department) if row.assignment else ""
        status = TENTATIVE if row.provisional and not done else CONFIRMED
        yield _entry(f"answer-{row.pk}", row, done or due, [unit, row.because], status)


def promises(
    proposals: "QuerySet[Proposal]", today: date, parts: "QuerySet[Assignment] | None" = None
) -> Iterator[Entry]:
    """Promises that everybody may read and that name a day; with `parts` only of their answers. One question."""
    rows = promises_shown(Commitment.objects.filter(due_on__isnull=False, **_of(proposals)))
    if parts is not None:
        rows = rows.filter(reply__assignment__in=parts.order_by().values("pk"))
    since = today - timedelta(days=DONE_FOR)
    standing = Q(state=Commitment.State.OPEN) | Q(settled_on__gte=since)
    for row in _dated(rows.filter(standing).select_related("proposal", "reply__department")):
        unit = row.reply.department.name if row.reply and row.reply.department else ""
        words = [unit, _("答复里承诺：%(promise)s") % {"promise": row.text}]
        yield _entry(f"promise-{row.pk}", row, _kept(row), words, CONFIRMED)


def _kept(row: Commitment) -> str:
    said = {Commitment.State.KEPT: _("承诺已经兑现"), Commitment.State.BROKEN: _("承诺没有兑现")}
    return said.get(Commitment.State(row.state), _("承诺到期"))


def _of(proposals: "QuerySet[Proposal]") -> dict[str, Any]:
    return {"proposal__in": proposals.order_by().values("pk")}


def _dated(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """The latest due of them, each with the number and the time of the last step of its proposal."""
    last = FollowUp.objects.filter(proposal=OuterRef("proposal")).order_by("-sequence")
    sequence, at = (Subquery(last.values(name)[:1]) for name in ("sequence", "recorded_at"))
    return cast("QuerySet[Any]", rows.annotate(step_in_log=sequence, logged_at=at).order_by("-due_on", "-pk")[:MOST])


def _entry(name: str, row: Any, act: str, words: list[str], status: str) -> Entry:
    proposal: Proposal = row.proposal
    return Entry(
        uid(name),
        row.due_on,
        f"{act}：{proposal.headline}",
        "\n".join(filter(None, words)),
        absolute(proposal.get_absolute_url()),
        row.step_in_log or 0,
        _utc(row.logged_at),
        status=status,
    )


def _changes(rows: list[Session]) -> dict[str, tuple[int, datetime]]:
    """By number of the session how often it was changed, and when last."""
    of = Change.objects.filter(whole="delegates.session", whole_row__in=[str(one.pk) for one in rows])
    told = of.order_by().values(key=F("whole_row")).annotate(n=Count("pk"), last=Max("at"))
    return {one["key"]: (one["n"], _utc(one["last"])) for one in told}


def _utc(moment: datetime | None) -> datetime:
    return (moment or beginning()).astimezone(UTC).replace(microsecond=0)
