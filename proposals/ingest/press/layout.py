"""From lines to a page: title, sections, articles with heading, headline, byline and body, stranded words, the rest.

Two things begin an article: a heading that presents delegates, and a title with a byline under it. A page with neither
is one plain article if it names a delegate at all. Further layouts (official lists, reply letters) get modules of their
own that return a `Page` too.
"""

import re
from dataclasses import dataclass, replace

from ..paragraphs import LABEL, NAME, presenting
from ..people.collectives import acting
from ..people.identity import IDENTITY
from ..people.surnames import SURNAMES
from ..records import Span
from ..text.blocks import Block
from ..text.passage import Passage
from .byline import Byline, byline, dateline
from .headings import heading
from .mending import mended
from .opening import opened, stands_as_title
from .subheads import broken, subheads

TITLE_LINES = 3  # most lines between a heading and its byline
SHORT_TITLE = 8  # characters: a shorter line above a byline is the tail of a title
MOST_ABOVE = 6  # lines above a title that holds commas
SECTION = 20  # most characters of a section's name
FURNITURE = re.compile(
    r"[（(【\[〔]?(?:责任编辑|责编|编辑|编审|审核|校对|版式|美编|组版|值班|上一篇|下一篇|上一版|下一版|"
    r"版面|扫码|扫一扫|图/|摄影|来源|作者|字号|字体|分享|浏览次数|点击数|阅读次数|发布时间|发布日期|发布人|通版阅读|展开通版|收缩通版|"
    r"当前版|放大|缩小|打印|关闭|返回)[:：/ 】]|第\s?[0-9A-Z]{1,3}\s?版|版面[:：]|"
    r"(?:上一篇|下一篇|展开通版|收缩通版|通版阅读请点击|\d\s?上一篇)"
)
STAMP = re.compile(
    r"(?:\S{2,10}\s+)?(?:发布(?:时间|日期)|发稿时间|日期|时间|来源|作者|分享到|分享至|字号)[：:]"
    r"|(?:\S{2,10}\s+)?20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:$|[\s|])|当前位置|首页\s?[>»]"
)  # no title, though it stands between the title and the text
SESSIONS = re.compile(r"两会|政协|人大(?!附)|提案|议案|代表团")  # else an organisation's advice is none of theirs
DELEGATE = re.compile(
    r"人大代表|人民代表(?!大会)|政协委员|政协常委|列席代表|政协优秀委员|人大优秀代表|政协的?[新老]委员|等\d{0,3}[位名]?委员|"
    rf"(?:[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}等?|[界别）)])(?:代表(?![会团性长大队作])|委员(?![会长]))"
    rf"|(?:^|[。！？；，：])(?:代表|委员)[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}(?:带来|建议|提交|提出|说|认为|表示|呼吁)"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before anything in it is understood. `headline` holds the runs of source it was read from."""

    first: int  # index of its first line
    body_from: int  # index of the line its body begins with
    people: Passage | None
    headline: tuple[Span, ...]
    byline: Byline | None
    body: tuple[Block, ...] = ()
    section: Block | None = None
    heading: Span | None = None  # the whole line that presents the people
    wrapped: bool = False  # the headline begins on that line: further lines of it go on where it broke
    extent: Span | None = None  # all its lines, with the furniture between and below them
    subheads: frozenset[Span] = frozenset()  # the lines of its body that are titles


@dataclass(frozen=True, slots=True)
class Page:
    """A text as laid out. Every line is in exactly one part."""

    front: tuple[Block, ...]  # lines before the first article and between articles that are neither section nor body
    drafts: tuple[Draft, ...]
    sections: tuple[Block, ...]
    words: tuple[Block, ...]  # lone words stranded at the end


def layout(lines: tuple[Block, ...]) -> Page:
    """Lay out a press page."""
    lines = mended(opened(lines))
    end = len(lines) - _stranded(lines)
    drafts = _starts(lines[:end])
    drafts = [*_leading(lines[: drafts[0].first]), *drafts] if drafts else _plain(lines[:end])
    if not drafts:
        return Page(lines, (), (), ())
    front, sections, filled = [], [], []
    previous: Block | None = None
    whole = not broken(lines)
    for order, draft in enumerate(drafts):
        before = _between(lines, drafts[order - 1].body_from if order else 0, draft.first, first=order == 0)
        section = _section(before, first=order == 0)
        front += [line for line in before if line is not section]
        sections += [section] if section else []
        previous = section or previous
        limit = drafts[order + 1].first if order + 1 < len(drafts) else end
        after = _between(lines, draft.body_from, limit, first=False) if limit < end else ()
        body = lines[draft.body_from : limit - len(after)]
        filled.append(_filled(replace(draft, section=previous), body, whole=whole))
    return Page(tuple(front), tuple(filled), tuple(sections), lines[end:])


def _starts(lines: tuple[Block, ...]) -> list[Draft]:
    found: list[Draft] = []
    at = 0
    while at < len(lines):
        draft = _presented(lines, at) or _signed(lines, at, found[-1].body_from if found else 0)
        if draft:
            found.append(draft)
        at = max(at + 1, draft.body_from if draft else 0)
    return found


def _presented(lines: tuple[Block, ...], at: int) -> Draft | None:
    """An article under a heading that presents its delegates; the headline may go on until the byline."""
    head = heading(lines[at])
    if not head:
        return None
    runs = list(head.headline)
    wrapped = bool(runs)
    for below in range(at + 1, min(at + 2 + TITLE_LINES, len(lines))):
        signed = byline(lines[below])
        if signed:
            runs += [line.span for line in lines[at + 1 : below]]
            return Draft(at, below + 1, head.people, tuple(runs), signed, heading=lines[at].span, wrapped=wrapped)
        if not lines[below].titular:
            break
    if not runs and at + 1 < len(lines) and lines[at + 1].titular:
        return Draft(at, at + 2, head.people, (lines[at + 1].span,), None, heading=lines[at].span)
    return Draft(at, at + 1, head.people, tuple(runs), None, heading=lines[at].span, wrapped=wrapped)


def _signed(lines: tuple[Block, ...], at: int, floor: int) -> Draft | None:
    """An article whose title stands above a byline. A byline after a full stop ends an article and begins none."""
    signed = byline(lines[at])
    top = at
    while signed and top > floor and at - top < TITLE_LINES + 1 and lines[top - 1].titular:
        top -= 1
        if sum(len(line.text) for line in lines[top:at]) >= SHORT_TITLE:
            break
    if not signed or top == at:
        return None
    return Draft(top, at + 1, None, tuple(line.span for line in lines[top:at]), signed)


def _plain(lines: tuple[Block, ...]) -> list[Draft]:
    """One article without a byline: the last title line above the first sentence is its headline."""
    if not any(DELEGATE.search(line.text) for line in lines) and not _collective(lines):
        return []
    body = next((at for at, line in enumerate(lines) if not line.titular or IDENTITY.fullmatch(line.text)), len(lines))
    if body == len(lines):
        titled = len(lines) > 1 and not DELEGATE.search(lines[0].text)
        return [Draft(0, 1, None, (lines[0].span,), None)] if titled else [Draft(0, 0, None, (), None)]
    if body < MOST_ABOVE and stands_as_title(lines, body):
        return [Draft(body, body + 1, None, (lines[body].span,), None)]
    if body and _card_above(lines, body):
        body -= 1  # a card: the name stands above its seat
    while body and (LABEL.match(lines[body - 1].text) or presenting(lines[body - 1])):
        body -= 1
    title = body - 1
    while title >= 0 and STAMP.match(lines[title].text):
        title -= 1
    if title < 0:
        return [Draft(0, body, None, (), None)]
    return [Draft(title, body, None, (lines[title].span,), None)]


def _collective(lines: tuple[Block, ...]) -> bool:
    """Whether the page is about an organisation that proposes at the Two Sessions, though no delegate is named."""
    return any(SESSIONS.search(line.text) for line in lines) and any(acting(line.text) for line in lines)


def _card_above(lines: tuple[Block, ...], seat: int) -> bool:
    """Whether the line above a seat is the name that belongs to it, and the one below is none."""
    above, below = lines[seat - 1].text, lines[seat + 1].text if seat + 1 < len(lines) else ""
    return bool(IDENTITY.fullmatch(lines[seat].text) and NAME.fullmatch(above) and not NAME.fullmatch(below))


def _leading(lines: tuple[Block, ...]) -> list[Draft]:
    """The prose above the first article, where it names delegates: the lead of a page with a heading for each."""
    if not any(line.ended and DELEGATE.search(line.text) for line in lines):
        return []
    return _plain(lines)


def _between(lines: tuple[Block, ...], start: int, stop: int, *, first: bool) -> tuple[Block, ...]:
    """The lines before an article that are no body of the one before: titles after its last full stop."""
    if first:
        return lines[:stop]
    top = stop
    while top > start and lines[top - 1].titular and len(lines[top - 1].text) <= SECTION:
        top -= 1
    if top > start and not lines[top - 1].ended and top < stop:
        top += 1  # the line above goes on in the first of these: it is a broken column
    return lines[top:stop]


def _section(before: tuple[Block, ...], *, first: bool) -> Block | None:
    """The last line before an article names its section; not the page's only title, nor a slogan in two halves."""
    if not before or (first and len(before) == 1):
        return None
    last = before[-1]
    named = last.titular and len(last.text) <= SECTION and " " not in last.text and "\u3000" not in last.text
    return last if named else None


def _filled(draft: Draft, body: tuple[Block, ...], *, whole: bool) -> Draft:
    """The article with its body; a byline below or a dateline in it is read, furniture of the page is left out.

    `whole` says that no column broke the page's lines: short ones can be titles.
    """
    signed = draft.byline
    kept: list[Block] = []
    for line in body:
        below = byline(line)
        signed = signed or below
        if not below and not FURNITURE.match(line.text):
            kept.append(line)
    if not signed and kept:
        signed = dateline(kept[0])
    extent = Span(body[0].span.start, body[-1].span.end) if body else None
    heads = subheads(kept) if whole else frozenset()
    return replace(draft, body=tuple(kept), byline=signed, extent=extent, subheads=heads)


def _stranded(lines: tuple[Block, ...]) -> int:
    """How many lone words stand at the end; one alone may be the rest of a sentence."""
    count = 0
    while count < len(lines) and lines[-1 - count].word:
        count += 1
    ended = count < len(lines) and lines[-1 - count].ended
    return count if count > 1 and ended else 0
