"""The title of a letter: 市教育局关于市政协十届三次会议第0123号提案的答复, in all its forms, on one line or several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Named, Span
from ..text.blocks import Block
from .cases import KIND, MEETING, Case, Session, cases, sessions
from .line import Compact, cells, compact
from .linked import untied
from .people import Addressed, addressed
from .subject import subject
from .units import is_unit

LINES = 4  # a title may be set in as many
LONGEST = 180
OPINION = re.compile(r"(?:会办|协办|分办)(?:的)?(?:意见|答复|回复|情况)|会办函|协办函")
END = re.compile(
    r"(?:建议案?|提案|议案|书面意见|》|”|号|）|件)(?:的?(?:办理|办复)(?:情况|结果|工作|落实情况)?)?的?"
    r"(?:答复|复函|回复|复文|回函|函复|(?:主办|会办|协办|分办|办理|答复|回复){1,2}(?:意见|情况|结果)|(?:情况|结果)(?=的?(?:报告|说明|反馈|函)))"
    r"的?(?:函|意见函|意见|报告|书|情况|说明|反馈|情况的?报告|摘要)?(?P<tail>(?:（[^（）]{1,30}）|[〔\[][^〔〕\[\]]{1,12}[〕\]])*)"
    r"(?P<class>[A-D甲乙丙丁]类?)?$"
)
ANSWERING = re.compile(
    r"关于(?:答复|回复|办理).{2,120}?(?:建议|提案|议案)》?(?:情况|结果)?的(?:函|报告)(?P<tail>)(?P<class>)$"
)
LABEL = re.compile(r"^(?:标题|名称|公文名称|文件名称|信息名称|文件标题|题名|正文标题)[：:]?")
ORDINAL = re.compile(r"^(?:\d{1,3}[.、．]|（\d{1,3}）|[·•●○◆◇■□▪►>\-—–*]+)")
ABOUT = re.compile(r"关于(?:对|答复|回复|办理)?|对")
NO_LETTER = re.compile(
    r"信访|投诉|来信|咨询|网民|网友|热线|(?:检察|司法|监察|纪律检查)建议|通知|征求|批复|答记者|问答|工作方案|^(?:上|下)一?[篇条]|附件|^相关"
    r"|近日|日前|。|！|；"
)
NAMES = re.compile(
    r"(?P<names>[^，。《》“”号]{2,40}?(?:代表|委员|市委|委员会|工商联|界别?|代表团)(?:等\d*[位名人]?(?:代表|委员)?)?)(?:在[^，。]{2,30}?上)?(?:所)?(?:提出?|提交|撰写|领衔|联名)"
)
HOLDER = re.compile(r"(?P<names>[^，。《》“”号届]{2,30}?(?:代表|委员))(?=第?[\d“《关]|《)")
SEATED = re.compile(r"(?:人大代表|政协委员)(?P<names>[\u4e00-\u9fff·、]{2,20}?)(?=[《“]|关于|所?提出|所提|第)")
OFFICIAL = re.compile(r"人大|政协|代表|委员|人民代表|政治协商")
TEMPLATE = re.compile(r"[×Ｘ✕]{1,}|[Xx]{2,}|_{2,}|＿+|[○□]{2,}|第\s*号|…{2,}|\.{4,}")


@dataclass(frozen=True, slots=True)
class Title:
    """One title. `strong` means that it proves a letter by itself: it names a case or an assembly."""

    first: int  # index of its first line
    last: int
    words: Compact
    text: str
    span: Span
    issuer: Named | None
    joined: tuple[Named, ...]  # who signs beside the issuer
    cases: tuple[Case, ...]
    sessions: tuple[Session, ...]
    subject: Named | None
    addressed: Addressed
    opinion: bool
    reply_class: Named | None
    template: bool

    @property
    def strong(self) -> bool:
        """Whether it names a case number, or an assembly or delegate beside the file's own title."""
        return bool(self.cases) or bool(self.subject and OFFICIAL.search(self.words.text))


def title_at(source: str, lines: Sequence[Block], at: int) -> Title | None:
    """The title that begins on a line, over as many lines as it needs."""
    for cell in cells(lines[at]):
        alone = _title(source, at, at, (untied(source, cell),))
        if alone:
            return _goes_on(source, lines, alone)
    spans = [lines[at].span]
    for below in range(at + 1, min(at + LINES, len(lines))):
        if lines[below - 1].ended or lines[below - 1].span.end - lines[at].span.start > LONGEST:
            return None
        spans.append(lines[below].span)
        whole = _title(source, at, below, tuple(spans))
        if whole:
            return _goes_on(source, lines, whole) if _begins(source, lines, at, below) else None
    return None


