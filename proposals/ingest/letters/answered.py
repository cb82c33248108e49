"""The files one letter answers, as proposals, with the delegates who proposed them."""

import re
from collections.abc import Sequence

from ..classify import Hits, Lexicon, industries
from ..records import Ask, Kind, Letter, Named, Person, Proposal, Proposer, Span
from ..text.blocks import Block
from ..text.passage import Passage
from .cases import Case, cases
from .doubts import doubts
from .foot import iso
from .handling import involved, issuers
from .labels import Label, first
from .line import compact
from .people import Named as Who
from .reading import Reading
from .restated import of_form, restated
from .title import END
from .whose import kind_of, person, proposers, session_of, share

NO_TITLE = "来文没有写出建议提案的标题，暂以答复函的标题代替"
NO_NUMBER = "来文没有写出案号，请核对"
SHARED = "几件并案答复，提出者与案号的对应请核对"
SHARED_TITLE = "几件并案答复，标题与案号的对应请核对"
PRINTED = re.compile(r"[A-Za-z]{0,4}[-—]?\d[\dA-Za-z\-—]*")
OPINION = re.compile(r"(?:会办|协办|分办)(?:的)?意见(?:函告|函复|答复|回复)?如下|如下(?:会办|协办|分办)意见")
ALONE = re.compile(r"^[（(]?(?:建议|提案|案)?(?:编?号)?[：:]?第[^。，]{1,20}号[）)]?$")
NUMBERED = re.compile(r"(?<=.)（[^（）]*(?:第[^（）]{1,16}号|编号)[^（）]*）$")
NO_HITS = Hits("", (), ())


def answered(source: str, one: Reading, lexicon: Lexicon) -> tuple[list[Proposal], list[Person]]:
    """A proposal for each case, or one for a letter that prints no number, and everybody who proposed."""
    numbered: Sequence[Case | None] = _cases(source, one) or (None,)
    titles = _headlines(one, len(numbered))
    who = proposers(source, one)
    found: list[Proposal] = []
    people: list[Person] = []
    for order, case in enumerate(numbered):
        kind = kind_of(one, case, who)
        mine, guessed = share(who, len(numbered), order, kind)
        title = titles[min(order, len(titles) - 1)] if titles else None
        said = [
            *([] if title else [NO_TITLE]),
            *([] if case else [NO_NUMBER]),
            *([SHARED] if guessed else []),
            *([SHARED_TITLE] if titles and len(titles) < len(numbered) else []),
            *doubts(one, case, kind, mine, who),
        ]
        found.append(_proposal(source, one, case, kind, title, mine, said, lexicon))
        people += [person(each, kind, one, case) for each in mine if each.person]
    return found, people


def _cases(source: str, one: Reading) -> tuple[Case, ...]:
    """Those of the title; else of the first sentence; else the one the table prints."""
    title = one.draft.title
    if title and title.cases:
        return title.cases
    if one.opening.cases:
        return one.opening.cases
    below = _below_title(source, one)
    if below:
        return below
    printed = first(one.fields, Label.CASE, *([Label.FORM_CASE] if one.draft.form else []))
    match = PRINTED.search(printed.name) if printed else None
    if not printed or not match:
        return ()
    start = printed.spans[0].start
    label = source[max(0, start - 8) : start]
    kind = Kind.PROPOSAL if "提案" in label else Kind.SUGGESTION if "建议" in label else None
    return (Case(match.group(), Span(start + match.start(), start + match.end()), kind, None),)


def _below_title(source: str, one: Reading) -> tuple[Case, ...]:
    """（第DH0318号） on a line of its own under the title, or in brackets behind the title of the table."""
    printed = first(one.fields, Label.TITLE)
    spans = [*(printed.spans if printed else ()), *(line.span for line in one.head if ALONE.match(line.text))]
    return next((found for span in spans if (found := cases(compact(source, (span,))))), ())


