"""One letter on the page: what everybody may read of it, its promises marked, what proposers said of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from proposals.models import Commitment, Rating, Reply, ResultClass
from proposals.models.publication import Publication
from proposals.models.rating import SATISFACTION_CHOICES
from proposals.shown.handling import is_open, is_whole, words_of
from proposals.shown.passage import Paragraph, Place, paragraphs

SATISFACTION = dict(SATISFACTION_CHOICES)


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise with its number on the page and the round it was made in (0: not known).

    `look` is its shape, `state` its words on the day of reading, `kind` the same without days.
    """

    number: int
    commitment: Commitment
    round: int
    look: str
    kind: str
    state: str

    @property
    def key(self) -> str:
        """Its name on the page."""
        return f"p{self.number}"


@dataclass(frozen=True, slots=True)
class Opinions:
    """What proposers said of one letter, counted: (满意, 2) in the order of satisfaction. No names, no notes."""

    people: int
    process: Sequence[tuple[str, int]]
    result: Sequence[tuple[str, int]]
    from_paper: int

    @property
    def by_link(self) -> int:
        """How many filled it in themselves."""
        return self.people - self.from_paper


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, or the place where one is kept from the public: then `open` is false and only `ground` is said."""

    reply: Reply
    open: bool
    result: ResultClass | None
    paragraphs: Sequence[Paragraph]
    said: Opinions | None

    @property
    def withheld(self) -> bool:
        """Whether somebody decided that it is not for everybody."""
        return self.reply.publication == Publication.WITHHELD

    @property
    def answers(self) -> bool:
        """Whether it answers the proposer."""
        return self.reply.role == Reply.Role.REPLY

    @property
    def whole(self) -> bool:
        """Whether the letter itself is public, and not a summary of it."""
        return is_whole(self.reply)


def letter_of(
    reply: Reply, result: ResultClass | None, promises: Sequence[Promise], ratings: Sequence[Rating]
) -> Letter:
    """One of `shown_replies` as everybody may see it."""
    known = is_open(reply)
    return Letter(reply, known, result if known else None, _paragraphs(words_of(reply), promises), opinions(ratings))


def promises_of(promises: Iterable[Commitment], replies: Mapping[int, Reply], today: date) -> list[Promise]:
    """Numbered as they come: in the order of the letters."""
    return [
        Promise(number, one, replies[one.reply_id or 0].round, *_standing(one, today))
        for number, one in enumerate(promises, start=1)
    ]


def opinions(ratings: Sequence[Rating]) -> Opinions | None:
    """Counted; None without any."""
    if not ratings:
        return None
    paper = sum(one.channel == Rating.Channel.PAPER for one in ratings)
    return Opinions(
        len(ratings), _counted(one.process for one in ratings), _counted(one.result for one in ratings), paper
    )


def _counted(values: Iterable[str]) -> list[tuple[str, int]]:
    counted = Counter(values)
    return [(label, counted[value]) for value, label in SATISFACTION.items() if counted[value]]


def _standing(promise: Commitment, today: date) -> tuple[str, str, str]:
    """Shape, kind and words."""
    if promise.state == Commitment.State.KEPT:
        late = (promise.settled_on - promise.due_on).days if promise.settled_on and promise.due_on else 0
        return "ok", "已兑现", f"已兑现，晚 {late} 天" if late > 0 else "已兑现"
    if promise.state == Commitment.State.BROKEN:
        return "late", "没有兑现", "没有兑现"
    if promise.due_on is None:
        return "plan", "待兑现", "待兑现"
    days = (promise.due_on - today).days
    if days < 0:
        return "late", "超期", f"超期 {-days} 天"
    return "plan", "没有到期", f"还有 {days} 天" if days else "今天到期"


def _paragraphs(words: str, promises: Sequence[Promise]) -> list[Paragraph]:
    """The words line by line, each promise marked where it stands."""
    places = []
    for one in promises:
        at = one.commitment.start
        if at is None or words[at : at + len(one.commitment.text)] != one.commitment.text:
            at = words.find(one.commitment.text)  # a summary has its own places
        places.append(Place(at, at + len(one.commitment.text), str(one.number)))
    runs, start = [], 0
    for line in words.splitlines(keepends=True):
        if line.strip():
            runs.append([[start, start + len(line.rstrip())]])
        start += len(line)
    return paragraphs(words, runs, places, full=True)
