"""Write what hangs on a record: proposers, asks, industries, keyword, departments. Each with its places and account."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from delegates.models import Delegate
from proposals.ingest import records
from proposals.ingest.lists.kinds import only_reported
from proposals.models import (
    Ask,
    Department,
    DepartmentMention,
    Industry,
    Keyword,
    ProposalIndustry,
    ProposalKeyword,
    Proposer,
    Report,
)

from .fresh import Fresh
from .hanging import Hanging
from .known import Known
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
    known: Known
    fresh: Fresh
    by: "User | None"

    @property
    def official(self) -> bool:
        """Whether the source proves that what it names was filed: a list or a letter does, the press does not."""
        return self.report.kind in (Report.Kind.LIST, Report.Kind.REPLY)

    def proves_filing(self, found: records.Proposal) -> bool:
        """Whether it does so of one record: a list may say itself that a row was only reported."""
        return self.official and not (self.report.kind == Report.Kind.LIST and only_reported(found))


def write_part(desk: Desk, hanging: Hanging, name: str, item: Any, fact: str) -> None:
    """Add one of several to what hangs on a record; it is written with the other fresh rows."""
    writers: dict[str, Callable[[Desk, Hanging, Any, str], None]] = {
        "proposers": _proposer,
        "asks": _ask,
        "industries": _industry,
        "departments": _department,
        "keyword": _keyword,
    }
    writers[name](desk, hanging, item, fact)


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


def _keep(desk: Desk, hanging: Hanging, row: Any, name: str, item: Any, fact: str) -> None:
    """Add the row, unless the record has one that says the same."""
    there = hanging.same(name, row)
    target, field, places = places_of(name, item)
    desk.spans.add(field, places, **{target: there or row})
    if there is not None:
        desk.ledger.joined(there, fact)
        return
    hanging.keep(name, row)
    desk.ledger.made(desk.fresh.add(row), fact)


def _proposer(desk: Desk, hanging: Hanging, found: records.Proposer, fact: str) -> None:
    order = hanging.next_proposer
    row = Proposer(proposal=hanging.proposal, **who(desk, found), role=found.role, order=order)
    _keep(desk, hanging, row, "proposers", found, fact)


def _ask(desk: Desk, hanging: Hanging, found: records.Ask, fact: str) -> None:
    order, quantities = hanging.next_ask, list(found.quantities)
    row = Ask(proposal=hanging.proposal, order=order, text=found.text, quantities=quantities)
    _keep(desk, hanging, row, "asks", found, fact)


def _industry(desk: Desk, hanging: Hanging, found: records.Named, fact: str) -> None:
    industry = desk.industries.get(found.name)
    if industry is not None:  # an industry nobody has registered: the plan warned
        row = ProposalIndustry(proposal=hanging.proposal, industry=industry)
        _keep(desk, hanging, row, "industries", found, fact)


def _keyword(desk: Desk, hanging: Hanging, found: records.Named, fact: str) -> None:
    keyword = desk.known.keyword(found.name)
    if keyword is None:
        keyword = desk.ledger.made(Keyword.objects.create(name=found.name))
    row = ProposalKeyword(proposal=hanging.proposal, keyword=keyword)
    _keep(desk, hanging, row, "keyword", found, fact)


def _department(desk: Desk, hanging: Hanging, found: records.NamedDepartment, fact: str) -> None:
    department = desk.departments.get(found.name)
    row = DepartmentMention(proposal=hanging.proposal, name=found.name, department=department, role=found.role)
    _keep(desk, hanging, row, "departments", found, fact)
