"""The public log of a proposal as dated actions, each with what its page says of it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from proposals.dossier.entries import TITLES
from proposals.shown.handling import PRIVATE_NOTES
from proposals.workflow.events import Event

from . import labels

Entry = dict[str, Any]
# A page tells of these by what they are about, never by the note that the office made.
TOLD_OTHERWISE = PRIVATE_NOTES | {Event.PROMISE}
NAMES: dict[str, str] = {one.value: TITLES.get(one, one.label) for one in Event}


def actions(
    log: Sequence[Sequence[Any]],
    *,
    asks: Mapping[int, int],
    promises: Mapping[int, int],
    replies: set[int],
    units: Mapping[int, Entry],
    named: dict[int, Entry],
) -> list[Entry]:
    """In the order in which they were recorded.

    `asks` and `promises`: the numbers of those that are shown, by id; `replies`: the ids of letters that are shown;
    `units`: who has, or had, which part; `named`: departments by id, shared by all entries of an answer.
    """
    found = []
    for _, _, sequence, event, on, part, department, unit, note, data, corrects in log:
        told = {} if data == "{}" else json.loads(data) if isinstance(data, str) else data
        entry = {
            "sequence": sequence,
            "date": on,
            "event": event,
            "label": NAMES[event] if event != Event.NOTE else _label(told),
            "department": (named.get(department) or _named(named, department, unit)) if department else None,
            "note": "" if event in TOLD_OTHERWISE else note.strip(),
        }
        if event == Event.REASSIGN and part in units:
            entry["department"] = units[part]  # whoever hands on, not whoever has it next
        if corrects is not None:
            entry["corrects"] = corrects
        if told:
            entry |= _about(event, told, asks, promises, replies)
        found.append(entry)
    return found


def _named(named: dict[int, Entry], pk: int, name: str) -> Entry:
    found = named[pk] = {"id": pk, "name": name}
    return found


def _label(told: Mapping[str, Any]) -> str:
    """Of a note: what the office did by it."""
    if "publication" in told:
        return "公开答复" if told["publication"] == "published" else "决定不公开答复"
    return "承诺改期" if "commitment" in told else NAMES[Event.NOTE]


def _about(
    event: str, told: Mapping[str, Any], asks: Mapping[int, int], promises: Mapping[int, int], replies: set[int]
) -> Entry:
    """What the step speaks of, as far as that is shown; the note falls away where the page tells of it in its place."""
    found: Entry = {}
    if event == Event.ASSIGN and told.get("duty") in labels.DUTIES:
        found["duty"] = labels.DUTIES[told["duty"]]
    if (ask := asks.get(told.get("ask", 0))) is not None:
        found["ask"] = ask
    if told.get("reply") in replies:
        found["reply"] = told["reply"]
    if (promise := promises.get(told.get("commitment", 0))) is not None:
        found["promise"] = promise
    if told.get("until") and event in {Event.ASK_TIME, Event.EXTEND}:
        found["until"] = told["until"]
    of_ask = event == Event.OUTCOME and "ask" in found and told.get("outcome") in labels.ASKED
    if of_ask or (event == Event.NOTE and "publication" in told):
        found["note"] = ""
    return found
