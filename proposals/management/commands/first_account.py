"""The account that opens a new site: made once, with a password nobody has chosen."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

# Without 0 O 1 l I: the password is read off a screen once. 20 of 57 characters are 116 bits.
ALPHABET = "23456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
NAME = "admin"


class Command(BaseCommand):
    """Create the first superuser and print its password once; do nothing where any account exists."""

    help = "在还没有任何账号时建立第一个管理员账号，随机密码只显示一次"

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model().objects
        if users.exists():
            return
        password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
        users.create_superuser(username=NAME, password=password)
        rule = "─" * 60
        self.stdout.write(
            f"{rule}\n  已建立管理员账号，密码只显示这一次，请立即记下：\n\n"
            f"      账号  {NAME}\n      密码  {password}\n\n"
            f"  登录后可以在工作台右上角修改密码。\n"
            f"  忘记密码时运行：manage.py changepassword {NAME}\n{rule}"
        )
        self.stdout.flush()
