"""`manage.py load_reference`: regions, departments, rules and more that every site starts with."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from proposals.importing.reference import load_reference


class Command(BaseCommand):
    """Call and print."""

    help = "装入基础数据（行政区划、会议、行业、承办单位、单位别名、办理规则、结果分类）。只添加缺的，不改动人改过的。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was added."""
        gained = load_reference(settings.BASE_DIR / "fixtures" / "reference")
        added = "，".join(f"{kind} {count} 条" for kind, count in gained.items() if count)
        self.stdout.write(f"基础数据：新增{added}。" if added else "基础数据：已经齐全。")
