"""A site with a database of its own whose workers are processes, sending to the mail server of a test."""

import sqlite3
import subprocess
import sys
from collections import Counter

import psycopg

from tests.proposals.alerts.mail_server import MailServer
from tests.running_site import ROOT
from tests.site_in_processes import Site

WRITE = """
from proposals.alerts.outbox import queue
for n in range({count}):
    queue(key=f"{name}:{{n}}", to=f"{name}{{n}}@office.example", subject=f"第{{n}}封", text="请查看。")
"""


class Post:
    """A prepared site with its own database, and the mail server that its workers send to."""

    def __init__(self, site: Site, server: MailServer) -> None:
        self.server = server
        self.site = Site(site.environment | {"EMAIL_URL": f"smtp://127.0.0.1:{server.port}"})

    def write(self, name: str, count: int) -> None:
        """So many mails, to name0, name1 and so on, each transaction one mail."""
        self.site.run("shell", "-c", WRITE.format(name=name, count=count))

    def worker(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """A process that sends what is due, or another command."""
        line = [sys.executable, "manage.py", *(arguments or ("send_mail",))]
        sink = subprocess.DEVNULL
        return subprocess.Popen(line, cwd=ROOT, env=self.site.environment, stdout=sink, stderr=sink)  # noqa: S603  ours

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        """By plain SQL, without the program."""
        url = self.site.environment["DATABASE_URL"]
        if url.startswith("sqlite"):
            with sqlite3.connect(url.removeprefix("sqlite:///")) as plain:
                return plain.execute(statement).fetchall()
        with psycopg.connect(url) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def let_leases_end(self) -> None:
        """As if the time had passed."""
        self.sql("UPDATE proposals_message SET due_at = '2020-01-01 00:00:00+00:00' WHERE sent_at IS NULL")

    def ids(self, name: str) -> Counter[str]:
        """How often each mail came in, by its Message-ID."""
        return Counter(one.message_id for one in self.server.deliveries if one.to.startswith(name))
