"""What the repository holds and what it depends on."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = {
    *("manage.py", "pyproject.toml", "README.md", "README.zh-CN.md", "LICENSE", ".gitignore", ".ci"),
    *("proposals", "delegates", "config", "fixtures", "tests", "bin", "benchmarks", "docs", "locale"),
    *("requirements.lock", "requirements-dev.lock"),
}
TRACKED = subprocess.run(
    ["git", "ls-files", "-z"],  # noqa: S607  whichever git this machine has
    cwd=ROOT, capture_output=True, check=True,
).stdout.decode().split("\0")[:-1]  # fmt: skip


def test_the_top_level_holds_only_its_rooms_and_guests():
    assert {name.split("/")[0] for name in TRACKED} - ALLOWED == set()


def test_every_dependency_has_its_reason_in_the_readme():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = [re.split(r"[\[<>=]", requirement)[0] for requirement in wanted]
    reasons = dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))

    assert [name for name in names if len(reasons.get(name, "").split()) < 3] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_address_and_no_path(name):
    text = (ROOT / name).read_text("utf-8")

    assert re.findall(r"^.*(?:://| @ |file:|\.whl|\.tar|^[-./]).*$", text, re.MULTILINE) == []


def test_the_two_commands_can_be_run_by_name():
    listed = subprocess.run(
        ["git", "ls-files", "--stage", "bin/serve", "bin/test"],  # noqa: S607  whichever git this machine has
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip

    assert [(line.split()[0], line.split()[-1]) for line in listed] == [("100755", "bin/serve"), ("100755", "bin/test")]
