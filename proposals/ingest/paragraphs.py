"""Paragraphs of lines: where a column broke one off, and where a label, a card or a bullet ends it."""

import re

from .people.identity import IDENTITY
from .people.mentions import mentioned
from .people.name_ends import AFTER
from .records import Span
from .text.blocks import Block

COLUMN = 6  # most lines that one sentence of a column takes
CARD = 40  # most characters of a card's line
NAME = re.compile(r"[\u4e00-\u9fff·]{2,5}|[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff]")
LABEL = re.compile(r"关键词[：:]|(?:代表|委员)(?:观点|主张|声音|心声)[：:]")  # a line of its own beside an article
BULLET = re.compile(r"[■□●○◆◇▲★※]\s?")
SIGNATURE = re.compile(r"[—－–-]{2,4}\s?[^。！？：“”]{2,40}")  # ——市人大代表张三: below his words, apart from the next
ORDINALS = "一二三四五六七八九十"
MARK = re.compile(
    rf"(?:^|(?<=[。；：，？！“”\s]))(?:(?P<one>[{ORDINALS}])(?:是|要)|第(?P<two>[{ORDINALS}])(?=[，、：是])|[（(]?(?P<three>[{ORDINALS}])[、）)]|(?P<side>另?一方面))"
)


def rejoined(lines: tuple[Block, ...], titles: frozenset[Span] = frozenset()) -> tuple[tuple[Span, ...], ...]:
    """Paragraphs as the runs they were broken into: a line that ends no sentence goes on in the next.

    A label, a card, a title and whatever stands above one or above a bullet end a paragraph; a point of a series goes
    on to the next one.
    """
    paragraphs: list[tuple[Span, ...]] = []
    runs: list[Span] = []
    point = ""  # the number of the series' last point in this paragraph
    for order, line in enumerate(lines):
        runs.append(line.span)
        point = _last_point(line.text) or point
        ended = line.ended and not _within(point, line, lines[order + 1 : order + 1 + COLUMN])
        titled = line.span in titles or (order + 1 < len(lines) and lines[order + 1].span in titles)
        if ended or titled or _apart(lines, order) or _card(lines, order, first=len(runs) == 1):
            paragraphs.append(tuple(runs))
            runs, point = [], ""
    return (*paragraphs, tuple(runs)) if runs else tuple(paragraphs)


def _last_point(text: str) -> str:
    last = ""
    for mark in MARK.finditer(text):
        last = _number(mark)
    return last


def _number(mark: re.Match[str]) -> str:
    if mark["side"]:
        return "二" if mark["side"].startswith("另") else "一"
    return mark["one"] or mark["two"] or mark["three"]


def _within(point: str, line: Block, following: tuple[Block, ...]) -> bool:
    """Whether a column broke between two sentences of one point: the next line leads to the next point, and is none.

    After a semicolon the sentence goes on in any line that begins no point.
    """
    below = _sentence(following)
    mark = MARK.search(below)
    if not below or (mark and mark.start() == 0):
        return False
    if point and line.text.endswith("；"):
        return True
    return bool(point) and mark is not None and _number(mark) == ORDINALS[(ORDINALS.index(point) + 1) % len(ORDINALS)]


def _sentence(lines: tuple[Block, ...]) -> str:
    """The lines up to the first that ends a sentence."""
    stop = next((at for at, line in enumerate(lines) if line.ended), len(lines) - 1)
    return "".join(line.text for line in lines[: stop + 1])


def _apart(lines: tuple[Block, ...], order: int) -> bool:
    """Whether a label or signature stands here, or a label or bullet begins the next line."""
    below = lines[order + 1].text if order + 1 < len(lines) else ""
    labelled = LABEL.match(lines[order].text) or LABEL.match(below) or BULLET.match(below)
    return bool(SIGNATURE.fullmatch(lines[order].text) or labelled)


def _card(lines: tuple[Block, ...], order: int, *, first: bool) -> bool:
    """Whether a line is a card's (市政协委员 / 张三 / 某厂工程师), which goes on in no other line.

    `first` says that the line begins a paragraph; 市人大代表 张三 ends one where no verb goes on in the next line.
    """
    seat = next((at for at in (order, order - 1, order + 1) if _seat(lines, at)), None)
    if seat is not None:
        named = (lines[at] for at in (seat - 1, seat + 1) if 0 <= at < len(lines))
        return any(NAME.fullmatch(line.text) for line in named)
    return first and _presented(lines, order)


def _seat(lines: tuple[Block, ...], order: int) -> bool:
    return 0 <= order < len(lines) and IDENTITY.fullmatch(lines[order].text) is not None


def _presented(lines: tuple[Block, ...], order: int) -> bool:
    below = lines[order + 1].text if order + 1 < len(lines) else ""
    return bool(below) and not AFTER.match(below) and presenting(lines[order])


def presenting(block: Block) -> bool:
    """Whether a line holds a delegate's seat, posts and name and nothing else: ◆市人大代表 何小满."""
    bullet = BULLET.match(block.text)
    seat = IDENTITY.match(block.text, bullet.end() if bullet else 0)
    if not seat or len(block.text) > CARD:
        return False
    _, names = mentioned(block.text, seat.end())
    return bool(names) and names[-1].end == len(block.text)
