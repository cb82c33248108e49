"""并案: files of the same matter handled together. Each stays alive, is assigned and gets an answer of its own."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from proposals.models import Assignment, FollowUp, Proposal, Reply
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from proposals.workflow.states import ENDED, Stage, State

from .refusal import Refused, allow
from .replies import draft

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def merge(*, proposal: Proposal, main: Proposal, by: "User | None", on: date | None, note: str = "") -> FollowUp:
    """Handle `proposal` together with `main`. Raises Refused, IllegalMove or NotAllowed."""
    allow(by, Event.MERGE)
    main = Proposal.objects.select_for_update().get(pk=main.pk)
    if main.pk == proposal.pk:
        raise Refused("不能并入自己。请选择另一件作主案。")
    if main.merged_into_id is not None:
        raise Refused(f"“{main.headline}”自己已经并入别的件。请直接并入它的主案（编号 {main.merged_into_id}）。")
    if State(main.state) in ENDED or main.state == State.RETRACTED:
        raise Refused(f"“{main.headline}”现在是“{main.get_state_display()}”，不能作主案。")
    if proposal.merged.exists():
        raise Refused("已经有别的件并入这一件，它是主案，不能再并入别的件。")
    if main.session_id != proposal.session_id:
        raise Refused("只能与同一次会议的件并案。")
    followup = proposal.record(Event.MERGE, by=by, on=on, main=main, note=note)
    reindex([proposal.pk, main.pk])
    return followup


@transaction.atomic
def answer_alike(*, reply: Reply, to: Proposal, by: "User | None") -> Reply:
    """A draft for a merged file with the words of the main file's reply: its proposers get a letter of their own.

    Raises Refused or NotAllowed.
    """
    if to.merged_into_id != reply.proposal_id:
        raise Refused("这一件没有并入那一件，要另写答复。")
    part = _part_of(to, reply)
    return draft(proposal=to, assignment=part, by=by, text=reply.text, signed_by=reply.signed_by, result=reply.result)


def _part_of(proposal: Proposal, reply: Reply) -> Assignment:
    parts = proposal.assignments.exclude(stage=Stage.RETURNED.value)
    part = parts.filter(department=reply.department_id).first()
    if part is None:
        raise Refused("这一件还没有交给同一个单位办。请先交办，再照主案写答复。")
    return part
