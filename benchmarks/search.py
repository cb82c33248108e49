"""What the search costs beside an index of words: python benchmarks/search.py [ROWS]

Invented texts are indexed as the site does it and, beside it, by jieba's words in the same engine: an SQLite file, or,
where DATABASE_URL names a PostgreSQL server, a test database there that is removed again. Measured first with a tenth
of the rows, then with all, each query once untimed and once timed, in CPU time with the database's own process:
    bytes a row of the index, of the words' index, of the text that hits are proved on
    the newest twenty hits, proved: p50, p95, ratio to the words' index; the same with two facets
    tokens of a row against jieba's cut_for_search
    candidates that a page proves, over a thousand random queries
    recall and precision against reading every text
Status 1 where a bar is missed; bars on bytes and on two facets count from 100,000 rows on.
"""

import random
import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.own_database import own_database, spent  # noqa: E402  once it can be found

FULL = 100_000
QUERIES, DRAWN, SCANNED, TOKENISED = 240, 1_000, 60, 1_000
BATCH = 500
BYTES = {"sqlite": {"pairs": 950, "text": 2_400}, "postgresql": {"pairs": 2_300, "tsvector": 6_800, "text": 1_900}}
WORDS_RATIO = {"sqlite": 1.5, "postgresql": 1.2}
FACETS_RATIO, GROWTH, TOKENISING, PROVED, BOUND = 3.0, 6.0, 0.15, 40, 2_000


def main(arguments: list[str]) -> int:
    """Build, measure, print."""
    count = int(arguments[0]) if arguments else FULL
    with own_database():
        return _measured(count)


def _measured(count: int) -> int:
    from benchmarks import search_engines as engines  # inline: there are settings only by now
    from benchmarks.search_texts import Corpus, terms  # inline: as above

    corpus, chance = Corpus(), random.Random(count)  # noqa: S311  nothing secret
    missed: list[str] = []
    engines.create_words()
    tenth = count // 10
    _build(corpus, range(1, tenth + 1))
    small = _latency(terms(corpus, tenth, QUERIES, random.Random(1)), [])  # noqa: S311  as above
    _build(corpus, range(tenth + 1, count + 1))
    asked = terms(corpus, count, QUERIES, chance)
    large = _latency(asked, [])
    faceted = _latency(asked, ["y2020", "i3"])
    _weigh(count, missed)
    for name, found in (("newest 20, proved", large), ("with two facets", faceted)):
        bar = WORDS_RATIO[_vendor()] if found is large else FACETS_RATIO
        ratio = found["pairs"][1] / found["words"][1]
        _say(f"{name}: p50, p95", f"{_told(found['pairs'])} against {_told(found['words'])} cpu-ms", "")
        _judge(missed, f"{name}: p95 / words'", ratio, bar, counts=found is large or count >= FULL)
    _judge(missed, "p95 at all rows / at a tenth", large["pairs"][1] / small["pairs"][1], GROWTH)
    _tokenise(corpus, missed)
    _prove(terms(corpus, count, DRAWN, chance), missed)
    _check(asked[:SCANNED], missed)
    print("missed: " + ("; ".join(missed) or "nothing"))
    return int(bool(missed))


def _build(corpus: Any, numbers: range) -> None:
    from benchmarks import search_engines as engines  # inline: as above

    def stored(store: Callable[[Any], None]) -> float:
        before = spent()
        for start in range(numbers.start, numbers.stop, BATCH):
            store(corpus.texts(range(start, min(start + BATCH, numbers.stop))))
        return (spent() - before) / len(numbers) * 1e6

    pairs, words = stored(engines.store_pairs), stored(engines.store_words)
    engines.settle()
    _say(f"stored {len(numbers)} rows", f"{pairs:.0f} cpu-us a row, words {words:.0f} (text made anew for both)", "")


def _latency(queries: Sequence[Sequence[str]], facets: list[str]) -> dict[str, tuple[float, float]]:
    """(p50, p95) in CPU milliseconds for either index, asked in turn."""
    from benchmarks import search_engines as engines  # inline: as above

    taken: dict[str, list[float]] = {"pairs": [], "words": []}
    for timed in (False, True):
        for pieces in queries:
            for index in (engines.PAIRS, engines.WORDS):
                before = spent()
                engines.newest(index, pieces, facets)
                if timed:
                    taken[index.name].append((spent() - before) * 1000)
    return {name: (statistics.median(some), _p95(some)) for name, some in taken.items()}


def _weigh(count: int, missed: list[str]) -> None:
    from benchmarks import search_engines as engines  # inline: as above

    weights = engines.weights()
    for name, weight in weights.items():
        bar = BYTES[_vendor()].get(name)
        if bar is None:
            _say(f"{name}: bytes a row", f"{weight:.0f}", "")
        else:
            _judge(missed, f"{name}: bytes a row", weight, bar, counts=count >= FULL)


def _tokenise(corpus: Any, missed: list[str]) -> None:
    from benchmarks import search_engines as engines  # inline: as above
    from proposals.search import Document  # inline: as above
    from proposals.search.document import row  # inline: as above

    texts = list(corpus.texts(range(1, TOKENISED + 1)))
    before = spent()
    tokens = [len(row(Document(one.id, one.title, one.body)).tokens()) for one in texts]
    middle = spent()
    for one in texts:
        engines.cut(f"{one.title}\n{one.body}")
    ratio = (middle - before) / (spent() - middle)
    characters = statistics.mean(len(one.title) + len(one.body) for one in texts)
    _say("a row", f"{characters:.0f} characters, {statistics.mean(tokens):.0f} tokens", "")
    _judge(missed, "tokenising / jieba's cut_for_search", ratio, TOKENISING)


def _prove(queries: Sequence[Sequence[str]], missed: list[str]) -> None:
    from proposals.search import search  # inline: as above

    results = [search(" ".join(pieces)) for pieces in queries]
    looked_at = [result.looked_at for result in results if result is not None]
    _judge(missed, "candidates proved a page: p95", _p95(looked_at), PROVED)
    _judge(missed, "candidates proved a page: most", max(looked_at), BOUND)


def _check(queries: Sequence[Sequence[str]], missed: list[str]) -> None:
    """The page of the site is the page of a scan: nothing missing, nothing wrong."""
    from benchmarks import search_engines as engines  # inline: as above
    from proposals.search import search  # inline: as above

    results = [search(" ".join(pieces)) for pieces in queries]
    found = [list(result.ids) for result in results if result is not None]
    wrong = sum(ids != engines.scan(pieces) for ids, pieces in zip(found, queries, strict=True))
    _judge(missed, f"pages of {len(queries)} that a scan does not give", wrong, 0)


def _judge(missed: list[str], name: str, value: float, bar: float, *, counts: bool = True) -> None:
    _say(
        name,
        f"{value:.2f}" if value < 100 else f"{value:.0f}",
        f"at most {bar:g}" + ("" if counts else ", at full size"),
    )
    if counts and value > bar:
        missed.append(f"{name} {value:.2f}")


def _say(name: str, value: str, bar: str) -> None:
    print(f"{name:42} {value}" + (f"  ({bar})" if bar else ""))


def _told(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.2f} {pair[1]:.2f}"


def _p95(some: Sequence[float]) -> float:
    return sorted(some)[int(len(some) * 0.95)]


def _vendor() -> str:
    from django.db import connection  # inline: as above

    return str(connection.vendor)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
