"""The block “承办与答复” on a proposal's page in the admin: each department, each letter, and what may be done next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils import timezone

from proposals.handling.dossier import Dossier, dossier_of
from proposals.handling.replies import EDITABLE, UNSENT
from proposals.models import Assignment, Commitment, Deadline, FollowUp, Proposal, Rating, Reply
from proposals.models.visibility import sees_all
from proposals.shown.evidence import Evidence, evidence_of
from proposals.workflow.events import Event
from proposals.workflow.roles import may
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
class LogRow:
    """One entry of the log. `correct` is where it is put right; "" for those who may not, and for corrections."""

    entry: FollowUp
    correct: str


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise."""

    promise: Commitment
    late: bool
    todo: Sequence[Do]


@register.inclusion_tag("admin/proposals/handling/_block.html", takes_context=True)
def handling(context: Context, proposal: Proposal) -> dict[str, Any]:
    """As this member of staff may see it and act on it."""
    held, today = dossier_of(proposal, context["request"].user), timezone.localdate()
    return {
        "proposal": proposal,
        "parts": [_part(one, held, today) for one in held.parts],
        "letters": _letters(held),
        "promises": _promises(held, today),
        "todo": list(_for_all(held)),
        "close": may(held.role, Event.CLOSE) and held.content,
        "log": [LogRow(one, _correction(one, held)) for one in held.log],
    }


@register.simple_tag(takes_context=True)
def evidence(context: Context, proposal: Proposal) -> list[Evidence]:
    """The articles that it was taken from, with what was taken."""
    user, articles = context["request"].user, proposal.articles.all()
    return evidence_of(list(articles if sees_all(user) else articles.visible_to(user)), user, only=proposal)


def _part(part: Assignment, held: Dossier, today: date) -> PartRow:
    letter = next((one for one in held.letters if one.assignment_id == part.pk and one.status in UNSENT), None)
    todo = list(_for_part(part, letter, held)) if part.pk in held.own else []
    running = [(one, (one.due_on - today).days) for one in held.clocks if one.assignment_id == part.pk]
    return PartRow(part, running, letter, todo)


def _correction(entry: FollowUp, held: Dossier) -> str:
    wrong = entry.event != Event.CORRECT and may(held.role, Event.CORRECT)
    return _to("correct", entry.pk) if wrong else ""


def _for_part(part: Assignment, letter: Reply | None, held: Dossier) -> Iterator[Do]:
    able, role = held.able(part), held.role
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


def _letters(held: Dossier) -> list[LetterRow]:
    sent = [one for one in held.letters if one.status == Reply.Status.SENT]
    of_reply = {reply.pk: [one for one in held.ratings if one.reply_id == reply.pk] for reply in sent}
    return [LetterRow(one, of_reply[one.pk], list(_for_letter(one, of_reply[one.pk], held))) for one in sent]


def _for_letter(reply: Reply, ratings: Sequence[Rating], held: Dossier) -> Iterator[Do]:
    answers = reply.role == Reply.Role.REPLY
    able = held.able() if answers else []
    unread = answers and reply.publication == "draft"
    yield Do("看全文", _to("check", reply.pk))
    if may(held.role, Event.REPLY):
        yield Do("公开多少", _to("publication", reply.pk), first=unread)
    if Event.RATE in able and len(ratings) < len(held.proposers):
        yield Do("生成评价链接", _to("link", reply.pk), first=not unread)
        yield Do("录入纸质评价", _to("paper", reply.pk))
    if Event.PROMISE in able:
        yield Do("登记承诺", _to("promise", reply.pk))


def _promises(held: Dossier, today: date) -> list[PromiseRow]:
    settles = Event.PROMISE in held.able()
    return [
        PromiseRow(
            one, one.late(today),
            [Do("兑现了没有", _to("settle", one.pk), first=one.late(today))] if settles and one.state == "open" else [],
        )
        for one in held.promises
    ]  # fmt: skip


def _for_all(held: Dossier) -> Iterator[Do]:
    able, pk = held.able(), held.proposal.pk
    if Event.ASSIGN in able and not held.parts:
        yield Do("交办", f"{reverse('admin:proposals_proposal_assign')}?ids={pk}", first=True)
    elif {Event.ASSIGN, Event.REASSIGN} & set(held.able_anywhere()):
        yield Do("再交办、改办", "#followups-group")
    if Event.REPLY in able:
        yield Do("登记纸质答复", _to("letter", pk))
    if Event.OUTCOME in able and held.asks:
        yield Do("各项诉求的结果", _to("asks", pk))
    if Event.MERGE in able:
        yield Do("并案", _to("merge", pk))
    for event in OF_ALL:
        if event in able:
            yield Do(event.label, _event(event, ids=pk))


def _to(page: str, pk: int) -> str:
    return reverse(f"admin:proposals_reply_{page}", args=[pk])


def _event(event: Event, **which: int) -> str:
    return f"{reverse('admin:proposals_proposal_events')}?{urlencode({**which, 'event': event.value})}"
