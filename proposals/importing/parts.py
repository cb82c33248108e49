"""Write what hangs on a record: proposers, asks, industries, keyword, departments. Each with its places and account."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q

from delegates.models import Delegate, Region
from proposals.ingest import records
from proposals.models import (
    Ask,
    Department,
    DepartmentMention,
    Industry,
    Keyword,
    Proposal,
    ProposalIndustry,
    ProposalKeyword,
    Proposer,
    Report,
)

from .ledger import Ledger
from .people import PeopleWriter
from .planned import Plan
from .spans import SpanWriter

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything at hand while the records of one file are written."""

    plan: Plan
    report: Report
    people: dict[str, Delegate]
    writer: PeopleWriter
    industries: dict[str, Industry]
    departments: dict[str, Department]
    spans: SpanWriter
    ledger: Ledger
    by: "User | None"

    @property
    def official(self) -> bool:
        """Whether the source proves that what it names was filed: a list or a letter does, the press does not."""
        return self.report.kind in (Report.Kind.LIST, Report.Kind.REPLY)


def industries_of(found: records.Extraction) -> dict[str, Industry]:
    """The industries a file names, as the database has them."""
    names = {trade.name for one in found.proposals for trade in one.industries}
    return {one.name: one for one in Industry.objects.filter(name__in=names)}


def departments_of(found: records.Extraction, region: Region) -> dict[str, Department]:
    """The current departments of the region by every name or alias the file uses."""
    names = {unit.name for one in found.proposals for unit in one.departments}
    names |= {one.letter.issuer.name for one in found.proposals if one.letter and one.letter.issuer}
    rows = Department.objects.current().filter(Q(name__in=names) | Q(aliases__name__in=names), region=region)
    known: dict[str, Department] = {}
    for row in rows.distinct().prefetch_related("aliases").order_by("pk"):
        for name in names & {row.name, *(one.name for one in row.aliases.all())}:
            known.setdefault(name, row)
    return known


def write_part(desk: Desk, proposal: Proposal, name: str, item: Any, fact: str) -> None:
    """Add one of several to a record."""
    writers: dict[str, Callable[[Desk, Proposal, Any, str], None]] = {
        "proposers": _proposer,
        "asks": _ask,
        "industries": _industry,
        "departments": _department,
        "keyword": _keyword,
    }
    writers[name](desk, proposal, item, fact)


def places_of(name: str, item: Any) -> tuple[str, str, tuple[records.Span, ...]]:
    """The target column, field and places of an item's spans."""
    target, field = {
        "proposers": ("proposer", "proposer"),
        "asks": ("ask", "text"),
        "industries": ("industry_tag", "evidence"),
        "departments": ("mention", "department"),
        "keyword": ("keyword_tag", "keyword"),
    }[name]
    return target, field, (item.span,) if name in ("proposers", "asks") else item.spans


def who(desk: Desk, found: records.Proposer) -> dict[str, Any]:
    """The columns that name a proposer."""
    if found.type == "person":
        return {"delegate_id": desk.people[found.name].pk, "organisation_id": None}
    return {"delegate_id": None, "organisation_id": desk.writer.organisation(found.name).pk}


def _keep(desk: Desk, row: Any, new: bool, name: str, item: Any, fact: str) -> None:
    target, field, places = places_of(name, item)
    desk.spans.add(field, places, **{target: row})
    if new:
        desk.ledger.made(row, fact)
    else:
        desk.ledger.joined(row, fact)


def _proposer(desk: Desk, proposal: Proposal, found: records.Proposer, fact: str) -> None:
    last = proposal.proposers.aggregate(last=Max("order"))["last"]
    defaults = {"role": found.role, "order": 0 if last is None else last + 1}
    row, new = Proposer.objects.get_or_create(proposal=proposal, **who(desk, found), defaults=defaults)
    _keep(desk, row, new, "proposers", found, fact)


def _ask(desk: Desk, proposal: Proposal, found: records.Ask, fact: str) -> None:
    order = (proposal.asks.aggregate(last=Max("order"))["last"] or 0) + 1
    row = Ask.objects.create(proposal=proposal, order=order, text=found.text, quantities=list(found.quantities))
    _keep(desk, row, True, "asks", found, fact)


def _industry(desk: Desk, proposal: Proposal, found: records.Named, fact: str) -> None:
    industry = desk.industries.get(found.name)
    if industry is not None:  # an industry nobody has registered: the plan warned
        row, new = ProposalIndustry.objects.get_or_create(proposal=proposal, industry=industry)
        _keep(desk, row, new, "industries", found, fact)


def _keyword(desk: Desk, proposal: Proposal, found: records.Named, fact: str) -> None:
    keyword, fresh = Keyword.objects.get_or_create(name=found.name)
    if fresh:
        desk.ledger.made(keyword)
    row, new = ProposalKeyword.objects.get_or_create(proposal=proposal, keyword=keyword)
    _keep(desk, row, new, "keyword", found, fact)


def _department(desk: Desk, proposal: Proposal, found: records.NamedDepartment, fact: str) -> None:
    defaults = {"department": desk.departments.get(found.name), "role": found.role}
    row, new = DepartmentMention.objects.get_or_create(proposal=proposal, name=found.name, defaults=defaults)
    _keep(desk, row, new, "departments", found, fact)
