"""How like two gists are, with the reason. Pure: the same two always give the same number."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from .gist import Gist
from .sites import SITES, sites_of

LEAST = 0.19  # below it two proposals are not put beside each other
FOR_ONE_WORD = 0.3  # the same where they share a single word
TAG = 0.03  # what each industry or keyword in common adds
SAID = 5  # words told as the reason


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` 0 to 1; `words` and `tags` they share, the heaviest first.

    `titled`: both titles say one of the words, which names no place. `apart`: the titles name different places.
    """

    score: float
    words: tuple[str, ...]
    tags: tuple[str, ...]
    titled: bool
    apart: bool

    @property
    def enough(self) -> bool:
        """Whether a reader should see the two together."""
        return self.titled and not self.apart and self.score >= (LEAST if len(self.words) > 1 else FOR_ONE_WORD)


def likeness(one: Gist, other: Gist) -> Likeness:
    """The cosine of the two, and a little for each industry and keyword they share."""
    shared = {word: one.words[word] * other.words[word] for word in one.words.keys() & other.words.keys()}
    shared_tags = one.tags & other.tags
    size = _size(one) * _size(other)
    score = min(1.0, sum(shared.values()) / size + TAG * len(shared_tags)) if shared else 0.0
    heaviest = sorted(shared, key=lambda word: (-shared[word], word))
    here, there = sites_of(one.title), sites_of(other.title)
    named = [site.whole for site in (*here, *there)]
    titled = [w for w in one.titled & other.titled if w not in SITES and not any(w in name for name in named)]
    elsewhere = bool(here and there) and not {site.name for site in here} & {site.name for site in there}
    words = tuple(apart(heaviest)[:SAID])
    return Likeness(round(score, 3), words, tuple(sorted(shared_tags)), bool(titled), elsewhere)


def apart(words: Sequence[str]) -> list[str]:
    """Without words that are part of another one: 老旧小区 says what 老旧 and 小区 say."""
    return [word for word in words if not any(word != other and word in other for other in words)]


def _size(gist: Gist) -> float:
    return sqrt(sum(weight * weight for weight in gist.words.values()))
