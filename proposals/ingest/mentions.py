"""Names of delegates in running text: where a name begins and ends between a seat or post and what the person does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .identity import Identity
from .names import plausible, repeated
from .passage import Passage
from .records import Body
from .titles import core_length

FURTHEST = 80  # characters from 人大代表 to the end of the name
STOP = re.compile(r"[，。！？；：“”《》\n,!?;:]|人大代表|政协委员|列席代表")
BRACKET = re.compile(r"[（(][^（()）\n]{0,60}[)）]")
VERBS = (
    "建议|说|认为|表示|提出|呼吁|希望|带来|指出|告诉|介绍|领衔|联名|提交|坦言|谈|关注|发言|递交|撰写|直言|透露|提议|"
    "主张|强调|围绕|针对|一直|曾|看来|结合"
)
FOLLOW = re.compile(rf"(?:{VERBS}|在|就|对|也|还|则|从|向|的|等|和|与|、|代表|委员|通过|又|同时|一|自|为|手)|$")
DOTTED = re.compile(rf"[\u4e00-\u9fff]{{1,6}}(?:·[\u4e00-\u9fff]{{1,6}}?){{1,2}}(?={FOLLOW.pattern})")
CALLED = re.compile(rf"(?P<who>代表|委员)(?=(?:也|还|则|在会上|同时|进一步)?(?:{VERBS}))")
LISTED = re.compile(r"(?P<names>(?:[\u4e00-\u9fff]{2,4}、){0,5}[\u4e00-\u9fff]{2,4})$")
DOUBTFUL = frozenset("于向和应从都时成经明高常全能有须方同相")  # surnames that are everyday words as well
NO_PERSON = re.compile(r"人大|政协|代表|委员|大会|会议|政府")


@dataclass(frozen=True, slots=True)
class Mention:
    """Start and end of a name in the passage, and how sure they are, 0 to 1."""

    start: int
    end: int
    confidence: float


def mentioned(text: str, start: int, known: tuple[str, ...]) -> tuple[int, list[Mention]]:
    """The names after a seat, and where the first begins: 市政协委员|、湖南工业大学副校长|龙永红|就…"""
    window = BRACKET.sub(lambda m: "(" + "x" * (len(m.group()) - 2) + ")", text[start : start + FURTHEST])
    stop = STOP.search(window)
    part = window[: stop.start()] if stop else window
    at = [(part.find(name), name) for name in known if name in part]
    if at:
        begin, name = min(at)
        return start + begin, [Mention(start + begin, start + begin + len(name), 0.99)]
    first = _first_name(part, text)
    if not first:
        return start, []
    names = _list(part, *first)
    return start + first[0], [Mention(start + a, start + b, _sure(part[a:b], text)) for a, b in names]


def _first_name(part: str, text: str) -> tuple[int, int] | None:
    for begin in range(len(part) - 1):
        if begin and part[begin - 1] not in "、)） \u3000" and not core_length(part[max(0, begin - 8) : begin]):
            continue
        if dotted := DOTTED.match(part, begin):
            return dotted.span()
        for length in (3, 2, 4):
            name = part[begin : begin + length]
            if len(name) == length and _named(name, text) and FOLLOW.match(part, begin + length):
                return begin, begin + length
    return None


def _list(part: str, begin: int, end: int) -> list[tuple[int, int]]:
    """张三、李四和王五: the names that follow the first without anything between."""
    found = [(begin, end)]
    while part[end : end + 1] in ("、", "和", "与"):
        begin = end + 1
        lengths = [n for n in (3, 2, 4) if plausible(part[begin : begin + n]) and FOLLOW.match(part, begin + n)]
        if not lengths:
            break
        end = begin + lengths[0]
        found.append((begin, end))
    return found


def _named(name: str, text: str) -> bool:
    if not plausible(name) or NO_PERSON.search(name):
        return False
    return name[0] not in DOUBTFUL or repeated(name, text) > 1


def _sure(name: str, text: str) -> float:
    return 0.95 if repeated(name, text) > 1 else 0.85


def called(passage: Passage) -> Iterator[tuple[Identity, Mention]]:
    """周刚代表建议, 方岳义、何文林代表说: names with the seat behind them; the verb after shows 代表 is none."""
    text = passage.text
    for match in CALLED.finditer(text):
        who = match.start()
        before = text[max(0, who - 24) : who]
        if before.endswith(("人大", "政协", "列席", "位")):
            continue
        body = Body.NPC if match["who"] == "代表" else Body.CPPCC
        seat = Identity(body, None, None, False, who, match.end(), passage.span(who, match.end()))
        for mention in _names_before(text, who):
            yield seat, mention


def _names_before(text: str, end: int) -> list[Mention]:
    listed = LISTED.search(text, max(0, end - 24), end)
    if not listed:
        return []
    found: list[Mention] = []
    while True:
        name = _name_ending(text, end)
        if not name:
            return found
        found.insert(0, name)
        if text[name.start - 1 : name.start] != "、":
            return found
        end = name.start - 1


def _name_ending(text: str, end: int) -> Mention | None:
    """The name that ends here: at the start of a clause, or one the text repeats."""
    for length in (3, 2, 4):
        start = end - length
        name = text[max(0, start) : end]
        if start < 0 or not _named(name, text):
            continue
        edge = start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff" or text[start - 1] in "的是由据和与"
        if edge or repeated(name, text) > 1:
            return Mention(start, end, 0.9 if edge else 0.75)
    return None
