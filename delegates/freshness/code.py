"""The version of the program: what is rendered from the same rows is another page once templates or code change."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("config", "delegates", "proposals")
READ = {".py", ".html", ".svg", ".txt", ".css", ".js", ".mo"}
# Settings that stand on pages.
TOLD = ("SITE_URL", "STATIC_URL", "LANGUAGE_CODE", "TIME_ZONE", "DEMO", "OPERATOR", "CONTACT", "DATA_LICENCE")


@cache
def version() -> str:
    """A digest of code, templates, static files and settings, read once a process; the same in every process of a site.

    It holds the key of the site, so that nobody else can compute what is derived from it.
    """
    found = hashlib.blake2b(settings.SECRET_KEY.encode()[:64], digest_size=16)
    found.update(repr([getattr(settings, name, "") for name in TOLD]).encode())
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*")):
            if file.suffix in READ and file.is_file():
                found.update(f"{file.relative_to(ROOT).as_posix()}\0".encode())
                found.update(hashlib.blake2b(file.read_bytes(), digest_size=16).digest())
    return found.hexdigest()


@receiver(setting_changed)
def _read_again(setting: str, **_: Any) -> None:
    """Only tests change settings while a process runs."""
    if setting in {*TOLD, "SECRET_KEY"}:
        version.cache_clear()
