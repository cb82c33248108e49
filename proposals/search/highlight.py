"""Where the terms stand in a text as printed. Folding keeps offsets, so the text itself is never changed."""

from collections.abc import Iterable

from proposals.search.fold import fold, spans

NEAR = 12  # characters an excerpt may give up to begin or end at a break


def highlight(text: str, terms: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, in order, each with whether it is a hit. Hits that overlap or touch are one.

    Nothing is escaped: each piece is as printed.
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for start, stop in _merged(spans(text, terms)):
        pieces += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    pieces.append((text[end:], False))
    return [piece for piece in pieces if piece[0]]


def excerpt(text: str, terms: Iterable[str], width: int = 60) -> str:
    """About `width` characters on each side of the first hit, cut at a break where one is near, '…' where cut.

    Without a hit: the text's beginning, as long as both sides.
    """
    first = next(iter(spans(text, terms)), None)
    start, stop = (max(0, first[0] - width), min(len(text), first[1] + width)) if first else (0, 2 * width)
    folded = fold(text)
    if start > 0 and first:
        start = _after_break(folded, start, min(start + NEAR, first[0]))
    if stop < len(text):
        stop = _before_break(folded, max(stop - NEAR, first[1] if first else 0), stop)
    shown = text[start:stop].strip()
    return ("…" if start > 0 else "") + shown + ("…" if stop < len(text) else "")


def _after_break(folded: str, start: int, limit: int) -> int:
    found = folded.find(" ", start, limit)
    return start if found < 0 else found + 1


def _before_break(folded: str, limit: int, stop: int) -> int:
    found = folded.rfind(" ", limit, stop)
    return stop if found < 0 else found


def _merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged
