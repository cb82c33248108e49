"""What the list of proposals has of the desk: filters, actions that lead to a preview, and the desk's addresses."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from proposals.models import Assignment, Proposal
from proposals.models.staff import role_of
from proposals.workflow.events import Event
from proposals.workflow.roles import may

from . import annual, assigning, events, keeping, printing
from .selecting import to_assigning, to_events, to_papers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    Base = admin.ModelAdmin[Proposal]
else:
    Base = object


class DeskOfProposals(Base):
    """Beside `StaffAdmin` in the admin of proposals."""

    def get_urls(self) -> list[Any]:
        """With the desk's pages before the rest."""
        view = self.admin_site.admin_view
        pages: list[URLPattern] = [
            path("assign/", view(assigning.assign), name="proposals_proposal_assign"),
            path("events/", view(events.record), name="proposals_proposal_events"),
            path("print/<slug:paper>/", view(printing.papers), name="proposals_proposal_print"),
            path("annual/", view(annual.report), name="proposals_proposal_annual"),
            path("filters/save/", view(keeping.save), name="proposals_proposal_filter_save"),
            path("filters/<int:pk>/delete/", view(keeping.delete), name="proposals_proposal_filter_delete"),
        ]
        return [*pages, *super().get_urls()]

    def has_assign_permission(self, request: HttpRequest) -> bool:
        """Whether the role hands proposals over."""
        return may(role_of(request.user), Event.ASSIGN)

    def has_urge_permission(self, request: HttpRequest) -> bool:
        """Whether the role urges departments."""
        return may(role_of(request.user), Event.URGE)

    @admin.action(description="交办所选的件（先看会怎样）", permissions=["assign"])
    def assign(self, request: HttpRequest, queryset: "QuerySet[Proposal]") -> HttpResponse | None:
        """To the preview."""
        return to_assigning(request, queryset)

    @admin.action(description="给所选的件登记同一件事（先看会怎样）", permissions=["change"])
    def record(self, request: HttpRequest, queryset: "QuerySet[Proposal]") -> HttpResponse | None:
        """To the preview."""
        return to_events(request, ids=queryset)

    @admin.action(description="打印所选件的交办单", permissions=["view"])
    def hand_over(self, request: HttpRequest, queryset: "QuerySet[Proposal]") -> HttpResponse | None:
        """To the papers."""
        return to_papers(request, "handover", ids=queryset)

    @admin.action(description="打印所选件的催办函", permissions=["urge"])
    def urge(self, request: HttpRequest, queryset: "QuerySet[Proposal]") -> HttpResponse | None:
        """To the papers."""
        parts = Assignment.objects.standing().filter(proposal__in=queryset.order_by().values("pk"))
        return to_papers(request, "urge", parts=parts)

    @admin.action(description="打印所选件的征询意见表", permissions=["view"])
    def survey(self, request: HttpRequest, queryset: "QuerySet[Proposal]") -> HttpResponse | None:
        """To the papers."""
        return to_papers(request, "survey", ids=queryset)
