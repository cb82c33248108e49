"""The delegate's own asks where a letter repeats them; never the office's measures, nearly all that is numbered.

Three places hold them: a sentence that says so (您在建议中提出：一是…二是…), headings that quote them
(一、关于“加大投入”的建议), and the cell 问题内容 of the table form.
"""

import re
from collections.abc import Iterator, Sequence

from ..paragraphs import rejoined
from ..records import Ask, Span
from ..text.blocks import Block
from ..text.passage import Passage
from ..text.quantities import quantities
from ..text.sentences import sentences
from ..text.series import Marker, series

FIRST = r"(?=一是|一、|1[.、．]|（一）|（1）|①|首先|第一[，、])"
GAP = r"[^。；：！？\n]"
SAID = re.compile(
    rf"(?:(?:您|你们?|贵[会委党团]){GAP}{{0,24}}?|(?:代表|委员)们?(?:在{GAP}{{1,12}}中)?[，还也]?"
    rf"|(?:提案|建议|议案)(?:中|里|主要){GAP}{{0,12}}?)"
    rf"(?:(?:提出|提到|指出|希望|(?<!的)建议)(?!的){GAP}{{0,30}}?"
    rf"|(?<=[您你们]的)(?:建议|提案)(?:主要)?(?:是|有|为|包括)"
    rf"|提出的{GAP}{{0,16}}?(?:建议|意见)(?:主要|分别)?(?:是|有|为|包括)){GAP}{{0,8}}?[：，:,]?{FIRST}"
)
ANSWERED = re.compile(r"办理|面商|沟通|如下|收悉|我[局委办厅部们市县区]|高度重视|已经|目前|下一步|近年来")
FOLLOWING = re.compile(r"针对|根据|按照|结合|围绕")  # 针对您提出的建议，一是…: what the office does about them
MARK = (
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．]"
    r"|第[一二三四五六七八九十][，、]|[①-⑩])?"
)
YOURS = r"(?:(?:您|你们?|代表|委员|提案|建议)(?:们)?(?:在)?[^。；：“”]{0,12}?(?:提出|提到|建议|反映)?的?(?:关于)?)?"
QUOTED = re.compile(
    rf"^{MARK}\s?(?:针对|关于|对于|对|就){YOURS}“(?P<ask>[^“”\n]{{4,90}})”(?:的|这一|这条|等)?(?:建议|意见|要求|诉求)"
)
UNQUOTED = re.compile(
    rf"^(?P<mark>{MARK})\s?(?:针对|关于|对)(?:您提出的|你们?提出的)?(?:关于)?"
    r"(?P<ask>[^。；：！？“”《》\n]{4,60}?)的建议(?:[。：，]|$)"
)
ASKED = re.compile(
    r"(?:(?<=[。；！？，\n])|^)(?:为此|因此|对此|同时)?[，]?(?:我们?|特)?(?:建议|希望|恳请|请求|呼吁)[：，]?"
)
CLOSING = re.compile(r"[\s，,、：:；;。]+$")
OPENING = re.compile(r"^[\s，,、：:；;。]+")
LEAST = 4  # characters: less is no demand


def restated(source: str, lines: Sequence[Block], headline: str) -> tuple[Ask, ...]:
    """The asks that the text of a letter repeats, in order."""
    body = Passage.of(source, rejoined(tuple(lines)))
    return tuple(_listed(body)) or tuple(_headed(lines, headline))


def of_form(source: str, spans: Sequence[Span]) -> tuple[Ask, ...]:
    """The asks in 问题内容, where all is the delegate's: the series after 建议, else the sentences that ask."""
    body = Passage.of(source, [(span,) for span in spans])
    cut = sentences(body.text)
    asked = ASKED.search(body.text)
    begin = asked.start() if asked else 0
    run = next((one for one in series(body.text) if one[0].start >= begin and len(one) > 1), None)
    if run:
        return tuple(_items(body, run, cut.end(run[-1].end)))
    found = [_ask(body, match.end(), cut.end(match.end())) for match in ASKED.finditer(body.text)]
    return tuple(ask for ask in found if ask)


def _listed(body: Passage) -> Iterator[Ask]:
    """The series that a sentence about the file leads in; it ends with its sentence, the last point included."""
    match = SAID.search(body.text)
    if (
        not match
        or ANSWERED.search(match.group())
        or FOLLOWING.search(body.text, max(0, match.start() - 4), match.end())
    ):
        return
    cut = sentences(body.text)
    run = next((one for one in series(body.text) if one[0].start >= match.end()), None)
    if not run or run[0].start > match.end() + 1 or len(run) < 2:
        return
    yield from _items(body, run, _last(body.text, cut.end(run[-1].end), run[-1].end))


def _items(body: Passage, run: list[Marker], end: int) -> Iterator[Ask]:
    """The points of a series, the last one up to `end`."""
    for mark, stop in zip(run, [*(one.start for one in run[1:]), end], strict=True):
        ask = _ask(body, mark.end, stop)
        if ask:
            yield ask


def _last(text: str, sentence: int, start: int) -> int:
    """The last point ends where 等建议 sums up."""
    sums = re.compile(r"[”，]?等(?:[一二三四五六七八九十\d]{1,2}[个条点项])?(?:方面的?)?(?:意见|建议|问题)").search(
        text, start, sentence
    )
    return sums.start() if sums else sentence


def _headed(lines: Sequence[Block], headline: str) -> Iterator[Ask]:
    """Headings and first words of paragraphs that quote an ask; unquoted ones only where two or more are numbered."""
    plain: list[Ask] = []
    quoted: list[Ask] = []
    for line in lines:
        for form, kept in ((QUOTED, quoted), (UNQUOTED, plain)):
            match = form.match(line.text)
            if match and match["ask"] not in headline and (form is QUOTED or match["mark"]):
                start = line.span.start + match.start("ask")
                text = match["ask"]
                kept.append(Ask(text, Span(start, start + len(text)), quantities(text)))
                break
    yield from sorted(quoted + (plain if len(plain) > 1 or quoted else []), key=lambda ask: ask.span)


def _ask(body: Passage, start: int, end: int) -> Ask | None:
    part = body.text[start:end]
    opening, closing = OPENING.search(part), CLOSING.search(part)
    start += opening.end() if opening else 0
    end -= len(closing.group()) if closing else 0
    if end - start < LEAST:
        return None
    text = body.text[start:end]
    return Ask(text.replace("\n", ""), body.span(start, end), quantities(text))
