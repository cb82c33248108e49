"""`manage.py send_digests`: the day's reminders into the outbox."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from proposals.alerts.digest import recipients, send_digests


class Command(BaseCommand):
    """For cron or a systemd timer where no worker of bin/serve runs. A second run on the same day writes nothing."""

    help = "给有事要办的工作人员各写一封每日提醒，放进发件箱。同一天再运行，不会写第二封。"

    def add_arguments(self, parser: CommandParser) -> None:
        """One day."""
        parser.add_argument("--date", metavar="YYYY-MM-DD", help="哪一天的提醒，默认今天")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write and tell."""
        written = send_digests(_day(options["date"]))
        silent = [user.get_username() for user in recipients() if not user.email]
        self.stdout.write(f"写了 {written} 封提醒。")
        if silent:
            self.stdout.write(f"这些帐号没有填电子邮件地址，收不到提醒：{'、'.join(silent)}。")


def _day(words: str | None) -> date:
    try:
        return date.fromisoformat(words) if words else timezone.localdate()
    except ValueError:
        raise CommandError(f"“{words}”不是日期。请写成 2026-06-30 这样。") from None
