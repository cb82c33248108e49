"""How fast articles come in and how much memory that takes: python benchmarks/importing.py [ARTICLES]

Rates in articles a CPU second, as ratios to jieba cutting the same texts in the same run: extraction alone, reading in
the child process, and the whole way from a zip to rows and search index on a fresh SQLite file (parent and child).
Then the greatest resident memory of parent and child for a tenth of the articles and for all: near 1 is flat.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
BAR_MEMORY = 1.3


def main(arguments: list[str]) -> int:
    """Print the table; status 1 when memory grows with the number of articles."""
    count = int(arguments[0]) if arguments else 10_000
    floor = _measured("jieba", count)
    rows = [floor, *(_measured(stage, count) for stage in ("extract", "child", "whole"))]
    print(f"{count} articles, mean {floor['characters'] / count:.0f} characters")
    for row in rows:
        rate = count / row["seconds"]
        print(f"{row['stage']:8}{rate:8.0f} articles/CPU s   {row['seconds'] / floor['seconds']:6.2f} × jieba's time")
    small = _measured("whole", count // 10)
    ratios = {who: rows[-1][who] / small[who] for who in ("parent_mb", "child_mb")}
    for who, ratio in ratios.items():
        print(f"{who}: {small[who]:.0f} at {count // 10}, {rows[-1][who]:.0f} at {count}, ratio {ratio:.2f}")
    return int(max(ratios.values()) > BAR_MEMORY)


def _measured(stage: str, count: int) -> dict[str, Any]:
    """One stage in a process of its own, so that peaks of memory do not mix."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'db.sqlite3'}"
        environment = {**os.environ, "YANLU_VAR": folder, "DATABASE_URL": database, "HASHED_STATIC": "0"}
        command = [sys.executable, __file__, "--stage", stage, str(count)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)  # noqa: S603
    return {"stage": stage, **json.loads(done.stdout.splitlines()[-1])}


def _stage(stage: str, count: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # inline: the settings read the environment set above

    django.setup()
    from benchmarks import corpus  # inline: as above

    texts = list(corpus.articles(count)) if stage in {"jieba", "extract"} else []
    work = {"jieba": _jieba, "extract": _extract, "child": _child, "whole": _whole}[stage]
    ready = work(count, texts)
    before = _cpu()
    ready()
    print(
        json.dumps(
            {
                "seconds": _cpu() - before,
                "characters": sum(map(len, texts)),
                "parent_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "child_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
            }
        )
    )


def _cpu() -> float:
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def _jieba(count: int, texts: list[str]) -> Any:
    from proposals.search.words import cut  # inline: as above

    cut("先载入词典")
    return lambda: [cut(text) for text in texts]


def _extract(count: int, texts: list[str]) -> Any:
    from proposals.ingest.extract import extract  # inline: as above

    words = _words()
    return lambda: [extract(text, words) for text in texts]


def _child(count: int, texts: list[str]) -> Any:
    from benchmarks import corpus  # inline: as above
    from proposals.importing.reading import read_files  # inline: as above

    packed, words = corpus.archive(count), _words()
    return lambda: sum(1 for _ in read_files(packed, "报道.zip", words))


def _whole(count: int, texts: list[str]) -> Any:
    from django.core.management import call_command  # inline: as above

    from benchmarks import corpus  # inline: as above
    from delegates.models import Region  # inline: as above
    from proposals.importing.apply import apply_batch  # inline: as above
    from proposals.importing.intake import Arrival, receive  # inline: as above
    from proposals.importing.waiting import read_waiting  # inline: as above

    call_command("migrate", verbosity=0)
    call_command("load_reference", stdout=sys.stderr)
    region = Region.objects.get(code="430200")
    batch = receive([Arrival("报道.zip", corpus.archive(count))], by=None, region=region)

    def work() -> None:
        read_waiting(batch)
        apply_batch(batch, by=None)

    return work


def _words() -> Any:
    from proposals.ingest.vocabulary import load  # inline: as above

    return load(ROOT / "fixtures" / "reference")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--stage"]:
        _stage(sys.argv[2], int(sys.argv[3]))
    else:
        started = time.monotonic()
        status = main(sys.argv[1:])
        print(f"{time.monotonic() - started:.0f} s in all")
        sys.exit(status)
