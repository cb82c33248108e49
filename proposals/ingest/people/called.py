"""Names with the seat behind or before them: 周刚代表建议, 方岳义、何文林代表说, 胡卫委员代表民进市委, 代表何鹏飞."""

import re
from collections.abc import Iterator

from ..records import Body
from ..text.passage import Passage
from .everyday import EVERYDAY
from .identity import Identity
from .mentions import Mention, confidence
from .name_ends import AFTER, DOTTED, EDGE, candidate, shaped
from .names import repeated
from .surnames import PLAIN, SLIPPERY
from .titles import core_length

NO_SEAT = (
    r"[团性队处权法证席们]|(?<=代表)作(?!了|题|大会|交流|发言|主题|重点|专题)|人(?!大)|大会|会|资格|小组|之家|联络|工委|工作|通道|选举|履职|机构|议案|活动|"
    r"建议(?:办理|工作|的办|、|和提案)|提案委|长(?!期)|单位|读书|学习|着|了|委员|家站|站|意见|所在|名额|名单|中|里|总数|驻地"
)
FOR_OTHERS = (
    r"(?:[\u4e00-\u9fff]{0,4}?(?:民革|民盟|民建|民进|农工|致公|九三|台盟|工商联|总工会|团市委|团省委|妇联|侨联|科协|界别|"
    r"党委|市委|省委|县委|区委|政府|常委会|委员会|代表团|全体|广大|全市|全县|全区|全省|大家|公司|集团|学校|医院|企业|公诉|本组|小组|各))"
)
ACTING = re.compile(r"[\u4e00-\u9fff]{2,16}?(?:作了?|做了?|致辞|致词|宣读|发言|领奖|签约|签字|接受|讲话|表态)")
NOUN = re.compile(NO_SEAT)
VERB = re.compile(FOR_OTHERS)
WHO = re.compile(r"(?P<etc>等?(?:[两二三四五六七八九十几多\d]{1,3}[位名个])?)(?P<who>代表|委员)")
TAKEN = ("人大", "政协", "列席", "常务", "主任", "执行", "专职", "会", "局", "工委", "党组", "各位", "们的")
LEFT_WORDS = re.compile(
    r"(?:对此|为此|同时|此外|随后|接着|昨天|今天|昨日|日前|其中|例如|比如|以及|通过|根据|按照|邀请|感谢|连线|采访|现场|正如|听完|不过|因此|会上|"
    r"谈及[\u4e00-\u9fff]{0,8}|授予|表彰|祝贺|听取|收到|来自[\u4e00-\u9fff]{1,6}的|[的是由据和与及在让给对向听像如请问除为而但，、])$"
)
ROLL = re.compile(r"(?P<who>代表|委员)(?=(?:们?(?:分别)?(?:有|是|为|包括|名单|如下)){1,2}[：:])")
BEFORE = re.compile(
    r"(?:^|(?<=[。！？；，：”》】）)\n、●■◆▲界别团组])|来自[^，。；\n的]{2,20}的(?:[\u4e00-\u9fff]{1,6}族)?[\u4e00-\u9fff]{0,4}?)"
    r"(?P<who>代表|委员)[ \u3000]?(?=[\u4e00-\u9fff])"
)
OTHERS = re.compile("听证|党代|职代|股东|公诉|双代会|妇代会|工代会|(?:十[七八九]|二十)大代表")
CONGRESS = re.compile("(?:十[七八九]|二十)大(?:报告|精神)")  # of the party; members of the 政协 tell of its report too
MEMBER = re.compile("委员(?!会)")
JOINT = frozenset("、和与及/／")
LABELLED = re.compile(r"[：:（(】]|$(?<=^[\u4e00-\u9fff]{4})|$(?<=^[\u4e00-\u9fff]{5})")  # 白宇委员：


def called(passage: Passage) -> Iterator[tuple[Identity, list[Mention]]]:
    """Every group of names with a seat behind; the words after show whether 代表 is one."""
    text = passage.text
    bodies = _assemblies(text)
    for match in WHO.finditer(text):
        who = match.start("who")
        if match["who"] not in bodies or _compound(text, match):
            continue
        names = _names_before(text, _before_bracket(text, match.start()), bool(match["etc"]))
        if names:
            yield _seat(passage, match["who"], who, match.end()), names


def introduced(passage: Passage) -> Iterator[tuple[Identity, list[Mention]]]:
    """代表何鹏飞已经…, 委员 王志文：a clause that begins with the bare seat and a name."""
    text = passage.text
    if "人大" not in text and "政协" not in text:
        return
    for match in BEFORE.finditer(text):
        found = candidate(text, match.end(), text)
        least = 3.0 if match.start("who") > match.start() else 4.0  # 来自新疆的柯尔克孜族委员
        if found and found.score >= least and not text.startswith(("代表", "委员"), found.end):
            seat = _seat(passage, match["who"], match.start("who"), match.start("who") + 2)
            yield seat, [Mention(match.end(), found.end, confidence(found.score))]


