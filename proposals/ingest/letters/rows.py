"""标题、问题内容、问题答复 side by side: a table in which each row is one file with its answer."""

import re
from collections.abc import Sequence

from ..records import Named, Span
from ..text.blocks import Block
from .draft import Draft
from .foot import Foot
from .labels import BY_WORD, Field, Label
from .line import cells
from .particulars import public, reply_class
from .reading import NOTHING, Reading
from .recognise import DELEGATES

NEEDED = {Label.TITLE, Label.ANSWERED}
ABOVE = 600  # characters before the header's end in which the page says whose files these are


def table(source: str, lines: Sequence[Block]) -> list[Reading]:
    """The rows below the first header that names the file's title and the answer, on a page that names delegates."""
    for at, line in enumerate(lines):
        labels = _header(source, line) if "\t" in line.text else ()
        if labels and DELEGATES.search(source, max(0, line.span.end - ABOVE), line.span.end):
            rows = enumerate(lines[at + 1 :], at + 1)
            return [row for order, below in rows if (row := _row(source, order, below, labels))]
    return []


def _header(source: str, line: Block) -> tuple[Label, ...]:
    words = [re.sub(r"\s", "", source[span.start : span.end]) for span in cells(line)]
    labels = tuple(BY_WORD.get(word, Label.OTHER) for word in words)
    return labels if set(labels) >= NEEDED else ()


def _row(source: str, order: int, line: Block, labels: tuple[Label, ...]) -> Reading | None:
    places = cells(line)
    if len(places) != len(labels):
        return None
    found = tuple(
        Field(label, Named(source[span.start : span.end].strip(), (_trimmed(source, span),)), 0)
        for label, span in zip(labels, places, strict=True)
    )
    return Reading(
        draft=Draft(order, body=order, stop=order + 1, form=True),
        lines=(line,),
        head=(),
        text=(line,),
        below=(),
        opening=NOTHING,
        fields=found,
        signature=Foot(),
        number=None,
        reply_class=reply_class((), (), found),
        public=public((), found),
    )


def _trimmed(source: str, span: Span) -> Span:
    text = source[span.start : span.end]
    left = len(text) - len(text.lstrip())
    return Span(span.start + left, span.start + left + len(text.strip()))
