"""An index of replies: their titles below one another, each a file answered, with other documents between them.

Below a title may stand who published it, a date, and one paragraph that sums the answer up in somebody else's words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..text.blocks import Block
from .draft import Draft
from .foot import DAY, furniture
from .line import cells
from .title import Title
from .units import is_unit

FILED = re.compile(r"(?:建议|提案|议案)案?[》”]?$")
DATED = re.compile(
    rf"[\[（(【]?{DAY.pattern}[\]）)】]?".replace("?P<year>", "").replace("?P<month>", "").replace("?P<day>", "")
)
TITLED = re.compile(r"[《“]?关于[^。；：\n]{4,90}(?:建议|提案|议案)[》”]?$")
PARTICULARS = 3  # lines of publisher, date and the like that a title has below it
LETTER = 600  # characters of running text below one title that are no summary any more


def index(lines: Sequence[Block], drafts: Sequence[Draft], prose: Sequence[int]) -> list[Draft]:
    """The titles of an index of two or more, each file once; empty when the text is none. The work is one pass."""
    if len(_once(one for one in drafts if one.title and one.title.cases)) < 2:
        return []
    if any(two == one + 1 for one, two in pairwise(prose)):  # paragraphs below one another: a story with its links
        return []
    found = _once(Draft(each.first, [each]) for one in drafts for each in one.titles if _answers(each))
    if any(_letter(lines, one, prose) for one in drafts) or any(_listed(lines[one.start]) for one in found):
        return []
    running = set(prose)
    for one, below in zip(found, [*(after.start for after in found[1:]), len(lines)], strict=True):
        alone(lines, one, below, running)
    return found


def filed(lines: Sequence[Block], drafts: Sequence[Draft]) -> bool:
    """Whether the page lists the delegates' own files, the title of a reply standing among them."""
    if any(one.salutation or one.bare or one.form for one in drafts):
        return False
    titles = sum(len(one.titles) for one in drafts)
    return sum(TITLED.match(line.text) is not None for line in lines) > max(titles, 1) if titles else False


def alone(lines: Sequence[Block], one: Draft, below: int, running: frozenset[int] | set[int] = frozenset()) -> None:
    """Bound a title without a letter: itself, the particulars under it, and one paragraph that sums up."""
    one.start, one.titles = one.titles[0].first, one.titles[:1]
    at = one.titles[0].last + 1
    floor = at
    summed = False
    while at < below and at - floor <= PARTICULARS and not furniture(lines[at]):
        fresh = at in running and not summed
        if not fresh and not is_unit(lines[at].text) and not DATED.fullmatch(lines[at].text):
            break
        summed = summed or fresh
        at += 1
    one.stop = at


def _letter(lines: Sequence[Block], one: Draft, prose: Sequence[int]) -> bool:
    """Whether a letter stands here, not only its title: it is greeted, or runs on for more than a summary."""
    if one.salutation or one.bare or one.form:
        return True
    if one.body < 0 or not one.titles:
        return False
    running = prose[bisect_left(prose, one.body) : bisect_left(prose, one.stop)]
    return sum(len(lines[at].text) for at in running) > LETTER


def _answers(title: Title) -> bool:
    return title.strong and not title.template


def _once(titled: Iterable[Draft]) -> list[Draft]:
    kept: dict[tuple[object, ...], Draft] = {}
    for one in titled:
        title = one.title
        if title:
            files = tuple((case.number, case.kind, case.session and case.session.ordinals) for case in title.cases)
            kept.setdefault(files or (title.subject and title.subject.name,), one)
    return list(kept.values())


def _listed(line: Block) -> bool:
    """Whether a row names the delegate's file in a cell of its own: a table of files, not of titles."""
    parts = [line.text[cell.start - line.span.start : cell.end - line.span.start].strip() for cell in cells(line)]
    return len(parts) > 1 and any(FILED.search(part) for part in parts)