def bare(passage: Passage) -> Iterator[Identity]:
    """代表有：, 委员名单：the seat that a roll of names may follow."""
    bodies = _assemblies(passage.text)
    for match in ROLL.finditer(passage.text):
        if match["who"] in bodies and not passage.text.endswith(TAKEN, max(0, match.start() - 4), match.start()):
            yield _seat(passage, match["who"], match.start("who"), match.end("who"))


def _seat(passage: Passage, word: str, start: int, end: int) -> Identity:
    body = Body.NPC if word == "代表" else Body.CPPCC
    return Identity(body, None, None, False, start, end, passage.span(start, end))


def _compound(text: str, match: re.Match[str]) -> bool:
    """代表团, 委员会, 代表民革市委: no seat; 主任委员, 人大代表: one that other rules read, or none."""
    after = match.end()
    if match["who"] == "代表" and (VERB.match(text, after) or _acts(text, after)):
        return True
    if NOUN.match(text, after):
        return True
    return text.endswith(TAKEN, max(0, match.start() - 4), match.start())


def _acts(text: str, after: int) -> bool:
    """代表主办方作说明: what follows is whom one stands for, not what one does."""
    return not AFTER.match(text, after) and ACTING.match(text, after) is not None


def _assemblies(text: str) -> tuple[str, ...]:
    """代表 of a hearing, a party congress or a firm are none, unless the text speaks of the 人大 as well."""
    congress = CONGRESS.search(text) and not MEMBER.search(text)
    if any(word in text for word in ("人大", "两会", "人代会", "人民代表")) or not (congress or OTHERS.search(text)):
        return "代表", "委员"
    return ("委员",)


def _before_bracket(text: str, end: int) -> int:
    """Where 陈伟波 ends in 陈伟波（吴城市委书记）代表."""
    if text[end - 1 : end] not in ("）", ")"):
        return end
    opened = max(text.rfind("（", max(0, end - 40), end), text.rfind("(", max(0, end - 40), end))
    return opened if opened > 0 else end


def _names_before(text: str, end: int, plural: bool) -> list[Mention]:
    found: list[Mention] = []
    while name := _name_ending(text, end, plural or bool(found)):
        found.insert(0, name)
        if text[name.start - 1 : name.start] not in JOINT or name.start < 2 or len(found) > 30:
            break
        end = name.start - 1
        if text[max(0, end - 2) : end] in ("代表", "委员"):
            break
    return found


def _name_ending(text: str, end: int, joined: bool) -> Mention | None:
    """The name that ends here: after a post or at a clause's start, or one the text repeats."""
    best: tuple[float, int] | None = None
    right = (
        1.0 if AFTER.match(text, end + 2) or LABELLED.match(text, end + 2) else 0.5 * bool(EDGE.match(text, end + 2))
    )
    for length in (3, 2, 4):
        start = end - length
        name = text[max(0, start) : end]
        if start < 0 or not shaped(name):
            continue
        left = _left(text, start, end + 2)
        score = right + left + (0.5 if length == 3 else 0) + (1.5 if repeated(name, text) > 1 else 0)
        score += 1.0 if name[0] in PLAIN or length == 4 else 0.0
        score -= 3.0 if name[:2] in EVERYDAY else (0.5 if left == 2.0 else 2.0) if name[0] in SLIPPERY else 0.0
        if best is None or score > best[0]:
            best = (score, start)
    dotted = _dotted_ending(text, end)
    if dotted is not None:
        return Mention(dotted, end, 0.9)
    if best is None or best[0] < (2.0 if joined else 3.0):
        return None
    return Mention(best[1], end, 0.95 if best[0] >= 4.5 else 0.9 if best[0] >= 3.5 else 0.75)


def _left(text: str, start: int, seat: int) -> float:
    if start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff":
        return 2.0
    before = text[max(0, start - 12) : start]
    if core_length(before):
        return 2.0
    if before.endswith(("代表团的", "代表团")) or (before.endswith("在") and text.startswith("看来", seat)):
        return 2.5
    return 1.5 if LEFT_WORDS.search(before) else 0.0


def _dotted_ending(text: str, end: int) -> int | None:
    at = end
    while at > max(0, end - 20) and (text[at - 1] in "·•・‧" or "\u4e00" <= text[at - 1] <= "\u9fff"):
        at -= 1
    for begin in range(at, end - 2):
        if (begin == at or core_length(text[max(0, begin - 8) : begin])) and (match := DOTTED.match(text[:end], begin)):
            return begin if match.end() == end else None
    return None
