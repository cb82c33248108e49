"""What a plan says, as values: what would be created, attached or changed, and why."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from delegates.identity import Match
from delegates.models import Council, Region
from proposals.ingest.records import Extraction, Person
from proposals.ingest.records import Proposal as Found
from proposals.models import ImportFile, Proposal, Reply, Report

from .said import Said
from .sessions import SaidSession

if TYPE_CHECKING:
    from collections.abc import Iterator


class Action(StrEnum):
    """What an import does with one record."""

    CREATE = "create"
    ATTACH = "attach"
    SAME = "same"  # of a corrected report: nothing about it has changed

    @property
    def label(self) -> str:
        """What people read."""
        return {"create": "新登记", "attach": "并入已有的件", "same": "没有变化"}[self.value]


class Settled(StrEnum):
    """How a field comes out when what was read meets what is there."""

    NEW = "new"  # empty so far: filled
    CHANGED = "changed"  # the source changed it, nobody had edited it: updated
    SAME = "same"
    CONFLICT = "conflict"  # both differ: what is there stays, and the conflict is listed
    VANISHED = "vanished"  # the corrected source no longer states it: stays, with a doubt

    @property
    def label(self) -> str:
        """What people read."""
        words = {
            "new": "补上",
            "changed": "更新",
            "same": "不变",
            "conflict": "有冲突，保留现有",
            "vanished": "新稿没有，保留",
        }
        return words[self.value]


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a record: as the superseded report had it, as this one has it, as the database has it, as text.

    `field` is a name (number) or, for one of several, name and order in what was found (asks/2).
    """

    field: str
    label: str
    base: str | None
    new: str | None
    current: str | None
    outcome: Settled
    row: int | None = None  # of the one of several that it is about


@dataclass(frozen=True, slots=True)
class PlannedDelegate:
    """A person of the file with what the database knows of them."""

    person: Person
    council: Council | None
    match: Match
    path: str = ""
    renamed: bool = False  # a corrected report puts the name of this very delegate right


@dataclass(frozen=True, slots=True)
class PlannedProposal:
    """A record of the file with what becomes of it. `score` is 0 to 1, None where nothing was compared.

    `existing` with action CREATE is a likely match nobody has confirmed: it is shown, not used.
    """

    path: str  # proposals/3
    found: Found
    action: Action
    session: SaidSession | None = None
    existing: Proposal | None = None
    confirmed: bool = False
    reason: str = ""
    score: float | None = None
    changes: tuple[Change, ...] = ()
    number_taken: str = ""  # why the number is not written: it belongs to another
    reply: Reply | None = None  # the answer that this source speaks of, if it is known already

    @property
    def closed(self) -> bool:
        """Whether its source says that it is not to be made public."""
        return self.found.letter is not None and self.found.letter.public is False

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """The changes a person has to look at."""
        return tuple(one for one in self.changes if one.outcome is Settled.CONFLICT)


@dataclass(frozen=True, slots=True)
class AlreadyImported:
    """The very bytes are there: nothing to do."""

    report: Report


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an import of one file would write."""

    file: ImportFile
    said: Said
    found: Extraction  # with the decisions
    region: Region
    delegates: tuple[PlannedDelegate, ...]
    proposals: tuple[PlannedProposal, ...]
    warnings: tuple[str, ...]
    vanished: tuple[Proposal, ...] = ()  # of the superseded report, no longer in this one

    @property
    def filename(self) -> str:
        """As it came in."""
        return self.file.name

    @property
    def digest(self) -> str:
        """Changes when the outcome would: other matches, other decisions, another extraction."""
        return hashlib.sha256(json.dumps(list(self._state()), ensure_ascii=False).encode()).hexdigest()

    def _state(self) -> "Iterator[object]":
        yield from (self.file.sha256, self.region.pk, self.file.supersedes_id, repr(self.said), repr(self.found))
        for person in self.delegates:
            yield person.person.name, person.match.delegate.pk if person.match.delegate else None
        for one in self.proposals:
            existing = one.existing.pk if one.existing and one.action is not Action.CREATE else None
            yield one.path, one.action.value, existing, repr(one.changes), one.number_taken
        yield [one.pk for one in self.vanished]
