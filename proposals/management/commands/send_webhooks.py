"""`manage.py send_webhooks`: send once what is due to receivers outside."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from proposals.webhooks.posting import drain

MOST = 1000  # messages of one run


class Command(BaseCommand):
    """For cron or a systemd timer where no worker runs; beside one it does no harm: no message is taken by two."""

    help = "把推送记录里到时间的消息发出去，一次。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and tell."""
        if not settings.WEBHOOK_HOSTS:
            self.stdout.write(_("消息推送没有打开（WEBHOOK_HOSTS），没有发送。"))
            return
        counts = drain(MOST)
        said = _("送达 %(sent)s 条，%(postponed)s 条稍后再试，%(given_up)s 条不再尝试。")
        self.stdout.write(said % counts)
