"""Who can propose in an article: its delegates, the organisations that act in it, and who speaks for whom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..asks.cast import Cast, Voice, cast
from ..people.collectives import Collective, acting, spoken_for, united, written_for
from ..records import Body, Kind, Person, Proposer, Span
from ..text.passage import Passage

SURE = 0.9  # of an organisation's name
COUNT = re.compile(
    r"等(?:共)?(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})[余多]?[位名]"
    r"(?:[\u4e00-\u9fff]{0,4}?(?:人大|政协))?(?:代表|委员)"
)
LEADS = re.compile(r"[^。！？\n]{0,30}?(?:主持(?:会议|座谈会)?并讲话|并讲话|作了?(?:重要|总结)?讲话|发表(?:重要)?讲话)")
TOGETHER = re.compile(r"联名|联合|共同|提交|提出|递交|领衔|建议|呼吁|认为")
HAN = r"[\u4e00-\u9fff]"
SPACED = re.compile(rf"(?<!{HAN})(?P<first>{HAN})[ \u3000]{{1,3}}(?P<last>{HAN})(?!{HAN})")
NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Stage:
    """The cast of an article with what is known of each name."""

    cast: Cast
    presented: Voice
    people: dict[str, Person]
    order: dict[str, int]
    organisations: dict[str, Span]  # each with the place where it is first printed
    counts: dict[str, int]  # 张三等10名代表: how many the text counts with the one named last

    def proposers(self, voice: Voice) -> tuple[Proposer, ...]:
        """Those of one voice: an organisation leads and its people speak; else the first named leads."""
        led = voice[:1] and voice[0] in self.organisations
        return tuple(
            Proposer(
                name=name,
                type="organisation" if name in self.organisations else "person",
                role="lead" if order == 0 else "speaker" if led and name in self.people else "cosigner",
                span=self.organisations[name] if name in self.organisations else self.people[name].spans[0],
            )
            for order, name in enumerate(voice)
        )

    def confidence(self, voice: Voice) -> float:
        """As sure as the least sure name."""
        return min((self.people[name].confidence if name in self.people else SURE for name in voice), default=SURE)

    def fits(self, voice: Voice, kind: Kind) -> bool:
        """提案 are of the 政协, 建议 and 议案 of the 人大: whether the word fits those who propose."""
        if kind is Kind.REPORTED or not voice:
            return True
        person = self.people.get(voice[0])
        cppcc = person.body is Body.CPPCC if person else not voice[0].endswith("代表团")
        return (kind is Kind.PROPOSAL) == cppcc

    def uncounted(self, voice: Voice) -> tuple[int, int] | None:
        """How many the text counts and how many it names, where these differ."""
        count = max((self.counts.get(name, 0) for name in voice), default=0)
        return (count, len(voice)) if count > len(voice) else None

    def place(self, voice: Voice) -> tuple[int, int]:
        """Where a voice stands among the others: presented people first, then in the order of the text."""
        return min((self.order.get(name, 0) for name in voice), default=len(self.order)), len(voice)


def staged(body: Passage, people: tuple[Person, ...], presented: Voice) -> Stage:
    """Set the stage of one article."""
    leading = {person.name for person in people if person.name not in presented and _leads(body.text, person.name)}
    by_name = {person.name: person for person in people if person.name not in leading}
    found = acting(body.text)
    written = written_for(body.text)
    spoken = spoken_for(body.text)
    heard = [one.collective for one in spoken]
    names = united(sorted([*found, *written, *heard], key=lambda one: one.start))
    found = [replace(one, name=names[one.name]) for one in found]
    own: dict[str, Voice] = {name: (name,) for name in by_name} | dict.fromkeys(presented, presented)
    own |= {printed: own[name] for printed, name in _spaced(body.text).items() if name in by_name}
    own |= {name: (name,) for name in names.values()}
    for one in spoken:
        name, speaker = names.get(one.collective.name), _ending(body.text, one.at, by_name)
        if name and speaker and own[speaker][0] == speaker:
            own[name] = own[speaker] = (name, speaker)
    opening = own[presented[0]] if presented else presented
    shown = cast(body.text, own, opening or None, found)
    spans = _first_places(body, [*found, *(replace(one, name=names[one.name]) for one in (*written, *heard))])
    order = {name: at for at, name in enumerate(by_name)}
    ranked = sorted(spans, key=lambda name: spans[name])
    behind = [person.spans[0] for person in by_name.values() if person.name not in presented]
    order |= {name: len(presented) + sum(1 for span in behind if span < spans[name]) for name in ranked}
    return Stage(shown, opening, by_name, order, spans, _counts(body.text, shown))


def _spaced(text: str) -> dict[str, str]:
    """李 明 for 李明: names of two characters as lists print them, with a blank inside; each with the name meant."""
    return {pair.group(): pair["first"] + pair["last"] for pair in SPACED.finditer(text)}


def _leads(text: str, name: str) -> bool:
    """A delegate who chairs the meeting and gives the speech speaks for his office: 主持会议并讲话."""
    at = text.find(name)
    return at >= 0 and LEADS.match(text, at + len(name)) is not None


def _ending(text: str, at: int, people: Iterable[str]) -> str | None:
    return next((name for name in people if text.endswith(name, 0, at)), None)


def _first_places(body: Passage, found: Iterable[Collective]) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    for one in sorted(found, key=lambda one: one.start):
        if body.text[one.start : one.end] == one.name:
            spans.setdefault(one.name, body.span(one.start, one.end))
    return spans


def _counts(text: str, shown: Cast) -> dict[str, int]:
    return {
        shown.endings[match.start()]: _number(match["count"])
        for match in COUNT.finditer(text)
        if match.start() in shown.endings and TOGETHER.search(text, match.end(), match.end() + 30)
    }


def _number(word: str) -> int:
    """十三 and 13 are thirteen."""
    if word.isdecimal():
        return int(word)
    tens, _, ones = word.rpartition("十")
    if "十" not in word:
        return NUMERALS.index(word[-1])
    return (NUMERALS.index(tens[-1]) if tens else 1) * 10 + (NUMERALS.index(ones) if ones else 0)
