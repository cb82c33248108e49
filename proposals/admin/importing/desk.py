"""A file open for review: what was found, cut into sheets, with what people decided."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from proposals.importing.decisions import found_in
from proposals.importing.facts import Fact, facts
from proposals.ingest.records import Extraction, Refusal
from proposals.models import Decision, ImportFile

from .cards import Card, cards
from .sheets import Sheet, by_doubt, sheets

REVIEWABLE = {ImportFile.State.READ, ImportFile.State.APPLIED, ImportFile.State.UNDONE}
ORDERS = ("doubt", "source")
NEAR = 25  # sheets listed before and after the one on the page


@dataclass(frozen=True, slots=True)
class Desk:
    """A file open for review: what was found, what was decided, the sheet on the page."""

    file: ImportFile
    found: Extraction
    facts: tuple[Fact, ...]
    decisions: dict[str, Decision]
    ordered: list[Sheet]
    sheet: Sheet
    order: str

    @property
    def at(self) -> int:
        """Place of the sheet in the order of review."""
        return self.ordered.index(self.sheet)

    @property
    def before(self) -> Sheet | None:
        """The sheet before."""
        return self.ordered[self.at - 1] if self.at else None

    @property
    def after(self) -> Sheet | None:
        """The sheet after."""
        return self.ordered[self.at + 1] if self.at + 1 < len(self.ordered) else None

    @property
    def near(self) -> list[Sheet]:
        """The sheets around it."""
        return self.ordered[max(0, self.at - NEAR) : self.at + NEAR + 1]

    @property
    def open_doubts(self) -> int:
        """Doubtful records nobody decided on, in the whole file."""
        return sum(path not in self.decisions for one in self.ordered for path in one.doubtful)

    @property
    def doubts(self) -> int:
        """Doubtful records in the whole file."""
        return sum(len(one.doubtful) for one in self.ordered)

    @property
    def decided_doubts(self) -> int:
        """Doubtful records somebody decided on."""
        return self.doubts - self.open_doubts

    def open_in(self, sheet: Sheet) -> int:
        """Doubtful records of a sheet that wait."""
        return sum(path not in self.decisions for path in sheet.doubtful)

    def cards(self) -> list[Card]:
        """The records of the sheet."""
        return cards(self.found, self.facts, self.sheet, self.decisions, doubts_first=self.order == "doubt")


def open_desk(file: ImportFile, asked: Any) -> Desk:
    """The file at the sheet that `asked` (a form or query) names. Raises Refusal while there is nothing to review."""
    if file.state not in REVIEWABLE:
        raise Refusal(f"{file.name} 还没有读出内容，现在不能核对。请等它读完，再打开核对页。")
    found, every, in_source = _read(file.pk, file.sha256, file.finished_at)
    order = asked.get("order") if asked.get("order") in ORDERS else ORDERS[0]
    ordered = by_doubt(in_source) if order == "doubt" else list(in_source)
    wanted = asked.get("s", "")
    sheet = next((one for one in ordered if str(one.number) == wanted), ordered[0])
    decisions = {one.fact: one for one in file.decisions.select_related("decided_by")}
    return Desk(file, found, every, decisions, ordered, sheet, order)


@lru_cache(maxsize=2)
def _read(pk: int, sha256: str, read_at: datetime | None) -> tuple[Extraction, tuple[Fact, ...], tuple[Sheet, ...]]:
    """What was read out of a file: it changes only when the file is read again, and takes seconds to thaw when long.

    Two files are kept, so that one decision after another on the same file is quick. Raises Refusal.
    """
    file = ImportFile.objects.defer("data", "tables").get(pk=pk)
    found = found_in(file)
    return found, facts(found), tuple(sheets(found, len(file.text)))
