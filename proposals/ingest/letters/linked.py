"""The title in a line of an index: without the ordinal, date and address of the page that such a line adds to it."""

import re

from ..records import Span

LONGEST = 500  # characters of a line with an address
CLOCK = r"(?:[\sT]?\d{1,2}:\d\d(?::\d\d)?)?"
DAY = rf"(?:(?:19|20)\d\d[年.\-/]\d{{1,2}}(?:[月.\-/]\d{{1,2}}日?)?{CLOCK}|\d\d-\d\d)"
LEADING = re.compile(
    rf"(?:[\[［（(【]?{DAY}[\]］）)】]?[\s|]+|[\[［]\d{{1,3}}[\]］]\s*|\d{{1,3}}\s+|[*+\-]\s+|[\[［](?=.*[\]］][（(]))"
)
ADDRESS = re.compile(r"(?:[\]］][（(]\S{1,300}[）)]|[\s：:|]*https?://\S{1,300})$")
DATED = re.compile(rf"(?:\s*[\[［（(【]{DAY}[\]］）)】]|[\s|]+{DAY})$")
TAIL = 320  # characters at the end that are looked at


def untied(source: str, span: Span) -> Span:
    """The stretch of a line that can be the title alone."""
    start, end = span
    if end - start > LONGEST:
        return span
    while match := LEADING.match(source, start, end):
        start = match.end()
    while match := _behind(source, start, end):
        end = match.start()
    return Span(start, end) if start < end else span


def _behind(source: str, start: int, end: int) -> re.Match[str] | None:
    begin = max(start, end - TAIL)
    return ADDRESS.search(source, begin, end) or DATED.search(source, begin, end)
