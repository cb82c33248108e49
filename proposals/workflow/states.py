"""The states a proposal can be in and the events that move it: the general procedure of 建议 and 提案.

Sources: 代表法 (2025-03-11) Art. 51; 全国政协提案工作条例 (2018) Art. 2. What differs by place is data, not here.
"""

from collections.abc import Iterable
from enum import StrEnum


class State(StrEnum):
    """Where a proposal stands. The value is stored; the label is what people read."""

    REPORTED = "reported"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    FILED = "filed"
    MERGED = "merged"
    CONVERTED = "converted"
    REJECTED = "rejected"
    SENT_BACK = "sent_back"
    WITHDRAWN = "withdrawn"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    CONTESTED = "contested"
    HANDLING = "handling"
    DRAFTED = "drafted"
    REPLIED = "replied"
    REOPENED = "reopened"
    CLOSED = "closed"
    TRACKING = "tracking"
    FULFILLED = "fulfilled"
    RETRACTED = "retracted"

    @property
    def label(self) -> str:
        """What people read."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    State.REPORTED: "仅见报道",
    State.SUBMITTED: "已提交",
    State.IN_REVIEW: "审查中",
    State.FILED: "已立案",
    State.MERGED: "已并案",
    State.CONVERTED: "转为意见建议",
    State.REJECTED: "不予立案",
    State.SENT_BACK: "退回修改",
    State.WITHDRAWN: "已撤回",
    State.ASSIGNED: "已交办",
    State.ACCEPTED: "已签收",
    State.CONTESTED: "申请改办",
    State.HANDLING: "办理中",
    State.DRAFTED: "答复待审",
    State.REPLIED: "已答复",
    State.REOPENED: "重新办理",
    State.CLOSED: "办结",
    State.TRACKING: "跟踪落实",
    State.FULFILLED: "已落实",
    State.RETRACTED: "导入已撤销",
}


class Event(StrEnum):
    """What happened. Each event is one row of the log."""

    REPORT = "report"
    SUBMIT = "submit"
    REVIEW = "review"
    FILE = "file"
    MERGE = "merge"
    CONVERT = "convert"
    REJECT = "reject"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    ASSIGN = "assign"
    ACCEPT = "accept"
    CONTEST = "contest"
    REASSIGN = "reassign"
    HANDLE = "handle"
    MEET = "meet"
    EXTEND = "extend"
    DRAFT = "draft"
    REPLY = "reply"
    REOPEN = "reopen"
    CLOSE = "close"
    TRACK = "track"
    FULFIL = "fulfil"
    NOTE = "note"
    ATTACH = "attach"
    RETRACT = "retract"

    @property
    def label(self) -> str:
        """What people read."""
        return _EVENT_LABELS[self]


_EVENT_LABELS = {
    Event.REPORT: "见诸报道",
    Event.SUBMIT: "提交",
    Event.REVIEW: "开始审查",
    Event.FILE: "立案",
    Event.MERGE: "并案",
    Event.CONVERT: "转为意见建议",
    Event.REJECT: "不予立案",
    Event.SEND_BACK: "退回修改",
    Event.WITHDRAW: "撤回",
    Event.ASSIGN: "交办",
    Event.ACCEPT: "签收",
    Event.CONTEST: "申请改办",
    Event.REASSIGN: "改办",
    Event.HANDLE: "开始办理",
    Event.MEET: "当面沟通",
    Event.EXTEND: "批准延期",
    Event.DRAFT: "报送答复稿",
    Event.REPLY: "答复",
    Event.REOPEN: "重新办理",
    Event.CLOSE: "办结",
    Event.TRACK: "跟踪落实",
    Event.FULFIL: "落实",
    Event.NOTE: "记一笔",
    Event.ATTACH: "补充材料",
    Event.RETRACT: "撤销导入",
}


S, E = State, Event

# Press reports, 建议 and 提案 share the road after 交办; 审查 and 立案 are steps of 提案 and 议案.
ROAD: dict[Event, tuple[frozenset[State], State]] = {
    E.SUBMIT: (frozenset({S.REPORTED, S.SENT_BACK}), S.SUBMITTED),
    E.ASSIGN: (frozenset({S.SUBMITTED, S.FILED, S.MERGED}), S.ASSIGNED),
    E.WITHDRAW: (
        frozenset({S.SUBMITTED, S.IN_REVIEW, S.FILED, S.MERGED, S.ASSIGNED, S.ACCEPTED, S.HANDLING}),
        S.WITHDRAWN,
    ),
    E.ACCEPT: (frozenset({S.ASSIGNED}), S.ACCEPTED),
    E.CONTEST: (frozenset({S.ASSIGNED, S.ACCEPTED}), S.CONTESTED),
    E.REASSIGN: (frozenset({S.CONTESTED, S.ASSIGNED, S.ACCEPTED}), S.ASSIGNED),
    E.HANDLE: (frozenset({S.ACCEPTED}), S.HANDLING),
    E.DRAFT: (frozenset({S.HANDLING, S.REOPENED}), S.DRAFTED),
    # A letter proves that it was handled: steps before it that nobody recorded need no invented dates.
    E.REPLY: (
        frozenset({S.SUBMITTED, S.FILED, S.MERGED, S.ASSIGNED, S.ACCEPTED, S.HANDLING, S.DRAFTED, S.REOPENED}),
        S.REPLIED,
    ),
    E.REOPEN: (frozenset({S.REPLIED, S.CLOSED, S.TRACKING}), S.REOPENED),
    E.CLOSE: (frozenset({S.REPLIED, S.TRACKING}), S.CLOSED),
    E.TRACK: (frozenset({S.REPLIED, S.CLOSED}), S.TRACKING),
    E.FULFIL: (frozenset({S.REPLIED, S.CLOSED, S.TRACKING}), S.FULFILLED),
}
EXAMINATION: dict[Event, tuple[frozenset[State], State]] = {
    E.REVIEW: (frozenset({S.SUBMITTED}), S.IN_REVIEW),
    E.FILE: (frozenset({S.SUBMITTED, S.IN_REVIEW}), S.FILED),
    E.MERGE: (frozenset({S.SUBMITTED, S.IN_REVIEW, S.FILED}), S.MERGED),
    E.CONVERT: (frozenset({S.SUBMITTED, S.IN_REVIEW}), S.CONVERTED),
    E.REJECT: (frozenset({S.SUBMITTED, S.IN_REVIEW}), S.REJECTED),
    E.SEND_BACK: (frozenset({S.SUBMITTED, S.IN_REVIEW}), S.SENT_BACK),
}
EXAMINED_KINDS = frozenset({"proposal", "motion"})
# These are recorded without moving the proposal.
IN_PLACE: dict[Event, frozenset[State]] = {
    E.MEET: frozenset({S.ASSIGNED, S.ACCEPTED, S.HANDLING, S.DRAFTED, S.REOPENED}),
    E.EXTEND: frozenset({S.ASSIGNED, S.ACCEPTED, S.HANDLING, S.REOPENED}),
    E.NOTE: frozenset(State) - {S.RETRACTED},
    E.ATTACH: frozenset(State) - {S.RETRACTED},
}
# Undoing an import is offered nowhere in the procedure: only the undoing itself records it.
UNDOING: dict[Event, tuple[frozenset[State], State]] = {
    E.RETRACT: (frozenset(State) - {S.RETRACTED}, S.RETRACTED),
}


class IllegalMove(Exception):
    """The event cannot follow in this state. `legal` are the events that can."""

    def __init__(self, event: Event, state: State, legal: Iterable[Event]) -> None:
        """Say in Chinese what is not possible and what is."""
        self.event, self.state, self.legal = event, state, tuple(legal)
        choices = "、".join(f"“{one.label}”" for one in self.legal)
        super().__init__(f"现在是“{state.label}”，不能直接“{event.label}”。可以：{choices}。")


def moves(kind: str) -> dict[Event, tuple[frozenset[State], State]]:
    """Every event that moves a proposal of this kind, with the states it may start from and the state it leads to."""
    return ROAD | EXAMINATION if kind in EXAMINED_KINDS else ROAD


def legal_events(kind: str, state: State) -> tuple[Event, ...]:
    """What may happen next, moves first, in the order of the procedure."""
    onward = [event for event, (start, _) in moves(kind).items() if state in start]
    return tuple(onward + [event for event, start in IN_PLACE.items() if state in start])


def move(kind: str, state: State | None, event: Event) -> State:
    """The state after the event. `state` None is a proposal without any log: only its beginning can be recorded.

    Raises IllegalMove, which names the legal events.
    """
    if state is None:
        if event is Event.REPORT:
            return State.REPORTED
        if event is Event.SUBMIT:
            return State.SUBMITTED
        raise IllegalMove(event, State.REPORTED, (Event.REPORT, Event.SUBMIT))
    if event in IN_PLACE and state in IN_PLACE[event]:
        return state
    start, end = (moves(kind) | UNDOING).get(event, (frozenset[State](), state))
    if state not in start:
        raise IllegalMove(event, state, legal_events(kind, state))
    return end
