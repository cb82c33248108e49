"""Workers as processes, on a database of their own: killed by SIGKILL at the worst moment, and two at once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proposals.alerts.mail_server import Delivery, mail_server
from tests.proposals.alerts.post import Post
from tests.running_site import ROOT, database
from tests.site_in_processes import Site

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("mail")
    with database(folder, f"yanlu_mail_{worker_id}") as url:
        yield Site.prepared(folder, url)


@pytest.fixture
def post(site: Site) -> Iterator[Post]:
    with mail_server() as server:
        yield Post(site, server)


def test_a_worker_killed_before_and_after_the_answer_loses_nothing_and_repeats_once_a_kill(post: Post):
    post.write("killed", 6)
    seen: list[Delivery] = []

    def kill(delivery: Delivery) -> None:
        seen.append(delivery)
        if len(seen) in {3, 5}:
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()

    post.server.arrived = kill  # the worker never hears the answer
    for _ in range(2):
        worker = post.worker()
        assert worker.wait() == -signal.SIGKILL
        post.let_leases_end()
    post.server.arrived = lambda delivery: None
    post.server.answered = lambda delivery: os.kill(worker.pid, signal.SIGKILL)  # it may, or may not, have noted it
    worker = post.worker()
    assert worker.wait() == -signal.SIGKILL
    post.server.answered = lambda delivery: None
    post.let_leases_end()
    worker = post.worker()
    assert worker.wait() == 0

    came = post.ids("killed")
    assert len(came) == 6
    assert sum(came.values()) - 6 in {2, 3}
    assert max(came.values()) <= 3
    unsent = "SELECT count(*) FROM proposals_message WHERE sent_at IS NULL"
    assert post.sql(unsent) == [(0,)]


def test_two_workers_at_once_send_each_mail_once(post: Post):
    post.write("shared", 30)

    workers = [post.worker(), post.worker()]

    assert [one.wait() for one in workers] == [0, 0]
    came = post.ids("shared")
    assert (len(came), set(came.values())) == (30, {1})


def test_the_worker_beside_the_site_sends_what_it_finds(post: Post):
    post.write("found", 2)
    post.site.run("plan_alerts")

    assert post.worker("db_worker", "--batch", "--verbosity=0").wait() == 0

    assert set(post.ids("found").values()) == {1}
    assert len(post.ids("found")) == 2


def test_the_command_says_when_the_server_cannot_be_used(post: Post, tmp_path: Path):
    post.write("stuck", 1)
    post.server.on_connect = "554 closed"

    line = [sys.executable, "manage.py", "send_mail"]
    done = subprocess.run(line, cwd=ROOT, env=post.site.environment, capture_output=True, check=False)  # noqa: S603  ours

    assert done.returncode == 1
    assert "发出 0 封，1 封稍后再试，0 封不再尝试。" in done.stdout.decode()
    assert "邮件服务器现在不能用，其余的稍后再试。" in done.stderr.decode()
