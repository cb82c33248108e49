"""What a proposal is about: its telling words, each with a weight."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from proposals.classification.dictionary import telling
from proposals.search.words import rarity

from .steps import STEPS

KEPT = 40  # words of one proposal, the heaviest
IN_TITLE, IN_ASK = 2.0, 1.0
COMMON = 0.015  # share of all proposals from which a word in both titles no longer makes a pair


@dataclass(frozen=True, slots=True)
class Gist:
    """The title; the telling words with their weights, heaviest first; those the title says; industries, keywords."""

    title: str
    words: Mapping[str, float]
    titled: frozenset[str]
    tags: frozenset[str] = frozenset()

    def stored(self) -> dict[str, Any]:
        """As a row keeps it."""
        sets = {"titled": sorted(self.titled), "tags": sorted(self.tags)}
        return {"title": self.title, "words": list(self.words.items()), **sets}

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Gist":
        """From a row."""
        sets = (frozenset(stored[name]) for name in ("titled", "tags"))
        return cls(stored["title"], dict(stored["words"]), *sets)


def gist_of(
    title: str,
    asks: Sequence[str],
    *,
    tags: Collection[str] = (),
    without: Collection[str] = (),
    common: Mapping[str, float] = MappingProxyType({}),
) -> Gist:
    """Each word weighs as much as it is rare, twice that where the title says it.

    `without`: words that say nothing here, such as the name of the city. `common`: the share of all proposals that
    hold a word, 0 to 1; whatever stands in many says less.
    """
    weights: dict[str, float] = {}
    for text, times in ((title, IN_TITLE), ("\n".join(asks), IN_ASK)):
        for word in telling(text):
            if word not in STEPS and word not in without:
                weights.setdefault(word, times)
    rare = rarity(weights)
    weighed = {word: round(times * rare[word] * _less(common.get(word, 0.0)), 2) for word, times in weights.items()}
    heaviest = sorted(weighed, key=lambda word: (-weighed[word], word))[:KEPT]
    in_title = frozenset(word for word in heaviest if weights[word] == IN_TITLE and common.get(word, 0.0) < COMMON)
    words = {word: weighed[word] for word in heaviest}
    return Gist(title, words, in_title, frozenset(tags))


def _less(share: float) -> float:
    """What is left of a word's weight where so many proposals hold it: half at 5 %."""
    return 1 - min(0.8, 10 * share)
