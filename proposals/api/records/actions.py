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
) -> list[Entry]:
    """In the order in which they were recorded.

    `asks` and `promises`: the numbers of those that are shown, by id; `replies`: the ids of letters that are shown;
    `units`: who has, or had, which part.
    """  # fmt: skip
    found = []
    for _, _, sequence, event, on, part, department, unit, note, data, corrects in log:
        told = json.loads(data) if isinstance(data, str) else data
        entry = {
            "sequence": sequence,
            "date": on,
            "event": event,
            "label": _label(event, told),
            "department": _unit(event, part, department, unit, units),
            "duty": labels.DUTIES.get(told.get("duty", "")) if event == Event.ASSIGN else None,
            "note": _note(event, note, told, asks),
            "ask": asks.get(told.get("ask", 0)),
            "reply": told.get("reply") if told.get("reply") in replies else None,
            "promise": promises.get(told.get("commitment", 0)),
            "until": told.get("until") or None if event in {Event.ASK_TIME, Event.EXTEND} else None,
            "corrects": corrects,
        }
        found.append(entry)
    return found


def _label(event: str, told: Mapping[str, Any]) -> str:
    if event == Event.NOTE and "publication" in told:
        return "公开答复" if told["publication"] == "published" else "决定不公开答复"
    if event == Event.NOTE and "commitment" in told:
        return "承诺改期"
    return NAMES[event]


def _unit(event: str, part: int | None, department: int | None, name: str, units: Mapping[int, Entry]) -> Entry | None:
    """Whose step it is; of one that is handed on, who had it."""
    if event == Event.REASSIGN and part is not None and part in units:
        return units[part]
    return {"id": department, "name": name} if department else None


def _note(event: str, note: str, told: Mapping[str, Any], asks: Mapping[int, int]) -> str:
    if event in TOLD_OTHERWISE or (event == Event.NOTE and "publication" in told):
        return ""
    if event == Event.OUTCOME and told.get("ask") in asks and told.get("outcome") in labels.ASKED:
        return ""
    return note.strip()
