"""Pages of the list: numbered at first, from page to page further down. All of it is picked from bits in memory.

A place in the address is the last id of the page before, so that what comes in meanwhile moves nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.safestring import SafeString

from proposals.catalogue.finding import Leaf, after, leaf, proving_leaf
from proposals.catalogue.searching import Search
from proposals.models import Proposal
from proposals.templatetags.site import MODES

from .paging import SIZE, Link, numbers

MOST_PAGES = 50  # with a number; what comes after them is reached from page to page
PLACES = ("page", "after")  # parameters that say where in the list one is


@dataclass(frozen=True, slots=True)
class Turned:
    """One page: its items as HTML, the way to others. `short`: it stopped where no more is looked through at once."""

    rows: SafeString
    total: int
    number: int
    links: Sequence[Link] = ()
    before: str = ""
    after: str = ""
    short: bool = False


def picked(request: HttpRequest, bits: int, search: Search | None, order: str) -> Leaf:
    """The ids of the page that the address names, among the ones that its conditions leave."""
    runs = [("n", bits)]
    if search is not None and order == "title":
        runs = [("t", bits & search.hits.titles), ("b", bits & ~search.hits.titles)]
    rest = after(runs, request.GET.get("after", ""))
    if search is not None and not search.hits.sure:
        return proving_leaf(search.query, rest, size=SIZE)
    number = 1 if request.GET.get("after") else _number(request, bits.bit_count())
    return leaf(rest, start=(number - 1) * SIZE, size=SIZE)


def turned(request: HttpRequest, at: Leaf, rows: SafeString, total: int, *, sure: bool) -> Turned:
    """The page with the ways to others."""
    place = request.GET.get("after", "")
    if place or not sure:
        return _unnumbered(request, at, rows, total, place)
    return _numbered(request, at, rows, total)


def _unnumbered(request: HttpRequest, at: Leaf, rows: SafeString, total: int, place: str) -> Turned:
    """A page reached from the one before: back to the first, on to the next."""
    return Turned(
        rows,
        total,
        0 if place else 1,
        (),
        address(request) if place else "",
        address(request, after=at.following) if at.following else "",
        short=bool(at.following) and len(at.ids) < SIZE,
    )


def _numbered(request: HttpRequest, at: Leaf, rows: SafeString, total: int) -> Turned:
    here = address(request)

    def to(one: int) -> str:
        return f"{here}{'' if here == '?' else '&'}page={one}" if one > 1 else here

    last, number = _last(total), _number(request, total)
    links = [Link(str(one), to(one), one == number) if one else Link("…") for one in numbers(number, last)]
    onward = to(number + 1) if number < last else ""
    if number == last and at.following:
        onward = address(request, after=at.following)
    return Turned(rows, total, number, links if last > 1 else (), to(number - 1) if number > 1 else "", onward)


def _last(total: int) -> int:
    return max(1, min(-(-total // SIZE), MOST_PAGES))


def _number(request: HttpRequest, total: int) -> int:
    typed = request.GET.get("page", "")
    asked = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else 1
    return min(max(asked, 1), _last(total))


def addresses(request: HttpRequest) -> Callable[[int], str]:
    """Addresses of proposals in the reader's mode: the one pattern filled in, not looked up for each."""
    modes = [(name, request.GET[name]) for name, known in MODES.items() if request.GET.get(name) in known]
    before, _, behind = Proposal(pk=0).get_absolute_url().rpartition("0")
    tail = f"{behind}{asked_for(modes)}" if modes else behind
    return lambda pk: f"{before}{pk}{tail}"


def address(request: HttpRequest, **changes: str) -> str:
    """Where the reader is now, at its beginning, with these parameters instead."""
    kept = [(name, value) for name, value in given(request) if name not in changes]
    return asked_for([*kept, *changes.items()])


def given(request: HttpRequest) -> list[tuple[str, str]]:
    """The parameters of the address as they come, but for those that say where in the list one is."""
    return [(name, str(value)) for name, values in request.GET.lists() if name not in PLACES for value in values]


def asked_for(pairs: Sequence[tuple[str, str]]) -> str:
    """These parameters as an address."""
    return f"?{urlencode(pairs, errors='replace')}"
