"""What an event comes with, and what of it the log keeps."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from proposals.models.assignment import Assignment
from proposals.models.department import Department
from proposals.models.followup import FollowUp
from proposals.models.proposal import Proposal
from proposals.workflow.needs import Need
from proposals.workflow.states import Duty, Stage, State


class Recorded(TypedDict, total=False):
    """What may come with an event. `data` is kept in the log: numbers of rows, dates as ISO text, words.

    `imported`: a source states it, or it follows from undoing an import; `by` is who ran it, whatever the role.
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
    data: Mapping[str, Any]
    gives: frozenset[Need]
    imported: bool
