"""The outbox: every mail, when it went or why it did not. Read, sent again, stopped; never typed and never deleted."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from proposals.alerts import posting, sending
from proposals.models import Message

from ..access import StaffAdmin
from .reminders import reminders

WAITING = Q(sent_at__isnull=True, given_up=False)
STATES = {
    "waiting": ("待发", WAITING),
    "sent": ("已发出", Q(sent_at__isnull=False)),
    "given_up": ("没有发出，不再尝试", Q(sent_at__isnull=True, given_up=True)),
}


class StateFilter(admin.SimpleListFilter):
    """How far a mail has come."""

    title = "进度"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The three ends."""
        return [(name, label) for name, (label, _) in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Message]") -> "QuerySet[Message]":
        """Those at this point."""
        chosen = STATES.get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset


@admin.register(Message)
class MessageAdmin(StaffAdmin):
    """The rows of the outbox. Its addresses hold the page of reminders too, which is everybody's."""

    when_empty = "还没有要发的邮件。有期限临近或者有人订阅时，邮件会出现在这里。"
    change_list_template = "admin/proposals/message/change_list.html"
    list_display = ("subject", "to", "how_far", "attempts", "created_at", "error")
    list_filter = (StateFilter,)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("subject", "to")
    search_help_text = "主题或收件地址"
    fields = ("subject", "to", "recipient", "how_far", "created_at", "due_at", "attempts", "error", "text")
    actions = ("send_again", "stop")

    def get_urls(self) -> list[URLPattern]:
        """With the page of reminders, before the stock ones."""
        view = self.admin_site.admin_view(lambda request: reminders(request, self))
        return [path("reminders/", view, name="proposals_reminders"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Mail is written by what it tells of."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is on its way stays as it was written."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The row is the proof that it was sent, and that it must not be sent again."""
        return False

    def has_post_permission(self, request: HttpRequest) -> bool:
        """Who may send again, and stop."""
        return self._holds(request, "change")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With a word on the mail server."""
        waiting = Message.objects.filter(WAITING).count()
        about = {"title": "发件箱", "mail_server": settings.MAIL_SERVER, "waiting": waiting}
        return super().changelist_view(request, {**about, **(extra_context or {})})

    @admin.display(description="进度", ordering="sent_at")
    def how_far(self, message: Message) -> str:
        """In one phrase, with its day."""
        if message.sent_at:
            return f"{_moment(message.sent_at)}发出"
        if message.given_up:
            return "没有发出，不再尝试"
        return f"待发，{_moment(message.due_at)}后再试" if message.attempts else "待发"

    @admin.action(description="再试一次", permissions=["post"])
    def send_again(self, request: HttpRequest, queryset: "QuerySet[Message]") -> None:
        """Those given up, and those whose next try is far off; not those a worker may have in hand."""
        now = timezone.now()
        idle = Q(given_up=True) | Q(due_at__gt=now + sending.LEASE + timedelta(seconds=1))
        rows = queryset.filter(idle, sent_at__isnull=True).exclude(text="")
        count = rows.update(given_up=False, attempts=0, due_at=now, error="")
        posting.send_soon(now)
        self.message_user(request, f"{count} 封重新排进待发。", messages.SUCCESS if count else messages.WARNING)

    @admin.action(description="不再发送", permissions=["post"])
    def stop(self, request: HttpRequest, queryset: "QuerySet[Message]") -> None:
        """Those that wait."""
        reason = f"{request.user.get_username()}停发"
        count = queryset.filter(WAITING).update(given_up=True, error=reason)
        self.message_user(request, f"{count} 封不再发送。", messages.SUCCESS if count else messages.WARNING)


def _moment(value: Any) -> str:
    local = timezone.localtime(value)
    return f"{local.month}月{local.day}日 {local:%H:%M} "
