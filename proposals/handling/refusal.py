"""Why something cannot be done now, in a sentence that says what to do."""

from typing import TYPE_CHECKING

from proposals.models.staff import role_of
from proposals.models.visibility import own_departments
from proposals.workflow.events import Event
from proposals.workflow.roles import NotAllowed, Role, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from proposals.models import Assignment


class Refused(Exception):
    """It cannot be done. The message is in Chinese and says what to do instead."""


def allow(by: "User | None", event: Event, assignment: "Assignment | None" = None) -> None:
    """Raise NotAllowed unless `by` may record `event` (a liaison: for the own department). None is the system."""
    if by is None:
        return
    role = role_of(by)
    if not may(role, event):
        raise NotAllowed(event, role)
    if role is Role.LIAISON and not speaks_for(by, assignment):
        raise NotAllowed(event, role)


def speaks_for(by: "User", assignment: "Assignment | None") -> bool:
    """Whether a liaison works for the department of this part."""
    return assignment is not None and own_departments(by).filter(pk=assignment.department_id).exists()
