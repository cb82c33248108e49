"""Texts to import and people who may import them."""

from collections.abc import Callable

from django.contrib.auth.models import Permission, User

from proposals.models import ImportFile
from tests.factories import make_user
from tests.zhuzhou import ROOT

VOICES = (ROOT / "fixtures" / "reports" / "voices.txt").read_text("utf-8")
SPECIAL = (ROOT / "fixtures" / "reports" / "zhuzhou-special.txt").read_text("utf-8")

MakeFile = Callable[..., ImportFile]


def importer(name: str) -> User:
    """Staff who may import and nothing else."""
    user = make_user(name, staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_importbatch"))
    return user
