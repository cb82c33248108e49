"""`manage.py load_demo`: an invented city beside the real data of a demonstration site."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from proposals.demo.accounts import Account
from proposals.demo.loading import PROPOSALS, SEED, AlreadyThere, load


class Command(BaseCommand):
    """Arguments, call, print."""

    help = "装入虚构的示例城市（只用于演示站：bin/serve --demo 会自动装入）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much, and by which chance."""
        parser.add_argument("--proposals", type=int, default=PROPOSALS, metavar="N", help=f"多少件，默认 {PROPOSALS}")
        parser.add_argument(
            "--seed", type=int, default=SEED, help=f"随机数种子，默认 {SEED}；同一天同一种子得到同一座城"
        )

    def handle(self, *args: Any, proposals: int, seed: int, **options: Any) -> None:
        """Refuse on a real site: the log is append-only, so what is invented could never be taken out again."""
        if not settings.DEMO:
            raise CommandError(
                "示例城市只能装入演示站：办理进展只增不删，装进真实的数据库就取不出来了。"
                "请运行 bin/serve --demo；自己准备数据库的，请先设 YANLU_DEMO=1。"
            )
        self.stdout.write("正在编写示例城市（云汀市）……")
        self.stdout.flush()
        try:
            loaded = load(proposals=proposals, seed=seed, today=timezone.localdate(), say=self.stdout.write)
        except AlreadyThere:
            self.stdout.write("示例城市已经在这里了，没有改动。")
            return
        self.stdout.write(f"示例城市已装入：{loaded.proposals} 件建议提案。")
        self._show(loaded.accounts)

    def _show(self, accounts: list[Account]) -> None:
        rule = "─" * 60
        lines = "\n".join(f"      {one.name:20}{one.password}    {_what(one)}" for one in accounts)
        self.stdout.write(f"{rule}\n  各种角色的示例账号，密码只显示这一次：\n\n{lines}\n{rule}")
        self.stdout.flush()


def _what(account: Account) -> str:
    return f"{account.role.label}{f'（{account.department}）' if account.department else ''}"
