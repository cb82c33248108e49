"""Names after a seat in running text: 市人大代表|、某公司董事长|张三|说."""

import re
from dataclasses import dataclass

from .name_ends import Candidate, candidate
from .surnames import SURNAMES, SYLLABLES
from .titles import ENDINGS, SHORT_UNITS, UNITS, core_length

FURTHEST = 120  # characters from 人大代表 to the end of the name
STOP = re.compile(
    r"[。！？；“”《》【】\n!?;…]|人大代表|政协委员|政协常委|列席代表|以及|(?<!首席)(?<!高级)(?<!资深)记者"
)
BRACKET = re.compile(r"[（(][^（()）\n]{0,60}[)）]")
TITLED = re.compile(r"(?<=[\u4e00-\u9fff、])“[^“”，。！？；：\n]{1,16}”(?=[\u4e00-\u9fff])")  # “五一劳动奖章”获得者
LEAD = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:有|是|为|名单|如下|包括)[：:]|[（(]x*[)）]|[、，,：:\s　]|"
    r"是(?=[：:]|\w{0,30}(?:长|任|师|员|记|理|授))|分别[是为]|包括|有[：:]"
)
SPLIT = re.compile(r"[，,]")
GLUED = re.compile(
    r"了|的|及|和|提交|撰写|联名|提案|议案|发言|相关|有关|部门|单位负责|在|对|向|被|把|到|将|都|已|并|们|就|其|该|也|还|与|是|为|"
    r"视察|走访|慰问|听取|参观|参加|出席|参与|前往|邀请|带领|陪同|会见|一行|表示|认为|建议|提出|说|带来|组成|等"
)
LISTED = re.compile(
    r"提交|撰写|联名|提案的|议案的|发言|视察|走访|慰问|听取|参观|参加|出席|参与|来到|前往|邀请|带领|陪同|会见|一行|表示|认为|建议|提出|说|带来|组成|们|了|告诉|采访|介绍"
)
WEAK = frozenset("商户者员家师手工嫂哥姐人匠民官士医兵长总")  # 房地产商, 种植大户, 志愿者
BETWEEN = re.compile(
    r"(?:教授|院士|女士|先生|同志|博士|律师|医生|老师)?(?:[（(][^（()）\n]{1,12}[)）])?(?:、|/|／|和|与|及|以及|"
    r"，(?=[\u4e00-\u9fff]{2,3}[、，])| +|\u3000)"
)
DIRECT, LISTED_LEFT, POST, OF_UNIT, WEAK_POST = 2.5, 1.0, 3.5, 1.0, 0.5
SURE, ENOUGH = 6.0, 4.0


@dataclass(frozen=True, slots=True)
class Mention:
    """Start and end of a name in the passage, and how sure they are, 0 to 1."""

    start: int
    end: int
    confidence: float


def mentioned(
    text: str, start: int, known: frozenset[str] = frozenset(), *, plural: bool = False
) -> tuple[int, list[Mention]]:
    """The names after a seat, and where the first begins: 市政协委员|、湖南工业大学副校长|龙永红|就…

    `known` are names read before, which need no further sign. A `plural` seat (部分人大代表、政协委员) tells of the
    person behind a comma only that he is another.
    """
    window = text[start : start + FURTHEST]
    masked = BRACKET.sub(lambda m: "(" + "x" * (len(m.group()) - 2) + ")", window)
    masked = TITLED.sub(lambda m: "x" * len(m.group()), masked)
    lead = _lead(masked)
    if lead and plural and masked[0] in "，,、 \u3000":
        return start, []
    stop = STOP.search(masked, lead)
    part = masked[: stop.start()] if stop else masked
    first = _first(part, lead, text, start, known)
    if not first:
        return start, []
    names = [(first[0], first[1])]
    more(text, names, known, start + len(part))
    return first[0], [Mention(begin, found.end, confidence(found.score)) for begin, found in names]


def confidence(score: float) -> float:
    """How sure a name is whose signs add up to `score`."""
    return 0.97 if score >= 6 else 0.9 if score >= 4 else 0.8 if score >= 2.5 else 0.7


def _first(part: str, lead: int, text: str, offset: int, known: frozenset[str]) -> tuple[int, Candidate] | None:
    """The first sure name of the stretch, else the likeliest."""
    best: tuple[float, int, Candidate] | None = None
    for begin in range(lead, len(part) - 1):
        left = _left(part, begin, lead) if part[begin] != "x" else 0.0
        if not left or not _posts_only(part, begin, lead):
            continue
        found = _named(text, offset + begin, known)
        if not found:
            continue
        total = left + found.score
        if total >= SURE:
            return offset + begin, found
        if total >= ENOUGH and (best is None or total > best[0]):
            best = (total, offset + begin, found)
    return (best[1], best[2]) if best else None


def _lead(part: str) -> int:
    """How far the seat is parted from what follows: a mark, a bracket, 是."""
    at = 0
    while match := LEAD.match(part, at):
        at = match.end()
    return at


def _named(text: str, begin: int, known: frozenset[str]) -> Candidate | None:
    for length in (4, 3, 2):
        if begin + length <= len(text) and text[begin : begin + length] in known:
            return Candidate(begin + length, 6.0)
    return candidate(text, begin, text)


def _left(part: str, begin: int, lead: int) -> float:
    """What stands before a possible name says of it; 0 when no name can begin here."""
    if begin == lead:
        return DIRECT
    before = part[max(0, begin - 10) : begin]
    if core_length(part[max(0, begin - 10) : begin + 1]):
        return 0.0  # 党总支书|记: a post goes on here
    if core_length(before.rstrip(" \u3000)）x(（") if before[-1] in ")）" else before):
        return POST
    if before[-1] in " \u3000":
        return DIRECT
    if before[-1] in "、)），,x":
        return LISTED_LEFT
    if before[-1] == "的" and before[:-1].endswith((*UNITS, *ENDINGS, *SHORT_UNITS)):
        return OF_UNIT
    return WEAK_POST if before[-1] in WEAK else 0.0


def _posts_only(part: str, begin: int, lead: int) -> bool:
    """Whether the stretch before a name can be posts: no verb in it, and a comma only behind a post."""
    stretch = part[lead:begin]
    if not stretch:
        return True
    if (LISTED if lead else GLUED).search(stretch):
        return False
    pieces = SPLIT.split(stretch)
    return all(core_length(piece.rstrip(" \u3000")) or piece.endswith((")", "）")) for piece in pieces[:-1])


def _may_begin(text: str, begin: int) -> bool:
    """Whether a further name can begin here: with a surname, or with a syllable of names that have none."""
    return text[begin : begin + 1] in SURNAMES or text[begin : begin + 2] in SYLLABLES


def more(text: str, names: list[tuple[int, Candidate]], known: frozenset[str], limit: int) -> None:
    """Add to the first of `names` those that follow it with nothing between: 张三、李四和王五."""
    while joint := BETWEEN.match(text, names[-1][1].end):
        begin = joint.end()
        if begin >= limit + FURTHEST or not _may_begin(text, begin):
            return
        found = _named(text, begin, known)
        blank = not joint.group().strip()
        if not found or found.score < (4.0 if blank else 3.0):
            return
        names.append((begin, found))
