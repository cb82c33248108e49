"""Numbered pages of a list. Bounded, so that no address makes the database count its way to a far row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

SIZE = 20
MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Link:
    """A page to go to; without `query` a gap in the numbers."""

    label: str
    query: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list of `total` rows. `links` are shown where there is more than one page."""

    rows: Sequence[Any]
    total: int
    number: int
    links: tuple[Link, ...]
    before: str = ""
    after: str = ""


def paged(request: HttpRequest, rows: Any, total: int, *, size: int = SIZE, first: int = 1) -> Page:
    """The page that `page` of the address names, the nearest one there is for any other value.

    `rows`: whatever gives a part of itself for a slice. `first`: the page of an address that names none.
    """
    last = min(max(1, -(-total // size)), MOST_PAGES)
    number = _number(request.GET.get("page", str(first)), last)
    shown = list(rows[(number - 1) * size : number * size]) if total else []
    links = tuple(
        Link(str(one), _query(request, one), one == number) if one else Link("…") for one in numbers(number, last)
    )
    before = _query(request, number - 1) if number > 1 else ""
    after = _query(request, number + 1) if number < last else ""
    return Page(shown, total, number, links if last > 1 else (), before, after)


def _number(typed: str, last: int) -> int:
    asked = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else 1
    return min(max(asked, 1), last)


def numbers(number: int, last: int) -> list[int]:
    """First, last and those near the current one; 0 stands for a gap."""
    near = sorted({1, last, *range(max(1, number - 1), min(last, number + 1) + 1)})
    shown: list[int] = []
    for one in near:
        if shown and one > shown[-1] + 1:
            shown.append(0)
        shown.append(one)
    return shown


def _query(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    for name in ("page", "article"):
        query.pop(name, None)
    if number > 1:
        query["page"] = str(number)
    return f"?{query.urlencode()}"
