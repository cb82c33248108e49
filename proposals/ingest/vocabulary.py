"""The words known beforehand, read from the reference data: which alias means which industry or department."""

import json
from pathlib import Path

from .records import Vocabulary


def load(folder: Path) -> Vocabulary:
    """Read `industries.json` and `departments.json` of a folder; a file that is not there teaches no words."""
    return Vocabulary(
        industries=_words(folder / "industries.json"),
        departments=_words(folder / "departments.json"),
    )


def _words(path: Path) -> dict[str, str]:
    """Each name and alias of a list of {"name", "aliases"}, pointing at the name. A name outranks another's alias."""
    if not path.exists():
        return {}
    entries = json.loads(path.read_text("utf-8"))
    aliases = {alias: entry["name"] for entry in entries for alias in entry.get("aliases", ())}
    return aliases | {entry["name"]: entry["name"] for entry in entries}
