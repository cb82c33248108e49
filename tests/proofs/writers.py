"""Many people write the same records at once, through the admin's forms and through the log's writer: nothing is lost.

    python -m tests.proofs.writers [--writers 24] [--edits 1000] [--records 50] [--minutes 30] [--database postgresql]

Half of the records are proposals, half departments. Every second writer reads the real form of one over HTTP, writes
another title (of a proposal with a note for the log) and saves; the others record notes on proposals from a process
beside the site. Afterwards the titles that were accepted form one chain: each was written over the one that its writer
had read, and the last one stands. Two that were written over the same title would be a lost update. Each accepted note
stands in the log exactly once, and none that met a conflict. Both are read by plain SQL. Exits with status 1 otherwise,
and when an edit ended in anything but acceptance or conflict.
"""

import argparse
import contextlib
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tests.proofs.admin_browser import Browser
from tests.proofs.databases import KINDS, site_on

if TYPE_CHECKING:
    from tests.site_in_processes import Site

TITLE = {
    "proposal": "SELECT headline FROM proposals_proposal WHERE id = {}",
    "department": "SELECT name FROM proposals_department WHERE id = {}",
}
FIELD = {"proposal": "headline", "department": "name"}
NOTES = "SELECT note FROM proposals_followup WHERE proposal_id = {} AND event = 'note'"
FIRST = "还没有人改过的题目"

Record = tuple[str, int]  # the model and its number


@dataclass(frozen=True)
class Edit:
    """One edit of one record. `read` and `written` are titles; both empty where only a note was recorded."""

    record: Record
    note: str
    outcome: str
    read: str = ""
    written: str = ""


@dataclass
class Contest:
    """Who writes what, and what came of each edit."""

    site: "Site"
    url: str
    records: list[Record]
    people: list[str]
    seed: int
    until: float  # by time.monotonic: nobody begins another edit after it
    outcomes: Counter[str] = field(default_factory=Counter)

    def run(self, edits: int) -> list[str]:
        """All writers at once; a sentence for each thing that is wrong afterwards."""
        with ThreadPoolExecutor(len(self.people)) as pool:
            kept = list(pool.map(lambda writer: self._write(writer, edits), range(len(self.people))))
        made = [one for edits_of_one in kept for one in edits_of_one]
        self.outcomes.update(one.outcome for one in made)
        return list(self._judge(made))

    def _write(self, writer: int, edits: int) -> list[Edit]:
        lot = random.Random(f"{self.seed}-{writer}")  # noqa: S311  a draw
        write = self._by_record if writer % 2 else self._by_form
        among = [one for one in self.records if one[0] == "proposal"] if writer % 2 else self.records
        chosen = [(lot.choice(among), f"{self.people[writer]}：第{number}次") for number in range(edits)]
        return list(write(self.people[writer], takewhile(lambda _: time.monotonic() < self.until, chosen)))

    def _by_form(self, name: str, chosen: Iterable[tuple[Record, str]]) -> Iterator[Edit]:
        browser = Browser(self.url)
        browser.sign_in(name, name)
        for record, note in chosen:
            kind, field = record[0], FIELD[record[0]]
            values = browser.form(*record)
            changed = {field: f"{note}改的题目"}
            if kind == "proposal":
                changed |= {"followups-0-event": "note", "followups-0-note": note}
            outcome = f"{browser.send(*record, values | changed)} by form"
            yield Edit(record, note, outcome, values[field], changed[field])

    def _by_record(self, name: str, chosen: Iterable[tuple[Record, str]]) -> Iterator[Edit]:
        from django.contrib.auth.models import User  # inline: settings stand only now
        from django.db import connection  # inline: as above

        from proposals.models import Proposal  # inline: as above
        from proposals.workflow.events import Event  # inline: as above

        user = User.objects.get(username=name)
        connection.close()
        for record, note in chosen:
            Proposal.objects.get(pk=record[1]).record(Event.NOTE, by=user, note=note)
            connection.close()  # as a request ends: writers outnumber the pool's connections
            yield Edit(record, note, "accepted by record")

    def _judge(self, edits: list[Edit]) -> Iterator[str]:
        ends = {"accepted by form", "conflict by form", "accepted by record"}
        yield from (f"{one.note}: {one.outcome}" for one in edits if one.outcome not in ends)
        for record in self.records:
            kind, number = record
            accepted = [one for one in edits if one.record == record and one.outcome.startswith("accepted")]
            (title,) = self._column(TITLE[kind].format(number))
            yield from _chained(record, title, {one.read: one.written for one in accepted if one.read})
            over = Counter(one.read for one in accepted if one.read)
            yield from (f"{record}: {n} were written over “{read}”" for read, n in over.items() if n > 1)
            noted = self._column(NOTES.format(number)) if kind == "proposal" else []
            if sorted(noted) != sorted(one.note for one in accepted if kind == "proposal"):
                yield f"{record}: the log does not hold exactly the notes that were accepted"

    def _column(self, query: str) -> list[str]:
        url = self.site.environment["DATABASE_URL"]
        if url.startswith("sqlite"):
            with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as plain:
                return [row[0] for row in plain.execute(query)]
        with psycopg.connect(url) as connection:
            return [row[0] for row in connection.execute(query)]


