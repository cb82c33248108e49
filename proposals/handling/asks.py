"""What became of each ask, on the word of the reply it rests on. The latest word stands; the log keeps the earlier."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from proposals.models import Ask, Reply
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from proposals.workflow.procedure import Need

from .refusal import Refused, allow

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def settle_ask(*, ask: Ask, outcome: str, reply: Reply | None, by: "User", on: date | None, note: str = "") -> Ask:
    """Say what became of an ask. `reply` may be None only where no reply is kept (it was handled long ago).

    Raises Refused, IllegalMove or NotAllowed.
    """
    allow(by, Event.OUTCOME)
    current = Ask.objects.select_for_update(of=("self",)).select_related("proposal").get(pk=ask.pk)
    if outcome == Ask.Outcome.OPEN:
        raise Refused("请选择这一项诉求的结果。")
    _check(current, reply)
    before = current.outcome
    current.outcome, current.outcome_note = Ask.Outcome(outcome).value, note.strip()
    current.save(update_fields=["outcome", "outcome_note"])
    current.proposal.record(
        Event.OUTCOME, by=by, on=on, note=f"诉求 {current.order}：{current.get_outcome_display()}",
        gives=frozenset({Need.ASK}),
        data={"ask": current.pk, "outcome": current.outcome, "before": before, "reply": reply.pk if reply else None},
    )  # fmt: skip
    reindex([current.proposal_id])
    return current


def _check(ask: Ask, reply: Reply | None) -> None:
    sent = Reply.objects.sent().filter(proposal=ask.proposal_id)
    if reply is None and sent.exists():
        raise Refused("请选择凭哪一份答复得出这个结果。")
    if reply is not None and not sent.filter(pk=reply.pk).exists():
        raise Refused("这份答复不是这一件的，或者还没有发出。")
