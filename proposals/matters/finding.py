"""Which proposals may be on the same matter: few questions to the search index, each with few answers."""

from itertools import combinations

from proposals.search import search

from .gist import Gist
from .likeness import apart

WORDS = 4  # the heaviest, taken two by two
ALONE = 2  # of them, also by themselves
HITS = 30  # newest answers of each question


def candidates(gist: Gist) -> set[int]:
    """The numbers of proposals that hold two of its heaviest words, or one of the first two: at most 240."""
    words = apart(list(gist.words)[: 3 * WORDS])[:WORDS]
    questions = [*(f"{one} {other}" for one, other in combinations(words, 2)), *words[:ALONE]]
    found: set[int] = set()
    for question in questions:
        result = search(question, limit=HITS)
        found.update(result.ids if result else ())
    return found
