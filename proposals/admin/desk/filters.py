"""Filters of the desk's lists: what is waited for, which clocks, whose."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone

from proposals.desk.clocks import WINDOWS
from proposals.desk.waiting import PARTS, PROPOSALS
from proposals.models import Assignment, Deadline, Department, Proposal
from proposals.models.visibility import worked_on_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from proposals.models.deadline import DeadlineQuerySet


OTHERS = (
    ("running", "正在计的"), ("ahead", "还没有到期"), ("met", "已经完成"), ("punctual", "按期完成"),
    ("late", "超期完成"), ("every", "全部"),
)  # fmt: skip

DONE = {
    "met": Q(met_on__isnull=False),
    "punctual": Q(met_on__lte=F("due_on")),
    "late": Q(met_on__gt=F("due_on")),
    "counted": Q(),  # whatever became of it: those that nobody owes any more are left out
}


class UsedFilter(admin.RelatedFieldListFilter):
    """What at least one proposal of the reader's desk carries, found without reading all proposals."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        """As Django's, of those alone."""
        used = Proposal.objects.handled_by(request.user).filter(**{self.field_path: OuterRef("pk")})
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, limit_choices_to=Q(Exists(used)), ordering=ordering)


class ProposalWaits(admin.SimpleListFilter):
    """What a proposal waits for."""

    title = "在等什么"
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """As on the first page."""
        return [(one.name, one.label.removeprefix("件")) for one in PROPOSALS]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """By the same questions as the queues."""
        chosen = next((one for one in PROPOSALS if one.name == self.value()), None)
        return chosen.rows(queryset, timezone.localdate()) if chosen else queryset


class PartWaits(admin.SimpleListFilter):
    """What a department's part waits for."""

    title = "在等什么"
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """As on the first page."""
        return [(one.name, one.label.removeprefix("家单位").removeprefix("份")) for one in PARTS]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """By the same questions as the queues."""
        chosen = next((one for one in PARTS if one.name == self.value()), None)
        return chosen.rows(queryset) if chosen else queryset


class DueFilter(admin.SimpleListFilter):
    """How near the day is. Unless something is chosen, what runs is shown."""

    title = "期限"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """As on the first page, then the others."""
        windows = [(str(days), f"{days} 天内到期") for days in WINDOWS]
        return [("overdue", "已经超期"), *windows, *OTHERS]

    def choices(self, changelist: Any) -> Any:
        """Without Django's own word for all, which is not what an unfiltered list shows."""
        first, *others = super().choices(changelist)
        yield {**first, "display": "要做的"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Clocks in this state."""
        return chosen_clocks(queryset, self.value())


class PartDueFilter(DueFilter):
    """Parts with a clock that near."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Those that run."""
        return super().lookups(request, model_admin)[: len(WINDOWS) + 1]

    def choices(self, changelist: Any) -> Any:
        """As Django's."""
        return admin.SimpleListFilter.choices(self, changelist)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Those that have such a clock."""
        if self.value() is None:
            return queryset
        clocks = chosen_clocks(Deadline.objects.all(), self.value())
        return queryset.filter(Exists(clocks.filter(assignment=OuterRef("pk"))))


def chosen_clocks(rows: "DeadlineQuerySet", value: str | None) -> "DeadlineQuerySet":
    """The clocks that a value of the filter stands for."""
    today = timezone.localdate()
    if value == "overdue":
        return rows.owed().overdue(today)
    if value in {str(days) for days in WINDOWS}:
        return rows.owed().due_within(today, int(value or 0))
    if value in DONE:
        return rows.filter(DONE[value], dropped=False)
    if value == "ahead":
        return rows.running().filter(due_on__gte=today)
    if value == "running":
        return rows.running()
    return rows if value == "every" else rows.running().owed()


class DepartmentFilter(admin.SimpleListFilter):
    """Whose: the departments that handle something, of those the reader works with."""

    title = "承办单位"
    parameter_name = "department"
    of = "department"  # from the list's rows to the department

    def lookups(self, request: HttpRequest, model_admin: Any) -> "list[tuple[str, str]]":
        """By name."""
        handling: QuerySet[Department] = worked_on_by(request.user, Department.objects.all()).filter(
            Exists(Assignment.objects.filter(department=OuterRef("pk")))
        )
        return [(str(pk), name) for pk, name in handling.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Those of one department."""
        value = self.value() or ""
        return queryset.filter(**{self.of: int(value)}) if value.isdecimal() else queryset


class ClockDepartmentFilter(DepartmentFilter):
    """Whose clock."""

    of = "assignment__department"
