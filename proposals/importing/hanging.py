"""What hangs on one record already: the same proposer, industry, keyword or department is written once."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from proposals.models import Proposal


@dataclass(slots=True)
class Hanging:
    """The rows of one record by kind and key, and where the next proposer and the next ask stand."""

    proposal: Proposal
    rows: dict[tuple[str, Hashable], Any] = field(default_factory=dict)
    next_proposer: int = 0
    next_ask: int = 1

    @classmethod
    def there(cls, proposal: Proposal, name: str) -> "Hanging":
        """The rows of one kind that a record has in the database, in one query."""
        hanging = cls(proposal)
        for row in _ROWS[name](proposal).all():
            hanging.keep(name, row)
        return hanging

    def keep(self, name: str, row: Any) -> None:
        """One more row."""
        self.rows[name, _KEYS[name](row)] = row
        if name == "proposers":
            self.next_proposer = max(self.next_proposer, row.order + 1)
        elif name == "asks":
            self.next_ask = max(self.next_ask, row.order + 1)

    def same(self, name: str, row: Any) -> Any:
        """The row that says what this new one would say, or None."""
        return self.rows.get((name, _KEYS[name](row)))


_ROWS: dict[str, Any] = {
    "proposers": lambda proposal: proposal.proposers,
    "asks": lambda proposal: proposal.asks,
    "industries": lambda proposal: proposal.industry_tags,
    "departments": lambda proposal: proposal.mentions,
    "keyword": lambda proposal: proposal.keyword_tags,
}
_KEYS: dict[str, Any] = {
    "proposers": lambda row: (row.delegate_id, row.organisation_id),
    "asks": lambda row: row.order,
    "industries": lambda row: row.industry_id,
    "departments": lambda row: row.name,
    "keyword": lambda row: row.keyword_id,
}
