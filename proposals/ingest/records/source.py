"""One file as received, or why it cannot be used."""

from dataclasses import dataclass

from .tables import Table


class Refusal(Exception):
    """Material that cannot be used. `str(refusal)` is one Chinese sentence saying why and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file as received and as read. `encoding` is a Python codec name; `doubt` says why it may be wrong.

    `text` is what all spans count in: the decoded text of a text file, else what the reader of its format wrote out.
    """

    content: bytes
    sha256: str
    encoding: str
    text: str
    doubt: str | None = None
    format: str = "txt"  # txt, docx, pdf, html, xlsx, xls, csv
    tables: tuple[Table, ...] = ()
