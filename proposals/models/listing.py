"""The rows of a short list of proposals with all that a line shows of them, in two questions however many there are.

For lists of ten or twenty: the newest on the first page, those of one delegate, of one industry.
"""

from collections.abc import Iterable
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


def listed(found: "QuerySet[Proposal]", *, asks: bool = False) -> "list[Proposal]":
    """Each with its proposers, industries and log (with `asks` also these), and `due`: by when it must be answered.

    What the line's template reads stands where `prefetch_related` would put it.
    """
    rows = list(found.select_related("session__term__council__region"))
    if not rows:
        return []
    lines = gathered(type(rows[0])._base_manager.filter(pk=rows[0].pk), _queries(rows, asks=asks))
    hung = {name: _by_proposal(some) for name, some in lines.items()}
    for row in rows:
        own: dict[str, Any] = {name: of.get(row.pk, []) for name, of in hung.items()}
        days: list[str] = [one["day"] for one in own.pop("days")]
        row.due = min(map(date.fromisoformat, days), default=None)  # type: ignore[attr-defined]  # for this list alone
        own["proposers"] = [_proposer(row, line) for line in own["proposers"]]
        own["industry_tags"] = [_tag(row, line) for line in own["industry_tags"]]
        row._prefetched_objects_cache = own  # type: ignore[attr-defined]  # as Django's own prefetching does
    return rows


def _queries(rows: "Iterable[Proposal]", *, asks: bool) -> "dict[str, QuerySet[Any, Any]]":
    ids = [row.pk for row in rows]
    of = {name: _model(rows, name)._default_manager.filter(proposal__in=ids) for name in _RELATIONS}
    running = of["deadlines"].filter(step__in=ANSWERS, met_on__isnull=True, dropped=False)
    found = {
        "proposers": of["proposers"]
        .order_by("order", "pk")
        .values(
            "pk", "proposal_id", "role", "order", "delegate_id", "organisation_id",
            name=Coalesce("delegate__name", "organisation__name"),
        ),
        "industry_tags": of["industry_tags"].order_by("pk").values(
            "pk", "proposal_id", "industry_id", name=F("industry__name")
        ),
        "followups": of["followups"].defer("recorded_at", "note", "data").order_by("sequence"),
        "days": running.exclude(assignment__duty=Duty.ASSIST.value).order_by("due_on").values(
            "proposal_id", day=F("due_on")
        ),
    }  # fmt: skip
    return found | ({"asks": of["asks"].order_by("order")} if asks else {})


_RELATIONS = ("proposers", "industry_tags", "followups", "deadlines", "asks")


def _model(rows: "Iterable[Proposal]", relation: str) -> Any:
    """What hangs on proposals; these models stand on that of proposals."""
    return type(next(iter(rows)))._meta.get_field(relation).related_model


def _by_proposal(lines: "Lines | list[Any]") -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for line in lines:
        found.setdefault(line["proposal_id"] if isinstance(line, dict) else line.proposal_id, []).append(line)
    return found


def _proposer(row: "Proposal", line: dict[str, Any]) -> Any:
    name = line.pop("name")
    one = _model([row], "proposers")(**line)
    if one.delegate_id:
        one.delegate = Delegate(pk=one.delegate_id, name=name)
    else:
        one.organisation = Organisation(pk=one.organisation_id, name=name)
    return one


def _tag(row: "Proposal", line: dict[str, Any]) -> Any:
    model = _model([row], "industry_tags")
    industry = model._meta.get_field("industry").related_model
    return model(pk=line["pk"], proposal_id=row.pk, industry=industry(pk=line["industry_id"], name=line["name"]))
