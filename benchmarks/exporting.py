"""What a download costs, and whether memory stays flat: python benchmarks/exporting.py [PROPOSALS]

Two cities, of a tenth of the proposals and of all, are written to SQLite files of their own. Each file of the open data
is then written out in a process of its own, through the view and all middleware, and so is the floor: the columns of
the proposals by the bare driver as CSV. Printed are the time to the first byte, the CPU time as a ratio to the floor,
and the greatest resident memory. Status 1 where memory at all proposals is more than 1.3 × that at a tenth or more than
200 MB, or a first byte takes more than a second.
"""

import csv
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FULL = 100_000
MOST_RATIO, MOST_MB, MOST_SECONDS = 1.3, 200.0, 1.0
FILES = (
    "proposals.csv", "proposals.xlsx", "proposals.jsonl", "ledger.xlsx", "actions.csv", "replies.jsonl", "popolo.json",
    "bills.jsonl",
)  # fmt: skip
FLOOR = "SELECT id, kind, number, headline, field, state, round FROM proposals_proposal WHERE publication = 'published'"


def main(arguments: list[str]) -> int:
    """Build both, measure, print."""
    count = int(arguments[0]) if arguments else FULL
    small, large = (_measured(some) for some in (count // 10, count))
    floor = large["floor"]["cpu"]
    broken = False
    for name in FILES:
        one, few = large[name], small[name]
        ratio = one["mb"] / few["mb"]
        broken |= ratio > MOST_RATIO or one["mb"] > MOST_MB or one["first"] > MOST_SECONDS
        print(
            f"{name:16}{one['size'] / 1e6:8.1f} MB  first byte {one['first']:5.2f} s  {one['cpu'] / floor:6.0f} × floor"
            f"  memory {few['mb']:4.0f} → {one['mb']:4.0f} MB, ratio {ratio:.2f}"
        )
    print(f"floor: {floor:.2f} CPU s for {count} proposals")
    return int(broken)


def _measured(count: int) -> dict[str, Any]:
    """Each file of one city."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'db.sqlite3'}"
        _run(["build", str(count)], folder, database)
        return {name: json.loads(_run(["write", name], folder, database)) for name in ("floor", *FILES)}


def _run(arguments: list[str], folder: str, database: str) -> str:
    environment = {**os.environ, "YANLU_VAR": folder, "DATABASE_URL": database, "HASHED_STATIC": "0"}
    command = [sys.executable, __file__, "--stage", *arguments]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.splitlines()[-1] if done.stdout else ""


def _stage(what: str, of: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # inline: the settings read the environment set above

    django.setup()
    {"build": _build, "write": _write}[what](of)


def _build(count: str) -> None:
    from django.core.management import call_command  # inline: there are settings only by now
    from django.utils import timezone  # inline: as above

    from benchmarks.city import build  # inline: as above
    from benchmarks.own_database import analysed  # inline: as above

    call_command("migrate", verbosity=0)
    build(int(count), timezone.localdate())
    analysed()


def _write(name: str) -> None:
    from django.test import Client  # inline: as above

    client = Client(headers={"host": "127.0.0.1"})
    assert client.get("/robots.txt").status_code == 200  # noqa: S101  what a server has loaded long ago
    began, cpu = time.perf_counter(), time.process_time()
    size, first = 0, 0.0
    for piece in _floor() if name == "floor" else _sent(client.get(f"/data/{name}")):
        first = first or time.perf_counter() - began
        size += len(piece)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"first": first, "cpu": time.process_time() - cpu, "size": size, "mb": peak}))


def _sent(response: Any) -> Iterator[bytes]:
    assert response.status_code == 200  # noqa: S101  else nothing is measured
    yield from response


def _floor() -> Iterator[bytes]:
    from django.db import connection  # inline: as above

    with connection.cursor() as cursor:
        cursor.execute(FLOOR)
        while rows := cursor.fetchmany(400):
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            yield text.getvalue().encode()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--stage"]:
        _stage(*sys.argv[2:])
    else:
        sys.exit(main(sys.argv[1:]))
