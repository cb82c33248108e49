"""Whether a text is made of official letters, and where each begins and ends.

A letter shows itself by its title (…第0123号提案的答复), by a salutation that opens an answer
(李明代表：您提出的…收悉), or by the table 标题、问题内容、问题答复. A press story about replies, a notice, a policy
or a form with blanks has none of these, or has them inside a sentence only. One title without any text below it
counts when the file holds no other text; several are an index.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from ..text.blocks import Block
from .draft import Draft
from .foot import CONTACT, furniture
from .indexed import alone, filed, index
from .labels import Label, labelled
from .opening import opens
from .particulars import DOCUMENT, LONE, PUBLISHED
from .salutation import Salutation, salutation_at
from .title import Title, title_at
from .units import HEADED

PROSE = 25  # characters of a line of running text: less may be a heading
DELEGATES = re.compile(r"人大|政协|提案|领衔|代表(?:建议|姓名|们|[：\t])|委员(?:姓名|们|[：\t])")
REPEATED = 6  # times a page prints a letter's title above it
HEADING = 12  # lines above a title or salutation that can belong to the letter


def drafts(source: str, lines: Sequence[Block]) -> list[Draft]:
    """The letters of a text in order; empty when it is none."""
    prose = [at for at, line in enumerate(lines) if _prose(line)]
    found = _anchored(source, lines, prose)
    _bound(lines, found, prose)
    if filed(lines, found):
        return []
    if titles := index(lines, found, prose):
        return titles
    whole = [one for one in found if one.body >= 0 and _proved(source, lines, one)]
    if whole or prose:
        return whole
    titled = [one for one in found if one.title and one.title.cases]
    if len(titled) != 1:
        return []
    alone(lines, titled[0], len(lines))
    return titled


def _prose(line: Block) -> bool:
    """Whether a line is running text, broken off or not; a headline has one comma at most."""
    text = line.text
    return len(text) >= PROSE and (line.ended or text.count("，") > 1 or "。" in text[:-1] or "；" in text)


def _anchored(source: str, lines: Sequence[Block], prose: list[int]) -> list[Draft]:
    """Every place where a letter begins, with its titles and salutation."""
    found: list[Draft] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        salutation = None if furniture(line) else salutation_at(source, lines, at)
        title = None if salutation or furniture(line) else title_at(source, lines, at)
        if salutation:
            _greeted(found, salutation, prose)
        elif title:
            _titled(found, title, prose)
            at = title.last
        elif not found and opens(line.text):
            found.append(Draft(at, body=at, bare=True))
        elif labelled(line) in (Label.ASKED, Label.ANSWERED) and not (found and found[-1].salutation):
            _formed(found, lines, at)
        at += 1
    return found


def _greeted(found: list[Draft], salutation: Salutation, prose: list[int]) -> None:
    last = found[-1] if found else None
    fresh = last is None or last.salutation is not None or last.bare
    if last and not fresh and last.titles:
        fresh = _between(prose, last.titles[-1].last + 1, salutation.line) > 2
    if fresh or last is None:
        last = Draft(salutation.line)
        found.append(last)
    last.salutation = salutation
    last.body = salutation.line


def _titled(found: list[Draft], title: Title, prose: list[int]) -> None:
    """A title begins a letter, unless it repeats the one above it, as pages and their tables do."""
    last = found[-1] if found else None
    if last is None:
        found.append(Draft(title.first, [title]))
        return
    begun = last.salutation is not None or last.bare or _between(prose, last.start, title.first) > 0
    same = last.title is None or not _differ(last.title, title)
    if (begun and same) or (not begun and same and last.titles):
        if not begun and len(last.titles) < REPEATED:
            last.titles.append(title)
        return
    found.append(Draft(title.first, [title]))


def _differ(one: Title, other: Title) -> bool:
    mine, theirs = {case.number: case for case in one.cases}, {case.number: case for case in other.cases}
    if mine and theirs:
        return mine.keys() != theirs.keys() or any(mine[number].differs(theirs[number]) for number in mine)
    if one.subject and other.subject:
        return one.subject.name != other.subject.name
    return False


def _formed(found: list[Draft], lines: Sequence[Block], at: int) -> None:
    """标题、问题内容、问题答复 set below one another, with whatever labels stand above them."""
    last = found[-1] if found else None
    if last is None or last.body >= 0 or not (last.form or last.titles):
        top = at
        while top > 0 and at - top < 2 * HEADING and labelled(lines[top - 1]) not in (None, Label.ANSWERED):
            top -= 1
        last = Draft(top, form=True)
        found.append(last)
    last.form = True
    if labelled(lines[at]) is Label.ANSWERED:
        last.body = at


def _bound(lines: Sequence[Block], found: list[Draft], prose: list[int]) -> None:
    """Give each letter its head, its text and its end."""
    for order, one in enumerate(found):
        floor = found[order - 1].body + 1 if order and found[order - 1].body >= 0 else 0
        one.start = _head(lines, one.start, max(floor, found[order - 1].start + 1 if order else 0))
    for order, one in enumerate(found):
        one.stop = found[order + 1].start if order + 1 < len(found) else len(lines)
        if one.body < 0 and one.titles:
            after = one.titles[-1].last + 1
            if _between(prose, after, one.stop):
                one.body = next((at for at in range(after, one.stop) if not _heads(lines[at])), after)
        if one.body >= 0:
            one.stop = next((at for at in range(one.body + 1, one.stop) if furniture(lines[at])), one.stop)


def _head(lines: Sequence[Block], start: int, floor: int) -> int:
    """How far up the lines reach that are nothing but particulars of the letter below."""
    top = start
    while top > floor and start - top < HEADING and _heads(lines[top - 1]):
        if floor and CONTACT.match(lines[top - 1].text):
            break
        top -= 1
    return top


def _heads(line: Block) -> bool:
    text = line.text
    return len(text) <= 120 and (
        labelled(line) is not None
        or LONE.match(text) is not None
        or DOCUMENT.match(text) is not None
        or (len(text) <= 30 and PUBLISHED.search(text) is not None)
        or HEADED.fullmatch(text) is not None
        or re.match(r"签发|发布时间|来源|时间|日期|文章来源|更新时间|[（(]?摘要", text) is not None
    )


def _proved(source: str, lines: Sequence[Block], one: Draft) -> bool:
    """Whether delegates are answered here: a citizen's letter is answered in the same words."""
    title = one.title
    if title and title.template and not title.cases:
        return False
    if title and title.strong:
        return True
    if one.salutation:
        return one.salutation.delegate
    start = lines[one.start].span.start
    text = source[start : min(start + 1_500, lines[one.stop - 1].span.end)]
    return (one.bare or one.form) and DELEGATES.search(text) is not None


def _between(places: list[int], start: int, stop: int) -> int:
    """How many of the sorted places lie in a stretch."""
    return bisect_left(places, stop) - bisect_left(places, start)
