"""A decoded text in, everything it states out. Reply letters and lists first, then the layouts of the press.

What is claimed: an article claims its heading, headline, byline and body, background included; a section name, the
page's title and stranded keywords are claimed by themselves. Every other line is listed as unclaimed: banners and
slogans, what stands before the first article, lines between articles that name no section.
"""

from dataclasses import replace

from . import front
from .classify import Lexicon, Words
from .letters import letter
from .lists import listing
from .normal import normal
from .people.finding import merged
from .press import keywords
from .press.articles import Telling, told
from .press.copies import without_copies
from .press.indexing import index
from .press.layout import Page, layout
from .records import Article, Extraction, Mapping, Named, ReportKind, Table, Unclaimed, Vocabulary
from .restored import restored
from .text.blocks import Block, blocks

NO_ARTICLE = "没有找到提到人大代表或政协委员的报道，请核对文件是否选对。"


def extract(
    source_text: str, vocabulary: Vocabulary, tables: tuple[Table, ...] = (), mapping: Mapping | None = None
) -> Extraction:
    """Read one text. Never raises; spans count in `source_text`. The time it takes grows with its length only.

    `tables` are those that stand written out in the text; `mapping` says what the columns of the first one hold.
    """
    second = normal(source_text)
    return restored(_read(second.text, vocabulary, second.tables(tables), mapping), second)


def _read(text: str, vocabulary: Vocabulary, tables: tuple[Table, ...], mapping: Mapping | None) -> Extraction:
    lines = blocks(text)
    lexicon = Lexicon(Words.of(vocabulary.industries), Words.of(vocabulary.departments))
    read = letter(text, lines, lexicon) or listing(text, lines, tables, mapping, lexicon) or index(text, lines, lexicon)
    if read:
        return read
    page = layout(lines)
    tellings = _tellings(text, page, lexicon)
    if not tellings:
        return _unread(text, lines)
    return _assembled(text, page, tellings)


def _tellings(source: str, page: Page, lexicon: Lexicon) -> list[Telling]:
    found: list[Telling] = []
    for draft in page.drafts:
        section = Named(draft.section.text, (draft.section.span,)) if draft.section else None
        telling = told(source, draft, len(found) + 1, section, lexicon)
        if telling:
            found.append(telling)
    return found


def _assembled(source: str, page: Page, tellings: list[Telling]) -> Extraction:
    articles = tuple(telling.article for telling in tellings)
    words = keywords.named(page.words)
    dealt = keywords.dealt(words, articles, source)
    articles = without_copies(_with_keyword(article, dealt.get(article.order)) for article in articles)
    title = front.title(page.front)
    place = front.place(title)
    signed = next((one for one in articles if one.publisher), None)
    left = [line for line in page.front if line is not title]
    return Extraction(
        kind=ReportKind.PRESS,
        title=title.text if title else None,
        title_span=title.span if title else None,
        publisher=signed.publisher if signed else None,
        publisher_span=signed.publisher_span if signed else None,
        place=place[0] if place else None,
        place_span=place[1] if place else None,
        date=front.printed_date(page.front),
        session=front.printed_session(source),
        sections=tuple(Named(section.text, (section.span,)) for section in page.sections),
        keywords=words,
        articles=articles,
        delegates=merged(person for telling in tellings for person in telling.people),
        unclaimed=_unclaimed(left),
    )


def _with_keyword(article: Article, word: Named | None) -> Article:
    return replace(
        article, keyword=word, proposals=tuple(replace(proposal, keyword=word) for proposal in article.proposals)
    )


def _unread(source: str, lines: tuple[Block, ...]) -> Extraction:
    return Extraction(
        kind=ReportKind.OTHER,
        title=None,
        title_span=None,
        publisher=None,
        publisher_span=None,
        place=None,
        place_span=None,
        date=None,
        session=front.printed_session(source),
        sections=(),
        keywords=(),
        articles=(),
        delegates=(),
        unclaimed=_unclaimed(lines),
        warnings=(NO_ARTICLE,),
    )


def _unclaimed(lines: tuple[Block, ...] | list[Block]) -> tuple[Unclaimed, ...]:
    return tuple(Unclaimed(line.text, line.span) for line in lines)
