"""A connection that is opened while another process writes is as good as any other."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler


def _another(path: Path) -> BaseDatabaseWrapper:
    told = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}
    return ConnectionHandler({"default": {**told, "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0.05}}})[
        "default"
    ]


@pytest.mark.django_db
def test_a_connection_opened_while_another_writes_still_knows_json(tmp_path):
    with closing(sqlite3.connect(tmp_path / "busy.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        opened = _another(tmp_path / "busy.sqlite3")

        opened.ensure_connection()

        assert vars(opened.features)["supports_json_field"] is True  # known, without a question that needs the lock
        opened.close()
