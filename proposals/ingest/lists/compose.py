"""An entry in, its article with one proposal and its delegates out."""

import re
from dataclasses import replace

from ..classify import Hits, Lexicon, industries
from ..records import (
    Article,
    Body,
    Cell,
    Column,
    Kind,
    Letter,
    Named,
    NamedDepartment,
    Person,
    Proposal,
    Proposer,
    Span,
)
from ..text.passage import Passage
from .about import about
from .captions import Caption, caption
from .cells import parts, plain
from .content import DATE, LETTER
from .delegates import people_of
from .entry import Entry, Held
from .kinds import kind_of
from .makers import MARKS, Maker, making
from .offices import offices
from .points import points

NO_BODY = "原文没有说明提出人是代表还是委员，请补充：{names}"
SURE, LESS = 0.95, 0.75


def composed(entry: Entry, order: int, lexicon: Lexicon) -> tuple[Article, list[Person]] | None:
    """The article of one entry and its people; None when its title cell holds no title."""
    title = entry.first(Column.TITLE)
    said = caption(title.cell, numbered=bool(re.search("号", title.head))) if title else None
    if title is None or said is None:
        return None
    makers, doubts = _makers(entry)
    kind, doubt = kind_of(entry, said, makers)
    body = _body(entry, said, kind)
    people = [one for one in makers if one.person]
    if body is None and people:
        doubts.append(NO_BODY.format(names="、".join(one.name for one in people)))
        makers = [one for one in makers if not one.person]
    proposal = _proposal(entry, said, kind, makers, [*([doubt] if doubt else []), *doubts], lexicon)
    article = Article(
        order=order,
        headline=said.headline,
        headline_span=said.cell.span,
        span=entry.span,
        section=None,
        publisher=None,
        publisher_span=None,
        reporters=(),
        people=tuple(one.name for one in makers if one.person),
        paragraphs=((entry.span,),),
        proposals=(proposal,),
    )
    return article, people_of(entry, makers, body, _session(entry, said)) if body else []


def _body(entry: Entry, said: Caption, kind: Kind) -> Body | None:
    """The assembly of its makers: by the kind; of what is only reported by its own session."""
    if kind is Kind.REPORTED:
        return about(_session(entry, said)).body if entry.first(Column.KIND) else None
    return Body.CPPCC if kind is Kind.PROPOSAL else Body.NPC


def _makers(entry: Entry) -> tuple[list[Maker], list[str]]:
    """The makers of a row in order, the lead first, each once."""
    found: dict[str, Maker] = {}
    doubts: list[str] = []
    columns = (Column.LEAD, Column.PROPOSERS, Column.COSIGNERS)
    for held in sorted(entry.all(*columns), key=lambda one: columns.index(one.column)):
        read = making(held.cell)
        doubts += read.doubts
        for one in read.makers:
            cosigner = one.cosigner or held.column is Column.COSIGNERS
            found.setdefault(one.name, replace(one, cosigner=cosigner, lead=one.lead or held.column is Column.LEAD))
    return list(found.values()), list(dict.fromkeys(doubts))


def _proposal(
    entry: Entry, said: Caption, kind: Kind, makers: list[Maker], doubts: list[str], lexicon: Lexicon
) -> Proposal:
    number = entry.first(Column.NUMBER)
    numbered = _number(number.cell) if number else said.number
    content = list(entry.all(Column.ASKS))
    asked = tuple(ask for held in content for ask in points(held.cell, held.head))
    letter = next((one for held in entry.all(Column.REPLY_CLASS) if (one := _letter(held.cell))), None)
    answered = entry.first(Column.REPLY_DATE)
    sort = entry.first(Column.FIELD)
    return Proposal(
        kind=kind,
        headline=said.headline,
        headline_span=said.cell.span,
        proposers=_proposers(makers),
        asks=asked,
        span=entry.span,
        confidence=LESS if doubts else SURE,
        number=plain(numbered.text) if numbered else None,
        number_span=numbered.span if numbered else None,
        industries=_named(entry)
        or industries(_hits(said.cell, lexicon), _hits(None, lexicon), _all(content, lexicon), (), asked, brief=False),
        departments=_departments(entry),
        reply_class=letter[0] if letter else None,
        reply_class_span=letter[1] if letter else None,
        doubts=tuple(doubts),
        session=about(_session(entry, said)).session or entry.about.session,
        field=Named(sort.cell.text, (sort.cell.span,)) if sort else None,
        letter=_answer(answered, entry.first(Column.REPLY_NUMBER) if answered or letter else None),
    )


def _number(cell: Cell) -> Cell | None:
    """The number as printed, without 第 and 号; with 闭, which numbers what comes in between sessions by itself."""
    match = re.search(r"闭?[A-Za-z]{0,6}-?\d{1,12}(?:-\d{1,6})?", cell.text)
    if not match:
        return None
    return Cell(match.group(), Span(cell.span.start + match.start(), cell.span.start + match.end()))


def _letter(cell: Cell) -> tuple[str, Span] | None:
    match = LETTER.match(cell.text)
    if not match:
        return None
    at = cell.span.start + match.start(1)
    return match[1], Span(at, at + 1)


def _answer(dated: Held | None, numbered: Held | None) -> Letter | None:
    """What a row says of its letter; None where it says nothing of one."""
    day = _day(dated.cell) if dated else None
    number = Named(plain(numbered.cell.text), (numbered.cell.span,)) if numbered else None
    return Letter(date=day, number=number) if day or number else None


def _day(cell: Cell) -> Named | None:
    if not DATE.match(cell.text):
        return None
    year, month, day = (int(part) for part in re.findall(r"\d+", cell.text)[:3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Named(f"{year:04}-{month:02}-{day:02}", (cell.span,))


def _named(entry: Entry) -> tuple[Named, ...]:
    """The industries that a column names, in its order."""
    cells = (part for held in entry.all(Column.INDUSTRY) for part in parts(held.cell, MARKS))
    found: dict[str, Named] = {}
    for one in cells:
        found.setdefault(plain(one.text), Named(plain(one.text), (one.span,)))
    return tuple(found.values())


def _session(entry: Entry, said: Caption) -> Cell | None:
    """Where a row names its own session: in a column, in a bracket behind the title."""
    held = entry.first(Column.SESSION)
    return held.cell if held else said.session


def _proposers(makers: list[Maker]) -> tuple[Proposer, ...]:
    first = next((at for at, one in enumerate(makers) if one.lead), 0)
    return tuple(
        Proposer(
            one.name,
            "person" if one.person else "organisation",
            "lead" if at == first and not (one.cosigner and not one.lead) else "cosigner",
            one.cell.span,
        )
        for at, one in enumerate(makers)
    )


def _departments(entry: Entry) -> tuple[NamedDepartment, ...]:
    found: dict[str, NamedDepartment] = {}
    for held in entry.all(Column.LEAD_DEPARTMENT, Column.ASSIST_DEPARTMENT):
        for name, role, cell in offices(held.cell, held.column, held.head):
            found.setdefault(name, NamedDepartment(name, role, (cell.span,)))
    return tuple(found.values())


def _hits(cell: Cell | None, lexicon: Lexicon) -> Hits:
    passage = Passage(cell.text, (0,), (cell.span.start,)) if cell else None
    return lexicon.industries.hits(passage)


def _all(content: list[Held], lexicon: Lexicon) -> Hits:
    return _hits(content[0].cell if content else None, lexicon)
