"""The list of letters, and the addresses of all that is done with them. Letters are written on pages of their own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from proposals.models import Reply

from ..access import StaffAdmin
from . import deciding, entering, files, promising, publishing, rating, writing

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Address, name, page.
PAGES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("part/<int:part_id>/write/", "write", writing.write),
    ("<int:reply_id>/check/", "check", writing.check),
    ("<int:reply_id>/publication/", "publication", publishing.publication),
    ("<int:reply_id>/paper/", "paper", rating.paper),
    ("<int:reply_id>/link/", "link", rating.link),
    ("<int:reply_id>/promise/", "promise", promising.promised),
    ("<int:reply_id>/file/", "file", files.letter),
    ("promise/<int:promise_id>/settle/", "settle", promising.settled),
    ("promise/<int:promise_id>/evidence/", "evidence", files.evidence),
    ("rating/<int:rating_id>/scan/", "scan", files.scan),
    ("proposal/<int:proposal_id>/letter/", "letter", entering.entered),
    ("proposal/<int:proposal_id>/asks/", "asks", deciding.outcomes),
    ("proposal/<int:proposal_id>/merge/", "merge", deciding.merged),
    ("entry/<int:followup_id>/correct/", "correct", deciding.corrected),
)


@admin.register(Reply)
class ReplyAdmin(StaffAdmin):
    """Read here, written on the pages above: each step of a letter is an event of the log."""

    when_empty = "还没有答复。答复在各件的“承办与答复”里写；只有纸质答复的，也在那里登记。"
    list_display = ("headline", "department", "role", "round", "status", "replied_on", "publication")
    list_display_links = None
    list_select_related = ("proposal", "department")
    list_filter = ("status", "publication", "role")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("proposal__headline", "proposal__number", "number")
    search_help_text = "题目、案号或文号"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """From the record of its proposal."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Step by step."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What went out stays."""
        return False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Reply]":
        """Without the letters themselves."""
        rows: QuerySet[Reply] = super().get_queryset(request).defer("text", "summary")
        return rows

    def get_urls(self) -> list[URLPattern]:
        """The pages, before the stock ones."""
        wrap: Callable[[Callable[..., HttpResponse]], Any] = self.admin_site.admin_view
        own = [path(address, wrap(page), name=f"proposals_reply_{name}") for address, name, page in PAGES]
        return [*own, *super().get_urls()]

    @admin.display(description="件", ordering="proposal__headline")
    def headline(self, reply: Reply) -> SafeString:
        """Leading to the letter."""
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:proposals_reply_check", args=[reply.pk]), reply.proposal.headline
        )
