"""What proposers say of a reply: from paper with a scan, or by a link of their own (`links`).

Whoever is not content with the result opens another round at once. When all are content, closing is offered, not done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from proposals.models import Assignment, Proposal, Proposer, Rating, Reply
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.procedure import Need
from proposals.workflow.states import WITH_DEPARTMENTS, Duty, Stage, State

from .refusal import Refused, allow

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.core.files import File

RATING = frozenset({Need.RATING})
ALREADY = "这位提出人已经评价过这份答复。评价不能改；有新的意见，请等再次答复以后评价。"


@dataclass(frozen=True, slots=True)
class Said:
    """What a proposer says of how it was handled and of what came out. `note` is not shown to the public."""

    process: Satisfaction
    result: Satisfaction
    note: str = ""


@transaction.atomic
def rate_from_paper(
    *, reply: Reply, proposer: Proposer, by: "User", on: date, said: Said, scan: "File | None"
) -> Rating:
    """Enter what stands on a signed form. Raises Refused, IllegalMove or NotAllowed."""
    allow(by, Event.RATE)
    if not scan:
        raise Refused("按纸质表录入，要附上扫描件，证明是提出人自己填的。")
    return keep(reply=reply, proposer=proposer, by=by, on=on, said=said, scan=scan)


def keep(
    *, reply: Reply, proposer: Proposer, by: "User | None", on: date, said: Said, scan: "File | None" = None
) -> Rating:
    """Write the rating, its event, and another round where the result does not content. Called in a transaction."""
    if reply.status != Reply.Status.SENT or reply.role != Reply.Role.REPLY:
        raise Refused("只能评价已经发出的答复。")
    if proposer.proposal_id != reply.proposal_id:
        raise Refused("这位不是这一件的提出人。")
    rating = _written(
        Rating(
            reply=reply,
            proposer=proposer,
            process=said.process.value,
            result=said.result.value,
            note=said.note,
            given_on=on,
            channel=Rating.Channel.PAPER if by else Rating.Channel.LINK,
            scan=scan or "",
            entered_by=by,
        )
    )
    proposal = reply.proposal
    proposal.record(
        Event.RATE, by=by, on=on, gives=RATING,
        data={"rating": rating.pk, "reply": reply.pk, "process": rating.process, "result": rating.result},
    )  # fmt: skip
    if not said.result.accepts:
        _reopen(proposal, reply, rating)
    reindex([proposal.pk])
    return rating


def all_content(proposal: Proposal) -> bool:
    """Whether every proposer accepts the last answer of each department, so that closing may be offered."""
    replies = list(Reply.objects.sent().filter(proposal=proposal))
    return all_accept(proposal, replies, list(proposal.proposers.all()), list(Rating.objects.filter(reply__in=replies)))


def all_accept(
    proposal: Proposal, letters: Sequence[Reply], proposers: Sequence[Proposer], ratings: Sequence[Rating]
) -> bool:
    """The same, told from its rows: letters of every kind, its proposers, what they said."""
    replies = [one for one in letters if (one.role, one.status) == (Reply.Role.REPLY, Reply.Status.SENT)]
    if proposal.state != State.REPLIED or not replies:
        return False
    latest: dict[int | None, int] = {}
    for one in replies:
        latest[one.assignment_id] = max(one.round, latest.get(one.assignment_id, 0))
    last = [one for one in replies if one.round == latest[one.assignment_id]]
    wanted = {(reply.pk, who.pk) for reply in last for who in proposers}
    return bool(wanted) and wanted <= {(one.reply_id, one.proposer_id) for one in ratings if one.accepts}


def _written(rating: Rating) -> Rating:
    try:
        with transaction.atomic():
            rating.save()
    except IntegrityError as twice:
        raise Refused(ALREADY) from twice
    return rating


def _reopen(proposal: Proposal, reply: Reply, rating: Rating) -> None:
    """Another round: of the department that answered for itself alone, else of all that answered."""
    part = _own_part(reply)
    if part is None and State(proposal.state) in WITH_DEPARTMENTS:
        return  # another proposer was quicker: it is handled again anyway
    proposal.record(
        Event.REOPEN, by=None, on=rating.given_on, note=f"提出人对办理结果{rating.get_result_display()}",
        assignment=part, data={"rating": rating.pk, "reply": reply.pk},
    )  # fmt: skip


def _own_part(reply: Reply) -> Assignment | None:
    part = reply.assignment
    if part is None or part.duty != Duty.SEPARATE:
        return None
    current = Assignment.objects.get(pk=part.pk)
    return current if current.stage == Stage.ANSWERED else None
