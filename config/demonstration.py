"""Where the demonstration lives: a folder and a database of its own, so that nothing invented ever meets real data.

The log of follow-ups is append-only, by triggers: what is loaded into a database can never be taken out row by row.
So the invented city is taken away by taking away its folder, and a real database never holds any of it.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from config.preparation import ROOT, SAMPLE

FOLDER, DATABASE = "demo", "yanlu.sqlite3"


def choose() -> bool:
    """Turn this process, and those it starts, to the demonstration. Whether another database had been named."""
    folder = Path(os.environ.get("YANLU_VAR", ROOT / "var")).resolve() / FOLDER
    named = bool(os.environ.get("DATABASE_URL"))
    os.environ["YANLU_VAR"] = str(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / DATABASE}"
    os.environ["YANLU_DEMO"] = "1"
    os.environ["EMAIL_URL"] = ""  # no mail about things that are not true
    return named


def folder_of(var: Path, *, demo: bool) -> Path:
    """Its folder, seen from a real site or from the demonstration itself."""
    return var if demo else var / FOLDER


def holds_example(folder: Path) -> bool:
    """Whether there is a database with an invented place. Asks the file itself: settings name another database."""
    return bool(_count(folder, "SELECT count(*) FROM delegates_region WHERE is_example"))


def own_reports(folder: Path) -> int:
    """How many reports people have imported into the demonstration themselves."""
    question = (
        "SELECT count(*) FROM proposals_report WHERE retracted_at IS NULL AND filename <> ? AND coalesce(region_id, '')"
        " NOT IN (SELECT code FROM delegates_region WHERE is_example)"
    )
    return _count(folder, question, SAMPLE.name)


def remove(folder: Path) -> None:
    """Take the folder away with all that is in it: database, files, key, style sheets. Raises OSError."""
    shutil.rmtree(folder)


def _count(folder: Path, question: str, *values: str) -> int:
    path = folder / DATABASE
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute(question, values).fetchone()[0])
    except sqlite3.DatabaseError:  # no such table: not a database of ours
        return 0
