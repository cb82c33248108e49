"""What somebody changed while another filled in the same form, laid beside what that other wrote."""

from dataclasses import dataclass, field
from datetime import datetime

from delegates.history.marking import Stretch, marked


@dataclass(frozen=True, slots=True)
class Line:
    """One field where both wrote. `mine` is in the form still; `stored` was saved by `who`."""

    label: str
    mine: list[Stretch]
    stored: list[Stretch]
    who: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing that only the other one changed: it stands in the form now."""

    label: str
    stored: str
    who: str
    at: datetime | None


@dataclass(slots=True)
class Conflict:
    """All that the second one has to know before saving again."""

    lines: list[Line] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.lines or self.taken)

    def both(self, label: str, mine: str, stored: str, who: str, at: datetime | None) -> None:
        """A field that both changed."""
        left, right = marked(mine, stored)
        self.lines.append(Line(label, left, right, who, at))
