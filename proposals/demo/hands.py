"""Whoever carries out what happens to one proposal: written in memory here, one act after the other in the tests."""

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from proposals.handling.commitments import words_in
from proposals.handling.ratings import Said
from proposals.models import Ask, Assignment, Commitment, FollowUp, Proposal, Proposer, Rating, Reply, ResultClass
from proposals.models.publication import Publication
from proposals.tracking.chronicle import Chronicle
from proposals.workflow.events import Event
from proposals.workflow.needs import Need
from proposals.workflow.states import WITH_DEPARTMENTS, Duty, Stage, State

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import Model

LETTER, RATING = frozenset({Need.LETTER}), frozenset({Need.RATING})
COMMITMENT, ASK = frozenset({Need.COMMITMENT}), frozenset({Need.ASK})
Status = Reply.Status


class Hands(Protocol):
    """Each act writes its rows and its entry in the log, as the functions of `proposals.handling` do."""

    @property
    def proposal(self) -> Proposal: ...
    @property
    def asks(self) -> list[Ask]: ...
    @property
    def proposers(self) -> list[Proposer]: ...

    def do(self, event: Event, by: "User | None", on: date, **what: Any) -> FollowUp: ...
    def parts(self) -> list[Assignment]: ...
    def due(self, part: Assignment) -> date | None: ...
    def renumber(self, number: str) -> None: ...
    def merge(self, main: Proposal, by: "User", on: date, note: str) -> None: ...
    def write(self, part: Assignment, by: "User", text: str, summary: str, result: ResultClass | None) -> Reply: ...
    def hand_in(self, letter: Reply, by: "User", on: date) -> Reply: ...
    def send_back(self, letter: Reply, by: "User", on: date, note: str) -> Reply: ...
    def send(self, letter: Reply, by: "User", on: date, number: str) -> Reply: ...
    def publish(self, letter: Reply, by: "User", on: date, shown: str) -> None: ...
    def withhold(self, letter: Reply, by: "User", on: date, ground: str) -> None: ...
    def rate(self, letter: Reply, proposer: Proposer, on: date, said: Said) -> None: ...
    def promise(self, letter: Reply, by: "User", on: date, text: str, due_on: date, ask: Ask) -> Commitment: ...
    def settle(self, made: Commitment, by: "User", on: date, kept: bool, evidence: str) -> None: ...
    def move(self, made: Commitment, by: "User", on: date, to: date, note: str) -> None: ...
    def tell(self, ask: Ask, outcome: str, letter: Reply, by: "User", on: date) -> None: ...


