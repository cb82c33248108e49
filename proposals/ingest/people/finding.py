"""Who the delegates are: read from headings, from 市人大代表…姓名 and 姓名代表建议; one entry a person."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..records import Body, Level, Person, Post, Span
from ..text.passage import Passage
from ..text.places import places
from .apposition import behind_others, clean_start, come_from, elsewhere, workplaces
from .called import bare, called, introduced
from .filers import filers
from .identity import Identity, identities
from .mentions import Mention, mentioned
from .names import split_name
from .posts import posts, split_list
from .preceding import preceding
from .rolls import roll
from .titles import core_length

DOUBT_NAME = "姓名起止只凭词形判断，请核对"
DOUBT_LEVELS = "原文对层级说法不一，请核对"
LIMIT = 50  # units of one title that are compared
MOST_PEOPLE = 400  # of one article whose names are looked for again
POSTS_BEFORE = 60  # characters before 、市人大代表张三 that can be his posts
LEAD = re.compile(r"(?:是|的|为|[、，,：: \u3000])+")
PIECE = re.compile(
    r"[、，, \u3000\n]+[^，,。！？；”》】）)\n!?;]{2,60}?(?P<rest>等职务?|等职)?(?=[，,。！？；”》】）)\n!?;]|$)"
)
CLAUSE = frozenset("。！？；：，“”《》【】\n!?;:,")


def from_heading(heading: Passage, article: str) -> tuple[Person, ...]:
    """The delegates a heading presents, in order. `article` is the body: it repeats their names."""
    seats = list(identities(heading))
    found: list[Person] = []
    for order, seat in enumerate(seats):
        stop = seats[order + 1].start if order + 1 < len(seats) else len(heading.text)
        found += _presented(heading, seat, stop, article)
    return tuple(found) or in_text(heading, ())


def _presented(heading: Passage, seat: Identity, stop: int, article: str) -> list[Person]:
    """The people after one naming of a seat: 张三、李四 are two; after posts the last part ends with the name."""
    parts = split_list(heading.text, seat.end, stop)
    if not parts:
        return []
    start, end = parts[-1]
    name = split_name(heading.text[start:end], article)
    if not name:
        return []
    names = [(start + name.start, end, name.confidence)]
    while len(parts) > 1 and name.start == 0:
        start, end = parts.pop(-2)
        more = split_name(heading.text[start:end], article)
        if not more or more.start:
            parts.insert(-1, (start, end))
            break
        names.insert(0, (start, end, more.confidence))
    listed = posts(heading, seat.end, names[0][0]) if names[0][0] > seat.end else ()
    return [_person(heading, seat, Mention(begin, stop, sure), listed) for begin, stop, sure in names]


def in_text(body: Passage, known: Iterable[str]) -> tuple[Person, ...]:
    """The delegates running text names; `known` are names already read from the heading."""
    found: list[Person] = []
    names = frozenset(known)
    levels: dict[Body, set[Level]] = {}
    for seat in identities(body):
        people = list(_seated(body, seat, names))
        if seat.level and not people:
            levels.setdefault(seat.body, set()).add(seat.level)
        found += people
    taken = {person.name for person in found} | names
    found += _listed(body)
    for seat, mentions in [*called(body), *introduced(body), *filers(body)]:
        fresh = [mention for mention in mentions if _name(body, mention) not in taken]
        listed = (*_posts_before(body, mentions[0].start), *come_from(body, seat.start)) if fresh else ()
        stated = levels.get(seat.body, set())
        level = next(iter(stated)) if len(stated) == 1 else None
        found += [_person(body, replace(seat, level=level), mention, listed) for mention in fresh]
    return _with_more_posts(body, found)


def _listed(body: Passage) -> Iterator[Person]:
    """走访的代表有：张三（农民）、李四: a roll behind a bare seat."""
    for seat in bare(body):
        for begin, mention in roll(body.text, seat.end):
            yield _person(body, seat, mention, posts(body, begin, mention.start) if mention.start > begin else ())


def in_title(title: Passage, known: tuple[Person, ...]) -> tuple[Person, ...]:
    """The delegates a headline names; those `known` from the body with the posts it gives them."""
    found = list(in_text(title, (person.name for person in known)))
    for person in known:
        at = title.text.find(person.name)
        if at >= 0 and (added := elsewhere(title, person.name, (at,))):
            found.append(replace(person, posts=added, spans=(title.span(at, at + len(person.name)),), identity=()))
    return tuple(found)


def _seated(body: Passage, seat: Identity, known: frozenset[str]) -> Iterator[Person]:
    """The people whom one naming of a seat stands before; else those it stands behind."""
    if members := roll(body.text, seat.end):
        for begin, mention in members:
            yield _person(body, seat, mention, posts(body, begin, mention.start) if mention.start > begin else ())
        return
    start, mentions = mentioned(body.text, seat.end, known, plural=seat.plural)
    lead = LEAD.match(body.text, seat.end)
    first = lead.end() if lead else seat.end
    listed = posts(body, first, start) if mentions and start > first else ()
    if mentions:
        listed = (
            (*_posts_before(body, seat.start - 1), *listed)
            if body.text[seat.start - 1 : seat.start] == "、"
            else listed
        )
    else:
        start, mentions = preceding(body.text, seat)
        if mentions:
            between = _posts_between(body, mentions[-1].end, seat.start)
            listed = (*_posts_before(body, start), *between, *_posts_behind(body, seat.end))
    listed = (*listed, *come_from(body, seat.start)) if mentions else ()
    yield from (_person(body, seat, mention, listed) for mention in mentions)


def _posts_between(body: Passage, start: int, end: int) -> tuple[Post, ...]:
    """张三，某集团董事长，某市政协委员: the posts between a name and its seat."""
    words = body.text[start:end].rstrip("，,、 ")
    return posts(body, start, start + len(words)) if core_length(words) else ()


def _posts_behind(body: Passage, start: int) -> tuple[Post, ...]:
    """张三，市政协委员、某公司董事长；the posts that go on after the seat to the end of the clause."""
    if body.text[start : start + 1] not in ("、", "，", ",", " ", "\u3000", "\n"):
        return ()
    listed: list[Post] = []
    for piece in PIECE.finditer(body.text, start, start + POSTS_BEFORE):
        end = piece.end() - len(piece["rest"] or "")
        if not core_length(body.text[piece.start() : end]):
            break
        listed += posts(body, piece.start(), end)
        if body.text[piece.end() : piece.end() + 1] not in ("，", ","):
            break
    return tuple(listed)


def _posts_before(body: Passage, end: int) -> tuple[Post, ...]:
    """The posts glued to the left of `end`, from the start of the clause on."""
    if end < 3 or not core_length(body.text[max(0, end - 10) : end]):
        return ()
    start = end
    while start > max(0, end - POSTS_BEFORE) and body.text[start - 1] not in CLAUSE:
        start -= 1
    return posts(body, behind_others(body.text, clean_start(body.text, start, end), end), end)


def _with_more_posts(body: Passage, found: list[Person]) -> tuple[Person, ...]:
    """Each with the posts the text gives elsewhere, and 自己所在的某大学 for whom the word was with."""
    where: dict[str, list[int]] = {}
    named = places(body.text, (person.name for person in found[:MOST_PEOPLE]))
    for start, name in named:
        where.setdefault(name, []).append(start)
    own: dict[str, list[Post]] = {}
    for at, post in workplaces(body):
        speaker = next((name for start, name in reversed(named) if start < at), None)
        if speaker:
            own.setdefault(speaker, []).append(post)
    seen: set[str] = set()
    more: list[Person] = []
    for person in found:
        added = (
            ()
            if person.name in seen
            else (*elsewhere(body, person.name, where.get(person.name, ())), *own.get(person.name, ()))
        )
        seen.add(person.name)
        more.append(replace(person, posts=_united([*person.posts, *added])) if added else person)
    return tuple(more)


def _name(passage: Passage, mention: Mention) -> str:
    """The name as printed, without a blank inside (李 明)."""
    return passage.text[mention.start : mention.end].replace(" ", "").replace("\u3000", "")


def _person(passage: Passage, seat: Identity, mention: Mention, listed: tuple[Post, ...]) -> Person:
    return Person(
        name=_name(passage, mention),
        body=seat.body,
        level=seat.level,
        role="observer" if seat.observer else "member",
        posts=listed,
        spans=(passage.span(mention.start, mention.end),),
        identity=(seat.span,),
        confidence=mention.confidence,
        place=seat.place,
        doubts=(DOUBT_NAME,) if mention.confidence < 0.8 else (),
    )


def merged(people: Iterable[Person]) -> tuple[Person, ...]:
    """One entry for each name and body, in the order first named."""
    found: dict[tuple[str, str], list[Person]] = {}
    for person in people:
        found.setdefault((person.name, person.body), []).append(person)
    return tuple(_joined(entries) for entries in found.values())


def _joined(entries: list[Person]) -> Person:
    levels = list(dict.fromkeys(one.level for one in entries if one.level))
    doubts = [doubt for one in entries for doubt in one.doubts]
    confidence = max(one.confidence for one in entries)
    if confidence >= 0.8:
        doubts = [doubt for doubt in doubts if doubt != DOUBT_NAME]
    return replace(
        entries[0],
        level=levels[0] if levels else None,
        place=next((one.place for one in entries if one.place), None),
        posts=_united(post for one in entries for post in one.posts),
        spans=_ordered(span for one in entries for span in one.spans),
        identity=_ordered(span for one in entries for span in one.identity),
        confidence=confidence,
        doubts=tuple(dict.fromkeys([*doubts, *([DOUBT_LEVELS] if len(levels) > 1 else [])])),
    )


def _united(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Each post once: 株洲市第五中学 and 市第五中学 are one unit when the title is the same, or when one has none."""
    known: dict[str, list[Post]] = {}
    kept: list[Post] = []
    for post in posts:
        unit = post.organisation or ""
        units = [one.organisation or "" for one in known.setdefault(post.title, [])][:LIMIT]
        if not any(one.endswith(unit) or unit.endswith(one) for one in units):
            known[post.title].append(post)
            kept.append(post)
    titled = {post.organisation for post in kept if post.title}
    return tuple(post for post in kept if post.title or post.organisation not in titled)


def _ordered(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))