def _goes_on(source: str, lines: Sequence[Block], found: Title) -> Title:
    """…办理情况的 / 报告: a title that breaks off after 的 has another line."""
    below = found.last + 1
    if not found.text.endswith("的") or below >= len(lines):
        return found
    spans = tuple(line.span for line in lines[found.first : below + 1])
    return _title(source, found.first, below, spans) or found


def _begins(source: str, lines: Sequence[Block], at: int, last: int) -> bool:
    """Whether the line belongs to the title: where the lines below make one alone, only departments' names do."""
    for below in range(at + 1, last + 1):
        if _title(source, below, last, tuple(line.span for line in lines[below : last + 1])):
            return all(is_unit(compact(source, (line.span,)).text) for line in lines[at:below])
    first = compact(source, (lines[at].span,)).text
    return ABOUT.search(first) is not None or is_unit(first)


def _title(source: str, first: int, last: int, spans: tuple[Span, ...]) -> Title | None:
    if sum(span.end - span.start for span in spans) > LONGEST:
        return None
    words = compact(source, spans)
    label = LABEL.match(words.text)
    ordinal = ORDINAL.match(words.text, label.end() if label else 0)
    begin = ordinal.end() if ordinal else label.end() if label else 0
    text = words.text
    end = ANSWERING.search(text.replace("覆", "复")) or _end(text.replace("覆", "复"), begin)
    if not end or NO_LETTER.search(text, begin) or not KIND.search(text, begin):
        return None
    for about in ABOUT.finditer(text, begin, begin + 50):
        issuers = _issuers(words, begin, about.start())
        if issuers or about.start() - begin <= 1:
            return _read(words, first, last, begin, about.end(), end, issuers)
    named = MEETING.search(text, begin, begin + 30)  # 市八届人大二次会议第77号建议答复
    plain = named and first == last and not ABOUT.search(text, begin, named.start())
    return _read(words, first, last, begin, begin, end, ()) if plain and cases(words) else None


def _end(text: str, begin: int) -> re.Match[str] | None:
    """《某局关于…的答复》（文号): what stands behind the closing mark belongs to no title."""
    if text.startswith("《", begin):
        close = text.rfind("》")
        return END.search(text[:close]) if close > begin else None
    return END.search(text)


def _read(
    words: Compact, first: int, last: int, begin: int, about: int, end: re.Match[str], issuers: tuple[Named, ...]
) -> Title:
    text = words.text
    inner = subject(text, about, end.start() + 12) or subject(text, max(begin, about - 4), end.start() + 12)
    numbered = cases(words)
    if inner and numbered and text[inner[0] : inner[1]].startswith("关于") and "号" in text[inner[0] : inner[1]]:
        inner = None
    who = next((match for rule in (NAMES, HOLDER, SEATED) if (match := rule.search(text, about, end.start()))), None)
    tail = end["class"]
    stop = text.rfind("》") if text.startswith("《", begin) and "》" in text[end.end() :] else len(text)
    begin += stop < len(text)
    held = re.fullmatch(r"（([A-D甲乙丙丁])类?）", end["tail"] or "")
    at = end.start("class") if tail else end.start("tail") + 1 if held else 0
    return Title(
        first=first,
        last=last,
        words=words,
        text=text[begin:stop],
        span=words.span(begin, stop),
        issuer=next(iter(issuers), None),
        joined=issuers[1:],
        cases=numbered,
        sessions=sessions(words),
        subject=words.named(*inner) if inner else None,
        addressed=addressed(words, who.start("names"), who.end("names")) if who else Addressed(()),
        opinion=OPINION.search(text, end.start() - 2 if end.start() > 2 else 0) is not None,
        reply_class=words.named(at, at + 1) if at else None,
        template=TEMPLATE.search(text) is not None and not numbered,
    )


def _issuers(words: Compact, begin: int, end: int) -> tuple[Named, ...]:
    """What stands before 关于 or 对, if it is a department, or several: 市财政局、市民政局."""
    while begin < end and words.text[begin] in "《“（":
        begin += 1
    while end > begin and words.text[end - 1] in "-—－–：:《":
        end -= 1
    found: list[Named] = []
    for unit in words.text[begin:end].split("、"):
        if not is_unit(unit):
            return ()
        found.append(words.named(begin, begin + len(unit)))
        begin += len(unit) + 1
    return tuple(found)
