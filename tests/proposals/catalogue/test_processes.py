"""Two processes on one database: what one commits, the other's next question counts, and nothing else."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running_site import ROOT, database
from tests.site_in_processes import Site

READER = """
import sys, django
django.setup()
from proposals.catalogue import shared
from proposals.catalogue.facts import facts_of
from proposals.catalogue.shared import current
read = []
shared.facts_of = lambda ids: read.append(ids) or facts_of(ids)
for line in sys.stdin:
    known = current()
    titles = known.names.labels["keyword"]
    print(known.holdings.everything.bit_count(), len(titles), *["whole" if ids is None else len(ids) for ids in read])
    read.clear()
    sys.stdout.flush()
"""
WRITER = """
import sys, django
django.setup()
from django.db import connection, transaction
from proposals.models import Keyword, Proposal
made = []
for line in sys.stdin:
    what = line.strip()
    if what == "begin": connection.set_autocommit(False)
    if what == "commit": connection.commit(); connection.set_autocommit(True)
    if what == "rollback": connection.rollback(); connection.set_autocommit(True)
    if what == "make": made.append(Proposal.objects.create(headline="修桥", publication="published"))
    if what == "hide": Proposal.objects.filter(pk=made[-1].pk).update(publication="draft")
    if what == "word": Keyword.objects.create(name=f"潮词{Keyword.objects.count()}")
    if what == "prune":
        from proposals.catalogue.journal import prune
        prune(connection, keep=0)
    print("done"); sys.stdout.flush()
"""


class Talker:
    """A process that answers each line."""

    def __init__(self, program: str, site: Site) -> None:
        environment = site.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        self.process = subprocess.Popen(  # noqa: S603  ours
            [sys.executable, "-c", program], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, encoding="utf-8",
        )  # fmt: skip

    def __call__(self, line: str = "") -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()


@pytest.fixture
def site(tmp_path: Path, worker_id: str) -> Iterator[Site]:
    """Tables and reference data, and nothing else."""
    with database(tmp_path, f"yanlu_catalogue_{worker_id}") as url:
        yield Site.prepared(tmp_path, url)


@pytest.fixture
def talkers(site: Site) -> Iterator[tuple[Talker, Talker, Talker]]:
    """One that reads, and two that write."""
    some = (Talker(READER, site), Talker(WRITER, site), Talker(WRITER, site))
    yield some
    for one in some:
        one.end()


def test_what_another_process_commits_is_counted_by_the_next_question(talkers: tuple[Talker, Talker, Talker]):
    reads, writes, other = talkers

    assert reads() == "0 0 whole"
    writes("make")
    assert reads() == "1 0 1"
    assert reads() == "1 0"  # nothing is read where nothing changed
    writes("word")
    assert reads() == "1 1"
    writes("hide")
    assert reads() == "0 1 1"
    writes("begin")
    writes("make")
    assert reads() == "0 1"  # not yet
    writes("rollback")
    assert reads() == "0 1"
    other("make")
    assert reads() == "1 1 1"


def test_a_change_made_before_and_committed_after_another_is_not_passed_over(
    talkers: tuple[Talker, Talker, Talker], site: Site
):
    reads, early, late = talkers
    at_once = not site.environment["DATABASE_URL"].startswith("sqlite")  # which has one writer at a time
    assert reads() == "0 0 whole"

    early("begin")
    early("make")
    if at_once:
        late("make")
        assert reads() == "1 0 1"
    early("commit")

    assert reads() == f"{1 + at_once} 0 1"
    assert reads() == f"{1 + at_once} 0"


def test_a_process_that_slept_while_notes_were_dropped_reads_everything(talkers: tuple[Talker, Talker, Talker]):
    reads, writes, _ = talkers
    assert reads() == "0 0 whole"

    writes("make")
    writes("make")
    writes("prune")

    assert reads() == "2 0 whole"
    writes("make")
    assert reads() == "3 0 1"
