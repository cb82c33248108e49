"""Suggestions by vote: each word of a text votes for the targets it stood with, the surer the rarer elsewhere."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from delegates.models import Region
from proposals.models import Department
from proposals.models.vote import About, WordVote

from .dictionary import telling

LEAST = 0.6  # sum of votes below which nothing is suggested: one fair word, or two halves
SHARE = 0.25  # least part of all votes that a target must have
MOST = 3  # suggestions shown
SHOWN = 5  # words shown for each


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A target with its part of all votes, 0 to 1, and the words that voted for it, the strongest first."""

    target: str
    share: float
    words: tuple[str, ...]


def suggest(about: About, text: str) -> list[Suggestion]:
    """What the words of a text speak for, the likeliest first; empty when too few speak. One query."""
    votes = _votes(about, telling(text))
    total = sum(sum(words.values()) for words in votes.values())
    found = [
        Suggestion(target, round(sum(words.values()) / total, 2), _strongest(words))
        for target, words in votes.items()
        if sum(words.values()) >= LEAST and sum(words.values()) / total >= SHARE
    ]
    return sorted(found, key=lambda one: (-one.share, one.target))[:MOST]


def suggest_department(text: str, region: Region | None, on: date | None = None) -> list[tuple[Department, Suggestion]]:
    """The departments of a region that such matters went to, with the reason. Two queries.

    Of those that existed on a day; None is today.
    """
    if region is None:
        return []
    there = Department.objects.existing_on(on) if on else Department.objects.current()
    known = {core(one.name, region): one for one in there.filter(region=region)}
    return [(known[one.target], one) for one in suggest(About.DEPARTMENT, text) if one.target in known]


def core(name: str, region: Region) -> str:
    """A department's name without its city, so that cities learn from each other: 株洲市教育局 -> 教育局."""
    return name.removeprefix(region.name).removeprefix(region.name.rstrip("省市县区州盟旗")).lstrip("省市县区") or name


def _votes(about: About, words: Iterable[str]) -> dict[str, dict[str, float]]:
    rows = WordVote.objects.filter(about=about, word__in=sorted(set(words))).values_list(
        "word", "target", "given", "learned"
    )
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for word, target, given, learned in rows:
        counts[word][target] = given + learned
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    for word, targets in counts.items():
        everywhere = sum(targets.values())
        for target, count in targets.items():
            if count:
                votes[target][word] = count / everywhere * count / (count + 1)
    return votes


def _strongest(words: dict[str, float]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-words[word], word))[:SHOWN])
