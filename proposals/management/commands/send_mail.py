"""`manage.py send_mail`: send once what is due in the outbox."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from proposals.alerts.sending import drain, waiting


class Command(BaseCommand):
    """For cron or a systemd timer where no worker runs; beside one it does no harm, since no mail is taken by two."""

    help = "把发件箱里到时间的邮件发出去，一次。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and tell; status 1 when the mail server could not be used."""
        if not settings.MAIL_SERVER:
            self.stdout.write(f"没有设置邮件服务器（EMAIL_URL），{waiting().count()} 封邮件留在发件箱里。")
            return
        tally = drain()
        self.stdout.write(f"发出 {tally.sent} 封，{tally.postponed} 封稍后再试，{tally.given_up} 封不再尝试。")
        if tally.server_away:
            raise CommandError("邮件服务器现在不能用，其余的稍后再试。请核对 EMAIL_URL，原因见发件箱。")
