"""Who speaks where in an article: the delegates it presents, organisations, the last one named, and strangers."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..people.collectives import Collective
from ..text.places import places
from ..text.sentences import Sentences, sentences
from . import turns
from .undersigned import statements

JOINING = frozenset("、和与及")

Voice = tuple[str, ...]  # names of those who speak as one; an organisation stands before those who speak for it

PRONOUN = turns.PRONOUN
BOTH = re.compile(r"[两二三四五几多0-9]{1,2}[位名](?:[全国省市区县]{0,2}(?:人大|政协)?)?(?:代表|委员)$")
AFTER_NAME = re.compile(
    r"(?:人大|政协)?(?:代表|委员)?(?:等[^，。；：“”《》\n]{0,16}?(?:代表|委员|人))?"
    r"(?:(?:(?:作?大会)?发言|已|正式|就|针对|围绕|结合|在|对|为|从|向|根据|通过|经过|今年|今天|昨天|昨日|此次|这次|本次|又|也|还|则|都|均|多次|会上|现场|积极|"
    r"[\u4e00-\u9fff]{1,4}[地着]|接受|代表|联名|联合|领衔|一直|再次|曾|作为|进一步|同时|明确|特别|一致|共同|分别|最后|随后|提交|带来)[^，。；：“”\n]{0,50})?$"
)
PAPER, BACK = "paper", "back"
SEATED = re.compile(r"[和与及][\u4e00-\u9fff]{0,16}?(?:人大代表|政协委员|代表|委员)[^，。；：！？“”\n]{0,50}")
ROW = 40  # names that speak as one
REACH = 80  # characters of a clause in which its subject is looked for


@dataclass(frozen=True, slots=True)
class Cast:
    """The voices of one article. `turns` are offsets where a voice takes the word; None is a stranger."""

    text: str
    voices: dict[str, Voice]
    default: Voice | None
    endings: dict[int, str]  # where a name ends
    ends: tuple[int, ...]  # the same in order
    turns: tuple[int, ...]
    takers: tuple[Voice | None, ...]

    def current(self, offset: int) -> Voice | None:
        """Who had the word last before an offset."""
        at = bisect_right(self.turns, offset) - 1
        return self.takers[at] if at >= 0 else self.default

    def endings_within(self, start: int, end: int) -> tuple[int, ...]:
        """Where names end between two offsets."""
        return self.ends[bisect_right(self.ends, start) : bisect_right(self.ends, end)]

    def others(self, start: int, end: int, voice: Voice) -> bool:
        """Whether anybody else takes the word between two offsets."""
        between = self.takers[bisect_left(self.turns, start) : bisect_left(self.turns, end)]
        return any(taker != voice for taker in between)

    def until_others(self, start: int, voice: Voice, limit: int | None = None) -> int:
        """Where after an offset anybody else takes the word next; nobody is looked for behind `limit`."""
        order = bisect_left(self.turns, start)
        stop = len(self.turns) if limit is None else bisect_left(self.turns, limit)
        while order < stop and self.takers[order] == voice:
            order += 1
        return self.turns[order] if order < len(self.turns) else len(self.text)

    def subject(self, start: int, end: int) -> Voice | None:
        """The delegates that the words from `start` to `end` name as a clause's subject; None for anybody else."""
        while end > start and self.text[end - 1] in " \u3000\xa0":
            end -= 1
        stop = end - 2 if self.text.endswith(("代表", "委员"), start, end) else end
        name = self.endings.get(stop) or self.endings.get(end)
        if name:
            return self._together(name, (stop if stop in self.endings else end) - len(name))
        if early := self._early(start, end):
            return early
        words = self.text[max(start, end - 16) : end]
        if BOTH.search(words):
            current = self.current(start)
            return current if current and len(current) > 1 else self.default
        if PRONOUN.search(words) or turns.DOCUMENT.search(words):
            return self.current(start)
        return None

    def _early(self, start: int, end: int) -> Voice | None:
        """张三在讨论时, 张三等10名代表: the name stands before what is said of the occasion."""
        order = bisect_right(self.ends, end) - 1
        while order >= 0 and self.ends[order] > max(start, end - REACH):
            name_end = self.ends[order]
            if AFTER_NAME.match(self.text, name_end, end):
                name = self.endings[name_end]
                return self._together(name, name_end - len(name))
            order -= 1
        return None

    def _together(self, name: str, start: int) -> Voice:
        """张三、李四代表建议, 委员张三与委员李四: those named in one row speak as one."""
        names = [name]
        while len(names) < ROW and (end := self._joined(start)):
            before = self.endings[end]
            names.insert(0, before)
            start = end - len(before)
        voices = dict.fromkeys(self.voices[one] for one in names)
        return next(iter(voices)) if len(voices) == 1 else tuple(dict.fromkeys(n for v in voices for n in v))

    def _joined(self, start: int) -> int | None:
        """Where the name before ends that is joined to the one at `start`; None where none is."""
        if self.text[start - 1 : start] in JOINING and start > 1 and start - 1 in self.endings:
            return start - 1
        order = bisect_left(self.ends, start) - 1
        end = self.ends[order] if order >= 0 else -1
        return end if end > max(0, start - REACH) and SEATED.fullmatch(self.text, end, start) else None


