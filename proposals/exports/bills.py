"""Proposals in the shape of Open Civic Data's bills, as JSON Lines: sponsorships, actions with dates, sources, letters.

Ids are `ocd-bill/` and the like with a UUID made of the site's own address of the thing: the same on every day. Actions
bear Open Civic Data's classification where it says the same (`OCD`), and always our own with `yanlu:` before it.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from proposals.models import Proposer
from proposals.models.followup import EVENT_CHOICES
from proposals.workflow.events import Event

from . import parts, people
from .columns import Row
from .loaded import rows_of_proposals
from .main import KINDS, STATES
from .selection import Selection

TYPE = "application/jsonl; charset=utf-8"
LABELS = {value: str(label) for value, label in EVENT_CHOICES}
PRIMARY = frozenset({Proposer.Role.LEAD, Proposer.Role.SPEAKER})
# What Open Civic Data calls the same step. The steps of handling have no name there.
OCD = {
    Event.SUBMIT: "introduction",
    Event.FILE: "filing",
    Event.WITHDRAW: "withdrawal",
    Event.REJECT: "failure",
    Event.ASSIGN: "referral",
    Event.REASSIGN: "referral",
    Event.ACCEPT: "receipt",
}
Node = dict[str, Any]


def as_bills(selection: Selection) -> Iterator[bytes]:
    """The bytes, a portion of the selection at a time."""
    sessions = {one["id"]: one for one in people.sessions(selection)}
    for some in selection.portions():
        hung = {name: _hung(rows(some)) for name, rows in HUNG.items()}
        lines = (_bill(row, hung, sessions) for row in rows_of_proposals(some))
        yield "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in lines).encode()


HUNG = {
    "proposers": parts.proposers,
    "actions": parts.actions,
    "replies": parts.replies,
    "sources": parts.sources,
}


def _hung(rows: Iterator[Row]) -> dict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for one in rows:
        found[one["proposal_id"]].append(one)
    return found


def ocd_id(kind: str, path: str) -> str:
    """ocd-bill/… of a thing with an address of its own."""
    return f"ocd-{kind}/{uuid.uuid5(uuid.NAMESPACE_URL, settings.SITE_URL + path)}"


def _bill(row: Row, hung: dict[str, dict[int, list[Row]]], sessions: dict[int, Row]) -> Node:
    """One proposal. What Open Civic Data wants and nobody knows is empty."""
    own = {name: of.get(row["id"], []) for name, of in hung.items()}
    session = sessions.get(row["session_id"] or 0)
    return {
        "id": ocd_id("bill", f"/proposals/{row['id']}/"),
        "identifier": row["number"] or "",
        "title": row["headline"],
        "from_organization": ocd_id("organization", f"/councils/{session['council_id']}/") if session else None,
        "legislative_session": _session(session) if session else None,
        "classification": [row["kind"]],
        "subject": [*row["industries"], *row["keywords"]],
        "abstracts": [{"abstract": one, "note": "诉求"} for one in row["asks"]],
        "sponsorships": [_sponsorship(one) for one in own["proposers"]],
        "actions": [_action(order, one) for order, one in enumerate(own["actions"])],
        "documents": [_document(one) for one in own["replies"] if one["openness"] == "open"],
        "versions": [],
        "related_bills": _related(row),
        "sources": [{"url": row["url"], "note": "本站页面"}, *map(_source, own["sources"])],
        "extras": {
            "state": row["state"],
            "state_label": str(STATES[row["state"]]),
            "kind_label": str(KINDS[row["kind"]]),
            "field": row["field"],
            "departments": row["departments"],
            "assisting": row["assisting"],
            "assigned": row["assigned"],
            "due_on": row["due_on"],
        },
    }


def _session(session: Row) -> Node:
    return {
        "identifier": f"{session['body']}:{session['term']}-{session['number']}",
        "name": session["name"],
        "classification": "primary",
        "start_date": session["starts_on"] or "",
        "end_date": session["ends_on"] or "",
        "jurisdiction": f"ocd-jurisdiction/country:cn/region:{session['region']}/{session['body']}",
    }


def _sponsorship(one: Row) -> Node:
    person = one["delegate_id"] is not None
    return {
        "name": one["name"],
        "entity_type": "person" if person else "organization",
        "person_id": ocd_id("person", f"/delegates/{one['delegate_id']}/") if person else None,
        "organization_id": None if person else ocd_id("organization", f"/organisations/{one['organisation_id']}/"),
        "primary": one["role"] in PRIMARY,
        "classification": one["role"],
    }


def _action(order: int, one: Row) -> Node:
    unit = one["department_id"]
    event = Event(one["event"])
    return {
        "description": LABELS[one["event"]],
        "date": one["date"] or "",
        "organization_id": ocd_id("organization", f"/departments/{unit}/") if unit else None,
        "classification": [*([OCD[event]] if event in OCD else []), f"yanlu:{event.value}"],
        "order": order,
        "extras": {"state": one["state"], **({"note": one["note"]} if one["note"] else {})},
    }


def _document(one: Row) -> Node:
    links = [{"url": one["file_url"], "media_type": "application/octet-stream"}] if one["file_url"] else []
    note = "会办意见" if one["role"] == "opinion" else "答复"
    return {"note": f"{note} {one['number'] or ''}".strip(), "date": one["replied_on"] or "", "links": links}


def _related(row: Row) -> list[Node]:
    """The file that this one is handled together with."""
    if row["merged_into"] is None:
        return []
    main = ocd_id("bill", f"/proposals/{row['merged_into']}/")
    return [{"related_bill_id": main, "relation_type": "companion"}]


def _source(one: Row) -> Node:
    return {"url": one["url"], "note": one["publisher"] or one["title"] or ""}
