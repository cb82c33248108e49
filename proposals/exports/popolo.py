"""People and organisations as Popolo (popoloproject.com): persons, organizations, memberships, posts, events.

Ids are those of the tables with their kind before them: person/3, organization/5, council/1, department/9, session/4.
A seat (市人大代表) is a post of its council; what somebody holds at a unit is a membership with a role.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from delegates.models import Council, Region, Term

from . import people
from .columns import Row
from .selection import Selection

TYPE = "application/json"
ROWS = 200  # written at once
Node = dict[str, Any]


def as_popolo(selection: Selection) -> Iterator[bytes]:
    """One JSON object, some records at a time: a list for each class."""
    mark = "{"
    for name, records in PARTS.items():
        yield f'{mark}\n"{name}":['.encode()
        yield from _listed(records(selection))
        yield b"\n]"
        mark = ","
    yield b"}\n"


def _listed(records: Iterable[Node]) -> Iterator[bytes]:
    some: list[str] = []
    mark = ""
    for one in records:
        some.append(f"{mark}\n{_line(one)[:-1]}")
        mark = ","
        if len(some) == ROWS:
            yield "".join(some).encode()
            some = []
    if some:
        yield "".join(some).encode()


def _line(node: Node) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")) + "\n"


def known(**values: Any) -> Node:
    """Those that say anything: what is unknown is left out."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _links(url: str | None, note: str) -> list[Node]:
    return [{"url": url, "note": note}] if url else []


def _persons(selection: Selection) -> Iterator[Node]:
    for one in people.delegates(selection):
        yield known(id=f"person/{one['id']}", name=one["name"], links=_links(one["url"], "本站页面"))


def _councils(selection: Selection) -> dict[int, Council]:
    """Those in which these people sit, and those whose sessions these are."""
    ids = {one["council_id"] for one in people.mandates(selection)}
    ids |= {one["council_id"] for one in people.sessions(selection)}
    return {one.pk: one for one in Council.objects.filter(pk__in=ids).order_by("pk")}


def _organizations(selection: Selection) -> Iterator[Node]:
    for council in _councils(selection).values():
        kind = "legislature" if council.kind == "npc" else "consultative conference"
        yield known(id=f"council/{council.pk}", name=str(council), classification=kind, area_id=council.region_id)
    for one in people.organisations(selection):
        yield known(id=f"organization/{one['id']}", name=one["name"], area_id=one["region"])
    for one in people.departments(selection):
        yield known(
            id=f"department/{one['id']}",
            name=one["name"],
            classification=one["system"],
            area_id=one["region"],
            founding_date=one["valid_from"],
            dissolution_date=one["valid_until"],
            links=_links(one["url"], "本站页面"),
        )


def _memberships(selection: Selection) -> Iterator[Node]:
    for one in people.mandates(selection):
        seat = f"seat/{one['council_id']}"
        yield known(
            id=f"mandate/{one['id']}",
            person_id=f"person/{one['delegate_id']}",
            organization_id=f"council/{one['council_id']}",
            post_id=seat,
            role=one["role"],
            label=one["group"],
            legislative_period_id=f"term/{one['council_id']}-{one['term']}" if one["term"] else None,
        )
    for one in people.posts(selection):
        yield _held(one)


def _held(one: Row) -> Node:
    """A post as on the day somebody wrote it down: that is no day on which it began."""
    unit = one["organisation_id"]
    return known(
        id=f"post/{one['id']}",
        person_id=f"person/{one['delegate_id']}",
        organization_id=f"organization/{unit}" if unit else None,
        role=one["title"],
        label=one["note"],
        sources=[{"note": f"见于{one['seen_on']}的材料"}] if one["seen_on"] else [],
    )


def _posts(selection: Selection) -> Iterator[Node]:
    for council in _councils(selection).values():
        label = council.member_title
        yield {"id": f"seat/{council.pk}", "label": label, "role": label, "organization_id": f"council/{council.pk}"}


def _events(selection: Selection) -> Iterator[Node]:
    """Terms, and the sessions within them."""
    councils = _councils(selection)
    terms = {(one["council_id"], one["term"]) for one in people.mandates(selection) if one["term"]}
    terms |= {(one["council_id"], one["term"]) for one in people.sessions(selection)}
    for council, term in sorted(terms):
        yield {
            "id": f"term/{council}-{term}",
            "name": str(Term(number=term, council=councils[council])),
            "classification": "legislative period",
            "organization_id": f"council/{council}",
        }
    for one in people.sessions(selection):
        yield known(
            id=f"session/{one['id']}",
            name=one["name"],
            classification="legislative session",
            organization_id=f"council/{one['council_id']}",
            parent_id=f"term/{one['council_id']}-{one['term']}",
            start_date=one["starts_on"],
            end_date=one["ends_on"],
            links=_links(one["url"], "本站页面"),
        )


def _areas(selection: Selection) -> Iterator[Node]:
    """The places that organizations lie in."""
    codes = {one.region_id for one in _councils(selection).values()}
    codes |= {one["region"] for one in people.organisations(selection) if one["region"]}
    codes |= {one["region"] for one in people.departments(selection)}
    for one in Region.objects.filter(pk__in=codes).order_by("pk"):
        yield {"id": one.pk, "name": str(one), "identifier": one.pk, "classification": "GB/T 2260"}


PARTS: dict[str, Callable[[Selection], Iterator[Node]]] = {
    "persons": _persons,
    "organizations": _organizations,
    "memberships": _memberships,
    "posts": _posts,
    "events": _events,
    "areas": _areas,
}
