"""What the page of one proposal shows of its handling: who owes what by when, answers by round, promises.

Five queries, one more where a printed letter has to be looked up in the classes of its place.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from proposals.handling.results import classes_of, meant
from proposals.models import Ask, Assignment, Commitment, Deadline, DeadlineRule, FollowUp, Proposal, Rating, Reply
from proposals.models.publication import Publication
from proposals.shown.handling import is_open, shown_replies, shows_promise
from proposals.workflow.events import Event
from proposals.workflow.states import Stage

from .letters import Letter, Promise, letter_of, promises_of

Step = DeadlineRule.Step
# What a reader waits for. The others are matters between offices, or the proposer's own.
OWED = (Step.SIGN, Step.OPINION, Step.REPLY, Step.AGAIN, Step.PUBLISH)
ANSWERS = frozenset({Step.OPINION, Step.REPLY, Step.AGAIN})
LOOKS = {
    Stage.ASSIGNED: "plan", Stage.ACCEPTED: "plan", Stage.CONTESTED: "soon", Stage.ANSWERED: "done",
}  # fmt: skip
SOON = 15
SENTENCE = re.compile(r"(?<=。)(?![）」”』])")


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock against the day of reading. `kept` in words: 早 8 天, 还有 25 天, 超期 3 天; `look` its shape."""

    deadline: Deadline
    kept: str
    look: str

    @property
    def reasons(self) -> list[str]:
        """Why this day, sentence by sentence."""
        return [one for one in SENTENCE.split(self.deadline.because) if one.strip()]

    @property
    def running(self) -> bool:
        """Whether it is neither met nor dropped."""
        return self.deadline.met_on is None

    @property
    def answer(self) -> bool:
        """Whether an answer ends it."""
        return self.deadline.step in ANSWERS


@dataclass(frozen=True, slots=True)
class Part:
    """One department with its clocks, the one that counts now first."""

    assignment: Assignment
    look: str
    clocks: Sequence[Clock]

    @property
    def first(self) -> Clock | None:
        """The clock of its answer: the running one, else the last."""
        answers = [one for one in self.clocks if one.answer]
        return next((one for one in answers if one.running), answers[-1] if answers else None)


@dataclass(frozen=True, slots=True)
class Explained:
    """One day with its reasons, for every department that it holds for."""

    clock: Clock
    departments: list[str]
    clocks: list[Clock]


@dataclass(frozen=True, slots=True)
class Round:
    """The letters of one round, and how many of it are not public, by ground (“” for not published yet)."""

    number: int
    letters: Sequence[Letter]


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask with the answer that its outcome rests on, if the log says which."""

    ask: Ask
    round: int = 0
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Handling:
    """All of it. `next` is the running clock of an answer that ends first."""

    parts: Sequence[Part]
    of_all: Sequence[Clock]
    rounds: Sequence[Round]
    promises: Sequence[Promise]
    hidden_promises: int
    asks: Sequence[Asked]

    @property
    def next(self) -> Clock | None:
        """What everybody waits for."""
        waiting = [one for one in self.clocks if one.running and one.answer]
        return min(waiting, key=lambda one: one.deadline.due_on, default=None)

    @property
    def clocks(self) -> list[Clock]:
        """Every clock, those of departments first."""
        return [*(clock for part in self.parts for clock in part.clocks), *self.of_all]

    @property
    def explained(self) -> list[Explained]:
        """The days that stand on the page, each once with the departments it holds for; signing only while it runs."""
        found: dict[tuple[object, ...], Explained] = {}
        names = {part.assignment.pk: str(part.assignment.department) for part in self.parts}
        for clock in self.clocks:
            one = clock.deadline
            if one.step == Step.SIGN and not clock.running:
                continue
            same = found.setdefault((one.step, one.round, one.due_on, one.because), Explained(clock, [], []))
            same.clocks.append(clock)
            if one.assignment_id in names:
                same.departments.append(names[one.assignment_id])
        return list(found.values())


def handling_of(proposal: Proposal, today: date) -> Handling:
    """What everybody may see. The proposal comes `for_page`."""
    assignments = list(proposal.assignments.standing().select_related("department"))
    clocks = _clocks(proposal, today)
    replies = list(shown_replies().filter(proposal=proposal).order_by("round", "role", "replied_on", "pk"))
    ratings = list(Rating.objects.filter(reply__in=[one.pk for one in replies]))
    kept = list(Commitment.objects.filter(proposal=proposal).order_by("reply__round", "reply", "start", "pk"))
    by_key = {reply.pk: reply for reply in replies}
    promises = [one for one in kept if shows_promise(one, by_key.get(one.reply_id or 0))]
    shown = promises_of(promises, today)
    return Handling(
        [Part(one, LOOKS.get(Stage(one.stage), "run"), clocks.get(one.pk, ())) for one in assignments],
        clocks.get(None, ()),
        _rounds(proposal, replies, shown, ratings),
        shown,
        len(kept) - len(promises),
        _asks(proposal, replies),
    )


def _clocks(proposal: Proposal, today: date) -> Mapping[int | None, Sequence[Clock]]:
    rows = Deadline.objects.filter(proposal=proposal, dropped=False, step__in=OWED).order_by("round", "due_on", "pk")
    found: dict[int | None, list[Clock]] = {}
    for one in rows:
        found.setdefault(one.assignment_id, []).append(Clock(one, *against(one, today)))
    return found


def against(deadline: Deadline, today: date) -> tuple[str, str]:
    """How a clock stands in words, and its shape."""
    days = (deadline.due_on - (deadline.met_on or today)).days
    if deadline.met_on is not None:
        return (f"早 {days} 天" if days > 0 else "当天" if not days else f"晚 {-days} 天"), "late" if days < 0 else "ok"
    if days < 0:
        return f"超期 {-days} 天", "late"
    return ("今天到期" if not days else f"还有 {days} 天"), "soon" if days <= SOON else "run"


def _rounds(
    proposal: Proposal, replies: Sequence[Reply], promises: Sequence[Promise], ratings: Sequence[Rating]
) -> list[Round]:
    unread = [one for one in replies if is_open(one) and one.reply_class and one.result is None]
    classes = classes_of(proposal) if unread else []
    rounds: dict[int, list[Letter]] = {}
    for reply in replies:
        if reply.role == Reply.Role.OPINION and reply.publication == Publication.DRAFT and not is_open(reply):
            continue  # written for colleagues, until somebody decides that everybody may read it
        result = reply.result or (meant(reply.reply_class, classes) if is_open(reply) else None)
        of_reply = [one for one in ratings if one.reply_id == reply.pk]
        own = [one for one in promises if one.commitment.reply_id == reply.pk]
        rounds.setdefault(reply.round, []).append(letter_of(reply, result, own, of_reply))
    return [Round(number, letters) for number, letters in sorted(rounds.items())]


def _asks(proposal: Proposal, replies: Sequence[Reply]) -> list[Asked]:
    """Each ask with the latest entry of the log about it."""
    rests: dict[Any, FollowUp] = {
        row.data["ask"]: row for row in proposal.followups.all() if row.event == Event.OUTCOME and "ask" in row.data
    }
    rounds = {one.pk: one.round for one in replies}
    return [
        Asked(ask, rounds.get(rests[ask.pk].data.get("reply"), 0), rests[ask.pk].happened_on)
        if ask.pk in rests
        else Asked(ask)
        for ask in proposal.asks.all()
    ]
