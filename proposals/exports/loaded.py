"""What a row of proposals tells, read for some hundreds at a time: a dozen questions, however many there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import F
from django.urls import reverse

from delegates.models import Mandate
from proposals.filters.conditions import open_letters
from proposals.models import (
    Ask,
    Assignment,
    Commitment,
    Deadline,
    DeadlineRule,
    DepartmentMention,
    Proposal,
    ProposalIndustry,
    ProposalKeyword,
    Proposer,
    Publication,
    Rating,
    ResultClass,
)
from proposals.shown.handling import promises_shown
from proposals.workflow.states import Duty

from .columns import Row, day
from .selection import Selection

Step = DeadlineRule.Step
Lines = Mapping[int, Sequence[dict[str, Any]]]


def rows_of_proposals(selection: Selection) -> Iterator[Row]:
    """A row for each proposal, with all columns of `main.PROPOSALS` and of the ledger."""
    meanings = {one.pk: one for one in ResultClass.objects.all()}
    for some in selection.chunks():
        found = list(some.select_related("session__term__council__region"))
        hung = _Hung(found)
        for one in found:
            yield {**_own(one, hung), **_people(one, hung), **_handled(one, hung), **_answered(one, hung, meanings)}


class _Hung:
    """What hangs on some proposals, by the proposal."""

    def __init__(self, found: Sequence[Proposal]) -> None:
        ids = [one.pk for one in found]
        of = {"proposal__in": ids}
        makers = Proposer.objects.filter(**of).select_related("delegate", "organisation")
        self.makers = by_proposal(
            {"proposal": one.proposal_id, "row": one} for one in makers.order_by("proposal_id", "order", "pk")
        )
        self.groups = _groups([one["row"].delegate_id for some in self.makers.values() for one in some])
        self.asks = by_proposal(Ask.objects.filter(**of).order_by("proposal_id", "order").values("proposal", "text"))
        self.industries = by_proposal(_tags(ProposalIndustry.objects.filter(**of), "industry__name"))
        self.keywords = by_proposal(_tags(ProposalKeyword.objects.filter(confirmed=True, **of), "keyword__name"))
        self.named = by_proposal(
            DepartmentMention.objects.filter(**of).order_by("proposal_id", "pk").values("proposal", "name", "role")
        )
        parts = Assignment.objects.standing().filter(**of).order_by("proposal_id", "pk")
        self.parts = by_proposal(parts.values("proposal", "duty", "assigned_on", "department__name"))
        clocks = Deadline.objects.filter(step__in=[Step.REPLY, Step.AGAIN], dropped=False, **of)
        self.clocks = by_proposal(clocks.order_by("proposal_id", "due_on").values("proposal", "due_on", "met_on"))
        letters = open_letters().filter(**of)
        told = ("pk", "proposal", "number", "replied_on", "reply_class", "meaning")
        self.letters = by_proposal(letters.values(*told))
        last = [some[-1]["pk"] for some in self.letters.values()]
        rated = Rating.objects.filter(reply__in=last).order_by("pk").values("result", of=F("reply__proposal"))
        self.ratings = by_proposal(rated, "of")
        promised = promises_shown(Commitment.objects.filter(**of)).order_by("proposal_id", "reply_id", "start", "pk")
        self.promises = by_proposal(promised.values("proposal", "text", "due_on", "state"))
        self.sources = by_proposal(_sources(ids))
        main = [one.merged_into_id for one in found if one.merged_into_id]
        self.seen = set(Proposal.objects.visible_to(None).filter(pk__in=main).values_list("pk", flat=True))


def by_proposal(lines: Iterable[Any], key: str = "proposal") -> Lines:
    """The lines of each proposal, in their order."""
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in lines:
        found[one[key]].append(one)
    return found


def _tags(rows: Any, name: str) -> Any:
    return rows.order_by("proposal_id", "pk").values("proposal", name=F(name))


def _groups(delegates: Collection[int | None]) -> dict[tuple[int, int, int | None], str]:
    """The delegation or sector of each, by delegate, council and term (None: of whatever term is entered last)."""
    found: dict[tuple[int, int, int | None], str] = {}
    seats = Mandate.objects.filter(delegate__in={one for one in delegates if one}).exclude(group="").order_by("pk")
    for delegate, council, term, group in seats.values_list("delegate", "council", "term", "group"):
        found[delegate, council, term] = found[delegate, council, None] = group
    return found


def _sources(ids: Sequence[int]) -> Any:
    through = Proposal.articles.through.objects
    public = {"article__report__publication": Publication.PUBLISHED, "article__report__retracted_at": None}
    found = through.filter(proposal__in=ids, **public).order_by("proposal_id", "article__report_id")
    return found.values("proposal", report=F("article__report")).distinct()


def _own(one: Proposal, hung: _Hung) -> dict[str, Any]:
    session = one.session
    return {
        "id": one.pk,
        "url": settings.SITE_URL + reverse("proposals:proposal", args=[one.pk]),
        "session_id": one.session_id,
        "session": session.name if session else None,
        "region": session.term.council.region_id if session else None,
        "kind": one.kind,
        "number": one.number or None,
        "headline": one.headline,
        "field": one.field or None,
        "state": one.state,
        "round": one.round,
        "merged_into": one.merged_into_id if one.merged_into_id in hung.seen else None,
        "asks": [line["text"] for line in hung.asks.get(one.pk, ())],
        "industries": [line["name"] for line in hung.industries.get(one.pk, ())],
        "keywords": [line["name"] for line in hung.keywords.get(one.pk, ())],
        "source_ids": [str(line["report"]) for line in hung.sources.get(one.pk, ())],
    }


def _people(one: Proposal, hung: _Hung) -> dict[str, Any]:
    makers = [line["row"] for line in hung.makers.get(one.pk, ())]
    first = makers[0] if makers else None
    term = one.session.term if one.session else None
    group = None
    if first and first.delegate_id and term:
        own = (first.delegate_id, term.council_id)
        group = hung.groups.get((*own, term.pk)) or hung.groups.get((*own, None))
    return {
        "lead": [str(row) for row in makers if row.role == Proposer.Role.LEAD],
        "cosigners": [str(row) for row in makers if row.role == Proposer.Role.COSIGNER],
        "others": [str(row) for row in makers if row.role in {Proposer.Role.SPEAKER, Proposer.Role.AUTHOR}],
        "group": group,
    }


def _handled(one: Proposal, hung: _Hung) -> dict[str, Any]:
    parts = hung.parts.get(one.pk, ())
    answering = [line for line in parts if line["duty"] != Duty.ASSIST.value]
    assisting = [line for line in parts if line["duty"] == Duty.ASSIST.value]
    named = hung.named.get(one.pk, ())
    clocks = hung.clocks.get(one.pk, ())
    running = [line["due_on"] for line in clocks if line["met_on"] is None]
    return {
        "departments": _units(answering) or _said(named, "lead"),
        "assisting": _units(assisting) or _said(named, "assist"),
        "assigned": bool(parts),
        "assigned_on": day(min((line["assigned_on"] for line in answering if line["assigned_on"]), default=None)),
        "due_on": day(min(running) if running else max((line["due_on"] for line in clocks), default=None)),
    }


def _units(parts: Iterable[dict[str, Any]]) -> list[str]:
    return [line["department__name"] for line in parts]


def _said(named: Iterable[dict[str, Any]], role: str) -> list[str]:
    """Whom a source calls so, where nobody recorded that it was handed to anybody."""
    return [line["name"] for line in named if line["role"] == role]


def _answered(one: Proposal, hung: _Hung, meanings: Mapping[int, ResultClass]) -> dict[str, Any]:
    """By the last letter that everybody may know of."""
    letters = hung.letters.get(one.pk, ())
    last = letters[-1] if letters else {}
    means = meanings.get(last.get("meaning") or 0)
    return {
        "replied_on": day(last.get("replied_on")),
        "reply_number": last.get("number") or None,
        "reply_class": last.get("reply_class") or (means.letter if means else None),
        "reply_meaning": means.meaning if means else None,
        "reply_outcome": means.outcome if means else None,
        "satisfaction": [line["result"] for line in hung.ratings.get(one.pk, ())],
        "promises": len(hung.promises.get(one.pk, ())),
        "promise_lines": [_promise(line) for line in hung.promises.get(one.pk, ())],
    }


def _promise(line: Mapping[str, Any]) -> str:
    state = Commitment.State(line["state"]).label
    until = f"{day(line['due_on'])}前，" if line["due_on"] else ""
    return f"{line['text']}（{until}{state}）"
