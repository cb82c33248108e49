"""What every benchmark of the site needs first: Django set up on an empty database of its own, taken away again."""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


@contextlib.contextmanager
def own_database() -> Iterator[None]:
    """An SQLite file or, where DATABASE_URL names a PostgreSQL server, a test database there, with all tables.

    Django is set up inside, so nothing of the project may be imported before.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"YANLU_VAR": folder, "HASHED_STATIC": "0"}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'db.sqlite3'}")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django  # inline: the settings read the environment set above

        django.setup()
        from django.db import connection  # inline: as above

        name = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "benchmark.sqlite3")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            from delegates.freshness.token import forget  # inline: as above

            forget()  # it keeps a connection
            connection.creation.destroy_test_db(name, verbosity=0)


def analysed() -> None:
    """Let the engine know how many rows of which kind there are."""
    from django.db import connection  # inline: as above

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def spent() -> float:
    """Seconds on a processor, in this process and in that of the database."""
    from django.db import connection  # inline: as above

    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    connection.ensure_connection()
    driver: Any = connection.connection
    told = Path(f"/proc/{driver.info.backend_pid}/schedstat")
    return own + (int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0)
