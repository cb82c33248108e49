"""Who sees what: the conditions that every `visible_to` filters by.

The public sees what is published. A liaison also sees what the own department handles, and nothing else unpublished.
The other roles see everything. An account without a role sees what the public sees.
"""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from proposals.workflow.roles import Role

from .assignment import Assignment
from .department import Department
from .report import Publication
from .staff import department_of, role_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from delegates.models.delegate import Reader

SEES_ALL = frozenset({Role.ADMINISTRATOR, Role.EDITOR, Role.REVIEWER, Role.AUDITOR})


def sees_all(user: "Reader") -> bool:
    """Whether this user sees what is not published."""
    return role_of(user) in SEES_ALL


def own_departments(user: "Reader") -> "QuerySet[Department]":
    """The department of a liaison, and those it succeeded; none for anybody else."""
    department = department_of(user) if role_of(user) is Role.LIAISON else None
    if department is None:
        return Department.objects.none()
    return Department.objects.filter(Q(pk=department.pk) | Q(successor=department) | Q(successor__successor=department))


def handled_by(user: "Reader") -> Q:
    """Proposals that the own department of a liaison handles."""
    own = Assignment.objects.standing().filter(department__in=own_departments(user).values("pk"))
    return Q(Exists(own.filter(proposal=OuterRef("pk"))))


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
    if role_of(user) is not Role.LIAISON:
        return public
    return public | Q(assignment__department__in=own_departments(user).values("pk"))
