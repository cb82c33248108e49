"""`manage.py plan_alerts`: what the worker does by itself, put down in its queue."""

from typing import Any

from django.core.management.base import BaseCommand

from proposals.alerts import daily
from proposals.following import tasks
from proposals.webhooks import posting


class Command(BaseCommand):
    """Run before a worker starts; bin/serve does so. Changes nothing where the next run is planned already."""

    help = "在任务队列里排好每日提醒、待发的邮件和消息，随后启动的 db_worker 会照着做。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan."""
        daily.begin()
        tasks.begin()
        posting.begin()
