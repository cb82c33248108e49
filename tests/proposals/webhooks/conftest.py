"""A receiver that this process runs, allowed by the settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proposals.webhooks.receiver import Receiver, certificate, receiver


@pytest.fixture
def other(settings, tmp_path: Path) -> Iterator[Receiver]:
    """The receiver; WEBHOOK_HOSTS names it as one inside the network."""
    context, settings.WEBHOOK_CA = certificate(tmp_path)
    with receiver(context) as told:
        settings.WEBHOOK_HOSTS = [f"private:localhost:{told.port}"]
        yield told
