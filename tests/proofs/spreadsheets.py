"""Ten thousand hostile cells as CSV and as XLSX, opened and saved again by LibreOffice: no formula, the same cells.

    python -m tests.proofs.spreadsheets [--cells 10000] [--seed N]

Needs LibreOffice Calc (`soffice`; Debian: libreoffice-calc). Exits with status 1 when a cell became a formula or tells
otherwise afterwards, with status 2 where LibreOffice is not there.
"""

import argparse
import csv
import io
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook

from proposals.exports.columns import Column
from proposals.exports.safe import printable
from proposals.exports.separated import MARK, lines
from proposals.exports.workbook import written
from tests.proposals.exports.hostile import hostile_cells

NEEDS = "LibreOffice Calc is not there: install it (Debian: apt-get install libreoffice-calc) and start this again."
HEAD = "文字"
AS_TEXT = "CSV:44,34,76,1,1/2"  # comma, quote, UTF-8, from the first line, the first column as text
AS_IT_LIKES = "CSV:44,34,76,1"
PATIENCE = 300  # seconds


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder

    def saved_again(self, source: Path, ending: str, reading: str = "") -> Path:
        """The file as LibreOffice saves it after opening it."""
        out = self._folder / f"{source.stem}-{len(list(self._folder.iterdir()))}"
        given = [
            self._program, "--headless", f"-env:UserInstallation={(self._folder / 'profile').as_uri()}",
            *([f"--infilter={reading}"] if reading else []), "--convert-to", ending, "--outdir", str(out), str(source),
        ]  # fmt: skip
        subprocess.run(given, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603  our own words
        return next(out.iterdir())


def cells_of(book: Path) -> tuple[list[str], int]:
    """The texts of the first column below its heading, and how many cells of the book are formulas.

    LibreOffice reads _x005F_x0041_ as _x0041_ and writes it so: its texts are taken by their letters.
    """
    sheet = load_workbook(book).worksheets[0]
    rows = list(sheet.iter_rows(min_col=1, max_col=1))
    formulas = sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    return [str(row[0].value if row[0].value is not None else "") for row in rows][1:], formulas


def differing(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs that tell otherwise; the empty cells at the end that nobody keeps are no difference."""
    padded = [*after, *[""] * (len(before) - len(after))]
    return [(one, other) for one, other in zip(before, padded, strict=True) if one != other]


def looked_at(cells: Sequence[str], program: str) -> list[str]:
    """A sentence for each way that did not hold."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="yanlu-office-") as name:
        folder = Path(name)
        office = Office(program, folder)
        as_written = [printable(one) for one in cells]
        book = folder / "cells.xlsx"
        book.write_bytes(b"".join(written("表", [Column("text", HEAD, HEAD)], ([one] for one in cells))))
        wrong += _told("XLSX", as_written, office.saved_again(book, "xlsx"))
        table = folder / "cells.csv"
        table.write_bytes(MARK + lines([[HEAD], *([one] for one in cells)]))
        defused = [row[0] if row else "" for row in csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline=""))]
        wrong += _told("CSV as text", defused[1:], office.saved_again(table, "xlsx", AS_TEXT))
        formulas = cells_of(office.saved_again(table, "xlsx", AS_IT_LIKES))[1]
        wrong += [f"CSV as LibreOffice likes it: {formulas} formulas"] if formulas else []
    return wrong


def _told(way: str, before: Sequence[str], book: Path) -> list[str]:
    after, formulas = cells_of(book)
    other = differing(before, after)
    told = [f"{way}: {formulas} formulas"] if formulas else []
    return told + ([f"{way}: {len(other)} cells differ, first {other[:3]!r}"] if other else [])


def main() -> int:
    """Arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    program = shutil.which("soffice")
    if program is None:
        print(NEEDS)
        return 2
    cells = hostile_cells(given.cells, random.Random(given.seed))  # noqa: S311  no secret
    wrong = looked_at(cells, program)
    print("\n".join(wrong) or f"{len(cells)} cells: 0 formulas, the same in XLSX and in CSV")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
