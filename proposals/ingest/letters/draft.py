"""One letter before anything is read of it: which lines are its title, its salutation, its text."""

from dataclasses import dataclass, field

from .salutation import Salutation
from .title import Title


@dataclass(slots=True)
class Draft:
    """One letter while it is being put together. Numbers are indices of lines; `stop` is excluded."""

    start: int
    titles: list[Title] = field(default_factory=list)
    salutation: Salutation | None = None
    body: int = -1  # first line of the text; -1 without any
    stop: int = -1
    form: bool = False
    bare: bool = False  # begins with its first sentence, without title and salutation

    @property
    def title(self) -> Title | None:
        """The fullest title, the first where two are alike."""
        return max(
            self.titles, key=lambda one: (len(one.cases), one.issuer is not None, one.subject is not None), default=None
        )
