"""How like two gists are, with the reason. Pure: the same two always give the same number."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from .gist import Gist

LEAST = 0.19  # below it two proposals are not put beside each other
FOR_ONE_WORD = 0.3  # the same where they share a single word
TAG = 0.03  # what each industry or keyword in common adds
SAID = 5  # words told as the reason


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` 0 to 1; `words` and `tags` they share, the heaviest first; `titled`: both titles say one of the words."""

    score: float
    words: tuple[str, ...]
    tags: tuple[str, ...]
    titled: bool

    @property
    def enough(self) -> bool:
        """Whether a reader should see the two together."""
        return self.titled and self.score >= (LEAST if len(self.words) > 1 else FOR_ONE_WORD)


def likeness(one: Gist, other: Gist) -> Likeness:
    """The cosine of the two, and a little for each industry and keyword they share."""
    shared = {word: one.words[word] * other.words[word] for word in one.words.keys() & other.words.keys()}
    tags = one.tags & other.tags
    size = _size(one) * _size(other)
    score = min(1.0, sum(shared.values()) / size + TAG * len(tags)) if shared else 0.0
    heaviest = sorted(shared, key=lambda word: (-shared[word], word))
    titled = bool(one.title & other.title)
    return Likeness(round(score, 3), tuple(apart(heaviest)[:SAID]), tuple(sorted(tags)), titled)


def apart(words: Sequence[str]) -> list[str]:
    """Without words that are part of another one: 老旧小区 says what 老旧 and 小区 say."""
    return [word for word in words if not any(word != other and word in other for other in words)]


def _size(gist: Gist) -> float:
    return sqrt(sum(weight * weight for weight in gist.words.values()))
