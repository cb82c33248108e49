"""Which tests go to one worker together: those of a file, and all files that share the running site.

A file's fixtures are then made once. The mark `xdist_group` cannot say this: pytest-xdist up to 3.8 hands it on inside
the tests' ids, where pytest 9.2 no longer lets it (pytest-xdist issue 1386), and drops it without a word.
"""

from collections.abc import Sequence

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it publishes no types

SITE = "the running site"
_OF_THE_SITE = (
    "tests/bin/test_in_a_browser.py",
    "tests/bin/test_serving.py",
    "tests/bin/test_worker.py",
    "tests/browser/",
)
# What takes longest begins first, so that no worker is left alone with it at the end.
_LONG = (
    SITE,
    "tests/proposals/importing/test_reading.py",
    "tests/proposals/importing/test_real_processes.py",
    "tests/proposals/importing/test_every_specimen.py",
    "tests/roles/test_matrix.py",
    "tests/proposals/ingest/test_variants.py",
)


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # as above
    """Hands out whole files, and the files of the running site as one."""

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)


def unit(nodeid: str) -> str:
    """What a test goes to its worker with: its file's path, or the running site."""
    file = nodeid.partition("::")[0]
    return SITE if file.startswith(_OF_THE_SITE) else file


def longest_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests in the order in which they are handed out; what is not known to be long stays in its order."""
    place = {name: at for at, name in enumerate(_LONG)}
    return sorted(items, key=lambda item: place.get(unit(item.nodeid), len(place)))


def strays(items: Sequence[pytest.Item]) -> list[str]:
    """Tests of the running site in files not known here: each worker they reach would start a site of its own."""
    with_site = [item for item in items if "running_site" in getattr(item, "fixturenames", ())]
    return [item.nodeid for item in with_site if unit(item.nodeid) != SITE]
