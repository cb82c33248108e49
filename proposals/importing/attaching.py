"""Attach a source to a record that is there: one record, both sources, nothing of a person's overwritten."""

from typing import Any

from django.db.models import F

from proposals.ingest.records import NamedDepartment, Proposer
from proposals.models import Article, Ask, DepartmentMention, Proposal, Publication
from proposals.models import Proposer as ProposerRow
from proposals.workflow.events import Event
from proposals.workflow.states import State

from .answering import record_answer, write_answer
from .hanging import Hanging
from .parts import Desk, places_of, who, write_part
from .planned import Change, PlannedProposal, Settled
from .proposals import parts_of, point
from .stated import answered, field_of

WRITTEN = (Settled.NEW, Settled.CHANGED)


def attach(desk: Desk, planned: PlannedProposal, article: Article) -> Proposal:
    """Do to the existing record what the plan says."""
    proposal = planned.existing
    if proposal is None:
        raise ValueError("a record without an existing one cannot be attached")
    desk.ledger.joined(proposal, planned.path)
    _link(desk, proposal, article)
    point(desk, proposal, planned)
    columns = _columns(desk, planned)
    if desk.plan.said.publish and not planned.closed and proposal.publication == Publication.DRAFT:
        columns["publication"] = Publication.PUBLISHED.value
    doubts = [one for one in _doubts(planned) if one not in proposal.doubts]
    if doubts:
        columns["doubts"] = [*proposal.doubts, *doubts]
    desk.ledger.change(proposal, planned.path, **columns)
    Proposal.objects.filter(pk=proposal.pk).update(version=F("version") + 1)
    proposal.refresh_from_db(fields=["version"])
    for change in planned.changes:
        _part(desk, proposal, planned, change)
    _log(desk, proposal, planned, article)
    return proposal


def _link(desk: Desk, proposal: Proposal, article: Article) -> None:
    """The article is a source of the record."""
    row, new = Proposal.articles.through.objects.get_or_create(proposal=proposal, article=article)
    if new:
        desk.ledger.made(row)


def _columns(desk: Desk, planned: PlannedProposal) -> dict[str, Any]:
    found = planned.found
    values: dict[str, Any] = {
        "kind": ("kind", found.kind.value),
        "headline": ("headline", found.headline),
        "number": ("number", found.number or ""),
        "field": ("field", field_of(found.field.name if found.field else None)),
    }
    columns = dict(values[one.field] for one in planned.changes if one.field in values and one.outcome in WRITTEN)
    if planned.session and any(one.field == "session" and one.outcome in WRITTEN for one in planned.changes):
        columns["session_id"] = desk.writer.session(planned.session).pk
    return columns


def _part(desk: Desk, proposal: Proposal, planned: PlannedProposal, change: Change) -> None:
    """One of several: added, put right, or found to be there already."""
    name, _, place = change.field.partition("/")
    number, _, sub = place.partition("/")
    items = parts_of(planned).get(name, ())
    if not number.isdecimal():
        return
    item, fact = items[int(number)], f"{planned.path}/{change.field}"
    if change.row is None:
        if change.outcome is Settled.NEW:
            write_part(desk, Hanging.there(proposal, name), name, item, fact)
            desk.fresh.write()
        return
    row = _ROWS[name](proposal).get(pk=change.row)
    if change.outcome in WRITTEN:
        _put_right(desk, row, item, sub, fact)
    if not sub:
        target, field, spans = places_of(name, item)
        desk.spans.add(field, spans, **{target: row})
        desk.ledger.joined(row, fact)


_ROWS: dict[str, Any] = {
    "proposers": lambda proposal: proposal.proposers,
    "asks": lambda proposal: proposal.asks,
    "industries": lambda proposal: proposal.industry_tags,
    "departments": lambda proposal: proposal.mentions,
    "keyword": lambda proposal: proposal.keyword_tags,
}


def _put_right(desk: Desk, row: Any, item: Any, sub: str, fact: str) -> None:
    if isinstance(row, Ask):
        desk.ledger.change(row, fact, text=item.text, quantities=list(item.quantities))
    elif isinstance(row, DepartmentMention) and isinstance(item, NamedDepartment) and sub == "role":
        known = desk.departments.get(item.name)
        department = {"department_id": known.pk} if known and row.department_id is None else {}
        desk.ledger.change(row, fact, role=item.role, **department)
    elif isinstance(row, ProposerRow) and isinstance(item, Proposer):
        columns = who(desk, item)
        if not ProposerRow.objects.filter(proposal=row.proposal_id, **columns).exists():
            desk.ledger.change(row, fact, **columns)


def _doubts(planned: PlannedProposal) -> list[str]:
    """Conflicts and what vanished stay with the record until somebody has looked. Titles differ by nature."""
    doubts = [planned.number_taken] if planned.number_taken else []
    for one in planned.changes:
        if one.outcome is Settled.CONFLICT and (one.base is not None or one.field != "headline"):
            doubts.append(f"{one.label}：新材料是“{_words(one.new)}”，现有“{_words(one.current)}”，保留了现有的")
        elif one.outcome is Settled.VANISHED:
            doubts.append(f"{one.label}：更正稿里没有“{_words(one.current)}”，保留了现有的")
    return doubts


def _words(value: str | None) -> str:
    return "没有" if value is None else value if len(value) <= 60 else f"{value[:60]}……"


def _log(desk: Desk, proposal: Proposal, planned: PlannedProposal, article: Article) -> None:
    """Submitted where only a report was known, answered where the procedure allows it, else: further material."""
    logged = False
    if desk.proves_filing(planned.found) and proposal.state == State.REPORTED:
        desk.ledger.made(proposal.record(Event.SUBMIT, by=desk.by, note="官方名册或答复函证明已经提交"))
        logged = True
    fresh = write_answer(desk, proposal, planned, article)
    if fresh:
        logged = record_answer(desk, proposal, planned) or logged
    changed = fresh or any(one.outcome in WRITTEN for one in planned.changes)
    if not logged and (changed or not any(one.base for one in planned.changes)):
        note = "补上了答复材料" if answered(planned.found) else "另一份材料也写到这一件"
        desk.ledger.made(proposal.record(Event.ATTACH, by=desk.by, note=note))
