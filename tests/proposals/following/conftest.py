"""The mail server of the outbox's tests, and forms that nobody has to wait for."""

from datetime import timedelta

import pytest

from proposals.problems import forms
from tests.proposals.alerts.conftest import mailbox as mailbox


@pytest.fixture
def as_quick_as_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too quick has a test of its own."""
    monkeypatch.setattr(forms, "QUICKEST", timedelta(seconds=-1))
