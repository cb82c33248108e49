"""What `bin/serve` refuses, what it makes once, and how it starts and stops."""

import os
import signal
import socket
import stat
import subprocess
import sys
from urllib.request import urlopen

import pytest

from config import preparation, serving
from config.preparation import ROOT
from tests.running_site import RunningSite


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_told_with_a_way_out(taken_port):
    with pytest.raises(SystemExit) as ended:
        serving.read_options(["--port", str(taken_port)])

    assert str(ended.value).startswith(f"无法在 127.0.0.1 的端口 {taken_port} 上启动：")
    assert "换一个端口，例如 bin/serve --port 8010。" in str(ended.value)


def test_the_command_itself_ends_with_status_1_on_a_taken_port(taken_port):
    command = [sys.executable, str(ROOT / "bin" / "serve"), "--port", str(taken_port)]

    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own command

    assert (ended.returncode, ended.stdout) == (1, "")
    assert "请先停掉它" in ended.stderr


def test_preparing_alone_needs_no_port(taken_port):
    assert serving.read_options(["--prepare-only", "--port", str(taken_port)]).prepare_only


def test_reports_that_do_not_exist_are_all_named():
    with pytest.raises(SystemExit, match=r"^找不到这些报道文件，请核对路径：没有\.txt、也没有\.txt$"):
        serving.read_options(["没有.txt", "manage.py", "也没有.txt", "--prepare-only"])


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),  # noqa: S104  refused, not bound
        ("192.0.2.7", False),
        ("a.example", False),
    ],
)
def test_only_this_machine_counts_as_loopback(host, loopback):
    assert serving._is_loopback(host) == loopback


def test_the_folder_of_the_database_is_made_with_those_above_it_and_kept(tmp_path):
    for _ in range(2):
        preparation.ensure_folder(tmp_path / "var" / "demo")
        (tmp_path / "var" / "demo" / "kept").touch()

    assert os.listdir(tmp_path / "var" / "demo") == ["kept"]


def test_a_secret_key_is_made_once_and_for_its_owner_alone(tmp_path):
    preparation.ensure_secret_key(tmp_path / "var")
    made = (tmp_path / "var" / "secret_key").read_text("utf-8")

    preparation.ensure_secret_key(tmp_path / "var")

    assert (tmp_path / "var" / "secret_key").read_text("utf-8") == made
    assert len(made) >= 64
    assert os.listdir(tmp_path / "var") == ["secret_key"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no POSIX file modes; the folder's own rights apply there")
def test_nobody_else_on_the_machine_may_read_the_secret_key(tmp_path):
    preparation.ensure_secret_key(tmp_path / "var")

    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_the_digest_of_the_code_changes_with_any_byte_or_name():
    digest = preparation.code_digest

    assert digest([ROOT / "manage.py"]) == digest([ROOT / "manage.py"])
    assert digest([ROOT / "manage.py"]) != digest([ROOT / "pyproject.toml"])
    assert digest([ROOT / "config"]) != digest([ROOT / "config", ROOT / "manage.py"])


def run_serving(running_site: RunningSite, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `config.serving` to its end against the database of the running site."""
    command = [sys.executable, "-m", "config.serving", *arguments]
    return subprocess.run(  # noqa: S603  our own module
        command, cwd=ROOT, env=running_site.environment, capture_output=True, text=True, check=False
    )


@pytest.mark.usefixtures("site")
class TestARunningSite:
    """Against a real process, which set itself up in an empty folder."""

    def test_the_start_prints_the_address_and_a_password_once(self, running_site):
        output = running_site.output.read_text("utf-8")

        assert f"网站已启动：{running_site.url}/\n工作台：{running_site.url}/admin/\n" in output
        assert output.count("      密码  ") == 1

    def test_the_sign_in_page_answers(self, site):
        with urlopen(f"{site}/admin/login/") as answer:  # noqa: S310  our own server
            assert answer.status == 200
            assert "言路" in answer.read().decode()

    def test_preparing_again_changes_nothing_and_says_nothing(self, running_site):
        again = run_serving(running_site, "--prepare-only")

        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")

    def test_a_report_that_cannot_be_imported_stops_the_start_with_its_sentence(self, running_site, tmp_path):
        empty = tmp_path / "空.txt"
        empty.write_bytes(b"")

        ended = run_serving(running_site, str(empty), "--port", "0")

        assert ended.returncode == 1
        assert "网站没有启动。" in ended.stderr
        assert "Traceback" not in ended.stderr

    def test_an_address_others_can_reach_is_refused_without_https(self, running_site):
        ended = run_serving(running_site, "--host", "0.0.0.0", "--port", "0")  # noqa: S104  refused

        assert ended.returncode == 1
        assert ended.stderr == (
            "没有 https 就只能监听本机地址。请设好 https 的 SITE_URL（见 docs/operating.md），或去掉 --host。\n"
        )

    @pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without a signal it could answer")
    def test_sigterm_stops_it_cleanly(self, running_site):
        command = [sys.executable, "-m", "config.serving", "--port", "0"]
        with subprocess.Popen(  # noqa: S603  our own module
            command, cwd=ROOT, env=running_site.environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            started = [process.stdout.readline() for _ in range(4)]
            process.send_signal(signal.SIGTERM)
            rest = process.stdout.read()

        assert started[0].startswith("网站已启动：")
        assert started[2].startswith("没有设置邮件服务器")
        assert started[3] == "按 Ctrl+C 停止。\n"
        assert (process.returncode, rest) == (0, "已停止。\n")
