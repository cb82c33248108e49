"""Reading files outside this process: the parent of `proposals.ingest.child`.

The child is given the bytes and nothing else: no database address, no secret, no environment. It is held to a deadline
by the clock and killed with all it may have started. However it ends, the file gets one clear sentence; of an archive,
what was read stays read, and a new child goes on behind the entry that ended the last one.
"""

import base64
import hashlib
import json
import queue
import signal
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from proposals.ingest import frozen
from proposals.ingest.read import TOO_HUNGRY
from proposals.ingest.records import Extraction, Mapping, Refusal, Table, Vocabulary

from .child_process import COMMAND, ChildProcess, Overflow

OUT_OF_MEMORY = 3  # the child's own exit status for it

TOO_SLOW = "读取这个文件用的时间太长，已经停止。请把它分成几个小文件，或把正文复制到新文档里再导入。"
CRASHED = "读取这个文件时程序意外停止，文件可能已损坏或内容异常。请用原来的程序打开，另存一份后再导入。"
TOO_MUCH = "从这个文件读出的内容多得不正常，没有取用。请分成几个小文件再导入。"
NOT_STARTED = "读取程序没能启动，这与文件无关。请稍后再试；如果还是这样，请联系系统管理员。"
GIVEN_UP = "压缩包里有许多文件让读取程序意外停止，后面的文件没有再读。请解压后分批导入。"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long children may take and how often they may end badly; and what is started."""

    deadline: float = 30.0  # seconds for one file, or one entry of an archive
    starting: float = 60.0  # seconds until the child is ready: it imports the readers' libraries
    crashes: int = 20  # of one archive, until the rest of it is given up
    command: tuple[str, ...] = COMMAND


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file. `refusal` is None when it was read; else it says why not, and `found` is None.

    `content` and `sha256` are empty for an entry of an archive that was not even unpacked.
    """

    name: str  # as given; of an archive's entry its path inside the archive
    content: bytes
    sha256: str
    size: int  # bytes
    format: str = ""
    encoding: str = ""
    text: str = ""
    doubt: str | None = None
    tables: tuple[Table, ...] = ()
    found: Extraction | None = None
    refusal: str | None = None


def read_files(
    content: bytes,
    filename: str,
    vocabulary: Vocabulary,
    mapping: Mapping | None = None,
    *,
    bounds: Bounds = Bounds(),
) -> Generator[Reading, None, None]:
    """Read a file, or each file of a zip, in a child process; one `Reading` each, as soon as it is there.

    Never raises for what is in the bytes. Closing the iterator ends the child.
    """
    conversation = _Conversation(content, filename, vocabulary, mapping, bounds)
    yield from conversation.readings()


class _Conversation:
    """One upload, read by one child after another until all of it is answered."""

    def __init__(
        self, content: bytes, filename: str, vocabulary: Vocabulary, mapping: Mapping | None, bounds: Bounds
    ) -> None:
        self._content = content
        self._filename = filename
        self._header = {
            "filename": filename,
            "industries": vocabulary.industries,
            "departments": vocabulary.departments,
            "mapping": frozen.freeze_mapping(mapping),
            "length": len(content),
        }
        self._bounds = bounds
        self._next = 0  # number of the result that is waited for
        self._entry: tuple[str, bytes] | None = None  # of an archive: what is being read

    def readings(self) -> Generator[Reading, None, None]:
        """Every reading, crashes as refusals."""
        for _ in range(self._bounds.crashes):
            refusal = yield from self._one_child()
            if refusal is None:
                return
            archive = self._entry is not None or self._next > 0
            yield self._ended(refusal)
            if not archive or refusal == NOT_STARTED:
                return
            self._next += 1
            self._entry = None
        yield _reading(self._filename, b"", {"refusal": GIVEN_UP})

    def _ended(self, refusal: str) -> Reading:
        """The reading of what a child was at when it ended."""
        name, content = self._entry or (self._filename, self._content)
        if self._entry is None and self._next > 0:  # it ended before it could say the entry's name
            name, content = f"{self._filename}（第 {self._next + 1} 个文件）", b""
        return _reading(name, content, {"refusal": refusal})

    def _one_child(self) -> Generator[Reading, None, str | None]:
        """What one child reads. Returns None when all is answered, else why it ended."""
        header = json.dumps({**self._header, "start": self._next}).encode() + b"\n"
        try:
            child = ChildProcess(header, self._content, self._bounds.command)
        except OSError:
            return NOT_STARTED
        ready = False
        try:
            while True:
                answer = _parsed(child.line(self._bounds.deadline if ready else self._bounds.starting))
                if answer is None or "done" in answer:
                    return None if answer else _ending(child.ended(), ready=ready)
                ready = True
                yield from self._taken(answer)
        except queue.Empty:
            return TOO_SLOW if ready else NOT_STARTED
        except Overflow:
            return TOO_MUCH
        except (Refusal, ValueError, KeyError, TypeError):
            return CRASHED  # an answer that the child cannot have meant
        finally:
            child.kill()

    def _taken(self, answer: dict[str, Any]) -> Generator[Reading, None, None]:
        if "entry" in answer:
            self._entry = (str(answer["name"]), base64.b64decode(answer["content"], validate=True))
        elif "archive" in answer:
            yield _reading(self._filename, self._content, {"refusal": str(answer["archive"])})
        elif "result" in answer:
            name, content = self._entry or (self._filename, self._content)
            reading = _reading(name, content, answer)
            self._next += 1
            self._entry = None
            yield reading


def _parsed(line: bytes | None) -> dict[str, Any] | None:
    if not line:
        return None
    answer = json.loads(line)
    if not isinstance(answer, dict):
        raise TypeError(answer)
    return answer


def _reading(name: str, content: bytes, answer: dict[str, Any]) -> Reading:
    """A reading from an answer. Raises ValueError, KeyError or Refusal for one that does not fit."""
    digest = hashlib.sha256(content).hexdigest() if content else ""
    if answer["refusal"] is not None:
        return Reading(name, content, digest, len(content), refusal=str(answer["refusal"]))
    text = str(answer["text"])
    return Reading(
        name,
        content,
        digest,
        len(content),
        str(answer["format"]),
        str(answer["encoding"]),
        text,
        None if answer["doubt"] is None else str(answer["doubt"]),
        frozen.thaw_tables(answer["tables"], length=len(text)),
        frozen.thaw(answer["found"], length=len(text)),
    )


def _ending(status: int, *, ready: bool) -> str:
    """Why a child that said no `done` ended, by its exit status."""
    if not ready:
        return NOT_STARTED
    if status == -getattr(signal, "SIGXCPU", 0):
        return TOO_SLOW
    if status in (OUT_OF_MEMORY, -getattr(signal, "SIGKILL", 9)):
        return TOO_HUNGRY
    return CRASHED
