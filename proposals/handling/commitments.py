"""Promises: found in a letter by its very words, open until somebody shows that they were kept or broken."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from proposals.models import Ask, Commitment, Reply
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from proposals.workflow.procedure import Need

from .refusal import Refused, allow

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.core.files import File

COMMITMENT = frozenset({Need.COMMITMENT})


@dataclass(frozen=True, slots=True)
class Words:
    """A promise's words. `start` and `end` count characters in the letter; both None where the letter has no text."""

    text: str
    start: int | None = None
    end: int | None = None


def words_in(letter: str, chosen: str, *, near: int = 0) -> Words:
    """Where `chosen` stands in the letter, the place closest to `near`. Raises Refused when it does not.

    A browser gives line ends of its own; a letter is compared with its line ends made one.
    """
    wanted = chosen.strip()
    places = [at for at in range(len(letter)) if wanted and letter.startswith(wanted, at)]
    if not places:
        raise Refused("答复正文里没有这句话。请照正文的原话选，一个字也不改。")
    start = min(places, key=lambda at: abs(at - near))
    return Words(wanted, start, start + len(wanted))


@transaction.atomic
def promise(
    *, reply: Reply, by: "User", on: date | None, words: Words, due_on: date | None = None, ask: Ask | None = None
) -> Commitment:
    """Note a promise of a letter that went out. Raises Refused, IllegalMove or NotAllowed."""
    allow(by, Event.PROMISE)
    if reply.status != Reply.Status.SENT:
        raise Refused("答复发出以后，才能登记其中的承诺。")
    if ask is not None and ask.proposal_id != reply.proposal_id:
        raise Refused("这一项诉求不是这一件的。")
    _check_words(reply, words)
    made = Commitment.objects.create(
        proposal=reply.proposal, reply=reply, ask=ask, text=words.text, start=words.start, end=words.end, due_on=due_on
    )
    _record(made, Event.PROMISE, by, on, note="", due_on=due_on.isoformat() if due_on else None)
    return made


@transaction.atomic
def settle(
    *, commitment: Commitment, kept: bool, by: "User", on: date, evidence: str, file: "File | None" = None
) -> Commitment:
    """It was kept, or it was not, on this evidence. Raises Refused, IllegalMove, Missing or NotAllowed."""
    event = Event.KEEP if kept else Event.BREAK
    allow(by, event)
    current = _open(commitment)
    if not evidence.strip():
        raise Refused("请写明凭据：凭什么说已经兑现，或者没有兑现。")
    current.state = Commitment.State.KEPT if kept else Commitment.State.BROKEN
    current.settled_on, current.evidence = on, evidence.strip()
    if file:
        current.evidence_file = file
    current.save()
    _record(current, event, by, on, note=current.evidence)
    return current


@transaction.atomic
def move_due(*, commitment: Commitment, to: date | None, by: "User", on: date | None, note: str) -> Commitment:
    """Another day for it, with the reason: the log keeps both days. Raises Refused, Missing or NotAllowed."""
    allow(by, Event.PROMISE)
    current = _open(commitment)
    if not note.strip():
        raise Refused("改期限要写明理由。")
    if to == current.due_on:
        raise Refused("期限没有变。请填新的期限。")
    before, current.due_on = current.due_on, to
    current.save(update_fields=["due_on"])
    words = f"承诺的期限由{_said(before)}改为{_said(to)}：{note.strip()}"
    _record(
        current, Event.NOTE, by, on, note=words,
        due_before=before.isoformat() if before else None, due_on=to.isoformat() if to else None,
    )  # fmt: skip
    return current


def _check_words(reply: Reply, words: Words) -> None:
    if not words.text.strip():
        raise Refused("请写明是哪一项承诺：照答复的原话。")
    if reply.text and (words.start is None or reply.text[words.start : words.end] != words.text):
        raise Refused("答复正文里没有这句话。请照正文的原话选，一个字也不改。")
    if not reply.text and words.start is not None:
        raise Refused("这份答复没有正文，承诺没有出处的位置。请只写原话。")
    if Commitment.objects.filter(reply=reply, text=words.text, start=words.start).exists():
        raise Refused("这一项承诺已经登记过。")


def _open(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("proposal")
    current = rows.get(pk=commitment.pk)
    if current.state != Commitment.State.OPEN:
        raise Refused(f"这一项承诺已经登记为“{current.get_state_display()}”。记错了，请用“更正”说明。")
    return current


def _record(commitment: Commitment, event: Event, by: "User", on: date | None, *, note: str, **data: object) -> None:
    commitment.proposal.record(
        event, by=by, on=on, note=note, gives=COMMITMENT, data={"commitment": commitment.pk, **data}
    )
    reindex([commitment.proposal_id])


def _said(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "没有写明"
