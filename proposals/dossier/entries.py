"""What one entry of the log says to everybody, with links to the place on the page that it speaks of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from proposals.models import Ask, FollowUp, Reply
from proposals.models.rating import SATISFACTION_CHOICES
from proposals.shown.handling import public_note
from proposals.shown.rounds import nth
from proposals.workflow.events import Event
from proposals.workflow.states import Duty

from .letters import Promise
from .page_rows import PageRows
from .parts import Tag
from .running import Clock

E = Event
SATISFACTION = dict(SATISFACTION_CHOICES)
OUTCOMES: dict[str, str] = dict(Ask.Outcome.choices)
# What the office calls them, in the words of a reader.
TITLES = {
    E.OPINION: "送会办意见",
    E.RATE: "提出人评价",
    E.BREAK: "承诺没有兑现",
    E.NOTE: "说明",
}


@dataclass(frozen=True, slots=True)
class Said:
    """Some words of a line, a link to `at` on this page, a quotation of somebody. `below`: on a line of its own.

    `page`: the number of another proposal that it links to.
    """

    words: str
    at: str = ""
    quoted: bool = False
    late: bool = False
    below: bool = False
    page: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What entries refer to, by number, as far as everybody may see it."""

    replies: Mapping[int, Reply]
    promises: Mapping[int, Promise]
    asks: Mapping[int, Ask]
    log: Mapping[int, FollowUp]
    clocks: Iterable[Clock]
    rounds: Mapping[int, int]
    main: Sequence[Tag]
    units: Mapping[int, str]
    today: date

    def day(self, value: date | str | None) -> str:
        """5月5日 in this year, 2022年5月5日 in any other; "" for none."""
        if not value:
            return ""
        on = value if isinstance(value, date) else date.fromisoformat(value)
        year = "" if on.year == self.today.year else f"{on.year}年"
        return f"{year}{on.month}月{on.day}日"

    def letter(self, pk: object) -> list[Said]:
        """Which letter, as a link; nothing where it is not known."""
        reply = self.replies.get(pk) if isinstance(pk, int) else None
        return [Said(f"{nth(reply.round)}{reply.get_role_display()}", f"r{reply.round}")] if reply else []


def known_of(
    rows: PageRows, promises: Iterable[Promise], clocks: Iterable[Clock], main: Sequence[Tag], today: date
) -> Known:
    """All of one page."""
    reopened = [one for one in rows.log if one.event == E.REOPEN]
    return Known(
        {one.pk: one for one in rows.replies},
        {one.commitment.pk: one for one in promises},
        {one.pk: one for one in rows.asks},
        {one.pk: one for one in rows.log},
        list(clocks),
        {one.pk: one.data.get("round", number) for number, one in enumerate(reopened, start=2)},
        main,
        {one.pk: str(one.department) for one in rows.assignments},
        today,
    )


def title_of(entry: FollowUp) -> str:
    """What happened."""
    if entry.event == E.NOTE and "publication" in entry.data:
        return "公开答复" if entry.data["publication"] == "published" else "决定不公开答复"
    if entry.event == E.NOTE and "commitment" in entry.data:
        return "承诺改期"
    return TITLES.get(Event(entry.event), entry.get_event_display())


def units_of(entry: FollowUp, known: Known) -> dict[str, list[str]]:
    """Whose step it is, under 主办 and its like where something is handed over; {} where it is nobody's in particular.

    What is handed on was the step of who had it: the next entry says who has it now.
    """
    if entry.event == E.REASSIGN and (had := known.units.get(entry.assignment_id or 0)):
        return {"": [had]}
    if entry.department is None:
        return {}
    duty = entry.data.get("duty") if entry.event == E.ASSIGN else None
    return {Duty(duty).label if duty else "": [str(entry.department)]}


def said_in(entry: FollowUp, known: Known) -> list[Said]:
    """Everything beside title and department."""
    tell = TELLING.get(Event(entry.event), _note)
    return [*tell(entry, known), *_lateness(entry, known)]


def _note(entry: FollowUp, known: Known) -> list[Said]:
    note = public_note(entry).strip()
    return [Said(note, below=True)] if note else []


