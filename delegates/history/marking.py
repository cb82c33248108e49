"""Two texts side by side: which of their characters differ."""

from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST = 3000  # characters compared one by one; longer texts are shown whole


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that stand in both texts, or in this one alone."""

    text: str
    own: bool


def marked(before: str, after: str) -> tuple[list[Stretch], list[Stretch]]:
    """Both texts cut where they differ. Texts with little in common are not cut: nobody reads such a patchwork."""
    if max(len(before), len(after)) > LONGEST:
        return [Stretch(before, True)], [Stretch(after, True)]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.4:
        return [Stretch(before, True)], [Stretch(after, True)]
    old, new = [], []
    for act, start, end, begin, stop in matcher.get_opcodes():
        if end > start:
            old.append(Stretch(before[start:end], act != "equal"))
        if stop > begin:
            new.append(Stretch(after[begin:stop], act != "equal"))
    return old, new
