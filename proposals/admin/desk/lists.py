"""The lists behind the queues: the parts of departments, and the clocks that run. Read and selected, never typed."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proposals.desk.days import short_day
from proposals.models import Assignment, Deadline

from ..access import StaffAdmin
from .counted import CountedFilter, PartFilter, SessionFilter
from .filters import ClockDepartmentFilter, DepartmentFilter, DueFilter, PartDueFilter, PartWaits
from .selecting import to_events, to_papers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from proposals.models import Proposal


class ReadOnlyList(StaffAdmin):
    """A list that leads to its proposals. Rows come from recording events and from nowhere else."""

    list_display_links = None
    list_per_page = 50
    show_full_result_count = False
    search_fields: ClassVar[tuple[str, ...]] = ("proposal__headline", "proposal__number")
    search_help_text = "题目或案号"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """By an event."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By an event."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By an event."""
        return False

    @admin.display(description="件", ordering="proposal__headline")
    def headline(self, row: Any) -> SafeString:
        """The proposal, with its page in the admin."""
        return proposal_link(row.proposal)


def proposal_link(proposal: "Proposal") -> SafeString:
    """The headline with the number, leading to the record."""
    address = reverse("admin:proposals_proposal_change", args=[proposal.pk])
    number = f"第 {proposal.number} 号 " if proposal.number else ""
    return format_html('{}<a href="{}">{}</a>', number, address, proposal.headline)


def days_left(deadline: Deadline) -> SafeString:
    """How far the day is, in words and by look; what is over says so."""
    days = (deadline.due_on - timezone.localdate()).days
    if deadline.met_on:
        return format_html('<span class="dk-st is-ok">{}完成</span>', short_day(deadline.met_on, timezone.localdate()))
    if deadline.dropped:
        return format_html('<span class="dk-st">{}</span>', "不再计")
    words = f"超期 {-days} 天" if days < 0 else f"还有 {days} 天" if days else "今天到期"
    look = "is-late" if days < 0 else "is-soon" if days <= 7 else ""
    return format_html('<span class="dk-st {}">{}</span>', look, words)


def why(deadline: Deadline) -> SafeString:
    """The reason for the day, folded."""
    provisional = "暂定。" if deadline.provisional else ""
    return format_html(
        "<details><summary>为什么</summary>{}{}</details>", provisional, deadline.because or "没有写明。"
    )


@admin.register(Assignment)
class AssignmentAdmin(ReadOnlyList):
    """Who handles what, how far, and by when."""

    when_empty = "还没有交给单位办的件。请到“建议提案”里勾选，用“交办所选的件”。"
    list_display = ("headline", "department", "standing", "handed", "due")
    list_filter = (
        PartWaits, PartDueFilter, PartFilter, "duty", "stage", DepartmentFilter, SessionFilter, CountedFilter,
    )  # fmt: skip
    list_select_related = ("proposal", "department")
    ordering = ("-pk",)
    actions = ("record", "hand_over", "urge")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Assignment]":
        """With the clocks that run, in one more query."""
        running = Deadline.objects.running().owed().order_by("due_on", "pk")
        return super().get_queryset(request).prefetch_related(Prefetch("deadlines", running, to_attr="running"))

    @admin.display(description="分工与进度", ordering="stage")
    def standing(self, part: Assignment) -> str:
        """What it owes and how far it is."""
        return f"{part.get_duty_display()}，{part.get_stage_display()}"

    @admin.display(description="交办", ordering="assigned_on")
    def handed(self, part: Assignment) -> str:
        """When it was handed over."""
        return short_day(part.assigned_on, timezone.localdate()) if part.assigned_on else "没有登记"

    @admin.display(description="期限")
    def due(self, part: Assignment) -> SafeString | str:
        """The nearest clock that runs, and why that day."""
        near = _nearest(part)
        if near is None:
            return "—"
        day = short_day(near.due_on, timezone.localdate())
        return format_html("{}前{} {}{}", day, near.get_step_display(), days_left(near), why(near))

    @admin.action(description="给所选的登记同一件事（先看会怎样）", permissions=["view"])
    def record(self, request: HttpRequest, queryset: "QuerySet[Assignment]") -> HttpResponse | None:
        """To the preview."""
        return to_events(request, parts=queryset)

    @admin.action(description="打印所选的交办单", permissions=["view"])
    def hand_over(self, request: HttpRequest, queryset: "QuerySet[Assignment]") -> HttpResponse | None:
        """To the papers."""
        return to_papers(request, "handover", parts=queryset)

    @admin.action(description="打印所选的催办函", permissions=["view"])
    def urge(self, request: HttpRequest, queryset: "QuerySet[Assignment]") -> HttpResponse | None:
        """To the papers."""
        return to_papers(request, "urge", parts=queryset)


def _nearest(part: Assignment) -> Deadline | None:
    running: list[Deadline] = part.running  # type: ignore[attr-defined]  # prefetched above
    return running[0] if running else None


@admin.register(Deadline)
class DeadlineAdmin(ReadOnlyList):
    """The clocks, the nearest first, each with its reason."""

    when_empty = "没有正在计的期限。交办并写明日期以后，期限会按办理规则算出来。"
    list_display = ("headline", "department", "what", "due_on", "left")
    list_filter = (DueFilter, "step", ClockDepartmentFilter, SessionFilter, "provisional", CountedFilter)
    list_select_related = ("proposal", "assignment__department")
    ordering = ("due_on", "pk")
    actions = ("record", "urge")

    @admin.display(description="承办单位", ordering="assignment__department__name_key")
    def department(self, deadline: Deadline) -> str:
        """Whose clock; those of the proposal itself are nobody's."""
        return str(deadline.assignment.department) if deadline.assignment else "—"

    @admin.display(description="要做的事", ordering="step")
    def what(self, deadline: Deadline) -> str:
        """The step, with the round where it is not the first."""
        again = f"（第 {deadline.round} 轮）" if deadline.round > 1 else ""
        return f"{deadline.get_step_display()}{again}"

    @admin.display(description="还有几天，为什么")
    def left(self, deadline: Deadline) -> SafeString:
        """Days until, or past, and why that day."""
        return format_html("{}{}", days_left(deadline), why(deadline))

    @admin.action(description="给所选的登记同一件事（先看会怎样）", permissions=["view"])
    def record(self, request: HttpRequest, queryset: "QuerySet[Deadline]") -> HttpResponse | None:
        """To the preview."""
        return to_events(request, parts=_parts(queryset))

    @admin.action(description="打印所选的催办函", permissions=["view"])
    def urge(self, request: HttpRequest, queryset: "QuerySet[Deadline]") -> HttpResponse | None:
        """To the papers."""
        return to_papers(request, "urge", parts=_parts(queryset))


def _parts(clocks: "QuerySet[Deadline]") -> "QuerySet[Assignment]":
    return Assignment.objects.filter(pk__in=clocks.order_by().values("assignment"))
