"""The words that are known before anything is read."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The editable words extraction knows beforehand: industry names with their aliases, departments with theirs.

    Keys are the words as written, values the standard name. Read from `fixtures/` or from the database by the caller.
    """

    industries: dict[str, str] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
