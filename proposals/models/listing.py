"""The rows of a short list of proposals with all that a line shows of them, in one question however many there are.

For lists of ten or twenty: the newest on the first page, those of one delegate, of one industry.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from delegates.gathering import Lines, gathered
from delegates.models import Delegate, Organisation
from proposals.workflow.states import Duty

if TYPE_CHECKING:
    from .proposal import Proposal

ANSWERS = ("reply", "again")  # the steps by which a proposer is answered
_PREFIX = "row_"


def listed(found: "QuerySet[Proposal]", *, asks: bool = False) -> "list[Proposal]":
    """The rows of `found`, a slice: each with its proposers, industries and log, with `asks` also these.

    `due` of each is the day by which it must be answered, None where there is none.
    """
    first = found.model._base_manager.filter(pk__in=found.values("pk")[:1])
    try:
        return put_together(gathered(first, line_queries(found, asks=asks)))
    except found.model.DoesNotExist:
        return []


def line_queries(found: "QuerySet[Proposal]", *, asks: bool = False) -> "dict[str, QuerySet[Any, Any]]":
    """What `put_together` makes the rows of: to be gathered with other things of the same page."""
    model: Any = found.model
    ids = found.values("pk")
    of = {name: model._meta.get_field(name).related_model._default_manager.filter(proposal__in=ids) for name in _HUNG}
    running = of["deadlines"].filter(step__in=ANSWERS, met_on__isnull=True, dropped=False)
    queries = {
        "proposals": model._base_manager.filter(pk__in=ids).defer("created_at", "updated_at").order_by("-pk"),
        "proposers": of["proposers"]
        .order_by("order", "pk")
        .values(
            "pk", "proposal_id", "role", "order", "delegate_id", "organisation_id",
            name=Coalesce("delegate__name", "organisation__name"),
        ),
        "industry_tags": of["industry_tags"]
        .order_by("pk")
        .values("pk", "proposal_id", "industry_id", name=F("industry__name")),
        "followups": of["followups"].defer("recorded_at", "note", "data").order_by("sequence"),
        "days": running.exclude(assignment__duty=Duty.ASSIST.value)
        .order_by("due_on")
        .values("proposal_id", day=F("due_on")),
    }  # fmt: skip
    found_asks = {"asks": of["asks"].order_by("order")} if asks else {}
    return {_PREFIX + name: query for name, query in (queries | found_asks).items()}


def put_together(told: "dict[str, list[Any]]") -> "list[Proposal]":
    """The rows. What a line's template reads stands where `prefetch_related` would put it."""
    lines = {name.removeprefix(_PREFIX): some for name, some in told.items() if name.startswith(_PREFIX)}
    rows: list[Proposal] = lines.pop("proposals")
    hung = {name: _by_proposal(some) for name, some in lines.items()}
    for row in rows:
        own: dict[str, Any] = {name: of.get(row.pk, []) for name, of in hung.items()}
        days: list[str] = [one["day"] for one in own.pop("days")]
        row.due = min(map(date.fromisoformat, days), default=None)  # type: ignore[attr-defined]  # for this list alone
        own["proposers"] = [_proposer(row, line) for line in own["proposers"]]
        own["industry_tags"] = [_tag(row, line) for line in own["industry_tags"]]
        row._prefetched_objects_cache = own  # type: ignore[attr-defined]  # as Django's own prefetching does
    return rows


_HUNG = ("proposers", "industry_tags", "followups", "deadlines", "asks")


def _by_proposal(lines: "Lines | list[Any]") -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for line in lines:
        found.setdefault(line["proposal_id"] if isinstance(line, dict) else line.proposal_id, []).append(line)
    return found


def _proposer(row: "Proposal", line: dict[str, Any]) -> Any:
    name = line.pop("name")
    model: Any = row._meta.get_field("proposers").related_model
    one = model(**line)
    if one.delegate_id:
        one.delegate = Delegate(pk=one.delegate_id, name=name)
    else:
        one.organisation = Organisation(pk=one.organisation_id, name=name)
    return one


def _tag(row: "Proposal", line: dict[str, Any]) -> Any:
    model: Any = row._meta.get_field("industry_tags").related_model
    industry = model._meta.get_field("industry").related_model
    return model(pk=line["pk"], proposal_id=row.pk, industry=industry(pk=line["industry_id"], name=line["name"]))
