"""`manage.py count_words`: count at once what the worker would count soon."""

from typing import Any

from django.core.management.base import BaseCommand

from proposals.wording.counting import count_new
from proposals.wording.tasks import A_ROUND


class Command(BaseCommand):
    """Call and print."""

    help = "数出已公开的题目和诉求里的高频词。平时由后台进程自动数；没有运行后台进程时用它。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Round after round, so that nobody waits for a long transaction."""
        total = 0
        while counted := count_new(A_ROUND):
            total += counted
        self.stdout.write(f"新数了 {total} 件。")
