"""What a proposal is called: its own title, the article's headline, else the first words of what is asked.

Always words of the source: the file's title in 《》 without the marks; the headline where the article has one voice;
in a round-up the first clause of the voice's first point, for the round-up's headline names none of them.
"""

import re
from dataclasses import dataclass

from ..asks.measures import governs
from ..asks.speech import SHOULD
from ..records import Article, Span
from ..text.passage import Passage
from ..text.repeats import said_by
from .shares import Share

NO_HEADLINE = "原文没有标题，暂以首句代替"
LONGEST = 40  # characters of a clause that can stand for a headline
LEAST = 4
NEAR = 600  # characters between such a line and the first point under it
VIEWPOINT = re.compile(
    r"(?:^|(?<=\n))(?:代表|委员)(?:观点|主张|声音|心声)[：:]\s?(?P<view>[^\n]{4,40}?)[。！]?(?=\n|$)"
)
WISHED = re.compile(r"让|使|[^，。；]{0,10}?(?<![重主需不只首必摘])[要须](?![求素点闻])")
PARTS = re.compile(r"[，, \u3000]")
FOREIGN = 0.2  # share of a headline's pairs below which what is asked has nothing to do with it
IDIOM = 5  # characters of a motto before what is asked
STOPS = "，。；！？,;!?\n"


@dataclass(frozen=True, slots=True)
class Headline:
    """The words, their place in the source, and whether the text prints them as a title."""

    text: str
    span: Span
    printed: bool


def headline_for(
    article: Article, body: Passage, share: Share, above: tuple[int, int] | None, *, titled: bool, own: bool
) -> Headline:
    """`titled` says that the article prints a headline, `own` that it is this voice's.

    `above` is the title of the paragraphs that tell of this share alone: nearer to it than the article's headline.
    """
    filing = share.filing
    if filing and filing.title and filing.title_span and not (filing.topic and own and titled):
        return Headline(filing.title, filing.title_span, True)
    nearer = above is not None and (not (own and titled) or _elsewhere(article, body, share, above[0]))
    if above and nearer:
        return Headline(body.text[slice(*above)], body.span(*above), True)
    if own and titled:
        return Headline(article.headline, article.headline_span, True)
    view = _viewpoint(body, share)
    if view:
        return view
    clause = _first_clause(body, share)
    return clause or Headline(article.headline, article.headline_span, titled)


def _elsewhere(article: Article, body: Passage, share: Share, start: int) -> bool:
    """Whether the page's headline is about another matter: neither it nor the text before names those who ask."""
    line = body.text.rfind("\n", 0, start) + 1
    if any(name in article.headline or body.text.find(name, 0, line) >= 0 for name in share.voice) or not line:
        return False
    asked = "".join(point.ask.text for point in share.points)
    return not share.filing and said_by(article.headline, asked) < FOREIGN


def _viewpoint(body: Passage, share: Share) -> Headline | None:
    """代表观点：…: the line that sums up what the delegates of the next paragraph say."""
    end = share.points[0].start if share.points else 0
    lines = list(VIEWPOINT.finditer(body.text, max(0, end - NEAR), end))
    if not lines:
        return None
    span = body.span(lines[-1].start("view"), lines[-1].end("view"))
    return Headline(lines[-1]["view"], span, True)


def _first_clause(body: Passage, share: Share) -> Headline | None:
    if not share.points:
        return None
    start, end = share.points[0].start, share.points[0].end
    stop = _clause_end(body.text, start, min(end, start + LONGEST))
    text = body.text[start:stop].rstrip("“、：")
    if len(text) < LEAST or "\n" in text:
        return None
    return Headline(text, body.span(start, start + len(text)), False)


def _clause_end(text: str, start: int, end: int) -> int:
    """The first stop outside quotes, far enough to say something."""
    depth = 0
    for at in range(start, end):
        depth += (text[at] in "“《") - (text[at] in "”》")
        if text[at] in STOPS and depth <= 0 and at >= start + LEAST:
            return at
    return end


def demands(words: str) -> bool:
    """Whether a headline begins with a measure, behind a motto at most, or says what should be done."""
    first, *more = PARTS.split(words)
    motto = bool(more) and len(first) <= IDIOM and governs(more[0])
    return governs(first) or motto or WISHED.match(first) is not None or SHOULD.search(words) is not None
