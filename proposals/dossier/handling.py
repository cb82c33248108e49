"""What the page of one proposal shows of its handling: who owes what by when, answers by round, promises."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from proposals.handling.results import meant
from proposals.models import Ask, FollowUp, Reply
from proposals.models.publication import Publication
from proposals.shown.handling import is_open, shows_promise
from proposals.workflow.events import Event

from .letters import Letter, Promise, letter_of, promises_of
from .page_rows import PageRows
from .running import Clock, Explained, Part, clocks_of, explained, parts_of


@dataclass(frozen=True, slots=True)
class Round:
    """The letters of one round."""

    number: int
    letters: Sequence[Letter]


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask with the answer that its outcome rests on, if the log says which, and what was promised of it."""

    ask: Ask
    round: int = 0
    on: date | None = None
    promises: Sequence[Promise] = ()


@dataclass(frozen=True, slots=True)
class Handling:
    """All of it. `next`: the running clock of an answer to the proposer that ends first.

    `classed`: the place classes its replies.
    """

    parts: Sequence[Part]
    of_all: Sequence[Clock]
    rounds: Sequence[Round]
    promises: Sequence[Promise]
    hidden_promises: int
    asks: Sequence[Asked]
    classed: bool

    @property
    def next(self) -> Clock | None:
        """What everybody waits for."""
        waiting = [one for one in self.clocks if one.running and one.reply]
        return min(waiting, key=lambda one: one.deadline.due_on, default=None)

    @property
    def waiting(self) -> list[Explained]:
        """The next answer to the proposer, then every opinion that is late, each with whom it is waited for."""
        by_day = sorted(explained(self.clocks, self.parts, running=True), key=lambda one: one.clock.deadline.due_on)
        replies = [one for one in by_day if self.next in one.clocks]
        late = [one for one in by_day if one.clock.look == "late" and one not in replies[:1]]
        return [*replies[:1], *late]

    @property
    def look(self) -> str:
        """The shape of where things stand: late where an answer or a promise is, soon where a day is near."""
        looks = {one.clock.look for one in self.waiting}
        return "late" if self.overdue or "late" in looks else "soon" if "soon" in looks else ""

    @property
    def clocks(self) -> list[Clock]:
        """Every clock, those of departments first."""
        return [*(clock for part in self.parts for clock in part.clocks), *self.of_all]

    @property
    def explained(self) -> list[Explained]:
        """The days that stand on the page, with their reasons; those of publishing after those of answering."""
        return sorted(explained(self.clocks, self.parts), key=lambda one: not one.clock.answer)

    @property
    def answers(self) -> list[tuple[int, Letter]]:
        """The letters to proposers with their rounds, to be lined up."""
        return [(one.number, letter) for one in self.rounds for letter in one.letters if letter.answers]

    @property
    def compared(self) -> bool:
        """Whether there is anything to line up: several answers, or what somebody said of one."""
        return len(self.answers) > 1 or any(letter.said for _, letter in self.answers)

    @property
    def several(self) -> bool:
        """Whether more than one department answers the proposer."""
        return len({letter.reply.department_id for _, letter in self.answers}) > 1

    @property
    def open(self) -> Explained | None:
        """The reason to be read first: of the day that everybody waits for, else of the first one."""
        found = self.explained
        return next((one for one in found if self.next in one.clocks), found[0] if found else None)

    @property
    def settled(self) -> list[tuple[str, int]]:
        """How many promises stand how: 已兑现 1, 超期 1, in the order of the page."""
        return list(Counter(one.kind for one in self.promises).items())

    @property
    def overdue(self) -> list[Promise]:
        """Promises past their day, neither kept nor broken."""
        return [one for one in self.promises if one.kind == "超期"]


def handling_of(rows: PageRows, today: date, rounds: int) -> Handling:
    """What everybody may see. `rounds`: how many there are so far."""
    clocks = clocks_of(rows.deadlines, today, rounds)
    by_key = {reply.pk: reply for reply in rows.replies}
    promises = [one for one in rows.commitments if shows_promise(one, by_key.get(one.reply_id or 0))]
    shown = promises_of(promises, by_key, today)
    return Handling(
        parts_of(rows.assignments, clocks, rows.periods, rows.log),
        clocks.get(None, ()),
        _rounds(rows, shown),
        shown,
        len(rows.commitments) - len(promises),
        asked_of(rows, shown),
        bool(rows.classes),
    )


def _rounds(rows: PageRows, promises: Sequence[Promise]) -> list[Round]:
    rounds: dict[int, list[Letter]] = {}
    for reply in rows.replies:
        if reply.role == Reply.Role.OPINION and reply.publication == Publication.DRAFT and not is_open(reply):
            continue  # written for colleagues, until somebody decides that everybody may read it
        result = reply.result or (meant(reply.reply_class, rows.classes) if is_open(reply) else None)
        of_reply = [one for one in rows.ratings if one.reply_id == reply.pk]
        own = [one for one in promises if one.commitment.reply_id == reply.pk]
        rounds.setdefault(reply.round, []).append(letter_of(reply, result, own, of_reply))
    return [Round(number, letters) for number, letters in sorted(rounds.items())]


def asked_of(rows: PageRows, promises: Sequence[Promise] = ()) -> list[Asked]:
    """Each ask with the latest entry of the log about it."""
    rests: dict[Any, FollowUp] = {
        row.data["ask"]: row for row in rows.log if row.event == Event.OUTCOME and "ask" in row.data
    }
    rounds = {one.pk: one.round for one in rows.replies}
    found = []
    for ask in rows.asks:
        rest = rests.get(ask.pk)
        own = [one for one in promises if one.commitment.ask_id == ask.pk]
        at = (rounds.get(rest.data.get("reply"), 0), rest.happened_on) if rest else (0, None)
        found.append(Asked(ask, *at, own))
    return found
