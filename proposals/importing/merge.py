"""Three-way merge of one field: what the old report said, what the corrected one says, what the database has. Pure.

What a person changed is never overwritten, and nothing is ever emptied because a source falls silent.
"""

from dataclasses import dataclass

from .planned import Settled


@dataclass(frozen=True, slots=True)
class Merged:
    """The value to keep and how it came about."""

    value: str | None
    outcome: Settled


def merge(base: str | None, new: str | None, current: str | None) -> Merged:
    """None is "not stated" (base, new) and "empty" or "gone" (current). Without an old report `base` is None.

    Merging the result again with the same `base` and `new`, or with `new` as its own base, changes nothing.
    """
    if new in (base, current):
        return Merged(current, Settled.SAME)
    if current == base:
        if new is None:
            return Merged(current, Settled.VANISHED)
        return Merged(new, Settled.CHANGED if current is not None else Settled.NEW)
    return Merged(current, Settled.CONFLICT)
