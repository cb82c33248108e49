"""`manage.py recompute_deadlines`: compute running deadlines again, after new holidays or a new package."""

from typing import Any

from django.core.management.base import BaseCommand

from proposals.tracking.recomputing import recompute


class Command(BaseCommand):
    """Call and print."""

    help = "按现有的放假安排和办理规则重算没有办完的期限；有变化的记入办理进展。可以重复运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many changed."""
        changed = recompute()
        self.stdout.write(f"期限重算：{changed} 件有变化。" if changed else "期限重算：没有变化。")
