"""What `bin/serve` and `bin/test` share: the version they ask for and the environment they keep."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import _environment
import _python
import pytest
from _environment import Unable, ensure, python_of

from config.preparation import ROOT


@pytest.fixture
def lock(tmp_path):
    path = tmp_path / "some.lock"
    path.write_text("# nothing is needed\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def bare_venv(tmp_path_factory):
    """A real environment with pip and nothing else."""
    venv = tmp_path_factory.mktemp("environment") / "venv"
    lock = venv.with_name("empty.lock")
    lock.write_text("", "utf-8")
    ensure(lock, venv=venv)
    return venv


def stamp_of(venv: Path) -> dict[str, str]:
    stamp: dict[str, str] = json.loads((venv / "installed.json").read_text("utf-8"))
    return stamp


def test_an_old_python_is_told_what_is_needed():
    assert _python.too_old((3, 10, 14)) == (
        "这台机器的 Python 是 3.10，言路需要 3.11 或更新的版本。"
        "请先安装新版 Python，再用它运行这条命令，例如 python3.11 bin/serve。"
    )


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 14, 0), (4, 0, 0)])
def test_a_python_of_3_11_or_newer_will_do(version):
    assert _python.too_old(version) == ""


@pytest.mark.parametrize("name", ["_python.py", "serve", "test"])
def test_an_old_python_can_read_as_far_as_the_sentence(name):
    source = (ROOT / "bin" / name).read_text("utf-8")

    ast.parse(source, feature_version=(3, 6))


def test_an_unchanged_lock_starts_no_installation(bare_venv, lock, capfd):
    ensure(lock, venv=bare_venv)
    capfd.readouterr()

    assert ensure(lock, venv=bare_venv) == python_of(bare_venv)
    assert capfd.readouterr() == ("", "")


def test_a_changed_lock_is_installed_and_noted(bare_venv, lock, capfd):
    ensure(lock, venv=bare_venv)
    before = stamp_of(bare_venv)
    lock.write_text("# another nothing\n", "utf-8")
    capfd.readouterr()

    ensure(lock, venv=bare_venv)

    assert "正在按 some.lock 安装依赖" in capfd.readouterr().out
    assert stamp_of(bare_venv)["some.lock"] != before["some.lock"]


def test_a_lock_covered_by_an_installed_one_counts_as_installed(bare_venv, lock, tmp_path, capfd):
    wide = tmp_path / "wide.lock"
    wide.write_text("# more\n", "utf-8")
    ensure(wide, covers=[lock], venv=bare_venv)
    capfd.readouterr()

    ensure(lock, venv=bare_venv)

    assert capfd.readouterr() == ("", "")


def test_an_installation_that_failed_leaves_no_stamp_and_says_what_to_do(bare_venv, lock):
    ensure(lock, venv=bare_venv)
    lock.write_text("rich==15.0.0\n", "utf-8")  # without its hash, pip refuses before it asks any index

    with pytest.raises(Unable, match=r"依赖没有装好，原因见上。请检查网络"):
        ensure(lock, venv=bare_venv)

    assert not (bare_venv / "installed.json").exists()


def test_a_stamp_that_cannot_be_read_is_no_stamp(bare_venv, lock):
    (bare_venv / "installed.json").write_text('{"some.l', "utf-8")

    ensure(lock, venv=bare_venv)

    assert stamp_of(bare_venv).keys() == {"python", "some.lock"}


def test_an_environment_filled_under_another_python_is_filled_again(bare_venv, lock):
    ensure(lock, venv=bare_venv)
    (bare_venv / "installed.json").write_text(json.dumps(stamp_of(bare_venv) | {"python": "3.9"}), "utf-8")

    ensure(lock, venv=bare_venv)

    assert stamp_of(bare_venv)["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"


WITHOUT_ENSUREPIP = """
import importlib.machinery, pathlib, sys
class AsOnDebian(importlib.machinery.PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name == "ensurepip" else super().find_spec(name, path, target)
sys.meta_path[:] = [f for f in sys.meta_path if f is not importlib.machinery.PathFinder] + [AsOnDebian]
sys.path.insert(0, sys.argv[1])
import _environment
_environment.ensure(pathlib.Path(sys.argv[2]), venv=pathlib.Path(sys.argv[3]))
"""


def test_a_python_without_venv_is_told_which_package_brings_it(tmp_path, lock):
    """Debian without python3-venv has no ensurepip."""
    command = [sys.executable, "-c", WITHOUT_ENSUREPIP, ROOT / "bin", lock, tmp_path / "venv"]

    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own interpreter

    assert ended.returncode == 1
    assert "Unable: 这个 Python 缺少 venv 模块" in ended.stderr
    assert "apt install python3-venv" in ended.stderr
    assert not (tmp_path / "venv").exists()


def test_the_exit_status_of_a_command_comes_back():
    assert _environment.run([sys.executable, "-c", "import sys; sys.exit(7)"]) == 7
