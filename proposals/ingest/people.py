"""Who the delegates are: read from headings, from 市人大代表…姓名 and 姓名代表建议; one entry a person."""

from collections.abc import Iterable
from dataclasses import replace

from .identity import Identity, identities
from .mentions import Mention, called, mentioned
from .names import split_name
from .passage import Passage
from .posts import posts, split_list
from .records import Person, Post, Span

DOUBT_NAME = "姓名起止只凭词形判断，请核对"
DOUBT_LEVELS = "原文对层级说法不一，请核对"
LIMIT = 50  # units of one title that are compared


def from_heading(heading: Passage, article: str) -> tuple[Person, ...]:
    """The delegates a heading presents, in order. `article` is the body: it repeats their names."""
    seats = list(identities(heading))
    found: list[Person] = []
    for order, seat in enumerate(seats):
        stop = seats[order + 1].start if order + 1 < len(seats) else len(heading.text)
        found += _presented(heading, seat, stop, article)
    return tuple(found)


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
    names = tuple(known)
    for seat in identities(body):
        start, mentions = mentioned(body.text, seat.end, names)
        listed = posts(body, seat.end, start) if mentions and start > seat.end else ()
        found += [_person(body, seat, mention, listed) for mention in mentions]
    taken = {person.name for person in found} | set(names)
    for seat, mention in called(body):
        if body.text[mention.start : mention.end] not in taken:
            found.append(_person(body, seat, mention, ()))
    return tuple(found)


def _person(passage: Passage, seat: Identity, mention: Mention, listed: tuple[Post, ...]) -> Person:
    return Person(
        name=passage.text[mention.start : mention.end],
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
    return replace(
        entries[0],
        level=levels[0] if levels else None,
        place=next((one.place for one in entries if one.place), None),
        posts=_united(post for one in entries for post in one.posts),
        spans=_ordered(span for one in entries for span in one.spans),
        identity=_ordered(span for one in entries for span in one.identity),
        confidence=max(one.confidence for one in entries),
        doubts=tuple(dict.fromkeys([*doubts, *([DOUBT_LEVELS] if len(levels) > 1 else [])])),
    )


def _united(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Each post once: 株洲市第五中学 and 市第五中学 are one unit when the title is the same."""
    known: dict[str, list[Post]] = {}
    kept: list[Post] = []
    for post in posts:
        unit = post.organisation or ""
        units = [one.organisation or "" for one in known.setdefault(post.title, [])][:LIMIT]
        if not any(one.endswith(unit) or unit.endswith(one) for one in units):
            known[post.title].append(post)
            kept.append(post)
    return tuple(kept)


def _ordered(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))
