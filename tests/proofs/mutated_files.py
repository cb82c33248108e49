"""Ten thousand damaged files of each format through real children: `python -m tests.proofs.mutated_files --each 10000`.

Each file ends accepted or refused with a sentence, within its limits; the parent must never raise. The files travel in
stored archives of `BATCH`, so that one child reads many: this is what happens to a real archive of damaged files, with
limits of time for each entry; a child that ends badly costs the entry it was at, and the next child goes on behind it.
Memory is what the greediest child held over all its files, more than any one file alone would take. What a file does to
the state of a process can thus reach the files behind it: a fault found here may need the files before it to show.
A damaged archive is read as itself, each in a child of its own (forked, see `forked_child`), since an archive inside
another is refused unopened.
"""

import argparse
import contextlib
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

from proposals.importing.child_process import ROOT
from proposals.importing.reading import CRASHED, NOT_STARTED, TOO_MUCH, TOO_SLOW, Bounds, Reading, read_files
from proposals.ingest import vocabulary
from proposals.ingest.read import TOO_HUNGRY
from tests.proposals.ingest.readers.made import PARAGRAPHS, html_of, printed, zip_of
from tests.proposals.ingest.readers.mutations import archive, mutated, seeds

BATCH = 250
AT_ONCE = 2
LIMITS = {TOO_SLOW: "time", TOO_HUNGRY: "memory", TOO_MUCH: "output", CRASHED: "crashed child"}
MEMORY = 512 * 1024  # kilobytes a child may hold
NOTHING = "lost without a reason"


def main() -> int:
    """Print what became of each format's files; exit status 1 when anything broke its promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=10_000, help="damaged files of each format")
    parser.add_argument("--formats", nargs="*", help="only these")
    parser.add_argument("--salt", type=int, default=0, help="another number gives other damage")
    asked = parser.parse_args()
    good = seeds(printed(html_of(PARAGRAPHS))) | {"zip": archive()}
    broken = [prove(form, good[form], asked.each, asked.salt) for form in asked.formats or good]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"greatest child: {peak / 1024:.0f} MB")
    return int(any(broken) or peak > MEMORY)


def prove(form: str, good: bytes, count: int, salt: int) -> bool:
    """Read damaged copies of one file; whether a promise was broken."""
    waiting = batches(mutated(good, form, count, salt))
    results: list[tuple[Found, str]] = []
    with forking() as command, ThreadPoolExecutor(AT_ONCE) as pool:
        read = partial(read_archives, command) if form == "zip" else partial(read_batch, form)
        # A few at a time: the kernel counts what the parent holds when it starts a child as the child's memory.
        while some := list(islice(waiting, AT_ONCE)):
            results += pool.map(read, some)
    readings = [one for found, _ in results for one in found]
    faults = [fault for _, fault in results if fault]
    return report(form, count, readings, faults)


def batches(files: Iterator[bytes]) -> Iterator[list[bytes]]:
    """The files in bundles of `BATCH`."""
    while batch := list(islice(files, BATCH)):
        yield batch


Found = list[tuple[str | None, int]]  # why it was refused, and how many characters were read


def read_batch(form: str, batch: list[bytes]) -> tuple[Found, str]:
    """What became of some files, and what the parent raised, if anything."""
    content = zip_of({f"{number}.{form}": one for number, one in enumerate(batch)}, zipfile.ZIP_STORED)
    try:
        return [_told(one) for one in read_files(content, "damaged.zip", WORDS)], ""
    except Exception as fault:
        return [], repr(fault)


@contextlib.contextmanager
def forking() -> Iterator[tuple[str, ...]]:
    """The command of a child that is forked instead of started."""
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "socket")
        server = [sys.executable, "-m", "tests.proofs.forked_child", address]
        process = subprocess.Popen(server, stdout=subprocess.PIPE, cwd=ROOT)  # noqa: S603  a fixed command
        try:
            assert process.stdout is not None and process.stdout.readline() == b"ready\n"  # noqa: PT018
            yield (sys.executable, "-S", "-E", "-s", "tests/proofs/forked_child.py", address, "--one")
        finally:
            process.terminate()
            process.wait()


def read_archives(command: tuple[str, ...], batch: list[bytes]) -> tuple[Found, str]:
    """What became of some damaged archives: an archive is refused as one, or each file in it is read or refused."""
    found: Found = []
    for content in batch:
        try:
            readings = read_files(content, "damaged.zip", WORDS, bounds=Bounds(command=command))
        except Exception as fault:
            return found, repr(fault)
        refusal = next((one.refusal for one in readings if one.refusal), None if readings else NOTHING)
        found.append((refusal, sum(len(one.text) for one in readings)))
    return found, ""


def _told(reading: Reading) -> tuple[str | None, int]:
    return reading.refusal, len(reading.text)


def report(form: str, count: int, found: Found, faults: list[str]) -> bool:
    """Print one format's figures; whether a promise was broken."""
    refused = Counter(refusal for refusal, _ in found if refusal)
    limited = {LIMITS[one]: times for one, times in refused.items() if one in LIMITS}
    print(f"{form}: {count} files, {count - refused.total()} accepted, {refused.total()} refused")
    print(f"  ended by limits: {limited or 'none'}; parent raised: {faults or 'never'}; lost: {count - len(found)}")
    for sentence, times in refused.most_common():
        print(f"  {times:6d} {sentence}")
    sys.stdout.flush()
    nameless = [one for one in refused if not one.endswith("。") or one == NOT_STARTED]
    return bool(faults or nameless or len(found) != count)


WORDS = vocabulary.load(ROOT / "fixtures" / "reference")

if __name__ == "__main__":
    sys.exit(main())
