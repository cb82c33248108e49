"""Tables for tests, written out in a text as the readers do: rows by line feeds, cells by TABs."""

from collections.abc import Iterable, Sequence

from proposals.ingest.extract import extract
from proposals.ingest.records import Cell, Extraction, Mapping, Proposal, Span, Table, Vocabulary

WORDS = Vocabulary(industries={"陶瓷": "陶瓷"}, departments={"市教育局": "市教育局"})


def table(rows: Iterable[Sequence[str]], name: str | None = None, at: int = 0) -> tuple[str, Table]:
    """The text and the table in it; the text stands at `at` of a longer one."""
    lines: list[str] = []
    written: list[tuple[Cell, ...]] = []
    for row in rows:
        cells = []
        start = at
        for text in row:
            cells.append(Cell(text, Span(at, at + len(text))))
            at += len(text) + 1
        written.append(tuple(cells))
        lines.append("\t".join(row))
        at = start + len(lines[-1]) + 1
    return "\n".join(lines) + "\n", Table(name, tuple(written))


def read_rows(
    rows: Iterable[Sequence[str]], title: str = "", name: str | None = None, mapping: Mapping | None = None
) -> Extraction:
    """Extract a text of one title and one table."""
    head = f"{title}\n" if title else ""
    text, drawn = table(rows, name, len(head))
    return extract(head + text, WORDS, (drawn,), mapping)


def read_text(text: str) -> Extraction:
    """Extract a plain text."""
    return extract(text, WORDS)


def only(found: Extraction) -> Proposal:
    """The one proposal."""
    [proposal] = found.proposals
    return proposal
