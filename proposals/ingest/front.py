"""What a page says of itself: its title, city, date and session; only as printed."""

import re
from collections.abc import Iterable
from datetime import date

from .records import Span
from .text.blocks import Block

TITLE = re.compile(r"报道|特刊|专刊|专版|专题|专栏|特别策划|聚焦.{0,8}两会|两会")
PLACE = re.compile(r"(?P<place>[\u4e00-\u9fff]{1,6}?(?:省|市|州|县|区|旗))[\u4e00-\u9fff]{0,8}?两会")
DATE = re.compile(r"(?<!\d)(?P<year>20\d\d)\s?[年-]\s?(?P<month>\d{1,2})\s?[月-]\s?(?P<day>\d{1,2})(?!\d)")
SESSION = re.compile(
    r"(?:政协)?[\u4e00-\u9fff]{0,4}?第?[一二三四五六七八九十]{1,3}届(?:人大|人民代表大会|政协|委员会)第?[一二三四五六七八九十]{1,3}次会议"
)


def title(front: Iterable[Block]) -> Block | None:
    """The line before the first article that names a report."""
    lines = [line for line in front if line.titular]
    return next((line for line in lines if TITLE.search(line.text)), None)


def place(named: Block | None) -> tuple[str, Span] | None:
    """The city in 株洲市两会特别报道."""
    match = PLACE.search(named.text) if named else None
    if not match or not named:
        return None
    start = named.span.start
    return match["place"], Span(start + match.start("place"), start + match.end("place"))


def printed_date(front: Iterable[Block]) -> str | None:
    """The one date the page's furniture prints; None when it prints none or several."""
    found = {day for line in front for match in DATE.finditer(line.text) if (day := _day(match))}
    return found.pop() if len(found) == 1 else None


def _day(match: re.Match[str]) -> str | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def printed_session(source: str) -> str | None:
    """The one session the text names, as printed; None when it names none or several."""
    found = {match.group().lstrip("在是的") for match in SESSION.finditer(source)}
    return found.pop() if len(found) == 1 else None
