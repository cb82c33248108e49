"""Whose file a letter answers, of which assembly it is, and so of which kind."""

import re

from ..people.identity import LEVELS
from ..records import Body, Kind, Level, Named, Person
from .cases import Case, Session
from .labels import Label, first
from .line import compact
from .people import Addressed, addressed
from .people import Named as Who
from .reading import Reading

LEVELLED = re.compile(r"(全国|自治区|省|市|州|盟|区|县|旗|镇|乡)(?:级)?(?:人大|政协|人民代表大会)")
CALLED = {"代表": Body.NPC, "委员": Body.CPPCC}
OF_KIND = {Kind.PROPOSAL: Body.CPPCC, Kind.SUGGESTION: Body.NPC, Kind.MOTION: Body.NPC}


def proposers(source: str, one: Reading) -> Addressed:
    """Whom the table, the salutation, the title or the first sentence names, the first of them that names any."""
    lead, joined = first(one.fields, Label.BY), first(one.fields, Label.WITH)
    if lead:
        read = [_of_value(source, value) for value in (lead, joined) if value]
        return Addressed(tuple(name for each in read for name in each.named), read[0].count, read[0].hidden)
    salutation, title = one.draft.salutation, one.draft.title
    heard = [
        *([salutation.addressed] if salutation else []),
        *([title.addressed] if title else []),
        one.opening.addressed,
    ]
    return next((each for each in heard if each.named), next((each for each in heard if each.hidden), Addressed(())))


def _of_value(source: str, value: Named) -> Addressed:
    words = compact(source, value.spans)
    return addressed(words, 0, len(words.text))


def session_of(one: Reading, case: Case | None) -> Session | None:
    """The session of a case: the one before its number, else the first the letter names."""
    if case and case.session:
        return case.session
    return next(iter(one.sessions), None)


def kind_of(one: Reading, case: Case | None, who: Addressed) -> Kind:
    """By the assembly, then by the word beside the number, then by how the proposers are called."""
    session = session_of(one, case)
    body = session.body if session else None
    word = case.kind if case else None
    if body is None and word is None:
        body = _called(one, who)
    if body is None and word is None:
        printed = " ".join(line.text[:200] for line in one.lines[:6])
        word = Kind.PROPOSAL if "提案" in printed or "政协" in printed else Kind.SUGGESTION
    if body is Body.CPPCC:
        return Kind.PROPOSAL
    if body is Body.NPC:
        return Kind.MOTION if word is Kind.MOTION else Kind.SUGGESTION
    return word or Kind.SUGGESTION


def _called(one: Reading, who: Addressed) -> Body | None:
    said = {each.body for each in who.named if each.body}
    if len(said) == 1:
        return said.pop()
    salutation = one.draft.salutation
    return CALLED.get(salutation.plural or "") if salutation else None


def share(who: Addressed, count: int, order: int, kind: Kind) -> tuple[tuple[Who, ...], bool]:
    """Who proposed one of several files, and whether that is a guess: 委员 the 提案; as printed where as many."""
    if count == 1:
        return who.named, False
    if {each.body for each in who.named} >= {Body.NPC, Body.CPPCC}:
        return tuple(each for each in who.named if each.body is OF_KIND[kind]), False
    if len(who.named) == count:
        return who.named[order : order + 1], True
    return who.named, len(who.named) > 1


def person(who: Who, kind: Kind, one: Reading, case: Case | None) -> Person:
    """A proposer as a delegate of the assembly whose file it is."""
    body = OF_KIND[kind]
    session = session_of(one, case)
    differs = who.body is not None and who.body is not body
    return Person(
        name=who.name,
        body=body,
        level=session.level if session and session.level else _level(one),
        role="member",
        posts=(),
        spans=(who.span,),
        identity=(),
        confidence=0.8 if differs else 0.97,
        place=session.place if session and session.place and len(session.place) > 2 else None,
    )


def _level(one: Reading) -> Level | None:
    title = one.draft.title
    words = (title.words.text if title else "") + one.opening.words.text
    found = {LEVELS[match[1]] for match in LEVELLED.finditer(words)}
    return found.pop() if len(found) == 1 else None
