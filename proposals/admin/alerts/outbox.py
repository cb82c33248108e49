"""The outbox: every mail, when it went or why it did not. Read, sent again, stopped; never typed and never deleted."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, urlize
from django.utils.safestring import SafeString, mark_safe

from proposals.alerts import posting, sending
from proposals.following.counted import counted
from proposals.models import Message
from proposals.models.staff import role_of
from proposals.workflow.roles import Role

from ..access import StaffAdmin
from .letter import is_closed, letter, readable
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
    actions = ("send_again", "stop")

    def get_urls(self) -> list[URLPattern]:
        """With the page of reminders, before the stock ones."""
        view = self.admin_site.admin_view(lambda request: reminders(request, self))
        shown = self.admin_site.admin_view(self._letter)
        return [
            path("reminders/", view, name="proposals_reminders"),
            path("<int:pk>/letter/", shown, name="proposals_message_letter"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Message]":
        """Without what is between the site and its followers."""
        return readable(request.user, super().get_queryset(request))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Words with their links, and a way to the mail as it would arrive; of a follower's mail neither."""
        envelope = ["to", "recipient", "how_far", "created_at", "due_at", "attempts", "error"]
        return envelope if is_closed(obj) else ["subject", *envelope, "as_it_arrives", "words"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """All of them."""
        return list(self.get_fields(request, obj))

    def _letter(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return letter(request, pk, self.get_queryset(request))

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Of mail that really goes out, no subject tells what a follower follows."""
        return tuple("subject_shown" if one == "subject" else one for one in self.list_display)

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
        followers = counted() if role_of(request.user) in {Role.ADMINISTRATOR, Role.AUDITOR} else None
        about = {
            "title": "发件箱", "mail_server": settings.MAIL_SERVER, "waiting": waiting, "followers": followers,
        }  # fmt: skip
        return super().changelist_view(request, {**about, **(extra_context or {})})

    @admin.display(description="主题", ordering="subject")
    def subject_shown(self, message: Message) -> str:
        """What it is about."""
        return str(message) if is_closed(message) else message.subject

    @admin.display(description="收到时的样子")
    def as_it_arrives(self, message: Message) -> SafeString | str:
        """A link to the HTML part."""
        if not message.html:
            return "这封信只有文字"
        address = reverse("admin:proposals_message_letter", args=[message.pk])
        return format_html('<a href="{}" target="_blank" rel="noopener">打开网页样式</a>', address)

    @admin.display(description="正文")
    def words(self, message: Message) -> SafeString:
        """The plain text, its links to be followed."""
        linked = mark_safe(urlize(message.text, autoescape=True))  # noqa: S308  it escapes all but its links
        return format_html('<div class="al-words">{}</div>', linked)

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
