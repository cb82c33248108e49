"""The road of four stops, 提出 → 交办 → 答复 → 落实, and the words for where a proposal stands on it.

All of it is read off the log: what the log does not say is not drawn, and a day it does not know is said as unknown.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django import template
from django.utils import timezone
from django.utils.html import format_html

from proposals.models import Ask, FollowUp, Proposal
from proposals.shown.rounds import nth
from proposals.workflow.events import Event
from proposals.workflow.signals import Signal, days_late, signal
from proposals.workflow.states import State

register = template.Library()

S, E = State, Event

WAITING = frozenset({S.SUBMITTED, S.IN_REVIEW, S.FILED, S.MERGED, S.SENT_BACK})
WORKING = frozenset({S.ASSIGNED, S.ACCEPTED, S.CONTESTED, S.HANDLING, S.DRAFTED})
ENDED = frozenset({S.CONVERTED, S.REJECTED, S.WITHDRAWN})
NOW = {
    S.REPORTED: ("仅见报道，未对应正式文件；这不表示没有办。", "没有对应的正式文件，所以写不出承办单位，也没有期限。"),
    S.SUBMITTED: ("已经提交，还没有交办。", ""),
    S.IN_REVIEW: ("正在审查，还没有立案。", ""),
    S.FILED: ("已经立案，等待交办。", ""),
    S.MERGED: ("已与内容相同的件并案，等待交办。", ""),
    S.CONVERTED: ("没有立案，已转为意见建议。", ""),
    S.REJECTED: ("没有立案，不再办理。", ""),
    S.SENT_BACK: ("已退回修改，改后可以再提。", ""),
    S.WITHDRAWN: ("提出人已撤回，不再办理。", ""),
    S.ASSIGNED: ("已经交办，等待承办单位签收。", ""),
    S.ACCEPTED: ("承办单位已经签收，还没有答复。", ""),
    S.CONTESTED: ("承办单位申请改由别的单位办，还没有定。", ""),
    S.HANDLING: ("正在办理，还没有答复。", ""),
    S.DRAFTED: ("答复稿已经报送，正在审核。", ""),
    S.REPLIED: ("已经答复。", "答复了不等于办到了；办到哪一步，要等落实的记录。"),
    S.REOPENED: ("正在重新办理，等待再次答复。", "前一轮的答复保留在下面。"),
    S.CLOSED: ("已经办结。", "办结是手续走完，是否落实要看下面的记录。"),
    S.TRACKING: ("已经答复，正在跟踪落实。", ""),
    S.FULFILLED: ("已经落实。", ""),
}
LOOKS = {S.REPORTED: "press", S.CLOSED: "done", S.FULFILLED: "ok"}
SPOKEN = {
    "been": "已过", "at": "正在这一站", "again": "第二轮", "soon": "正在这一站，期限将到", "late": "正在这一站，已超期",
    "press": "仅见报道", "end": "到此为止",
}  # fmt: skip
OUTCOMES = {"open": "press", "resolved": "ok", "underway": "run", "planned": "plan"}


# The events that the road is read off.
READ = (E.SUBMIT, E.REPORT, E.ASSIGN, E.REPLY, E.REOPEN, E.FULFIL)
Last = dict[str, FollowUp]  # the last of each event


class Stop(NamedTuple):
    """One stop; `on` the day, `note` what else to say.

    `look`: been, at, again, soon, late, press, end or "" for not reached.
    """

    name: str
    look: str = ""
    on: date | None = None
    before: date | None = None
    note: str = ""

    @property
    def spoken(self) -> str:
        """The shape in words, for those who do not see it."""
        return SPOKEN.get(self.look, "还没有到")


def stops(state: State, log: Sequence[FollowUp], *, due: date | None = None) -> list[Stop]:
    """The four stops of a proposal in this state with this log. `due`: by when it must be answered, where known."""
    last: Last = {one.event: one for one in log}
    found = [_raised(state, last), _assigned(state, last), _awaited(_replied(state, last), due), _done(state, last)]
    return _with_years(found)


def _awaited(stop: Stop, due: date | None) -> Stop:
    """The stop of the answer with the day by which it must come."""
    if due is None or stop.look not in {"at", "again"}:
        return stop
    today = timezone.localdate()
    year = f"{due.year}年" if due.year != today.year else ""
    how = {Signal.LATE: "late", Signal.SOON: "soon"}.get(signal(due, today), stop.look)
    # Where the line is too short for the whole date, it breaks after the year.
    return stop._replace(look=how, note=format_html("{}<wbr>{}月{}日前", year, due.month, due.day))


def _raised(state: State, last: Last) -> Stop:
    submitted = last.get(E.SUBMIT)
    if submitted is None and state is S.REPORTED:
        report = last.get(E.REPORT)
        return Stop("提出", "press", on=report.happened_on if report else None, note="报纸报道")
    return _been("提出", submitted or last.get(E.REPORT))


def _assigned(state: State, last: Last) -> Stop:
    assigned = last.get(E.ASSIGN)
    if assigned is not None:
        return _been("交办", assigned)
    if last.get(E.REPLY) is not None:
        return Stop("交办", "been", note="没有记录")  # whoever answered had it handed over
    if state in ENDED:
        return Stop("交办", "end", note=state.label)
    return Stop("交办", "at", note=state.label) if state in WAITING else Stop("交办")


def _replied(state: State, last: Last) -> Stop:
    reply = last.get(E.REPLY)
    again = last.get(E.REOPEN)
    if state is S.REOPENED:
        return Stop("答复", "again", note="重新办理中")
    if state in WORKING and again is not None:
        return Stop("答复", "again", note=f"重新办理，{state.label}")
    if state in WORKING and reply is not None:
        return Stop("答复", "at", note="还有单位没有答复")
    if reply is not None:
        return _been("答复", reply)
    if state in ENDED and last.get(E.ASSIGN) is not None:
        return Stop("答复", "end", note=state.label)
    return Stop("答复", "at", note=state.label) if state in WORKING else Stop("答复")


def _done(state: State, last: Last) -> Stop:
    if state is S.FULFILLED:
        return _been("落实", last.get(E.FULFIL))
    if state is S.TRACKING:
        return Stop("落实", "at", note="跟踪中")
    return Stop("落实", note="还没有记录" if state in {S.REPLIED, S.CLOSED} else "")


def _been(name: str, event: FollowUp | None) -> Stop:
    known = event is not None and event.happened_on is not None
    return Stop(name, "been", on=event.happened_on if event else None, note="" if known else "日期不明")


def _last(log: Iterable[FollowUp], event: Event) -> FollowUp | None:
    return next((one for one in reversed(list(log)) if one.event == event.value), None)


def _with_years(found: Sequence[Stop]) -> list[Stop]:
    """Each stop knows the day before it: the year is written where it changes."""
    shown: list[Stop] = []
    before: date | None = None
    for stop in found:
        shown.append(stop._replace(before=before) if before and stop.on else stop)
        before = stop.on or before
    return shown


@register.inclusion_tag("proposals/_road.html")
def road(proposal: Proposal, size: str = "", log: Sequence[FollowUp] | None = None) -> dict[str, Any]:
    """The road of a proposal whose log is given or prefetched; one that comes `listed` also knows its day.

    `size` "big" on its own page.
    """
    entries = list(proposal.followups.all()) if log is None else log
    return {"stops": stops(State(proposal.state), entries, due=getattr(proposal, "due", None)), "size": size}


@register.simple_tag
def awaited(proposal: Proposal) -> dict[str, str]:
    """How a proposal that comes `listed` stands against its day: `said` in words, and the `look` of it. Else {}."""
    due: date | None = getattr(proposal, "due", None)
    if due is None:
        return {}
    today = timezone.localdate()
    if due < today:
        return {"said": f"超期 {days_late(due, today)} 天", "look": "late"}
    said = f"还有 {(due - today).days} 天" if due > today else "今天到期"
    return {"said": said, "look": "soon" if signal(due, today) is Signal.SOON else ""}


@register.filter
def look(state: str) -> str:
    """The shape of a state: press, plan, run, done, ok or no."""
    one = State(state)
    if one in WAITING:
        return "plan"
    if one in ENDED:
        return "no"
    return LOOKS.get(one, "run")


@register.filter
def stated(state: str) -> str:
    """A state in words."""
    return State(state).label


@register.filter
def outcome_look(ask: Ask) -> str:
    """The shape of what became of an ask."""
    return OUTCOMES.get(ask.outcome, "no")


register.filter(nth)


@register.simple_tag
def standing(proposal: Proposal, log: Sequence[FollowUp]) -> dict[str, str]:
    """Where things stand, in one sentence, and what must be said beside it."""
    state = State(proposal.state)
    sentence, beside = NOW[state]
    if state in WORKING and proposal.round == 1 and _last(log, E.REPLY) is not None:
        sentence = "有的单位已经答复，有的还没有。"
    if proposal.round > 1 and state in WORKING | {S.REOPENED}:
        sentence, beside = f"{nth(proposal.round)}：{sentence}", NOW[S.REOPENED][1]
    return {"sentence": sentence, "beside": beside}
