"""What must stand before the site is served: key, tables, reference data, static files, a first report and account.

Everything here may run again at any time and changes nothing that is there. `unchanged` tells in milliseconds that the
last run still holds: it compares a digest of the whole code and its data with the one noted then, and the database's
own list of applied migrations (with their times, so that another database is never taken for this one).
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "fixtures" / "reports" / "zhuzhou-special.txt"
SAMPLE_SESSIONS = ("npc:16-1", "cppcc:10-1")
_CODE = ("config", "delegates", "proposals", "fixtures", "locale", "manage.py", "requirements.lock")


def ensure_folder(var: Path) -> None:
    """Make the folder of the database and the files, for its owner alone, where there is none."""
    var.mkdir(mode=0o700, parents=True, exist_ok=True)


def ensure_secret_key(var: Path) -> None:
    """Write a random key readable by its owner alone, once; whole or not at all."""
    path = var / "secret_key"
    if path.exists():
        return
    ensure_folder(var)
    draft = var / f"secret_key.{os.getpid()}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(64))
    draft.replace(path)


def prepare() -> None:
    """Bring database and static files to what the code asks for. Needs `django.setup()`; prints what takes long."""
    from django.conf import settings  # inline: bin/serve reads this module before Django is installed

    note = Path(settings.VAR) / "prepared.json"
    if unchanged(note):
        return
    _set_up()
    note.write_text(json.dumps(_state()), encoding="utf-8")


def unchanged(note: Path) -> bool:
    """Whether code, database and static files are those of the set-up that wrote `note`."""
    from django.conf import settings  # inline: as above

    collected = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    return collected and note.exists() and json.loads(note.read_text("utf-8")) == _state()


def code_digest(paths: Iterable[Path]) -> str:
    """SHA-256 over names and contents of files and of all files below folders, in an order of its own."""
    digest = hashlib.sha256()
    for top in paths:
        for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if file.is_file() and "__pycache__" not in file.parts:
                content = hashlib.sha256(file.read_bytes()).hexdigest()
                digest.update(f"{file.relative_to(ROOT).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()


def _set_up() -> None:
    from django.conf import settings  # inline: as above
    from django.contrib.auth import get_user_model  # inline: as above
    from django.core.management import call_command  # inline: as above

    print("正在准备数据库和基础数据 ……")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_reference")
    call_command("collectstatic", interactive=False, verbosity=0)
    # A site that has accounts is somebody's: a sample they took away must not come back with the next version.
    if not get_user_model().objects.exists():
        call_command("import_report", str(SAMPLE), session=list(SAMPLE_SESSIONS), publish=True, show_text=True)
        call_command("load_demo" if settings.DEMO else "first_account")


def _state() -> dict[str, str]:
    return {
        "code": code_digest(ROOT / name for name in _CODE if (ROOT / name).exists()),
        "database": _database_digest(),
    }


def _database_digest() -> str:
    from django.db import DatabaseError, connection  # inline: as above

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name, applied FROM django_migrations ORDER BY id")
            rows = [[str(value) for value in row] for row in cursor.fetchall()]
    except DatabaseError:  # no such table yet
        return ""
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest() if rows else ""
