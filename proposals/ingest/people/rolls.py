"""Rolls of members behind a colon: 8位全国政协委员是：副校长张三，某学院院长、教授李四，王五."""

import re

from .mentions import Mention, confidence
from .name_ends import Candidate, candidate, shaped
from .titles import core_length

OPENING = re.compile(r"(?:[\u4e00-\u9fff]{0,8}(?:有|是|为|包括|名单|如下)(?:[（(][^（()）\n]{0,20}[)）])?)?[：:]\s?")
PIECE = re.compile(r"[^，,；;。！？\n]+")
STOP = re.compile(r"[。！？\n“”《》]")
WORD = re.compile(r"[\u4e00-\u9fff]{2,4}(?=[、，,；;。（(\n]|$)")
BRACKET = re.compile(r"[（(][^（()）\n]{0,40}[)）]")
REACH = 1_500  # characters of one roll


def roll(text: str, start: int) -> list[tuple[int, Mention]]:
    """Each name of a roll that begins at `start`, with where its posts begin; [] when there is none."""
    opening = OPENING.match(text, start)
    if not opening:
        return []
    stop = STOP.search(text, opening.end(), opening.end() + REACH)
    end = stop.start() if stop else min(len(text), opening.end() + REACH)
    found: list[tuple[int, Mention]] = []
    for piece in PIECE.finditer(text, opening.end(), end):
        named = _named(text, piece.start(), piece.end())
        if not named:
            break
        found += named
    return found if len(found) > 1 else []


def _whole(text: str, start: int, end: int) -> Candidate | None:
    """时光远 between two others: an everyday word is a name where it fills its place."""
    word = WORD.match(text, start, end)
    return Candidate(word.end(), 3.0) if word and shaped(word.group()) else None


def _named(text: str, start: int, end: int) -> list[tuple[int, Mention]]:
    """The names of one piece: 马有礼、王辰 are two; 院长、教授李四 is one with two posts."""
    found: list[tuple[int, Mention]] = []
    first = start
    for at in range(start, end - 1):
        if at != first and text[at - 1] != "、" and not core_length(text[max(first, at - 10) : at]):
            continue
        name = candidate(text, at, text)
        if (not name or name.score < 3.0) and (whole := _whole(text, at, end)):
            name = whole
        ends = name and (name.end == end or text[name.end : name.end + 1] in ("、", "（", "(", "等"))
        if name and ends and name.end <= end and name.score >= 3.0 and at >= first:
            found.append((first, Mention(at, name.end, confidence(name.score))))
            bracket = BRACKET.match(text, name.end, end)
            first = (bracket.end() if bracket else name.end) + 1
    return found
