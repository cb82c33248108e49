"""Who speaks where in an article: the delegates it presents, the last one named, and strangers who take the word."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from .titles import CORES

JOINING = frozenset("、和与")

Voice = tuple[str, ...]  # names of those who speak as one

SAYING = "说|表示|认为|介绍|指出|强调|要求|回应|答复|回复|坦言|透露|建议|呼吁|提出|希望"
STRANGER = re.compile(
    rf"(?:(?:{'|'.join(CORES)})[\u4e00-\u9fff]{{2,4}}?|专家|市民|居民|村民|家长|业内人士|工作人员|部门|有关方面|相关方面|局|委|办)"
    rf"(?:{SAYING})[，：:,。]"
)
SAYS = re.compile(rf"(?:代表|委员)?[^，。！？；：“”\n]{{0,8}}?(?:{SAYING})")
PRONOUN = re.compile(r"(?:他|她|他们|她们|我|我们|本人|笔者|[该这位]{1,2}(?:人大|政协)?(?:代表|委员))$")
BOTH = re.compile(r"[两二三四五几多0-9]{1,2}[位名](?:[全国省市区县]{0,2}(?:人大|政协)?)?(?:代表|委员)$")


@dataclass(frozen=True, slots=True)
class Cast:
    """The voices of one article. `turns` are offsets where a voice takes the word; None is a stranger."""

    text: str
    voices: dict[str, Voice]
    default: Voice | None
    endings: dict[int, str]  # where a delegate's name ends
    turns: tuple[int, ...]
    takers: tuple[Voice | None, ...]

    def current(self, offset: int) -> Voice | None:
        """Who had the word last before an offset."""
        at = bisect_right(self.turns, offset) - 1
        return self.takers[at] if at >= 0 else self.default

    def subject(self, start: int, end: int) -> Voice | None:
        """The delegates that the words from `start` to `end` name as a clause's subject; None for anybody else."""
        stop = end - 2 if self.text.endswith(("代表", "委员"), start, end) else end
        name = self.endings.get(stop) or self.endings.get(end)
        if name:
            return self._together(name, (stop if stop in self.endings else end) - len(name))
        words = self.text[max(start, end - 16) : end]
        if BOTH.search(words):
            current = self.current(start)
            return current if current and len(current) > 1 else self.default
        return self.current(start) if PRONOUN.search(words) else None

    def _together(self, name: str, start: int) -> Voice:
        """张三、李四代表建议: those named in one row speak as one."""
        names = [name]
        while self.text[start - 1 : start] in JOINING and (before := self.endings.get(start - 1)) and start > 1:
            names.insert(0, before)
            start -= 1 + len(before)
        voices = dict.fromkeys(self.voices[one] for one in names)
        return next(iter(voices)) if len(voices) == 1 else tuple(dict.fromkeys(n for v in voices for n in v))


def cast(text: str, voices: Iterable[Voice], default: Voice | None) -> Cast:
    """Set up the cast of an article. `default` are those whom its heading presents: they have the word at first."""
    by_name = {name: voice for voice in voices for name in voice}
    found = places(text, by_name)
    endings = {start + len(name): name for start, name in found}
    turns: list[tuple[int, Voice | None]] = [(start, by_name[name]) for start, name in found]
    for match in STRANGER.finditer(text):
        clause = range(max(0, match.start() - 4), match.end() + 1)
        if not any(offset in endings for offset in clause) and not PRONOUN.search(match.group()[:-3]):
            turns.append((match.start(), None))
    turns.sort(key=lambda turn: turn[0])
    return Cast(text, by_name, default, endings, tuple(t[0] for t in turns), tuple(t[1] for t in turns))


def places(text: str, names: Iterable[str]) -> list[tuple[int, str]]:
    """Every place of every name, the longest where two begin together. One pass over the text."""
    known = set(names)
    lengths = sorted({len(name) for name in known}, reverse=True)
    initials = {name[0] for name in known if name}
    found: list[tuple[int, str]] = []
    after = 0
    for at, char in enumerate(text):
        if char not in initials or at < after:
            continue
        name = next((text[at : at + n] for n in lengths if text[at : at + n] in known), None)
        if name:
            found.append((at, name))
            after = at + len(name)
    return found
