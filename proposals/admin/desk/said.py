"""What letters promised, and what proposers said of them: lists to look through, each row leading to its proposal."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proposals.desk.days import short_day
from proposals.desk.waiting import SOON
from proposals.models import Commitment, Rating

from .counted import CountedFilter, SessionFilter
from .lists import ReadOnlyList, proposal_link

if TYPE_CHECKING:
    from django.db.models import QuerySet


class PromiseFilter(admin.SimpleListFilter):
    """What became of a promise."""

    title = "到哪一步"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """What is to be done first."""
        soon = ("soon", f"{SOON} 天内到期")
        return [("late", "过期没有兑现"), soon, *((one.value, str(one.label)) for one in Commitment.State)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """By the same questions as the first page."""
        today = timezone.localdate()
        if self.value() == "late":
            return queryset.late(today)
        if self.value() == "soon":
            return queryset.due_within(today, SOON)
        return queryset.filter(state=self.value()) if self.value() in Commitment.State.values else queryset


@admin.register(Commitment)
class CommitmentAdmin(ReadOnlyList):
    """Promises, the nearest day first. Marked in a letter and settled on the page of the proposal."""

    when_empty = "还没有登记承诺。答复里说了要做的事，请在那一件的“承办与答复”里登记承诺。"
    list_display = ("promise", "headline", "department", "due", "standing", "evidence")
    list_filter = (PromiseFilter, SessionFilter, CountedFilter)
    list_select_related = ("proposal", "reply__department")
    search_fields = ("text", "proposal__headline", "proposal__number")
    search_help_text = "承诺的原话、题目或案号"
    ordering = ("due_on", "pk")

    @admin.display(description="承诺", ordering="text")
    def promise(self, row: Commitment) -> str:
        """Its words."""
        return row.text

    @admin.display(description="承办单位")
    def department(self, row: Commitment) -> str:
        """Who promised."""
        return str(row.reply.department or row.reply.issuer) if row.reply else ""

    @admin.display(description="期限", ordering="due_on")
    def due(self, row: Commitment) -> str:
        """By when."""
        return short_day(row.due_on, timezone.localdate()) if row.due_on else "没有说到哪一天"

    @admin.display(description="结果", ordering="state")
    def standing(self, row: Commitment) -> SafeString:
        """Open, late, kept or broken, by look and in words."""
        today = timezone.localdate()
        if row.late(today) and row.due_on:
            return format_html('<span class="dk-st is-late">过期 {} 天</span>', (today - row.due_on).days)
        look = {"kept": "is-ok", "broken": "is-late"}.get(row.state, "")
        return format_html(
            '<span class="dk-st {}">{}{}</span>', look, row.get_state_display(), _on(row.settled_on, today)
        )


class LetterSessionFilter(SessionFilter):
    """The session of the proposal that a rated letter answers."""

    of = "reply__proposal"


@admin.register(Rating)
class RatingAdmin(ReadOnlyList):
    """What proposers said, the latest first. Given by themselves or entered from their signed forms."""

    when_empty = "还没有评价。答复发出以后，请在那一件里生成评价链接，或者录入纸质评价。"
    list_display = ("who", "headline", "department", "result", "process", "given", "channel")
    list_filter = ("result", "process", "channel", LetterSessionFilter, CountedFilter)
    list_select_related = ("reply__proposal", "reply__department", "proposer__delegate", "proposer__organisation")
    search_fields = ("reply__proposal__headline", "reply__proposal__number")
    ordering = ("-given_on", "-pk")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Rating]":
        """Without the letters' words."""
        rows: QuerySet[Rating] = super().get_queryset(request).defer("reply__text", "reply__summary")
        return rows

    @admin.display(description="提出人")
    def who(self, row: Rating) -> str:
        """Whose word it is."""
        return str(row.proposer or "")

    @admin.display(description="件", ordering="reply__proposal__headline")
    def headline(self, row: Rating) -> SafeString:
        """The proposal, with its page."""
        return proposal_link(row.reply.proposal)

    @admin.display(description="承办单位")
    def department(self, row: Rating) -> str:
        """Who was rated."""
        return str(row.reply.department or row.reply.issuer)

    @admin.display(description="日期", ordering="given_on")
    def given(self, row: Rating) -> str:
        """When."""
        return short_day(row.given_on, timezone.localdate())


def _on(day: date | None, today: date) -> str:
    return f"，{short_day(day, today)}" if day else ""