def _headlines(one: Reading, count: int) -> tuple[Named, ...]:
    """The delegate's titles: of the table, of the first sentence, of the letter's title."""
    printed = first(one.fields, Label.TITLE)
    if printed and not END.search(printed.name):
        mark = NUMBERED.search(printed.name)
        length = mark.start() if mark else len(printed.name)
        start = printed.spans[0].start
        return (Named(printed.name[:length], (Span(start, start + length),)),)
    if one.opening.subjects:
        return one.opening.subjects[:count]
    title = one.draft.title
    return (title.subject,) if title and title.subject else ()


def _proposal(
    source: str,
    one: Reading,
    case: Case | None,
    kind: Kind,
    title: Named | None,
    who: Sequence[Who],
    said: list[str],
    lexicon: Lexicon,
) -> Proposal:
    headline = title or _own_title(one)
    asks = _asks(source, one, headline.name)
    words = Passage.of(source, [(ask.span,) for ask in asks]) if asks else None
    opinion = _opinion(one)
    session = session_of(one, case)
    about = lexicon.industries.hits(Passage.of(source, [headline.spans]) if title else None)
    return Proposal(
        kind=kind,
        headline=headline.name,
        headline_span=headline.spans[0],
        proposers=tuple(_proposer(each, order) for order, each in enumerate(who)),
        asks=asks,
        span=Span(one.lines[0].span.start, one.lines[-1].span.end),
        confidence=_confidence(title, case, said),
        number=case.number if case else None,
        number_span=case.span if case else None,
        industries=industries(about, NO_HITS, lexicon.industries.hits(words), [], asks, brief=False),
        departments=involved(one, opinion, asks, lexicon.departments.hits(words)),
        reply_class=one.reply_class.name if one.reply_class else None,
        doubts=tuple(dict.fromkeys(said)),
        reply_class_span=one.reply_class.spans[0] if one.reply_class else None,
        session=session.printed if session else None,
        letter=_letter(one, opinion),
    )


def _letter(one: Reading, opinion: bool) -> Letter:
    return Letter(
        opinion=opinion,
        number=one.number,
        date=one.signature.date or _dated(first(one.fields, Label.DATE)),
        issuer=next(iter(issuers(one)), None),
        public=one.public[0] if one.public else None,
        public_span=one.public[1] if one.public else None,
    )


def _dated(value: Named | None) -> Named | None:
    day = iso(value.name) if value else None
    return Named(day, value.spans) if value and day else None


def _own_title(one: Reading) -> Named:
    """The letter's own title, or its first line, where it does not say what the file was called."""
    title = one.draft.title
    if title:
        return Named(title.text, (title.span,))
    line = one.lines[0]
    return Named(line.text, (line.span,))


def _opinion(one: Reading) -> bool:
    title = one.draft.title
    return bool(title and title.opinion) or OPINION.search(one.opening.words.text) is not None


def _asks(source: str, one: Reading, headline: str) -> tuple[Ask, ...]:
    if one.draft.form:
        return of_form(source, _asked_cell(one))
    greeted = one.draft.salutation
    rest = [Block(source[slice(*greeted.rest)], greeted.rest)] if greeted and greeted.rest else []
    return restated(source, [*rest, *one.text[1:]] if greeted else one.text, headline)


def _asked_cell(one: Reading) -> list[Span]:
    """问题内容 from behind its label down to 问题答复."""
    begin = next((field for field in one.fields if field.label is Label.ASKED), None)
    if not begin:
        return []
    end = next((field.line for field in one.fields if field.label is Label.ANSWERED), len(one.lines))
    below = [line.span for line in one.lines[begin.line + 1 : end]]
    return [*(begin.value.spans if begin.value else ()), *below]


def _proposer(who: Who, order: int) -> Proposer:
    return Proposer(who.name, "person" if who.person else "organisation", "cosigner" if order else "lead", who.span)


def _confidence(title: Named | None, case: Case | None, said: Sequence[str]) -> float:
    """1 less a part for each thing that is missing or doubtful."""
    missing = (0.25 if title is None else 0.0) + (0.1 if case is None else 0.0)
    return round(max(0.4, 0.97 - missing - 0.05 * (len(said) - (title is None) - (case is None))), 2)
