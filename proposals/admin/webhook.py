"""Receivers of messages and what was sent to each. Addresses and secrets are seen by who may change them alone."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.alerts.attempts import LEASE
from proposals.models import Delivery, Webhook
from proposals.shown.news import NEWS
from proposals.webhooks import posting
from proposals.webhooks.hosts import Forbidden, place_of
from proposals.webhooks.queueing import queue_test
from proposals.workflow.events import Event

from .access import StaffAdmin

SECRETS = ("url", "secret")


class WebhookForm(forms.ModelForm[Webhook]):
    """With the events as boxes, and the address held against the hosts that the operator allows."""

    events = forms.MultipleChoiceField(
        label=gettext_lazy("发哪些事项"),
        choices=[(one.value, one.label) for one in Event if one in NEWS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("一项都不选，就是全部"),
    )

    class Meta:
        model = Webhook
        fields = ("name", "style", "url", "secret", "events", "department", "unpublished", "active")
        widgets = {"url": forms.TextInput(attrs={"size": 80}), "secret": forms.TextInput(attrs={"size": 60})}

    def clean(self) -> dict[str, Any]:
        """What is switched on has to work: an allowed address, and a secret where the format signs."""
        told: dict[str, Any] = super().clean() or {}
        try:
            if "url" in told and (told.get("active") or not told["url"].startswith("https://")):
                place_of(told["url"])
        except Forbidden as fault:
            self.add_error("url", str(fault))
        if told.get("active") and told.get("style") == Webhook.Style.GENERIC and not told.get("secret"):
            self.add_error("secret", _("通用格式要有密钥，对方才能核对是谁发的。请填至少 16 个字符。"))
        return told


@admin.register(Webhook)
class WebhookAdmin(StaffAdmin):
    """The receivers. Who may only look sees neither address nor secret."""

    form = WebhookForm
    when_empty = gettext_lazy("还没有接收方。点右上角新增，填好地址以后先发一条测试消息。")  # type: ignore[assignment]  # put in words for each reader
    change_list_template = "admin/proposals/webhook/change_list.html"
    list_display = ("name", "style", "host", "department", "active", "last")
    list_select_related = ("department",)
    list_filter = ("style", "active")
    search_fields = ("name",)
    search_help_text = gettext_lazy("名称")
    autocomplete_fields = ("department",)
    actions = ("test",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without the secrets for who may not change them."""
        names = list(super().get_fields(request, obj))
        if obj is None or self.has_change_permission(request, obj):
            return names
        return ["host", *(one for one in names if one not in SECRETS)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """With the host, which stands for the address."""
        return [*super().get_readonly_fields(request, obj), "host"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With a word on whether the feature is on."""
        about = {"hosts": settings.WEBHOOK_HOSTS}
        return super().changelist_view(request, {**about, **(extra_context or {})})

    @admin.display(description=gettext_lazy("主机"))
    def host(self, webhook: Webhook) -> str:
        """Of the address, whose rest is as good as a password."""
        return webhook.url.removeprefix("https://").partition("/")[0]

    @admin.display(description=gettext_lazy("最近一次"))
    def last(self, webhook: Webhook) -> str:
        """How the last message went."""
        row = webhook.deliveries.first()
        return progress(row) if row else "—"

    @admin.action(description=gettext_lazy("发一条测试消息"), permissions=["change"])
    def test(self, request: HttpRequest, queryset: "QuerySet[Webhook]") -> None:
        """To each of those chosen."""
        if not settings.WEBHOOK_HOSTS:
            self.message_user(request, _("消息推送没有打开，没有发送。"), messages.WARNING)
            return
        count = len([queue_test(one) for one in queryset])
        self.message_user(request, _("%(n)s 条测试消息已排进待发，结果见“推送记录”。") % {"n": count}, messages.SUCCESS)


@admin.register(Delivery)
class DeliveryAdmin(StaffAdmin):
    """What was sent and answered. Read and sent again; never typed and never deleted."""

    when_empty = gettext_lazy("还没有推送过消息。")  # type: ignore[assignment]  # put in words for each reader
    list_display = ("created_at", "webhook", "what", "progress", "attempts", "status", "error")
    list_select_related = ("webhook",)
    list_filter = ("webhook",)
    list_per_page = 50
    show_full_result_count = False
    fields = (
        "webhook", "key", "payload", "progress", "created_at", "due_at", "attempts", "error", "status", "answer",
    )  # fmt: skip
    actions = ("send_again",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Messages are written by what they tell of."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is on its way stays as it was written."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The row is the proof that it was sent, and that it must not be sent again."""
        return False

    def has_post_permission(self, request: HttpRequest) -> bool:
        """Who may send again."""
        return self._holds(request, "change")

    @admin.display(description=gettext_lazy("说什么"))
    def what(self, delivery: Delivery) -> str:
        """The event and its proposal."""
        told = delivery.payload
        return "：".join(filter(None, [told.get("label", ""), told.get("proposal", {}).get("headline", "")]))

    @admin.display(description=gettext_lazy("进度"))
    def progress(self, delivery: Delivery) -> str:
        """In one phrase, with its day."""
        return progress(delivery)

    @admin.action(description=gettext_lazy("再试一次"), permissions=["post"])
    def send_again(self, request: HttpRequest, queryset: "QuerySet[Delivery]") -> None:
        """Those given up, and those whose next try is far off; not those a worker may have in hand."""
        now = timezone.now()
        idle = Q(given_up=True) | Q(due_at__gt=now + LEASE + timedelta(seconds=1))
        rows = queryset.filter(idle, sent_at__isnull=True).exclude(payload={})
        count = rows.update(given_up=False, attempts=0, due_at=now, error="")
        posting.send_soon(now)
        said = _("%(n)s 条重新排进待发。") % {"n": count}
        self.message_user(request, said, messages.SUCCESS if count else messages.WARNING)


def progress(row: Delivery) -> str:
    """待发, 送达 or given up, with the moment."""
    if row.sent_at:
        return _("%(at)s送达") % {"at": _moment(row.sent_at)}
    if row.given_up:
        return _("没有送达，不再尝试")
    return _("待发，%(at)s后再试") % {"at": _moment(row.due_at)} if row.attempts else _("待发")


def _moment(value: Any) -> str:
    local = timezone.localtime(value)
    return f"{local.month}月{local.day}日 {local:%H:%M} "
