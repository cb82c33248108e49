"""The six rates as a table: each number with its list, each rate with its definition and what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from proposals.pictures.shares import cell
from proposals.statistics.behind import ASIDE, LOWER, UPPER
from proposals.statistics.rates import Rate
from proposals.statistics.scopes import Choice

from .figures import COUNTED, Count


@dataclass(frozen=True, slots=True)
class RateRow:
    """One rate. `percent` is "" of fewer than ten."""

    name: str
    definition: str
    percent: str
    upper: Count
    lower: Count
    asides: Sequence[tuple[str, Count]]
    bar: str


def rate_rows(rates: Sequence[Rate], choice: Choice, department: int | None = None) -> list[RateRow]:
    """In the order of the definitions."""
    return [_row(number, one, choice, department) for number, one in enumerate(rates)]


def _row(number: int, one: Rate, choice: Choice, department: int | None) -> RateRow:
    own = {"department": (str(department),)} if department is not None else {}
    base = {**choice.query_lists, "of": ("rate",), "rate": (str(number),), **own}

    def count(n: int, part: str, **more: tuple[str, ...]) -> Count:
        return Count(n, {**base, "part": (part,), **more}, COUNTED)

    return RateRow(
        one.name,
        one.definition,
        percent_of(one),
        count(one.numerator.count, UPPER),
        count(one.denominator.count, LOWER),
        [
            (aside.name, count(aside.count, ASIDE, aside=(str(place),)))
            for place, aside in enumerate(one.asides)
            if aside.count
        ],
        cell([("i1", one.percent)], 100) if one.percent is not None else "",
    )


def percent_of(one: Rate) -> str:
    """To a tenth, without a needless zero; "" of fewer than ten."""
    return "" if one.percent is None else f"{one.percent:.1f}".removesuffix(".0") + "%"
