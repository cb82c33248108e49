"""A real server process for tests: `config.serving` on a free port with its own folder and its own database."""

import contextlib
import http.client
import os
import secrets
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120


@dataclass(frozen=True)
class RunningSite:
    """Base URL without a slash at its end, the environment in which commands reach the site, and what it printed."""

    url: str
    environment: dict[str, str]
    output: Path


@dataclass(frozen=True)
class Account:
    """What a person types into the sign-in form."""

    name: str
    password: str


@contextlib.contextmanager
def run_site(folder: Path, *, name: str, arguments: Sequence[str] = ()) -> Iterator[RunningSite]:
    """Start the site with its sample and stop it afterwards; `name` is that of its database on a PostgreSQL."""
    with database(folder, name) as database_url:
        port = _free_port()
        output = folder / "output.txt"
        running = RunningSite(f"http://127.0.0.1:{port}", environment_of(folder, port, database_url), output)
        with output.open("wb") as sink:
            command = [sys.executable, "-m", "config.serving", "--port", str(port), *arguments]
            environment = running.environment
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=sink, stderr=sink)  # noqa: S603  ours
        try:
            _wait_until_answering(process, running.url, output)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=30)


def create_staff(running: RunningSite) -> Account:
    """Add a superuser to the running site by Django's own command."""
    account = Account("staff", secrets.token_urlsafe(16))
    command = [sys.executable, "manage.py", "createsuperuser", "--noinput", "--username", account.name, "--email", ""]
    environment = running.environment | {"DJANGO_SUPERUSER_PASSWORD": account.password}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)  # noqa: S603  ours
    return account


def environment_of(folder: Path, port: int, database_url: str) -> dict[str, str]:
    own = {
        "DATABASE_URL": database_url,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "YANLU_VAR": str(folder / "var"),
        "SECRET_KEY": "",  # it makes its own, as on any new machine
        "DEBUG": "false",
        "PYTHONUTF8": "1",
    }
    return os.environ | own


@contextlib.contextmanager
def database(folder: Path, name: str, *, like: str = "") -> Iterator[str]:
    """The URL of a new database of the kind this run tests: a file in `folder`, or `name` on the same PostgreSQL.

    `like` is the URL of one to copy, to which nobody may be connected.
    """
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        file = folder / "site.sqlite3"
        if like:
            _copy(like.removeprefix("sqlite:///"), file)
        yield f"sqlite:///{file.as_posix()}"
        return
    server = os.environ["DATABASE_URL"]
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(drop)
        template = f' TEMPLATE "{urlsplit(like).path[1:]}"' if like else ""
        connection.execute(f'CREATE DATABASE "{name}"{template}')
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(drop)


def _copy(source: str, target: Path) -> None:
    with contextlib.closing(sqlite3.connect(source)) as there, contextlib.closing(sqlite3.connect(target)) as here:
        there.backup(here)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_answering(process: subprocess.Popen[bytes], url: str, output: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
        try:
            connection.request("GET", "/admin/login/")
            connection.getresponse()
        except OSError:
            time.sleep(0.2)
        else:
            return  # a page that fails is for the tests to report
        finally:
            connection.close()
    raise RuntimeError("The site did not start:\n" + output.read_text("utf-8", errors="replace"))
