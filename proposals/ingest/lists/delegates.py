"""The delegates of a list: those of each row, and one entry a person for the whole file."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..people.finding import merged
from ..people.posts import posts
from ..people.titles import title_length
from ..records import Body, Cell, Column, Person, Post
from ..text.passage import Passage
from .about import about
from .cells import plain
from .collectives import STARTING
from .entry import Entry
from .makers import Maker

GROUPS_DIFFER = "同一姓名在目录里属于不同的代表团或界别，请核对是否同一人"
SURE, LESS = 0.95, 0.75
SECTOR = re.compile(r"代表团$|界别?$")


def people_of(entry: Entry, makers: Sequence[Maker], body: Body, session: Cell | None) -> list[Person]:
    """The delegates of a row. Unit and group of the row are those of the one who leads it.

    Level and place of the assembly are those of the row's own session, else of the titles above.
    """
    people = [one for one in makers if one.person]
    lead = next((one for one in people if one.lead), people[0] if people else None)
    group, unit = entry.first(Column.GROUP), entry.first(Column.ORGANISATION)
    found: list[Person] = []
    kind = entry.first(Column.KIND)
    said = about(session).below(about(kind.cell if kind else None)).below(entry.about)
    for one in people:
        own = one is lead
        party = one.unit is not None and STARTING.match(one.unit.text) is not None and not title_length(one.unit.text)
        stated = (one.unit if not party else None) or (unit.cell if unit and own else None)
        sector = one.unit if one.unit and SECTOR.search(one.unit.text) else None
        whole = sector or (group.cell if group and own else None)
        found.append(
            Person(
                name=one.name,
                body=body,
                level=said.level,
                role="member",
                posts=_posts(stated) if stated and not sector else (),
                spans=(one.cell.span,),
                identity=(),
                confidence=SURE if one.sure else LESS,
                place=said.place,
                group=plain(whole.text) if whole else None,
            )
        )
    return found


def _posts(cell: Cell) -> tuple[Post, ...]:
    """The posts a cell states; a unit without a post is kept as the unit, its title empty."""
    passage = Passage(cell.text, (0,), (cell.span.start,))
    found = posts(passage, 0, len(cell.text))
    return tuple(
        one if one.organisation or title_length(one.title) else Post(one.title, "", one.note, one.span) for one in found
    )


def united(people: Iterable[Person]) -> tuple[Person, ...]:
    """One entry a person; the first group that is stated, with a doubt where another row states another."""
    everyone = list(people)
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for one in everyone:
        if one.group:
            groups.setdefault((one.name, one.body), {})[one.group] = None
    found: list[Person] = []
    for person in merged(everyone):
        known = list(groups.get((person.name, person.body), ()))
        doubts = (*person.doubts, GROUPS_DIFFER) if len(known) > 1 else person.doubts
        found.append(replace(person, group=known[0] if known else None, doubts=doubts))
    return tuple(found)
