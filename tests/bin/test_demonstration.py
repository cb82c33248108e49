"""`bin/serve --demo` turns the process to a folder and a database of its own, whatever else is named."""

import os
from pathlib import Path

import pytest

from config import demonstration, serving


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment that is put back afterwards, with a real site in it."""
    for name, value in (
        ("YANLU_VAR", str(tmp_path)),
        ("DATABASE_URL", "postgresql://real"),
        ("EMAIL_URL", "smtp://real"),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("YANLU_DEMO", "")
    return tmp_path


def test_it_leaves_the_real_database_and_the_mail_server_alone(surroundings):
    assert demonstration.choose() is True

    folder = surroundings.resolve() / "demo"
    assert os.environ["YANLU_VAR"] == str(folder)
    assert os.environ["DATABASE_URL"] == f"sqlite:///{folder / 'yanlu.sqlite3'}"
    assert (os.environ["YANLU_DEMO"], os.environ["EMAIL_URL"]) == ("1", "")


def test_it_says_nothing_of_a_database_that_nobody_named(surroundings, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")

    assert demonstration.choose() is False


def test_it_is_asked_for_by_a_word():
    assert serving.read_options(["--demo", "--prepare-only"]).demo
    assert not serving.read_options(["--prepare-only"]).demo


def test_a_folder_without_a_database_holds_no_example(tmp_path):
    assert not demonstration.holds_example(tmp_path)
    assert demonstration.own_reports(tmp_path) == 0
