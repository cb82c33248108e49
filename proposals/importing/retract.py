"""Take back the records of a batch: those nobody touched since are retracted, what others had gained is taken off."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F

from delegates.journal import encode, table_of
from proposals.models import (
    Ask,
    DepartmentMention,
    FollowUp,
    Proposal,
    ProposalIndustry,
    ProposalKeyword,
    Proposer,
    Publication,
    Reply,
)
from proposals.workflow.events import Event
from proposals.workflow.states import State

from .account import Account, model

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PARTS: tuple[type[models.Model], ...] = (Reply, DepartmentMention, ProposalKeyword, ProposalIndustry, Ask, Proposer)
LINKS = Proposal.articles.through
BINDING = (Event.SUBMIT, Event.REPLY)  # what they moved, no later event moves back


@dataclass(frozen=True, slots=True)
class Staying:
    """Something an undo leaves in place, and why. `row` is its id in `table`."""

    what: str
    reason: str
    table: str
    row: int


@dataclass(slots=True)
class Undone:
    """What an undo does: how many rows go, by kind; which columns get their old value back; what stays and why."""

    gone: dict[str, int] = field(default_factory=dict)
    restored: list[str] = field(default_factory=list)
    staying: list[Staying] = field(default_factory=list)
    retracted: list[int] = field(default_factory=list)  # ids of proposals
    kept: list[int] = field(default_factory=list)  # ids of the batch's own proposals that stay
    completed: set[int] = field(default_factory=set)  # ids of older proposals that something was taken off

    def went(self, rows: type[models.Model], count: int = 1) -> None:
        """Count rows that go."""
        name = str(rows._meta.verbose_name)
        self.gone[name] = self.gone.get(name, 0) + count

    def stays(self, row: models.Model, reason: str) -> None:
        """Note a row that stays."""
        name = f"{row._meta.verbose_name}“{str(row)[:60]}”"
        self.staying.append(Staying(name, reason, table_of(row), row.pk))


def restore(account: Account, done: Undone) -> None:
    """Columns of older rows that the batch changed get their value before back, unless they were changed again."""
    for (table, key), columns in account.changed.items():
        row = model(table)._base_manager.filter(pk=key).first()
        if row is None or account.is_own(row):
            continue
        now = encode(row)
        named = {column.attname: column for column in row._meta.concrete_fields}
        back = {name: before for name, (before, after) in columns.items() if now.get(name) == after}
        for name in columns.keys() - back.keys():
            done.stays(row, f"“{named[name].verbose_name}”后来又有人改过")
        for name, before in back.items():
            as_is = before is None or isinstance(named[name], models.JSONField)
            setattr(row, name, before if as_is else named[name].to_python(before))
            done.restored.append(f"{row._meta.verbose_name}“{str(row)[:60]}”的{named[name].verbose_name}")
        if back:
            row.save(update_fields=list(back))
        done.completed.add(row.pk if isinstance(row, Proposal) else getattr(row, "proposal_id", 0))


def retract(account: Account, done: Undone, why: str, by: "User | None") -> None:
    """Every own proposal nobody touched loses its parts and is retracted; the log and the number stay in it."""
    for row in account.rows(Proposal):
        if not isinstance(row, Proposal) or row.state == State.RETRACTED:
            continue
        reason = _touched(account, row)
        if reason:
            done.stays(row, reason)
            done.kept.append(row.pk)
            continue
        for part in (*PARTS, LINKS):
            count = part._base_manager.filter(proposal=row).delete()[1].get(part._meta.label, 0)
            if count and part is not LINKS:
                done.went(part, count)
        number = f"，原案号 {row.number}" if row.number else ""
        row.record(Event.RETRACT, by=by, note=f"{why}{number}", imported=True)
        Proposal.objects.filter(pk=row.pk).update(publication=Publication.DRAFT, version=F("version") + 1)
        done.went(Proposal)
        done.retracted.append(row.pk)


def _touched(account: Account, proposal: Proposal) -> str:
    """What somebody did to it since, in Chinese; "" for nothing."""
    if account.touched([proposal]):
        return "写入以后有人改过"
    if _ids(proposal.followups) - account.own["proposals.FollowUp"]:
        return "写入以后有人登记过进展"
    for part in (*PARTS, LINKS):
        rows = list(part._base_manager.filter(proposal=proposal))
        if any(not account.is_own(row) for row in rows):
            return "后来的材料也写到这一件" if part is LINKS else f"后来补充了{part._meta.verbose_name}"
        if account.touched(rows) or {row.pk for row in rows} != account.under[part._meta.label, proposal.pk]:
            return f"写入以后有人改过{part._meta.verbose_name}"
    return ""


def _ids(rows: Any) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def detach(account: Account, done: Undone, by: "User | None") -> None:
    """Take off what the batch had added to older proposals. An event it recorded cannot be unsaid, only noted."""
    own = account.own["proposals.Proposal"]
    for part in (*PARTS, LINKS):
        older = [row for row in account.rows(part) if _proposal_of(row) not in own]
        touched = {row.pk for row in account.touched(older)}
        for row in older:
            done.completed.add(_proposal_of(row))
            if row.pk in touched:
                done.stays(row, "写入以后有人改过")
            else:
                row.delete()
                done.went(part)
    for proposal, events in _events(account, own):
        if proposal.state == State.RETRACTED:
            continue
        labels = "、".join(f"“{Event(one.event).label}”" for one in events)
        proposal.record(Event.NOTE, by=by, note=f"先前登记的{labels}，所凭的材料已经撤回")
        done.stays(
            proposal, f"进展{labels}已经记入，不能抹去，加记了一笔说明；状态仍是“{proposal.get_state_display()}”"
        )
        done.completed.add(proposal.pk)


def _proposal_of(row: Any) -> int:
    key: int = row.proposal_id
    return key


def _events(account: Account, own: set[int]) -> Iterator[tuple[Proposal, list[FollowUp]]]:
    """The older proposals that the batch moved, with the events that moved them."""
    moved: dict[int, list[FollowUp]] = {}
    for row in account.rows(FollowUp):
        if isinstance(row, FollowUp) and row.proposal_id not in own and row.event in BINDING:
            moved.setdefault(row.proposal_id, []).append(row)
    for key, events in moved.items():
        yield Proposal.objects.get(pk=key), events
