"""Words that prove a filing: 带来的提案, 联名提交建议, 领衔提出议案. Opinions in the press prove none."""

import re
from dataclasses import dataclass

from .cast import Cast, Voice
from .cues import PAST, PAST_REACH
from .passage import Passage
from .records import Kind, Span
from .sentences import sentences

BRINGING = "带来|提交|递交|提出|撰写|准备|领衔|联名|拟交|上交"
GAP = r"[^。！？；\n]{0,40}?"
FILED = re.compile(
    rf"(?:{BRINGING}){GAP}(?P<brought>提案|议案)(?!办理|委员会|工作|审查|组|号)"
    rf"|(?P<mine>[我他她]的(?P<named>提案|议案))(?:就?是|题为|聚焦|关注|《|，|：)"
    rf"|(?:提交|递交|领衔提出|联名提出|联名提交)(?!的)[^。！？；，“”\n]{{0,20}}?(?:《[^》\n]{{1,60}}》)?(?P<suggested>建议)(?![^，。；！？、》的了”\n])"
    r"|(?:带来|提交|递交|提出)[^。！？；，“”\n]{0,12}《[^》\n]{1,60}的(?P<titled>建议|提案|议案)》"
)
ANNOUNCED = re.compile(r"(?:给出|提出|谈了|说了|说出|发表|分享|谈及)[^。！？；，\n]{0,14}?建议|建言")
TITLED = re.compile(r"《(?P<title>关于[^》\n]{2,60}的(?:建议|提案|议案))》")


@dataclass(frozen=True, slots=True)
class Filing:
    """One statement that something was filed; `title` is the file's own title where the text prints it."""

    kind: Kind
    voice: Voice
    span: Span
    title: str | None
    title_span: Span | None


def filings(body: Passage, cast: Cast) -> list[Filing]:
    """The filings a text states, in order; those of earlier years and of nobody in particular are left out."""
    text, cut = body.text, sentences(body.text)
    found: list[Filing] = []
    for match in FILED.finditer(text):
        voice = cast.current(match.start())
        start, end = cut.start(match.start()), cut.end(match.start())
        if not voice or PAST.search(text, max(start, match.start() - PAST_REACH), match.end()):
            continue
        title = TITLED.search(text, match.start(), min(end, match.start() + PAST_REACH))
        found.append(
            Filing(
                kind=_kind(match),
                voice=voice,
                span=body.span(match.start(), match.end()),
                title=title["title"] if title else None,
                title_span=body.span(title.start("title"), title.end("title")) if title else None,
            )
        )
    return found


def _kind(match: re.Match[str]) -> Kind:
    word = match["brought"] or match["named"] or match["suggested"] or match["titled"]
    return {"提案": Kind.PROPOSAL, "议案": Kind.MOTION, "建议": Kind.SUGGESTION}[word]


def announced(text: str, cast: Cast) -> set[Voice]:
    """Those of whom the text says that they made suggestions, whether or not it says which."""
    voices = (cast.current(match.start()) for match in ANNOUNCED.finditer(text))
    return {voice for voice in voices if voice}
