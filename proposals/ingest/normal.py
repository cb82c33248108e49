"""A second text to read in: simplified, one width of punctuation, nothing invisible; and the way back to the source.

Every rule of extraction is written for this text. `restored` then moves each place back to the untouched source and
takes the words from there, so that no fact is spelled otherwise than the source spells it.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from delegates.script import to_simplified

from .records import Cell, Span, Table

WIDE = str.maketrans("!?;｡､「」『』﹁﹂﹃﹄•‧・･∶︰", "！？；。、“”‘’“”‘’····：：")
BLANKS = frozenset("\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+")
HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"
SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
    r"(?:[aāáǎàoōóǒòeēéěèiīíǐìuūúǔùüǖǘǚǜv]{1,3}(?:ng|n|r)?)"
)
# 建(jiàn)议: what copying machines leave inside words. A bracket after a Han character that holds one syllable.
SPELLED = re.compile(rf"(?<=[{HAN}])[（(] ?{SYLLABLE}[1-5]? ?[)）](?=[{HAN}，。、；：！？”])")
COMMA = re.compile(r"(?<!\d),|,(?!\d)")
COLON = re.compile(r"(?<!\d):(?!//)|:(?![\d/])")
STOP = re.compile(rf"(?<=[{HAN}”’）)%％])\.(?![.\dA-Za-z])")
BRACKET = re.compile(r"(?<![A-Za-z0-9])\(|\((?![A-Za-z0-9])|\)(?![A-Za-z0-9])|(?<![A-Za-z0-9])\)")
STRAIGHT = re.compile(r"[\"＂]")
OPENS_AFTER = frozenset("，。、；：！？（《“‘ \u3000\n\t\r—")
CLOSES_BEFORE = frozenset("，。、；：！？）》”’ \u3000\n\t\r")


@dataclass(frozen=True, slots=True)
class Normal:
    """The text to read in. `origins` has the source offset of every character; None where both texts run alike."""

    source: str
    text: str
    origins: Sequence[int] | None

    def span(self, span: Span) -> Span:
        """The place in the source of a place in this text."""
        if self.origins is None or span.end <= span.start:
            return span
        return Span(self.origins[span.start], self.origins[span.end - 1] + 1)

    def inward(self, span: Span) -> Span:
        """The place in this text of a place in the source."""
        if self.origins is None:
            return span
        return Span(bisect_left(self.origins, span.start), bisect_left(self.origins, span.end))

    def tables(self, tables: tuple[Table, ...]) -> tuple[Table, ...]:
        """The source's tables as they stand in this text."""
        return tuple(Table(one.name, tuple(tuple(map(self._cell, row)) for row in one.rows)) for one in tables)

    def _cell(self, cell: Cell) -> Cell:
        span = self.inward(cell.span)
        return Cell(self.text[span.start : span.end], span)

    def surface(self, words: str, span: Span) -> str:
        """`words` of this text as the source spells them within `span` (of this text); unchanged if not found there."""
        start = span.start
        stop = self.text.find(words, start, span.end)
        if words and stop >= 0:
            return "".join(self._char(at) for at in range(stop, stop + len(words)))
        return self._scattered(words, span) or words

    def _scattered(self, words: str, span: Span) -> str:
        """The same where a column break or a dropped blank parts the words."""
        found: list[str] = []
        at = span.start
        for char in words:
            while at < span.end and self.text[at] != char:
                at += 1
            if at == span.end:
                return ""
            found.append(self._char(at))
            at += 1
        return "".join(found)

    def _char(self, at: int) -> str:
        return self.source[self.origins[at] if self.origins is not None else at]


def normal(source: str) -> Normal:
    """Make the text to read in."""
    kept, origins = _visible(source)
    text = kept.translate(_Fold.table).translate(WIDE)
    text = COMMA.sub("，", text)
    text = COLON.sub("：", text)
    text = STOP.sub("。", text)
    text = _brackets(text)
    return Normal(source, _quotes(text), origins)


def _visible(source: str) -> tuple[str, Sequence[int] | None]:
    """The source without what nobody sees or garbling spells out, and where each character stood."""
    gone = sorted([match.span() for rule in (INVISIBLE, SPELLED) for match in rule.finditer(source)])
    if not gone:
        return source, None
    pieces: list[str] = []
    origins: list[int] = []
    at = 0
    for start, end in [*gone, (len(source), len(source))]:
        pieces.append(source[at:start])
        origins.extend(range(at, start))
        at = max(at, end)
    return "".join(pieces), origins


class _Fold(dict[int, str]):
    """A translation table that fills itself: each character is worked out once. Lengths never change."""

    table: "_Fold"

    def __missing__(self, code: int) -> str:
        char = chr(code)
        new = " " if char in BLANKS else char
        if ("\uff10" <= char <= "\uff5a" and char.isalnum()) or char in "％＋＃＆＠．" or "\uf900" <= char <= "\ufaff":
            new = unicodedata.normalize("NFKC", char)
        new = to_simplified().get(new, new)
        self[code] = new = new if len(new) == 1 else char
        return new


_Fold.table = _Fold()


def _brackets(text: str) -> str:
    return BRACKET.sub(lambda match: "（" if match.group() == "(" else "）", text)


def _quotes(text: str) -> str:
    """Straight quotation marks as opening and closing ones: by their neighbours, else in turns within a line."""
    if not STRAIGHT.search(text):
        return text
    pieces: list[str] = []
    at, is_open = 0, False
    for match in STRAIGHT.finditer(text):
        start = match.start()
        between = text[at:start]
        pieces.append(between)
        before, after = text[start - 1 : start], text[start + 1 : start + 2]
        opens = not is_open
        if not before or (before in OPENS_AFTER and after not in CLOSES_BEFORE):
            opens = True
        elif (not after or after in CLOSES_BEFORE) and before not in OPENS_AFTER:
            opens = False
        pieces.append("“" if opens else "”")
        is_open = opens
        at = match.end()
    return "".join([*pieces, text[at:]])