def cast(text: str, voices: Mapping[str, Voice], default: Voice | None, collectives: Iterable[Collective] = ()) -> Cast:
    """Set up the cast of an article. `default` are those whom its heading presents: they have the word at first.

    `voices` gives each name the voice it speaks with; `collectives` are the places where organisations act.
    """
    by_name = dict(voices)
    acting = {one.start: one for one in collectives}
    groups = {one.name for one in acting.values()}
    found = dict(places(text, (name for name in by_name if name not in groups)))
    found |= {start: one.name for start, one in acting.items()}
    endings = {acting[start].end if start in acting else start + len(name): name for start, name in found.items()}
    known = Cast(text, by_name, default, endings, tuple(sorted(endings)), (), ())
    taken: dict[int, Voice | str | None] = _rows(known, found) | dict(_undersigned(known, default))
    for start, taker in _taken(known, sentences(text)):
        taken.setdefault(start, taker)
    order = sorted(taken)
    return Cast(
        text, by_name, default, endings, known.ends, tuple(order), _resolved(default, [taken[at] for at in order])
    )


def _rows(known: Cast, found: Mapping[int, str]) -> dict[int, Voice | str | None]:
    """Each name takes the word; 张三、李四等10名代表 take it together."""
    return {start: known.subject(start, start + len(name)) for start, name in found.items()}


def _undersigned(known: Cast, default: Voice | None) -> Iterable[tuple[int, Voice | None]]:
    """The words above ——张三委员 are his; behind the line they are whoever's they were at first."""
    for one in statements(known.text):
        if ends := known.endings_within(one.who, one.stop):
            yield one.start, known.voices[known.endings[ends[0]]]
            yield one.stop, default


def _taken(known: Cast, cut: Sentences) -> Iterable[tuple[int, Voice | str | None]]:
    """Turns of strangers, and of delegates whom a label names. What a paper says lasts one sentence."""
    for turn in turns.taken(known.text, cut):
        named = bisect_left(known.ends, turn.start) < bisect_right(known.ends, turn.end)
        if turn.kind == "question":
            yield turn.start, None
        elif turn.kind == "answer":
            yield turn.start, known.default or _only(known)
        elif turn.kind == "report" and not named:
            yield turn.start, PAPER
            yield cut.end(turn.end), BACK
        elif not named and (turn.kind == "says" or turns.names_somebody(known.text[turn.start : turn.end])):
            yield turn.start, None


def _resolved(default: Voice | None, takers: Iterable[Voice | str | None]) -> tuple[Voice | None, ...]:
    """After a paper has had its sentence, the word goes back to whoever had it."""
    found: list[Voice | None] = []
    holder = default
    for taker in takers:
        if not isinstance(taker, str):
            holder = taker
        found.append(None if taker == PAPER else holder)
    return tuple(found)


def _only(known: Cast) -> Voice | None:
    """Who answers in an interview with one delegate."""
    voices = set(known.voices.values())
    return voices.pop() if len(voices) == 1 else None
