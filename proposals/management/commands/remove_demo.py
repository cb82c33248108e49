"""`manage.py remove_demo`: take the demonstration away, folder and all. The real database is not touched."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config import demonstration


class Command(BaseCommand):
    """Look, ask, remove."""

    help = "删除演示站（bin/serve --demo 建立的文件夹和其中的数据库）；真实的数据库不会动"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What else is in there goes only with a word."""
        parser.add_argument("--yes", action="store_true", help="您自己导入演示站的材料也一并删除")

    def handle(self, *args: Any, yes: bool, **options: Any) -> None:
        """Exit status 1 with a sentence where nothing was removed."""
        if settings.DEMO and connection.vendor != "sqlite":
            raise CommandError(
                f"示例城市在数据库“{connection.settings_dict['NAME']}”里。办理进展只增不删，"
                "要去掉示例，请删除整个数据库。"
            )
        folder = demonstration.folder_of(Path(settings.VAR), demo=settings.DEMO)
        if not demonstration.holds_example(folder):
            raise CommandError(f"{folder} 里没有演示站，没有删除任何东西。")
        own = demonstration.own_reports(folder)
        if own and not yes:
            raise CommandError(f"演示站里还有您自己导入的 {own} 份材料。确定一并删除，请加上 --yes。")
        try:
            demonstration.remove(folder)
        except OSError as reason:
            raise CommandError(f"没能删除 {folder}：{reason.strerror}。请先停掉演示站，再试一次。") from reason
        self.stdout.write(f"演示站已删除：{folder}。真实的数据没有动。")
