"""What an event comes with, and what of it the log keeps."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from proposals.models.assignment import Assignment
from proposals.models.department import Department
from proposals.models.followup import FollowUp
from proposals.models.proposal import Proposal
from proposals.workflow.events import Event
from proposals.workflow.procedure import Custom, Need
from proposals.workflow.standing import Entry
from proposals.workflow.states import Duty, Stage, State

NEW = 0  # the number of a part that is not saved yet; no row has it


class Recorded(TypedDict, total=False):
    """What may come with an event. `data` is kept in the log: numbers of rows, dates as ISO text, words.

    `imported`: a source states it, or it follows from undoing an import; `by` is who ran it, whatever the role.
    `day`: of a correction, when what it corrects happened.
    """

    on: date | None
    note: str
    department: Department | None
    duty: Duty | None
    assignment: Assignment | None
    main: Proposal | None
    until: date | None
    corrects: FollowUp | None
    state: State | None
    stage: Stage | None
    day: date | None
    data: Mapping[str, Any]
    gives: frozenset[Need]
    imported: bool


def entry_for(event: Event, part: Assignment | None, what: Recorded) -> Entry:
    """The event as the pure rules read it."""
    main, corrects = what.get("main"), what.get("corrects")
    return Entry(
        event,
        (part.pk or NEW) if part else None,
        what.get("duty") or (Duty(part.duty) if part else None),
        _gives(what),
        what.get("state"),
        what.get("stage"),
        main.pk if main else None,
        Event(corrects.event) if corrects else None,
        imported=what.get("imported", False),
        replaces=(what.get("data") or {}).get("replaces"),
    )


def data_for(
    event: Event, part: Assignment | None, what: Recorded, current: Proposal, custom: Custom
) -> dict[str, Any]:
    """All that a replay needs, and what the caller wants kept. `current` is as it was before."""
    kept: dict[str, Any] = {**(what.get("data") or {}), "kind": current.kind}
    drops = [name for name in ("signs", "checks") if not getattr(custom, name)]
    duty = what.get("duty") or (Duty(part.duty) if part else None)
    until, main, day = what.get("until"), what.get("main"), what.get("day")
    more = {
        "drops": drops,
        "gives": sorted(_gives(what)),
        "duty": duty.value if duty else None,
        "state": str(what.get("state") or ""),
        "stage": str(what.get("stage") or ""),
        "until": until.isoformat() if until else None,
        "day": day.isoformat() if day else None,
        "main": main.pk if main else None,
        "number": current.number if event is Event.TURN else "",
        "imported": what.get("imported"),
    }
    return kept | {name: value for name, value in more.items() if value}


def _gives(what: Recorded) -> frozenset[Need]:
    """What is attached, read off the arguments; what rows of other tables give is named in `gives`."""
    words = what.get("note", "").strip()
    given = {
        Need.NOTE: words,
        Need.GROUND: words,
        Need.DEPARTMENT: what.get("department"),
        Need.MAIN: what.get("main"),
        Need.UNTIL: what.get("until"),
        Need.CORRECTS: what.get("corrects"),
    }
    return frozenset(need for need, value in given.items() if value) | what.get("gives", frozenset())
