"""Who may do what: five roles of staff, each with the events it may record."""

from enum import StrEnum

from .events import Event

E = Event


class Role(StrEnum):
    """What a person of the staff is there for. The value is stored; the label is what people read."""

    ADMINISTRATOR = "administrator"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    LIAISON = "liaison"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        """What people read."""
        return _LABELS[self]


_LABELS = {
    Role.ADMINISTRATOR: "管理员",
    Role.EDITOR: "录入员",
    Role.REVIEWER: "审核员",
    Role.LIAISON: "承办单位联络员",
    Role.AUDITOR: "审计员",
}

# What a department does itself. Staff may record it for a department that reports on paper.
OF_DEPARTMENTS = frozenset({E.ACCEPT, E.CONTEST, E.HANDLE, E.MEET, E.ASK_TIME, E.OPINION, E.DRAFT})
_EDITS = OF_DEPARTMENTS | {E.REPORT, E.SUBMIT, E.REVIEW, E.NOTE, E.ATTACH, E.RATE, E.PROMISE, E.OUTCOME, E.URGE}
_DECIDES = frozenset({
    E.FILE, E.MERGE, E.CONVERT, E.TURN, E.REJECT, E.SEND_BACK, E.WITHDRAW, E.ASSIGN, E.UPHOLD, E.REASSIGN,
    E.EXTEND, E.DENY_TIME, E.REDRAFT, E.REPLY, E.REOPEN, E.CLOSE, E.TRACK, E.FULFIL, E.KEEP, E.BREAK, E.CORRECT,
})  # fmt: skip
MAY: dict[Role, frozenset[Event]] = {
    Role.ADMINISTRATOR: frozenset(E) - {E.RETRACT, E.RECOMPUTE},
    Role.REVIEWER: _EDITS | _DECIDES,
    Role.EDITOR: _EDITS,
    Role.LIAISON: OF_DEPARTMENTS,
    Role.AUDITOR: frozenset(),
}
# These follow from undoing an import and from a changed calendar; nobody records them by hand.
OF_THE_SYSTEM = frozenset({E.RETRACT, E.RECOMPUTE})


class NotAllowed(Exception):
    """A role may not record an event. The message says who may."""

    def __init__(self, event: Event, role: Role | None) -> None:
        """Say in Chinese what is not allowed and who may do it."""
        self.event, self.role = event, role
        able = "、".join(one.label for one in Role if event in MAY[one])
        who = role.label if role else "没有分配角色的帐号"
        whom = f"请联系{able}。" if able else "这一步由系统记录。"
        super().__init__(f"{who}不能登记“{event.label}”。{whom}")


def may(role: Role | None, event: Event) -> bool:
    """Whether somebody in this role may record this event at all; a liaison only for the own department."""
    return role is not None and event in MAY[role]
