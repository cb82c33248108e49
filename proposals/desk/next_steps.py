"""What to do next about a clock that runs, of what this role may do."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from proposals.models import Deadline, DeadlineRule
from proposals.workflow.events import Event
from proposals.workflow.roles import Role, may
from proposals.workflow.states import Stage

Step = DeadlineRule.Step
ANSWERS = frozenset({Step.REPLY, Step.AGAIN, Step.OPINION})


@dataclass(frozen=True, slots=True)
class NextStep:
    """A clock with what to do about it. `days` are negative when it is past."""

    deadline: Deadline
    days: int
    label: str
    address: str

    @property
    def late(self) -> int:
        """Days past the day, 0 while it runs."""
        return max(-self.days, 0)


def next_step(deadline: Deadline, role: Role | None, today: date) -> NextStep:
    """The step that brings this clock to its end."""
    days = (deadline.due_on - today).days
    label, address = _step(deadline, role)
    return NextStep(deadline, days, label, address)


def _step(deadline: Deadline, role: Role | None) -> tuple[str, str]:
    part, page = deadline.assignment, reverse("admin:proposals_proposal_change", args=[deadline.proposal_id])
    step = Step(deadline.step)
    if step is Step.SIGN and part is not None and may(role, Event.ACCEPT):
        return "登记签收", _page("events", parts=part.pk, event=Event.ACCEPT.value)
    if step in ANSWERS and part is not None:
        if part.stage == Stage.DRAFTED and may(role, Event.REPLY):
            return "审核答复稿", page
        if may(role, Event.URGE):
            return "打印催办函", _page("print", "urge", parts=part.pk)
        if may(role, Event.DRAFT):
            return "写会办意见" if step is Step.OPINION else "写答复", page
    needed, label = {
        Step.ADJUST: (Event.UPHOLD, "答复改办申请"),
        Step.FEEDBACK: (Event.RATE, "请提出人评价"),
        Step.PUBLISH: (Event.REPLY, "公开答复"),
    }.get(step, (None, ""))
    return (label, page) if needed and may(role, needed) else ("看这一件", page)


def _page(name: str, *args: str, **query: object) -> str:
    return f"{reverse(f'admin:proposals_proposal_{name}', args=args)}?{urlencode(query)}"
