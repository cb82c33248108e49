"""Write one proposal of an article with all that hangs on it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from delegates.models import Body, Delegate, Session
from proposals.ingest import records
from proposals.models import (
    Article,
    Ask,
    Department,
    DepartmentMention,
    Industry,
    Keyword,
    Proposal,
    ProposalIndustry,
    ProposalKeyword,
    Proposer,
    Publication,
)
from proposals.workflow.states import Event

from .people import ensure_organisation
from .plan import Plan
from .spans import SpanWriter

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def write_proposal(
    found: records.Proposal,
    article: Article,
    people: Mapping[str, Delegate],
    sessions: Mapping[Body, Session],
    plan: Plan,
    spans: SpanWriter,
    by: "User | None",
) -> Proposal:
    """Create the proposal in the state "reported": a report proves that it was raised, nothing more."""
    proposal = Proposal.objects.create(
        kind=found.kind.value,
        session=_session(found, plan, sessions),
        number=found.number or "",
        headline=found.headline,
        publication=Publication.PUBLISHED if plan.said.publish else Publication.DRAFT,
        confidence=found.confidence,
        doubts=list(found.doubts),
    )
    proposal.articles.add(article)
    proposal.record(Event.REPORT, by=by, on=article.report.published_on)
    spans.add("headline", [found.headline_span], proposal=proposal)
    for field, place in (("number", found.number_span), ("filing", found.filing_span)):
        if place is not None:
            spans.add(field, [place], proposal=proposal)
    _write_proposers(found, proposal, people, plan, spans)
    _write_asks(found, proposal, spans)
    _write_tags(found, proposal, plan, spans)
    return proposal


def _session(found: records.Proposal, plan: Plan, sessions: Mapping[Body, Session]) -> Session | None:
    """The stated session of the lead proposer's body; none for a collective, whose body the text may leave open."""
    bodies = {one.person.name: Body(one.person.body.value) for one in plan.delegates}
    for proposer in found.proposers:
        if proposer.type == "person" and proposer.name in bodies:
            return sessions.get(bodies[proposer.name])
    return None


def _write_proposers(
    found: records.Proposal, proposal: Proposal, people: Mapping[str, Delegate], plan: Plan, spans: SpanWriter
) -> None:
    for order, one in enumerate(found.proposers):
        if one.type == "person":
            row = Proposer(proposal=proposal, delegate=people[one.name], role=one.role, order=order)
        else:
            organisation = ensure_organisation(one.name, plan.region)
            row = Proposer(proposal=proposal, organisation=organisation, role=one.role, order=order)
        row.save()
        spans.add("proposer", [one.span], proposer=row)


def _write_asks(found: records.Proposal, proposal: Proposal, spans: SpanWriter) -> None:
    for order, ask in enumerate(found.asks, start=1):
        row = Ask.objects.create(proposal=proposal, order=order, text=ask.text, quantities=list(ask.quantities))
        spans.add("text", [ask.span], ask=row)


def _write_tags(found: records.Proposal, proposal: Proposal, plan: Plan, spans: SpanWriter) -> None:
    for one in found.industries:
        tag = ProposalIndustry.objects.create(proposal=proposal, industry=Industry.objects.get(name=one.name))
        spans.add("evidence", one.spans, industry_tag=tag)
    if found.keyword is not None:
        keyword, _ = Keyword.objects.get_or_create(name=found.keyword.name)
        word = ProposalKeyword.objects.create(proposal=proposal, keyword=keyword)
        spans.add("keyword", found.keyword.spans, keyword_tag=word)
    for department in found.departments:
        known = Department.objects.current().filter(region=plan.region, aliases__name=department.name).first()
        mention = DepartmentMention.objects.create(
            proposal=proposal, department=known, name=department.name, role=department.role
        )
        spans.add("department", department.spans, mention=mention)
