"""The process beside the web server that reads what was dropped in and sends mail: started and ended with the site.

Run as `python -m config.worker` it is that process: Django's task worker, which also ends when whoever started it is
gone, however that happened: its standard input is a pipe that closes with the other process.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 10  # seconds a task under way may take to end at shutdown; what is cut off is taken up at the next start
LONGEST_PAUSE = 30  # seconds between two starts of a worker that keeps dying


class Worker:
    """Keeps one worker process alive until `stop`: one that dies is started again, each time after a longer pause."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)

    def start(self) -> None:
        """Start the process and watch it from a thread of this one."""
        self._keeper.start()

    def stop(self) -> None:
        """End the process and wait for it; at most PATIENCE seconds, then it is killed."""
        self._stopping.set()
        process = self._process
        if process is not None:
            _end(process)
        # A signal may come while the thread is only being started: then it finds `_stopping` set and ends by itself.
        with contextlib.suppress(RuntimeError):
            self._keeper.join(timeout=PATIENCE)

    @property
    def pid(self) -> int | None:
        """Of the process that runs now."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def _keep(self) -> None:
        pause = 1
        while not self._stopping.is_set():
            self._process = _begin()
            if self._stopping.is_set():  # asked to stop while it was being started
                _end(self._process)
            status = self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()
            if not self._stopping.is_set():
                print(f"读取导入文件的进程停了（状态 {status}），{pause} 秒后重新启动。", file=sys.stderr, flush=True)
            self._stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def _begin() -> "subprocess.Popen[bytes]":
    # A session of its own (no matter on Windows): Ctrl+C in the terminal reaches the server alone, which then ends
    # the worker in order.
    command = [sys.executable, "-m", "config.worker"]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603  ours


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main() -> None:
    """Work until asked to stop or left alone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # inline: the server imports this module for `Worker` before its environment stands
    from django.core.management import call_command  # inline: as above

    django.setup()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    call_command("plan_alerts")
    call_command("db_worker", verbosity=0, reload=False)


def _end_with_parent() -> None:
    os.read(0, 1)  # past Python's buffer, whose lock the interpreter wants when it ends
    os.kill(os.getpid(), signal.SIGTERM)  # to the process, so that a sleeping main thread wakes
    threading.Event().wait(PATIENCE)
    os._exit(1)


if __name__ == "__main__":
    main()
