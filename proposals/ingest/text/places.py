"""Where names stand in a text."""

from collections.abc import Iterable


def places(text: str, names: Iterable[str]) -> list[tuple[int, str]]:
    """Every place of every name, the longest where two begin together. One pass over the text."""
    known = set(names)
    lengths = sorted({len(name) for name in known}, reverse=True)
    initials = {name[0] for name in known if name}
    found: list[tuple[int, str]] = []
    after = 0
    for at, char in enumerate(text):
        if char not in initials or at < after:
            continue
        name = next((text[at : at + n] for n in lengths if text[at : at + n] in known), None)
        if name:
            found.append((at, name))
            after = at + len(name)
    return found
