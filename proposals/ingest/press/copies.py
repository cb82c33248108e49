"""The same article twice in one file is read once: pages saved with a teaser, or printed a second time below.

An article that asks nothing new of the same proposers repeats the one before it; its proposals are left out, the
article itself stays, so that no line of the source goes unaccounted for.
"""

from collections.abc import Iterable
from dataclasses import replace

from ..records import Article, Proposal
from ..text.repeats import alike

LIMIT = 40  # earlier proposals of the same makers that are compared


def without_copies(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The articles in order, proposals that an earlier article states already left out."""
    known: dict[tuple[str, ...], list[Proposal]] = {}
    kept: list[Article] = []
    for article in articles:
        fresh: list[Proposal] = []
        for proposal in article.proposals:
            makers = tuple(sorted(one.name for one in proposal.proposers))
            before = known.setdefault(makers, [])
            if not any(_repeats(proposal, other) for other in before[-LIMIT:]):
                fresh.append(proposal)
        for proposal in fresh:
            known[tuple(sorted(one.name for one in proposal.proposers))].append(proposal)
        kept.append(article if len(fresh) == len(article.proposals) else replace(article, proposals=tuple(fresh)))
    return tuple(kept)


def _repeats(proposal: Proposal, other: Proposal) -> bool:
    """Whether a proposal says nothing that the other does not: every ask again, or the same title and no ask."""
    if not proposal.proposers:
        return False
    if not proposal.asks:
        return alike(proposal.headline, [other.headline])
    wordings = [ask.text for ask in other.asks]
    return all(alike(ask.text, wordings) for ask in proposal.asks)
