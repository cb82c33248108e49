"""The process beside the web server: kept alive, ended with the site, and never left behind alone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.preparation import ROOT
from config.worker import Worker
from tests.running_site import RunningSite

KEEPER = """
import time
from config.worker import Worker
worker = Worker()
worker.start()
while worker.pid is None:
    time.sleep(0.05)
print(worker.pid, flush=True)
time.sleep(600)
"""

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="processes are looked up the POSIX way; Windows has no signal 0"
)


def until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true within a generous while."""
    deadline = time.monotonic() + 60
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def alive(pid: int) -> bool:
    """Whether the process runs. One that ended and was not yet asked for its status does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text("utf-8").rpartition(")")[2].split()[0] == "Z")


@pytest.fixture
def worker(site: str, running_site: RunningSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    for name, value in running_site.environment.items():
        monkeypatch.setenv(name, value)
    one = Worker()
    one.start()
    assert until(lambda: one.pid is not None)
    yield one
    one.stop()


def test_a_worker_that_was_killed_is_started_again(worker: Worker, capfd: pytest.CaptureFixture[str]):
    first = worker.pid
    assert first is not None

    os.kill(first, signal.SIGKILL)

    assert until(lambda: worker.pid not in (None, first))
    assert "读取导入文件的进程停了（状态 -9），1 秒后重新启动。" in capfd.readouterr().err


def test_stopping_ends_the_process_and_starts_no_other(worker: Worker):
    pid = worker.pid
    assert pid is not None

    worker.stop()

    assert (alive(pid), worker.pid) == (False, None)


def test_the_worker_ends_when_whoever_started_it_is_killed(site: str, running_site: RunningSite):
    command = [sys.executable, "-c", KEEPER]
    with subprocess.Popen(  # noqa: S603  our own program
        command, cwd=ROOT, env=running_site.environment, stdout=subprocess.PIPE, text=True
    ) as keeper:
        assert keeper.stdout is not None
        pid = int(keeper.stdout.readline())
        keeper.kill()

    assert until(lambda: not alive(pid))


def test_a_worker_that_never_came_to_start_is_stopped_without_a_word():
    worker = Worker()

    worker.stop()

    assert worker.pid is None
