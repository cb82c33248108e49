"""Files that tests upload go where the machine forgets them."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def files_elsewhere(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
