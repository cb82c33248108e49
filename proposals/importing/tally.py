"""How much was read out of files, whom they name and what they call it, from what is frozen, never thawed. Pure."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of one file or of several."""

    proposals: int = 0
    delegates: int = 0
    asks: int = 0
    doubts: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Of both together."""
        return Tally(
            self.proposals + other.proposals,
            self.delegates + other.delegates,
            self.asks + other.asks,
            self.doubts + other.doubts,
        )


def tally(found: dict[str, Any] | None, *, doubt: str = "") -> Tally:
    """Of `ImportFile.found` as it is kept; `doubt` is that of the reading itself."""
    if not found:
        return Tally(doubts=bool(doubt))
    proposals = _proposals(found)
    delegates = found["delegates"]
    doubts = sum(len(one["doubts"]) for one in (*proposals, *delegates)) + len(found["warnings"]) + bool(doubt)
    return Tally(len(proposals), len(delegates), sum(len(one["asks"]) for one in proposals), doubts)


def names_in(found: dict[str, Any] | None) -> set[str]:
    """Everybody whom `ImportFile.found` names as a delegate or proposer."""
    if not found:
        return set()
    proposers = (who for one in _proposals(found) for who in one["proposers"])
    return {one["name"] for one in (*found["delegates"], *proposers)}


def units_in(found: dict[str, Any] | None) -> set[str]:
    """Every unit that a post or a proposer names."""
    if not found:
        return set()
    posts = {post["organisation"] for one in found["delegates"] for post in one["posts"] if post["organisation"]}
    proposers = (who for one in _proposals(found) for who in one["proposers"])
    return posts | {who["name"] for who in proposers if who["type"] != "person"}


def titles_in(found: dict[str, Any] | None) -> set[str]:
    """The titles of its records."""
    return {one["headline"] for one in _proposals(found)} if found else set()


def _proposals(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for article in found["articles"] for one in article["proposals"]]
