"""Texts to import and people who may import them."""

from collections.abc import Callable

from django.contrib.auth.models import User

from proposals.models import ImportFile
from proposals.workflow.roles import Role
from tests.factories import make_user
from tests.zhuzhou import ROOT

VOICES = (ROOT / "fixtures" / "reports" / "voices.txt").read_text("utf-8")
SPECIAL = (ROOT / "fixtures" / "reports" / "zhuzhou-special.txt").read_text("utf-8")

MakeFile = Callable[..., ImportFile]


def importer(name: str) -> User:
    """Staff who may import, and publish what they imported."""
    return make_user(name, role=Role.REVIEWER)
