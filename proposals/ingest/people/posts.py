"""From 荷塘区副区长、致公党市委副主委(兼) to posts: unit, title and note, each with its place."""

import re

from ..records import Post
from ..text.passage import Passage
from .titles import HONOURS, SEATS_OF_POWER, core_length, title_length, unit_end

BRACKET = re.compile(r"[（(]([^（()）]{0,60})[)）]")
ALSO = "兼"
LATELY = re.compile(r"^(?:(?:兼任|现任|曾任|历任|担任|任)(?!何|命))?(?:第?[一二三四五六七八九十]{1,3}届)?")
OFFICES = frozenset(
    (
        "办公室",
        "研究室",
        "秘书处",
        "综合处",
        "人事处",
        "党组",
        "党委",
        "党总支",
        "党支部",
        "工会",
        "团委",
        "董事会",
        "监事会",
    )
)
OWN = frozenset(
    [
        "我公司",
        "本公司",
        "该公司",
        "我厂",
        "我校",
        "我院",
        "我市",
        "我县",
        "我区",
        "我省",
        "我会",
        "我社",
        "我局",
        "我所",
        "本校",
        "本院",
        "本市",
        "本会",
        "该校",
        "该院",
        "该市",
        "该村",
        "该局",
    ]
)
VAGUE = frozenset(
    [
        "公司",
        "分公司",
        "集团",
        "企业",
        "单位",
        "机关",
        "大学",
        "学院",
        "学校",
        "中学",
        "小学",
        "幼儿园",
        "医院",
        "协会",
        "商会",
        "中心",
    ]
)
BARE = re.compile(r"[\u4e00-\u9fff]{1,3}[处科室]")  # 教务处: a department without its unit
OF = "的"  # 某集团的张三
UNKNOWN = ""  # the post where the text names the unit alone
UNION = "总工会"  # of a place; 公司工会主席 is a post in the firm
BOARDS = ("董事局", "董事会", "监事会", "理事会")  # of the unit named before: 腾讯公司董事会|主席
ACADEMIC = ("会员", "盟员", "党员", "社员", "院士", "劳动模范", "劳模", "道德模范")
PLACES = ("省", "市", "县", "区", "镇", "乡", "国家", "全国", "国家级", "省级", "市级", "村")


def split_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between 、 or commas outside brackets, as offsets; blanks and commas around them are left out."""
    parts: list[tuple[int, int]] = []
    depth, begin = 0, start
    for at in range(start, end):
        depth += (text[at] in "（(") - (text[at] in "）)" and depth > 0)
        if text[at] in "、，," and depth == 0:
            parts.append((begin, at))
            begin = at + 1
    parts.append((begin, end))
    return [trimmed for part in parts if (trimmed := _trimmed(text, *part))]


def posts(passage: Passage, start: int, end: int) -> tuple[Post, ...]:
    """The posts that a stretch of a heading or sentence lists."""
    found: list[Post] = []
    for begin, stop in split_list(passage.text, start, end):
        for first, last in _held_together(passage.text, begin, stop):
            found.append(_post(passage, first, last, found[-1].organisation if found else None))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in " \u3000、，,；;·\n":
        start += 1
    while end > start and text[end - 1] in " \u3000、，,；;：:\n":
        end -= 1
    return (start, end) if start < end else None


def _held_together(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part A总经理兼B副董事长 where a post stands before 兼; the 兼 in brackets is a note and parts nothing."""
    parts: list[tuple[int, int]] = []
    begin = start
    for at in range(start + 1, end - 1):
        if text[at] == ALSO and text[at - 1] not in "（(" and core_length(text[max(begin, at - 8) : at]):
            parts.append((begin, at))
            begin = at + 1
    return [*parts, (begin, end)]


def _post(passage: Passage, start: int, end: int, before: str | None) -> Post:
    whole = passage.text[start:end]
    note = next((m.group(1) for m in BRACKET.finditer(whole) if m.end() == len(whole)), None)
    bare = LATELY.sub("", BRACKET.sub("", whole)) or whole
    if bare.startswith(ALSO):
        bare, note = bare[1:], ALSO
    organisation, title = _unit_and_title(bare or whole)
    if organisation and (organisation in OFFICES or BARE.fullmatch(organisation)):
        organisation, title = before, f"{organisation}{title}"  # 市人大常委会副秘书长兼办公室主任
    if organisation is None and _shares(title, before):
        organisation = before
    return Post(organisation, title, note, passage.span(start, end))


def _unit_and_title(text: str) -> tuple[str | None, str]:
    length = title_length(text)
    if text[len(text) - length :].startswith(UNION):
        length -= len(UNION)
    unit, title = text[: len(text) - length], text[len(text) - length :]
    if length == 0 and text.endswith(OF) and unit_end(text[:-1]) == len(text) - 1:
        return text[:-1], UNKNOWN
    board = next((one for one in BOARDS if unit.endswith(one) and unit_end(unit[: -len(one)])), "")
    unit, title = unit.removesuffix(board), board + title
    if unit in OWN or unit in VAGUE:
        return None, title  # 公司董事长, 学院院长: which one is not said
    if len(unit) == 1:
        return None, text  # 村支书, 校党委书记
    end = unit_end(unit)
    if not unit or (length == 0 and not end):
        return None, text
    if (
        title.endswith(HONOURS)
        and not title.startswith("首席")
        and (end == 0 or title.endswith(ACADEMIC) or unit.endswith(PLACES))
    ):
        return None, text  # 中国工美行业艺术大师, 中国工程院院士: an honour names a calling, no unit
    if 0 < end < len(unit):
        return unit[:end], unit[end:] + title
    return (unit, title) if title else (None, text)


def _shares(title: str, before: str | None) -> bool:
    """X公司党委书记、董事长: a bare office goes with the unit named before, but an honour or 市长 does not."""
    if not before or before.endswith(SEATS_OF_POWER):
        return False
    return core_length(title) > 0 and not title.endswith(HONOURS)
