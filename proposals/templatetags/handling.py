"""The block “承办与答复” on a proposal's page in the admin: each department, each letter, and what may be done next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils import timezone

from proposals.handling.ratings import all_content
from proposals.handling.replies import EDITABLE, UNSENT
from proposals.models import Assignment, Commitment, Deadline, Proposal, Rating, Reply
from proposals.models.staff import role_of
from proposals.models.visibility import own_parts, worked_on_by
from proposals.tracking.standings import custom_of, standing_of
from proposals.workflow.events import Event
from proposals.workflow.procedure import Custom
from proposals.workflow.roles import Role, may
from proposals.workflow.standing import Standing, legal
from proposals.workflow.states import Duty

register = template.Library()
# Recorded on the page for events, with nothing but a day and a note.
PLAIN = (
    Event.MEET, Event.CONTEST, Event.UPHOLD, Event.URGE, Event.ASK_TIME, Event.EXTEND, Event.DENY_TIME,
)  # fmt: skip
OF_ALL = (Event.CLOSE, Event.TRACK, Event.FULFIL, Event.REOPEN)


@dataclass(frozen=True, slots=True)
class Do:
    """Something that may be done next. `first`: what most likely comes next."""

    label: str
    address: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class PartRow:
    """One department."""

    part: Assignment
    clocks: Sequence[tuple[Deadline, int]]
    letter: Reply | None
    todo: Sequence[Do]


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter that went out."""

    reply: Reply
    ratings: Sequence[Rating]
    todo: Sequence[Do]


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise."""

    promise: Commitment
    late: bool
    todo: Sequence[Do]


@register.inclusion_tag("admin/proposals/handling/_block.html", takes_context=True)
def handling(context: Context, proposal: Proposal) -> dict[str, Any]:
    """As this member of staff may see it and act on it."""
    user = context["request"].user
    role, today = role_of(user), timezone.localdate()
    assignments = list(proposal.assignments.select_related("department"))
    standing, custom = standing_of(proposal, assignments), custom_of(proposal)
    readable = _readable(user, proposal)
    own = {one.pk for one in assignments} if role is not Role.LIAISON else _own(user, proposal)
    clocks = list(proposal.deadlines.running().order_by("due_on"))
    parts = []
    for part in assignments:
        letter = next((one for one in readable if one.assignment_id == part.pk and one.status in UNSENT), None)
        todo = list(_for_part(part, letter, role, standing, custom)) if part.pk in own else []
        running = [(one, (one.due_on - today).days) for one in clocks if one.assignment_id == part.pk]
        parts.append(PartRow(part, running, letter, todo))
    return {
        "proposal": proposal,
        "parts": parts,
        "letters": _letters(readable, role, standing),
        "promises": _promises(user, proposal, role, standing, today),
        "todo": list(_for_all(proposal, role, standing)),
        "close": may(role, Event.CLOSE) and all_content(proposal),
        "entries": proposal.followups.exclude(event=Event.CORRECT) if may(role, Event.CORRECT) else [],
    }


def _readable(user: Any, proposal: Proposal) -> list[Reply]:
    rows = worked_on_by(user, Reply.objects.filter(proposal=proposal))
    if (
        role_of(user) is Role.LIAISON
        and own_parts(user).filter(proposal=proposal).exclude(duty=Duty.ASSIST.value).exists()
    ):
        rows = rows | Reply.objects.sent().filter(proposal=proposal, role=Reply.Role.OPINION)
    return list(rows.select_related("department", "result").defer("text", "summary").order_by("round", "pk"))


def _own(user: Any, proposal: Proposal) -> set[int]:
    return set(own_parts(user).filter(proposal=proposal).values_list("pk", flat=True))


def _for_part(
    part: Assignment, letter: Reply | None, role: Role | None, standing: Standing, custom: Custom
) -> Iterator[Do]:
    able = [event for event in legal(standing, part.pk, custom) if may(role, event)]
    writes = Event.DRAFT if Duty(part.duty).answers else Event.OPINION
    begins: list[Event] = [event for event in (Event.ACCEPT, Event.HANDLE) if event in able]
    for begin in begins:
        yield Do(begin.label, _event(begin, parts=part.pk), first=begin is begins[0])
    if letter is not None and letter.status == Reply.Status.HANDED_IN:
        yield Do("审核答复稿" if may(role, Event.REPLY) else "看报送的稿子", _to("check", letter.pk), first=True)
    elif writes in able:
        fresh = "写答复" if writes is Event.DRAFT else "写会办意见"
        label = "接着写稿子" if letter and letter.status in EDITABLE else fresh
        yield Do(label, _to("write", part.pk), first=not begins)
    for event in PLAIN:
        if event in able:
            yield Do(event.label, _event(event, parts=part.pk))


def _letters(replies: Sequence[Reply], role: Role | None, standing: Standing) -> list[LetterRow]:
    sent = [one for one in replies if one.status == Reply.Status.SENT]
    ratings = list(Rating.objects.filter(reply__in=sent).select_related("proposer__delegate", "proposer__organisation"))
    of_reply = {reply.pk: [one for one in ratings if one.reply_id == reply.pk] for reply in sent}
    return [LetterRow(one, of_reply[one.pk], list(_for_letter(one, of_reply[one.pk], role, standing))) for one in sent]


def _for_letter(reply: Reply, ratings: Sequence[Rating], role: Role | None, standing: Standing) -> Iterator[Do]:
    answers = reply.role == Reply.Role.REPLY
    able = {event for event in legal(standing) if may(role, event)} if answers else set()
    unread = answers and reply.publication == "draft"
    yield Do("看全文", _to("check", reply.pk))
    if may(role, Event.REPLY):
        yield Do("公开多少", _to("publication", reply.pk), first=unread)
    if Event.RATE in able and len(ratings) < reply.proposal.proposers.count():
        yield Do("生成评价链接", _to("link", reply.pk), first=not unread)
        yield Do("录入纸质评价", _to("paper", reply.pk))
    if Event.PROMISE in able:
        yield Do("登记承诺", _to("promise", reply.pk))


def _promises(user: Any, proposal: Proposal, role: Role | None, standing: Standing, today: Any) -> list[PromiseRow]:
    rows = worked_on_by(user, Commitment.objects.filter(proposal=proposal))
    settles = Event.PROMISE in legal(standing) and may(role, Event.PROMISE)
    return [
        PromiseRow(
            one, one.late(today),
            [Do("兑现了没有", _to("settle", one.pk), first=one.late(today))] if settles and one.state == "open" else [],
        )
        for one in rows
    ]  # fmt: skip


def _for_all(proposal: Proposal, role: Role | None, standing: Standing) -> Iterator[Do]:
    able = [event for event in legal(standing) if may(role, event)]
    if Event.OUTCOME in able and proposal.asks.exists():
        yield Do("各项诉求的结果", _to("asks", proposal.pk))
    if Event.MERGE in able:
        yield Do("并案", _to("merge", proposal.pk))
    for event in OF_ALL:
        if event in able:
            yield Do(event.label, _event(event, ids=proposal.pk))


def _to(page: str, pk: int) -> str:
    return reverse(f"admin:proposals_reply_{page}", args=[pk])


def _event(event: Event, **which: int) -> str:
    return f"{reverse('admin:proposals_proposal_events')}?{urlencode({**which, 'event': event.value})}"
