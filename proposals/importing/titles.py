"""Which titles stand at all, so that a new one needs no question: for one batch, which tells what it writes."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from proposals.models import Proposal, Proposer

TOGETHER = 500  # in one query


class Titles:
    """What is known of titles. One that nobody asked for may stand; one taken away since may be told as standing."""

    def __init__(self) -> None:
        """Start with nothing looked up."""
        self._asked: set[str] = set()
        self._standing: set[str] = set()
        self._unproposed: set[str] = set()

    def look_up(self, titles: Iterable[str]) -> None:
        """Ask for many titles together."""
        fresh = sorted(set(titles) - self._asked)
        proposed = Exists(Proposer.objects.filter(proposal=OuterRef("pk")).order_by())
        for start in range(0, len(fresh), TOGETHER):
            there = Proposal.objects.filter(headline__in=fresh[start : start + TOGETHER]).order_by()
            for title, has in there.annotate(has=proposed).values_list("headline", "has").distinct():
                self.add(title, proposed=has)
        self._asked.update(fresh)

    def add(self, title: str, *, proposed: bool) -> None:
        """A record of this title, with or without proposers."""
        self._standing.add(title)
        if not proposed:
            self._unproposed.add(title)

    def standing(self, titles: Iterable[str]) -> set[str]:
        """Those of these titles that a record may have."""
        return {one for one in titles if one in self._standing or one not in self._asked}

    def unproposed(self, titles: Iterable[str]) -> set[str]:
        """Those that a record without proposers may have."""
        return {one for one in titles if one in self._unproposed or one not in self._asked}
