"""What the page of a batch shows: how far its files are, what was read out of them, what can be done now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from proposals.importing.tally import Tally, tally
from proposals.importing.writing import writing_of
from proposals.models import ImportBatch, ImportFile, Publication, Report

State = ImportFile.State
HEAVY = ("data", "text", "tables")  # never wanted where files are only listed
FILES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A file with its numbers."""

    file: ImportFile
    tally: Tally

    @property
    def reviewable(self) -> bool:
        """Whether there is something to look at."""
        return self.file.state in {State.READ, State.APPLIED, State.UNDONE}

    @property
    def empty(self) -> bool:
        """Whether it was read and holds nothing to write."""
        return self.reviewable and not (self.tally.proposals or self.tally.delegates)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many files are in each state."""

    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All files."""
        return sum(self.counts.values())

    @property
    def left(self) -> int:
        """Files that nobody has finished reading."""
        return self.counts.get(State.WAITING, 0) + self.counts.get(State.READING, 0)

    @property
    def done(self) -> int:
        """Files read or refused."""
        return self.total - self.left

    @property
    def read(self) -> int:
        """Files to review and apply."""
        return self.counts.get(State.READ, 0)

    @property
    def words(self) -> str:
        """For people: 读完 3 个，共 5 个。"""
        return f"读完 {self.done} 个，共 {self.total} 个"

    @property
    def parts(self) -> list[tuple[str, str, int]]:
        """(state, label, number) of each state that occurs."""
        return [(one.value, one.label, self.counts[one.value]) for one in State if self.counts.get(one.value)]


def progress_of(batch: ImportBatch) -> Progress:
    """One query."""
    rows = batch.files.order_by().values_list("state").annotate(Count("pk"))
    return Progress(dict(rows))


def files_of(batch: ImportBatch) -> "QuerySet[ImportFile]":
    """With their reports and how many facts were decided, without what is heavy."""
    files = batch.files.defer(*HEAVY).select_related("report", "supersedes")
    return files.annotate(decided=Count("decisions")).order_by("order", "pk")


def page_of(batch: ImportBatch, request: HttpRequest) -> tuple["Page[ImportFile]", list[Row]]:
    """One page of the files, those that failed or wait for a person first among equals of their order."""
    page = Paginator(files_of(batch), FILES_A_PAGE).get_page(request.GET.get("p"))
    return page, [Row(file, tally(file.found, doubt=file.doubt)) for file in page]


def unpublished(batch: ImportBatch) -> int:
    """How many reports of an applied batch the public does not see yet."""
    hidden = Q(retracted_at__isnull=True, publication=Publication.DRAFT)
    return Report.objects.filter(hidden, files__batch=batch).distinct().count()


def progress_json(batch: ImportBatch) -> dict[str, Any]:
    """What the script asks for every second: two queries, nothing heavy; of a batch being written how far that is."""
    writing = writing_of(batch)
    if writing is not None:
        return {"total": writing.total or 1, "done": writing.done, "left": 1, "words": writing.words, "files": []}
    progress = progress_of(batch)
    recent = (
        batch.files.exclude(state=State.WAITING).order_by("-started_at", "-pk").only("state", "batch")[:FILES_A_PAGE]
    )
    return {
        "total": progress.total,
        "done": progress.done,
        "left": progress.left,
        "words": progress.words,
        "files": [{"id": one.pk, "state": one.state, "label": one.get_state_display()} for one in recent],
    }
