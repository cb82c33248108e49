"""What a proposal or a department's part may wait for: one table for the queues and for the filters of the lists."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from proposals.models import Commitment
from proposals.models.assignment import AssignmentQuerySet
from proposals.models.proposal import ProposalQuerySet
from proposals.workflow.events import Event

SOON = 30  # days ahead that a desk looks


@dataclass(frozen=True, slots=True)
class OfProposals:
    """Proposals that wait for one event. `name` is the value of the list's filter."""

    name: str
    event: Event
    label: str
    hint: str
    rows: Callable[[ProposalQuerySet, date], ProposalQuerySet]


@dataclass(frozen=True, slots=True)
class OfParts:
    """Parts of departments that wait for one event. `name` is the value of the list's filter."""

    name: str
    event: Event
    label: str
    hint: str
    rows: Callable[[AssignmentQuerySet], AssignmentQuerySet]


def _promised_late(rows: ProposalQuerySet, today: date) -> ProposalQuerySet:
    return rows.filter(pk__in=Commitment.objects.late(today).order_by().values("proposal"))


def _promised_soon(rows: ProposalQuerySet, today: date) -> ProposalQuerySet:
    return rows.filter(pk__in=Commitment.objects.due_within(today, SOON).order_by().values("proposal"))


PROPOSALS = (
    OfProposals("review", Event.FILE, "件等审查", "立案、并案、转办或退回", lambda rows, _: rows.awaiting_review()),
    OfProposals(
        "assign", Event.ASSIGN, "件等交办", "勾选以后，用“交办所选的件”", lambda rows, _: rows.awaiting_assignment()
    ),
    OfProposals(
        "rating", Event.RATE, "件等提出人评价", "答复了，这一轮还没有人评价", lambda rows, _: rows.awaiting_rating()
    ),
    OfProposals("late_promise", Event.KEEP, "件有承诺过期", "核对是兑现了还是落空了", _promised_late),
    OfProposals("promise", Event.KEEP, f"件有承诺 {SOON} 天内到期", "到期前问一声", _promised_soon),
)
PARTS = (
    OfParts("unsigned", Event.ACCEPT, "家单位等签收", "已经交办，还没有签收", AssignmentQuerySet.unsigned),
    OfParts("contested", Event.UPHOLD, "家单位申请改办", "同意就改办，不同意要写明理由", AssignmentQuerySet.contested),
    OfParts("time", Event.EXTEND, "家单位申请延期", "批准要写明延到哪一天", AssignmentQuerySet.asking_time),
    OfParts("check", Event.REPLY, "份答复稿等审核", "发出，或者退回重拟", AssignmentQuerySet.drafted),
)
