"""Reference data and the two reports, as the import sees them."""

from pathlib import Path

import pytest

from tests.reference import put_reference
from tests.zhuzhou import OWN, REAL


@pytest.fixture
def reference(db: None) -> None:
    """Regions, industries, departments and sessions of `fixtures/reference`."""
    put_reference()


@pytest.fixture(params=[OWN, REAL], ids=["own words", "newspaper"])
def report_file(request: pytest.FixtureRequest, reference: None) -> Path:
    """The sample in the project's own words, and the newspaper page where it lies beside the repository."""
    path: Path = request.param
    if not path.exists():
        pytest.skip("no newspaper page beside the repository: it is third-party text and no part of it")
    return path


@pytest.fixture
def sample(reference: None) -> Path:
    """The sample alone, where one report is enough."""
    return OWN
