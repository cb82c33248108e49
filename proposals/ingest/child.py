"""The process that reads files nobody vouches for: `python -m proposals.ingest.child`, started by `importing.reading`.

It confines itself before it reads a byte of its request (`confinement`), and answers in lines of JSON, each flushed.
Request on standard input: one line {"filename", "industries", "departments", "mapping", "length", "start"}, then as
many raw bytes as `length` says. Answers on standard output:

    {"ready": true}
    {"entry": n, "name", "content"}     an entry of an archive is about to be read; `content` is base64
    {"result": n, "refusal", "format", "encoding", "text", "doubt", "tables", "found"}
    {"archive": "why the archive itself cannot be read"}
    {"done": how many results, "memory": most bytes held}

A single file is result 0. `start` leaves out the first entries of an archive, which were read before a crash. On
Windows the limits of the kernel are missing; the audit hook and the parent's deadline remain.
"""

import base64
import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from . import confinement, frozen
from .outcome import Outcome, outcome
from .read import TOO_HUNGRY
from .readers import pdf, sheets, web, word  # all that reading may need is here before the doors close
from .readers.archives import Entry, entries
from .readers.formats import is_archive
from .records import Mapping, Refusal, Vocabulary

PRELOADED = (pdf, sheets, web, word)
OUT_OF_MEMORY = 3  # exit status

Answer = dict[str, Any]


def main() -> int:
    """Confine this process, read one request, answer it."""
    walls = confinement.Confinement()
    walls.install()
    confinement.limit_resources()
    walls.closed = True
    try:
        _say({"ready": True})
        confinement.allow_time()
        header, content = _request(sys.stdin.buffer)
        for answer in answers(header, content):
            _say(answer)
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def answers(header: dict[str, Any], content: bytes) -> Iterator[Answer]:
    """What is said to one request after `ready`."""
    vocabulary = Vocabulary(header["industries"], header["departments"])
    mapping = frozen.thaw_mapping(header["mapping"])
    count = 0
    try:
        if is_archive(content):
            for number, entry in enumerate(entries(content, header["start"]), start=header["start"]):
                yield from _entry(number, entry, vocabulary, mapping)
                count += 1
        else:
            yield _result(0, outcome(content, header["filename"], vocabulary, mapping))
            count = 1
    except Refusal as refusal:
        yield {"archive": str(refusal)}
    yield {"done": count, "memory": confinement.memory_used()}


def _entry(number: int, entry: Entry, vocabulary: Vocabulary, mapping: Mapping | None) -> Iterator[Answer]:
    confinement.allow_time()
    yield {"entry": number, "name": entry.name, "content": base64.b64encode(entry.content).decode("ascii")}
    if entry.refusal:
        yield _result(number, Outcome(refusal=entry.refusal))
        return
    try:
        yield _result(number, outcome(entry.content, entry.name, vocabulary, mapping))
    except MemoryError:
        yield _result(number, Outcome(refusal=TOO_HUNGRY))


def _result(number: int, read: Outcome) -> Answer:
    if read.source is None or read.found is None:
        return {"result": number, "refusal": read.refusal}
    return {
        "result": number,
        "refusal": None,
        "format": read.source.format,
        "encoding": read.source.encoding,
        "text": read.source.text,
        "doubt": read.source.doubt,
        "tables": frozen.freeze_tables(read.source.tables),
        "found": frozen.freeze(read.found),
    }


def _request(stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
    header = json.loads(stream.readline())
    return header, stream.read(header["length"])


def _say(answer: Answer) -> None:
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
