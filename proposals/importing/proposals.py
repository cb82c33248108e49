"""Write the new records of a file with all that hangs on them."""

from collections.abc import Mapping

from proposals.models import Article, FollowUp, Proposal, Publication
from proposals.tracking.recording import record_first
from proposals.workflow.events import Event

from .answering import record_answer, write_answer
from .hanging import Hanging
from .parts import Desk, write_part
from .planned import PlannedProposal
from .stated import field_of, once


def begin(desk: Desk, planned: PlannedProposal) -> Proposal:
    """A new record, not yet inserted."""
    found = planned.found
    return Proposal(
        kind=found.kind.value,
        session=desk.writer.session(planned.session) if planned.session else None,
        number="" if planned.number_taken else found.number or "",
        headline=found.headline,
        field=field_of(found.field.name if found.field else None),
        publication=Publication.PUBLISHED if desk.plan.said.publish and not planned.closed else Publication.DRAFT,
        confidence=found.confidence,
        doubts=[*found.doubts, *_doubts(planned)],
    )


def log(desk: Desk, new: Mapping[str, Proposal]) -> dict[str, FollowUp]:
    """What these new records begin with. The press proves that they were raised, a list or letter that they were filed.

    Both by the path of the record in its file.
    """
    filed = {one.path for one in desk.plan.proposals if desk.proves_filing(one.found)}
    found: dict[str, FollowUp] = {}
    for event, day in ((Event.SUBMIT, None), (Event.REPORT, desk.report.published_on)):
        rows = {path: row for path, row in new.items() if (path in filed) is (event is Event.SUBMIT)}
        if rows:
            begun = record_first(list(rows.values()), event, by=desk.by, on=day)
            found |= dict(zip(rows, begun, strict=True))
    return found


def fill(desk: Desk, proposal: Proposal, planned: PlannedProposal, article: Article, first: FollowUp) -> None:
    """All that hangs on a new record. `first` is what its log begins with."""
    desk.ledger.made(proposal, planned.path)
    desk.ledger.made(desk.fresh.add(Proposal.articles.through(proposal=proposal, article=article)))
    desk.ledger.made(first)
    point(desk, proposal, planned)
    hanging = Hanging(proposal)
    for name, items in parts_of(planned).items():
        for n, item in enumerate(items):
            write_part(desk, hanging, name, item, f"{planned.path}/{name}/{n}")
    if write_answer(desk, proposal, planned, article):
        record_answer(desk, proposal, planned)


def parts_of(planned: PlannedProposal) -> dict[str, tuple[object, ...]]:
    """What the source states several of, in the order that `comparing` counts them in: names once each."""
    found = planned.found
    return {
        "proposers": once(found.proposers),
        "asks": found.asks,
        "industries": once(found.industries),
        "departments": once(found.departments),
        "keyword": (found.keyword,) if found.keyword else (),
    }


def point(desk: Desk, proposal: Proposal, planned: PlannedProposal) -> None:
    """Where the source states the record's own facts."""
    found = planned.found
    for field, place in (
        ("headline", found.headline_span),
        ("number", found.number_span),
        ("filing", found.filing_span),
    ):
        desk.spans.add(field, [place], proposal=proposal)
    for field, named in (("session", found.session), ("field", found.field)):
        desk.spans.add(field, named.spans if named else (), proposal=proposal)


def _doubts(planned: PlannedProposal) -> list[str]:
    doubts = [planned.number_taken] if planned.number_taken else []
    if planned.existing is not None and not planned.confirmed:
        doubts.append(f"可能就是 {planned.existing.pk} 号件《{planned.existing}》（{planned.reason}）")
    return doubts
