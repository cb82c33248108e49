"""One child process: fed and heard by two threads, so that neither pipe can block the other; killed with its group."""

import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

LONGEST = 64_000_000  # bytes of one answer
WAITING = 2  # answers kept until they are asked for: the child waits when nobody listens
COMMAND = (sys.executable, "-E", "-s", "-B", "-m", "proposals.ingest.child")
ROOT = Path(__file__).resolve().parents[2]  # where `proposals` is imported from


class Overflow(Exception):
    """An answer longer than any file can give cause to."""


class ChildProcess:
    """A reading child with its request on the way. Raises OSError when it cannot be started."""

    def __init__(self, header: bytes, content: bytes, command: tuple[str, ...] = COMMAND) -> None:
        kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows needs it
        self._process = subprocess.Popen(  # noqa: S603  a fixed command
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=kept,
            start_new_session=True,
        )
        self._lines: queue.Queue[bytes | None] = queue.Queue(WAITING)
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._feed, args=(header, content), daemon=True),
            threading.Thread(target=self._hear, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def line(self, seconds: float) -> bytes | None:
        """The next line, None at the end. Raises queue.Empty after `seconds` of silence, Overflow for one too long."""
        line = self._lines.get(timeout=seconds)
        if line and len(line) > LONGEST:
            raise Overflow
        return line

    def ended(self) -> int:
        """The exit status, negative for a signal; a child that has closed its output but goes on is killed."""
        try:
            return self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.kill()
            return self._process.wait()

    def kill(self) -> None:
        """End the child and all that may have come from it, and wait for the threads."""
        self._stopped.set()
        if sys.platform == "win32":
            self._process.kill()
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _feed(self, header: bytes, content: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None  # noqa: S101  asked for above
        with suppress(OSError):  # a child that has ended hears no more
            pipe.write(header)
            pipe.write(content)
            pipe.close()

    def _hear(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None  # noqa: S101  asked for above
        while not self._stopped.is_set():
            line = pipe.readline(LONGEST + 1)
            self._put(line or None)
            if not line or len(line) > LONGEST:
                return

    def _put(self, line: bytes | None) -> None:
        """Hand a line on; given up when nobody will ask for it any more."""
        while not self._stopped.is_set():
            with suppress(queue.Full):
                self._lines.put(line, timeout=0.2)
                return
