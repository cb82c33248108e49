"""A letter that went out on paper before anything was recorded: it proves that the proposal was handled.

Nobody is said to have been handed the proposal: steps that no paper shows get no invented dates.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, Unpack

from django.db import transaction

from proposals.models import Department, Proposal, Reply
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from proposals.workflow.needs import Need

from .refusal import allow
from .replies import LETTER, Letter, check_result

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def enter_paper(
    *,
    proposal: Proposal,
    by: "User | None",
    on: date | None,
    department: Department | None = None,
    issuer: str = "",
    **letter: Unpack[Letter],
) -> Reply:
    """Enter the letter of a proposal that no department has in hand. `on` None where the paper bears no day.

    `department` is who wrote it where it is known here, `issuer` the name as printed where it is not. A class that
    the paper does not state stays empty. Raises IllegalMove, Missing, NotAllowed or Refused.
    """
    allow(by, Event.REPLY)
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    check_result(current, letter)
    columns: dict[str, Any] = {name: value for name, value in letter.items() if name != "file" or value}
    result = columns.get("result")
    reply = Reply.objects.create(
        proposal=current, department=department, issuer=issuer, status=Reply.Status.DRAFT, round=current.round,
        reply_class=result.letter if result else "", written_by=by, **columns,
    )  # fmt: skip
    written: frozenset[Need] = LETTER if reply.text.strip() or reply.file else frozenset()
    followup = current.record(Event.REPLY, by=by, on=on, department=department, gives=written, data={"reply": reply.pk})
    Reply.objects.filter(pk=reply.pk).update(status=Reply.Status.SENT, replied_on=on, round=followup.proposal.round)
    reindex([current.pk])
    return Reply.objects.select_related("proposal").get(pk=reply.pk)