def _chained(record: Record, title: str, follows: dict[str, str]) -> Iterator[str]:
    """Whether the titles lead from the first to the one that stands, each once."""
    reached = next((one for one in follows if one.startswith(FIRST)), title)
    steps = 0
    while reached in follows and steps < len(follows):
        reached, steps = follows[reached], steps + 1
    if (reached, steps) != (title, len(follows)):
        yield f"{record}: “{title}” stands, the accepted edits lead to “{reached}” by {steps} of {len(follows)}"


@contextlib.contextmanager
def serving(site: "Site") -> Iterator[str]:
    """The address of a server process on the site's database."""
    from tests.running_site import (  # inline: settings stand only now
        ROOT,
        _free_port,
        _wait_until_answering,
        environment_of,
    )

    port = _free_port()
    environment = environment_of(Path(site.environment["YANLU_VAR"]).parent, port, site.environment["DATABASE_URL"])
    output = Path(environment["YANLU_VAR"]).parent / "output.txt"
    command = [sys.executable, "-m", "config.serving", "--port", str(port), "--no-worker"]
    with output.open("wb") as sink:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=sink, stderr=sink)  # noqa: S603  ours
    try:
        _wait_until_answering(process, f"http://127.0.0.1:{port}", output)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def prepared(writers: int, records: int) -> tuple[list[str], list[Record]]:
    """An administrator for each writer, whose password is the name, and the records to write."""
    from django.contrib.auth.models import User  # inline: settings stand only now

    from tests.factories import make_department, make_proposal  # inline: as above

    people = [f"writer{number}" for number in range(writers)]
    for name in people:
        User.objects.create_superuser(name, password=name)
    half = records // 2
    made = [make_proposal(FIRST, kind="suggestion", publication="draft", proposers=()).pk for _ in range(half)]
    units = [make_department(f"{FIRST}{number}").pk for number in range(records - half)]
    return people, [("proposal", pk) for pk in made] + [("department", pk) for pk in units]


def main() -> int:
    """Print the figures; 0 when nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writers", type=int, default=24)
    parser.add_argument("--edits", type=int, default=1000, help="of each writer")
    parser.add_argument("--records", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="no edit begins later")
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311  a draw
    given = parser.parse_args()
    with site_on(given.database) as site:
        people, records = prepared(given.writers, given.records)
        with serving(site) as url:
            until = time.monotonic() + 60 * given.minutes
            contest = Contest(site, url, records, people, given.seed, until)
            broken = contest.run(given.edits)
    attempts = contest.outcomes.total()
    met = sum(contest.outcomes[one] for one in ("accepted by form", "accepted by record", "conflict by form"))
    print(f"{given.database}, seed {given.seed}: {attempts} attempts on {given.records} records")
    print(*(f"{count:>7}  {outcome}" for outcome, count in sorted(contest.outcomes.items())), sep="\n")
    print(*broken[:20] or [f"accepted and conflicts together: {met}; lost updates: 0"], sep="\n")
    return 0 if met == attempts and not broken else 1


if __name__ == "__main__":
    sys.exit(main())
