"""The states a proposal can be in and the events that move it: the general procedure of 建议 and 提案.

Sources: 代表法 (2025-03-11) Art. 51; 全国政协提案工作条例 (2018) Art. 2. What differs by place is data, not here.
"""

from collections.abc import Iterable
from enum import StrEnum


class State(StrEnum):
    """Where a proposal stands. The value is stored; the label is what people read."""

    label: str

    def __new__(cls, value: str, label: str) -> "State":
        """Give each member its Chinese label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    REPORTED = "reported", "仅见报道"
    SUBMITTED = "submitted", "已提交"
    IN_REVIEW = "in_review", "审查中"
    FILED = "filed", "已立案"
    MERGED = "merged", "已并案"
    CONVERTED = "converted", "转为意见建议"
    REJECTED = "rejected", "不予立案"
    SENT_BACK = "sent_back", "退回修改"
    WITHDRAWN = "withdrawn", "已撤回"
    ASSIGNED = "assigned", "已交办"
    ACCEPTED = "accepted", "已签收"
    CONTESTED = "contested", "申请改办"
    HANDLING = "handling", "办理中"
    DRAFTED = "drafted", "答复待审"
    REPLIED = "replied", "已答复"
    REOPENED = "reopened", "重新办理"
    CLOSED = "closed", "办结"
    TRACKING = "tracking", "跟踪落实"
    FULFILLED = "fulfilled", "已落实"


class Event(StrEnum):
    """What happened. Each event is one row of the log."""

    label: str

    def __new__(cls, value: str, label: str) -> "Event":
        """Give each member its Chinese label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    REPORT = "report", "见诸报道"
    SUBMIT = "submit", "提交"
    REVIEW = "review", "开始审查"
    FILE = "file", "立案"
    MERGE = "merge", "并案"
    CONVERT = "convert", "转为意见建议"
    REJECT = "reject", "不予立案"
    SEND_BACK = "send_back", "退回修改"
    WITHDRAW = "withdraw", "撤回"
    ASSIGN = "assign", "交办"
    ACCEPT = "accept", "签收"
    CONTEST = "contest", "申请改办"
    REASSIGN = "reassign", "改办"
    HANDLE = "handle", "开始办理"
    MEET = "meet", "当面沟通"
    EXTEND = "extend", "批准延期"
    DRAFT = "draft", "报送答复稿"
    REPLY = "reply", "答复"
    REOPEN = "reopen", "重新办理"
    CLOSE = "close", "办结"
    TRACK = "track", "跟踪落实"
    FULFIL = "fulfil", "落实"
    NOTE = "note", "记一笔"


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
    E.REPLY: (frozenset({S.ACCEPTED, S.HANDLING, S.DRAFTED, S.REOPENED}), S.REPLIED),
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
    E.NOTE: frozenset(State),
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
    start, end = moves(kind).get(event, (frozenset[State](), state))
    if state not in start:
        raise IllegalMove(event, state, legal_events(kind, state))
    return end
