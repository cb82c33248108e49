"""Who sees what: the conditions that every `visible_to` filters by, and the rows a member of staff works on.

The public sees what is published. A liaison also sees what the own department handles, and nothing else unpublished.
The other roles see everything. An account without a role sees what the public sees.
"""

from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q

from proposals.workflow.roles import Role

from .assignment import Assignment
from .department import Department
from .publication import Publication
from .staff import position_of, role_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from delegates.models.delegate import Reader

_Row = TypeVar("_Row", bound=Model)
SEES_ALL = frozenset({Role.ADMINISTRATOR, Role.EDITOR, Role.REVIEWER, Role.AUDITOR})
# Where the rows of a table hang: on a proposal, or on one department's part in it.
OF_PROPOSALS = frozenset({"ask", "proposer", "proposalindustry", "proposalkeyword", "departmentmention"})
OF_PARTS = {
    "assignment": "pk",
    "reply": "assignment",
    "deadline": "assignment",
    "rating": "reply__assignment",
    "commitment": "reply__assignment",
}
# What anybody on the staff may choose from in a form.
OPEN = frozenset({"resultclass", "resultscheme", "ruleset", "deadlinerule"})


def sees_all(user: "Reader") -> bool:
    """Whether this user sees what is not published."""
    return role_of(user) in SEES_ALL


def own_departments(user: "Reader") -> "QuerySet[Department]":
    """The department of a liaison, and those it succeeded; none for anybody else."""
    position = position_of(user) if role_of(user) is Role.LIAISON else None
    if position is None:
        return Department.objects.none()
    own = position.department_id
    return Department.objects.filter(Q(pk=own) | Q(successor=own) | Q(successor__successor=own))


def own_parts(user: "Reader") -> "QuerySet[Assignment]":
    """What the own department of a liaison handles now; not what it handed on."""
    return Assignment.objects.standing().filter(department__in=own_departments(user).values("pk"))


def handled_by(user: "Reader") -> Q:
    """Proposals that the own department of a liaison handles."""
    return Q(Exists(own_parts(user).filter(proposal=OuterRef("pk"))))


def proposals_seen_by(user: "Reader") -> Q:
    """The condition on proposals."""
    if sees_all(user):
        return Q()
    public = Q(publication=Publication.PUBLISHED)
    return public | handled_by(user) if role_of(user) is Role.LIAISON else public


def replies_readable_by(user: "Reader") -> Q:
    """The condition on replies of proposals that are seen anyway."""
    if sees_all(user):
        return Q()
    public = Q(publication=Publication.PUBLISHED, status="sent")
    return public | Q(assignment__in=own_parts(user).values("pk")) if role_of(user) is Role.LIAISON else public


def articles_behind(user: "Reader") -> Q:
    """Articles that proposals handled by a liaison's department were taken from."""
    if role_of(user) is not Role.LIAISON:
        return Q(pk__in=())
    return Q(proposals__assignments__in=own_parts(user).values("pk"))


def worked_on_by(user: "Reader", rows: "QuerySet[_Row]") -> "QuerySet[_Row]":
    """Of one table, the rows that a member of staff meets in the admin: in lists, forms, choices and actions.

    A liaison meets the own department's alone, and no published ones of others. Without a role there are none.
    """
    if sees_all(user):
        return rows
    condition = _worked_on(user, rows.model) if role_of(user) is Role.LIAISON else None
    return rows.none() if condition is None else rows.filter(condition)


def works_on(user: "Reader", row: Model) -> bool:
    """Whether one row is among those."""
    return sees_all(user) or worked_on_by(user, type(row)._base_manager.filter(pk=row.pk)).exists()


def may_write(user: "Reader", row: Model) -> bool:
    """Whether one of the own rows is still open to the user: a letter that was handed in is read, no longer written."""
    if role_of(user) is Role.LIAISON and getattr(row, "status", "") in {"handed_in", "sent"}:
        return False
    return works_on(user, row)


def _worked_on(user: "Reader", model: type[Any]) -> Q | None:
    """The condition on the rows of one table for a liaison; None where there are none."""
    name = model._meta.model_name
    handled = Q(proposal__in=own_parts(user).order_by().values("proposal"))
    if name == "proposal":
        return handled_by(user)
    if name == "department":
        return Q(pk__in=own_departments(user).values("pk"))
    if name == "followup":  # what other departments report is between them and the office
        return handled & (Q(assignment__isnull=True) | Q(assignment__in=own_parts(user).order_by().values("pk")))
    if name in OF_PROPOSALS:
        return handled
    if name in OF_PARTS:
        return Q(**{f"{OF_PARTS[name]}__in": own_parts(user).order_by().values("pk")})
    return Q() if name in OPEN else None
