"""Texts to search in and terms to search for: sentences of our own sample and specimens, put together by chance."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
LENGTH = 600  # characters of a text: what a proposal with its asks, people and passages comes to
TRADES = ("陶瓷", "服饰", "桥梁", "茶叶", "冷链", "花炮", "轨道", "养老", "教育", "交通")
YEARS = tuple(range(2015, 2027))
SIGNS = ("5G+", "C919", "COVID-19", "EPC", "AI", "老舊小區改造", "１０號泵站")


@dataclass(frozen=True, slots=True)
class Text:
    """One row: what is searched, and two facets."""

    id: int
    title: str
    body: str
    facets: tuple[str, str]


class Corpus:
    """The same rows for the same seed, however many are asked for."""

    def __init__(self, seed: int = 1) -> None:
        """Read the sentences once."""
        texts = [path.read_text("utf-8") for path in sorted(FIXTURES.rglob("*.txt"))]
        found = {one.strip() for text in texts for one in re.split(r"(?<=[。！？])|\n", text)}
        self.sentences = sorted(one for one in found if 12 <= len(one) <= 120)
        self.titles = sorted(one for one in found if 8 <= len(one) <= 40 and not re.search("[。，；：]", one))
        self.seed = seed

    def text(self, number: int) -> Text:
        """Row `number`, from 1 on."""
        chance = random.Random(self.seed * 10**9 + number)  # noqa: S311  nothing secret
        lines = [self._numbers(chance)]
        while sum(map(len, lines)) < LENGTH:
            lines.append(self._sentence(chance))
        chance.shuffle(lines)
        facets = (f"y{chance.choice(YEARS)}", f"i{chance.randrange(len(TRADES))}")
        return Text(number, chance.choice(self.titles), "".join(lines), facets)

    def texts(self, numbers: range) -> Iterator[Text]:
        """These rows."""
        return map(self.text, numbers)

    def _sentence(self, chance: random.Random) -> str:
        """Clauses of several sentences, so that no two rows are alike and frequent words stay frequent."""
        clauses = [chance.choice(self.sentences) for _ in range(2)]
        return "，".join(chance.choice(re.split("[，；：。]", one.strip("。"))) for one in clauses) + "。"

    def _numbers(self, chance: random.Random) -> str:
        sign = chance.choice(SIGNS) if chance.random() < 0.3 else chance.choice(TRADES)
        return (
            f"第{chance.randrange(10_000):04}号，〔{chance.choice(YEARS)}〕{chance.randrange(1, 99)}号，{sign}"
            f"占{chance.randrange(1, 9999) / 100}%，投入{chance.randrange(10, 9999)}万元。"
        )


def terms(corpus: Corpus, rows: int, count: int, chance: random.Random) -> list[Sequence[str]]:
    """Queries of pieces that stand in these rows: two characters, three to twelve, two pieces of one row."""
    drawn: list[Sequence[str]] = []
    while len(drawn) < count:
        text = corpus.text(chance.randrange(1, rows + 1)).body
        lengths = ((2,), (chance.randint(3, 12),), (2, chance.randint(2, 4)))[len(drawn) % 3]
        pieces = [_piece(text, length, chance) for length in lengths]
        if all(pieces):
            drawn.append(pieces)
    return drawn


def _piece(text: str, length: int, chance: random.Random) -> str:
    """A piece that crosses no sign; '' where chance met one."""
    start = chance.randrange(len(text) - length)
    piece = text[start : start + length]
    return "" if re.search(r"[\W_]", piece) else piece