class InMemory:
    """One numbered proposal that is not stored yet. `rows` are those beside the chronicle, in the order of tables."""

    def __init__(self, told: Chronicle, asks: list[Ask], proposers: list[Proposer]) -> None:
        """Nothing has happened yet."""
        self.told, self.proposal, self.asks, self.proposers = told, told.proposal, asks, proposers
        self.others: list[Model] = []  # what nothing else refers to
        self.replies: list[Reply] = []
        self.ratings: list[Rating] = []
        self.commitments: list[Commitment] = []

    def rows(self) -> "list[Model]":
        """All that hangs on the proposal, each after what it refers to."""
        of_parts = [*self.told.parts, *self.replies, *self.ratings, *self.commitments]
        return [*self.proposers, *self.asks, *self.others, *of_parts, *self.told.log, *self.told.deadlines]

    def do(self, event: Event, by: "User | None", on: date, **what: Any) -> FollowUp:
        """Record an event."""
        return self.told.record(event, by=by, on=on, **what)

    def parts(self) -> list[Assignment]:
        """The departments' parts as they stand."""
        return self.told.parts

    def due(self, part: Assignment) -> date | None:
        """By which day a department owes its answer, where a clock runs."""
        running = (one for one in self.told.deadlines if one.assignment_id == part.pk and one.met_on is None)
        return next((one.due_on for one in running if one.step == "reply" and not one.dropped), None)

    def renumber(self, number: str) -> None:
        """A 议案 that goes on as a 建议 gets a number of its own."""
        self.proposal.number = number

    def merge(self, main: Proposal, by: "User", on: date, note: str) -> None:
        """并案."""
        self.do(Event.MERGE, by, on, main=main, note=note)

    def write(self, part: Assignment, by: "User", text: str, summary: str, result: ResultClass | None) -> Reply:
        """Begin a letter."""
        answers = Duty(part.duty).answers
        letter = Reply(
            proposal=self.proposal, assignment=part, department=part.department, written_by=by, text=text,
            role=Reply.Role.REPLY if answers else Reply.Role.OPINION, summary=summary, result=result,
            reply_class=result.letter if result else "", round=self._round(part), status=Status.DRAFT,
        )  # fmt: skip
        self.replies.append(self.told.known.numbers.give(letter))
        self.told.letters[letter.pk] = letter
        return letter

    def _round(self, part: Assignment) -> int:
        return part.round if Duty(part.duty).answers else self.proposal.round

    def hand_in(self, letter: Reply, by: "User", on: date) -> Reply:
        """A reply goes to be checked, an opinion straight to 主办."""
        part = _part(letter)
        opinion = letter.role == Reply.Role.OPINION
        event = Event.OPINION if opinion else Event.DRAFT
        self.do(event, by, on, assignment=part, gives=LETTER, data={"reply": letter.pk})
        if not opinion:
            return _moved(letter, status=Status.HANDED_IN)
        return _moved(letter, status=Status.SENT, replied_on=on, round=self._round(part))

    def send_back(self, letter: Reply, by: "User", on: date, note: str) -> Reply:
        """The checker wants it written anew."""
        self.do(Event.REDRAFT, by, on, note=note, assignment=_part(letter), data={"reply": letter.pk})
        return _moved(letter, status=Status.RETURNED)

    def send(self, letter: Reply, by: "User", on: date, number: str) -> Reply:
        """The letter goes out."""
        part = _part(letter)
        self.do(Event.REPLY, by, on, assignment=part, gives=LETTER, data={"reply": letter.pk})
        return _moved(letter, status=Status.SENT, replied_on=on, number=number, round=self._round(part))

    def publish(self, letter: Reply, by: "User", on: date, shown: str) -> None:
        """Show the whole letter or its summary to everybody."""
        words = f"答复公开（{Reply.Shown(shown).label}）"
        self._decide(letter, by, on, words, publication=Publication.PUBLISHED, shown=shown, published_on=on)

    def withhold(self, letter: Reply, by: "User", on: date, ground: str) -> None:
        """Keep the letter from the public."""
        self._decide(letter, by, on, "答复不予公开", publication=Publication.WITHHELD, withheld_ground=ground)

    def _decide(self, letter: Reply, by: "User", on: date, words: str, **columns: Any) -> None:
        named = f"第 {letter.round} 轮{letter.get_role_display()}" if letter.round > 1 else letter.get_role_display()
        data = {"reply": letter.pk, "publication": str(columns["publication"])}
        self.do(Event.NOTE, by, on, note=words.replace("答复", named, 1), data=data)
        _moved(letter, **columns)

    def rate(self, letter: Reply, proposer: Proposer, on: date, said: Said) -> None:
        """By the proposer's own link; whoever is not content opens another round."""
        rating = Rating(
            reply=letter, proposer=proposer, process=said.process.value, result=said.result.value, note=said.note,
            given_on=on, channel=Rating.Channel.LINK,
        )  # fmt: skip
        self.ratings.append(self.told.known.numbers.give(rating))
        data = {"rating": rating.pk, "reply": letter.pk, "process": rating.process, "result": rating.result}
        self.do(Event.RATE, None, on, gives=RATING, data=data)
        if not said.result.accepts:
            self._reopen(letter, rating)

    def _reopen(self, letter: Reply, rating: Rating) -> None:
        part = _part(letter)
        own = part if part.duty == Duty.SEPARATE and part.stage == Stage.ANSWERED else None
        if own is None and State(self.proposal.state) in WITH_DEPARTMENTS:
            return
        note, data = f"提出人对办理结果{rating.get_result_display()}", {"rating": rating.pk, "reply": letter.pk}
        self.do(Event.REOPEN, None, rating.given_on, note=note, assignment=own, data=data)

    def promise(self, letter: Reply, by: "User", on: date, text: str, due_on: date, ask: Ask) -> Commitment:
        """Note a promise of a letter that went out."""
        at = words_in(letter.text, text)
        made = Commitment(
            proposal=self.proposal, reply=letter, ask=ask, text=at.text, start=at.start, end=at.end, due_on=due_on
        )
        self.commitments.append(self.told.known.numbers.give(made))
        data = {"commitment": made.pk, "due_on": due_on.isoformat()}
        self.do(Event.PROMISE, by, on, note="", gives=COMMITMENT, data=data)
        return made

    def settle(self, made: Commitment, by: "User", on: date, kept: bool, evidence: str) -> None:
        """It was kept, or it was not."""
        made.state = Commitment.State.KEPT if kept else Commitment.State.BROKEN
        made.settled_on, made.evidence = on, evidence
        event = Event.KEEP if kept else Event.BREAK
        self.do(event, by, on, note=evidence, gives=COMMITMENT, data={"commitment": made.pk})

    def move(self, made: Commitment, by: "User", on: date, to: date, note: str) -> None:
        """Another day for a promise."""
        assert made.due_on is not None  # noqa: S101  promised with a day
        before, made.due_on = made.due_on, to
        words = f"承诺的期限由{_said(before)}改为{_said(to)}：{note}"
        data = {"commitment": made.pk, "due_before": before.isoformat(), "due_on": to.isoformat()}
        self.do(Event.NOTE, by, on, note=words, gives=COMMITMENT, data=data)

    def tell(self, ask: Ask, outcome: str, letter: Reply, by: "User", on: date) -> None:
        """What became of an ask, on the word of a letter."""
        before, ask.outcome = ask.outcome, Ask.Outcome(outcome).value
        data = {"ask": ask.pk, "outcome": ask.outcome, "before": before, "reply": letter.pk}
        self.do(Event.OUTCOME, by, on, note=f"诉求 {ask.order}：{ask.get_outcome_display()}", gives=ASK, data=data)


def _part(letter: Reply) -> Assignment:
    assert letter.assignment is not None  # noqa: S101  every letter here is of a department
    return letter.assignment


def _moved(letter: Reply, **columns: Any) -> Reply:
    for name, value in columns.items():
        setattr(letter, name, value)
    letter.version += 1
    return letter


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