def _noted(entry: FollowUp, known: Known) -> list[Said]:
    """A note that the office itself made of a decision needs no second telling of it."""
    if "publication" in entry.data:
        part = next((f"（{one}）" for one in ("全文", "摘要") if one in entry.note), "")
        return [*known.letter(entry.data.get("reply")), *([Said(part)] if part else [])]
    return [*_promise(entry, known), *_note(entry, known)]


def _replied(entry: FollowUp, known: Known) -> list[Said]:
    """The letter, and what it promises in its own words."""
    pk = entry.data.get("reply")
    made = [one for one in known.promises.values() if pk and one.commitment.reply_id == pk]
    quotes = [Said(one.commitment.text, one.key, quoted=True, below=True) for one in made]
    return [*known.letter(pk), *([Said("答应：", below=True)] if quotes else []), *quotes, *_note(entry, known)]


def _promise(entry: FollowUp, known: Known) -> list[Said]:
    one = known.promises.get(entry.data.get("commitment", 0))
    return [Said(f"承诺 {one.number}", one.key)] if one else []


def _settled(entry: FollowUp, known: Known) -> list[Said]:
    one = known.promises.get(entry.data.get("commitment", 0))
    return [Said(f"承诺 {one.number}", one.key), Said(one.commitment.text, quoted=True)] if one else []


def _rated(entry: FollowUp, known: Known) -> list[Said]:
    words = [
        f"对{of}{SATISFACTION[entry.data[key]]}"
        for key, of in (("result", "结果"), ("process", "态度"))
        if entry.data.get(key) in SATISFACTION
    ]
    return [*known.letter(entry.data.get("reply")), *([Said("，".join(words))] if words else [])]


def _outcome(entry: FollowUp, known: Known) -> list[Said]:
    ask, outcome = known.asks.get(entry.data.get("ask", 0)), OUTCOMES.get(entry.data.get("outcome", ""), "")
    return [Said(f"诉求 {ask.order} {outcome}", f"ask{ask.order}")] if ask and outcome else _note(entry, known)


def _until(entry: FollowUp, known: Known) -> list[Said]:
    until = known.day(entry.data.get("until"))
    return [*([Said(f"延到{until}", "handling")] if until else []), *_note(entry, known)]


def _reopened(entry: FollowUp, known: Known) -> list[Said]:
    return [Said(f"{nth(known.rounds[entry.pk])}开始"), *_note(entry, known)]


def _recomputed(entry: FollowUp, known: Known) -> list[Said]:
    return [*_note(entry, known), Said("为什么", "handling")]


def _corrected(entry: FollowUp, known: Known) -> list[Said]:
    wrong = known.log.get(entry.corrects_id or 0)
    on = f"{known.day(wrong.happened_on)}登记的" if wrong and wrong.happened_on else "先前登记的"
    return [*([Said(f"{on}“{title_of(wrong)}”")] if wrong else []), *_note(entry, known)]


def _reported(entry: FollowUp, known: Known) -> list[Said]:
    return [Said("看报道", "source"), *_note(entry, known)]


def _merged(entry: FollowUp, known: Known) -> list[Said]:
    return [*(Said(f"并入{one.name}", page=one.key) for one in known.main), *_note(entry, known)]


def _lateness(entry: FollowUp, known: Known) -> list[Said]:
    """By how many days an answer came late."""
    if entry.event not in {E.REPLY, E.OPINION} or entry.happened_on is None:
        return []
    met = (one for one in known.clocks if one.answer and one.deadline.met_on == entry.happened_on)
    own = next((one for one in met if one.deadline.assignment_id == entry.assignment_id), None)
    return [Said(own.kept, "handling", late=True)] if own and own.look == "late" else []


TELLING: dict[Event, Callable[[FollowUp, Known], list[Said]]] = {
    E.NOTE: _noted, E.REPLY: _replied, E.PROMISE: _promise, E.KEEP: _settled, E.BREAK: _settled, E.RATE: _rated,
    E.OUTCOME: _outcome, E.ASK_TIME: _until, E.EXTEND: _until, E.REOPEN: _reopened, E.RECOMPUTE: _recomputed,
    E.CORRECT: _corrected, E.REPORT: _reported, E.MERGE: _merged,
}  # fmt: skip
