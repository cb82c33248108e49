"""The one question that all entries of a page of proposals are made of, as far as everybody may read it.

What is not public is not asked for: of a letter that is not open only that it is there, of hidden promises a number.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from delegates.repeated import Ids, Repeated
from proposals.dossier.running import OWED
from proposals.models import (
    Ask,
    Assignment,
    Commitment,
    Deadline,
    DepartmentMention,
    FollowUp,
    Proposal,
    ProposalIndustry,
    ProposalKeyword,
    Proposer,
    Publication,
    Rating,
    Reply,
    ResultClass,
)
from proposals.shown.handling import LETTER_OPEN, promises_shown
from proposals.workflow.states import Stage

Table = tuple[Any, tuple[str, ...]]
OWN = ("pk", "kind", "number", "headline", "field", "state", "round")


def tables(ids: Ids) -> list[Table]:
    """The tables in the order in which `records.proposal` takes them."""
    return [
        _proposals(ids), *_people(ids), _asks(ids), *_tags(ids), *_merged(ids), _parts(ids), _deadlines(ids),
        _replies(ids), _classes(), _ratings(ids), *_promises(ids), _log(ids), _sources(ids),
    ]  # fmt: skip


def _of(model: Any, ids: Ids) -> Any:
    return model.objects.filter(proposal__in=ids)


def _proposals(ids: Ids) -> Table:
    council = "session__term__council"
    rows = Proposal.objects.visible_to(None).filter(pk__in=ids).order_by()
    return rows, (*OWN, "session_id", "session__starts_on", f"{council}__kind", council)


def _people(ids: Ids) -> Sequence[Table]:
    """Who proposes; then a line for each seat, and one for each post."""
    rows = _of(Proposer, ids).order_by("order", "pk")
    named = rows.annotate(name=Coalesce("delegate__name", "organisation__name"))
    council = "delegate__mandates__council"
    seats = rows.filter(delegate__mandates__isnull=False)
    posts = rows.filter(delegate__posts__isnull=False).order_by(
        "order", "pk", "delegate__posts__order", "delegate__posts__pk"
    )
    post = ("delegate__posts__organisation__name", "delegate__posts__title", "delegate__posts__note")
    return (
        (named, ("proposal_id", "pk", "delegate_id", "name", "role")),
        (seats, ("pk", council, f"{council}__kind", f"{council}__region", f"{council}__region__name")),
        (posts, ("pk", *post)),
    )


def _asks(ids: Ids) -> Table:
    return _of(Ask, ids).order_by("order"), ("proposal_id", "pk", "order", "text", "outcome", "outcome_note")


def _tags(ids: Ids) -> Sequence[Table]:
    return (
        (_of(ProposalIndustry, ids).order_by("pk"), ("proposal_id", "industry_id", "industry__name")),
        (_of(ProposalKeyword, ids).order_by("pk"), ("proposal_id", "keyword_id", "keyword__name", "confirmed")),
        (_of(DepartmentMention, ids).order_by("pk"), ("proposal_id", "name", "role")),
    )


def _merged(ids: Ids) -> Sequence[Table]:
    """The file that each is handled together with, and the files that are handled with it."""
    public = Proposal.objects.visible_to(None).order_by("pk")
    return (public.filter(merged__in=ids), ("merged__pk", "pk")), (
        public.filter(merged_into__in=ids),
        ("merged_into_id", "pk"),
    )


def _parts(ids: Ids) -> Table:
    names = ("proposal_id", "pk", "department_id", "department__name", "duty", "stage", "round")
    return _of(Assignment, ids).order_by("pk"), names


def _deadlines(ids: Ids) -> Table:
    """Those that a page tells of: not those of a part that was handed on, nor a signing that came in time."""
    signed = Q(step="sign", met_on__isnull=False, met_on__lte=F("due_on"))
    rows = _of(Deadline, ids).filter(dropped=False, step__in=[one.value for one in OWED]).exclude(signed)
    shown = rows.exclude(assignment__stage=Stage.RETURNED.value).order_by("round", "due_on", "pk")
    return shown, (
        "proposal_id", "assignment_id", "step", "round", "due_on", "first_due_on", "met_on", "provisional", "because",
    )  # fmt: skip


def _replies(ids: Ids) -> Table:
    """Letters that went out. Of one that is not open no column says more than that it is there."""
    is_open = Case(When(LETTER_OPEN, then=Value(1)), default=Value(0))
    rows = _of(Reply, ids).sent().with_meaning().annotate(open=is_open)
    kept = rows.exclude(role=Reply.Role.OPINION, publication=Publication.DRAFT, open=0)
    told = {
        f"told_{name}": Case(When(LETTER_OPEN, then=F(name)), default=None)
        for name in ("number", "issuer", "department_id", "department__name", "replied_on", "signed_by", "reply_class")
    }
    whole = Q(publication=Publication.PUBLISHED, shown=Reply.Shown.FULL)
    has_file = Case(When(whole & ~Q(file=""), then=Value(1)), default=Value(0))
    shown = kept.annotate(
        **told, told_meaning=Case(When(LETTER_OPEN, then=F("meaning")), default=None), has_file=has_file
    )
    names = ("proposal_id", "pk", "role", "round", "publication", "withheld_ground", "shown", "open", "has_file")
    return shown.order_by("round", "role", "replied_on", "pk"), (*names, *told, "told_meaning")


def _classes() -> Table:
    return ResultClass.objects.order_by("pk"), ("pk", "letter", "meaning", "outcome")


def _ratings(ids: Ids) -> Table:
    rows = Rating.objects.filter(reply__proposal__in=ids, reply__role=Reply.Role.REPLY).order_by("pk")
    return rows, ("reply_id", "process", "result", "channel")


def _promises(ids: Ids) -> Sequence[Table]:
    """The promises that everybody may read, in the order of the page; then those it does not quote, by number."""
    rows = _of(Commitment, ids)
    ordered = ("reply__round", "reply", "start", "pk")
    names = (
        "proposal_id", "pk", "reply_id", "reply__round", "ask__order", "text", "due_on", "state", "settled_on",
        "evidence",
    )  # fmt: skip
    hidden = rows.exclude(pk__in=promises_shown(_of(Commitment, ids)).values("pk"))
    return (promises_shown(rows).order_by(*ordered), names), (hidden.order_by("pk"), ("proposal_id", "pk"))


def _log(ids: Ids) -> Table:
    names = ("proposal_id", "pk", "sequence", "event", "happened_on", "assignment_id", "department_id")
    rest = ("department__name", "note", "data", "corrects__sequence")
    return _of(FollowUp, ids).order_by("sequence"), (*names, *rest)


def _sources(ids: Ids) -> Table:
    """`Article.objects.visible_to` of a published proposal: its report is published."""
    through = Proposal.articles.through.objects.filter(proposal__in=ids)
    rows = through.filter(article__report__publication=Publication.PUBLISHED)
    of = tuple(f"article__{one}" for one in ("headline", "publisher", "report_id"))
    names = ("title", "publisher", "published_on", "publication")
    return rows.order_by("article__report", "article__order"), (
        "proposal_id", "article_id", *of, *(f"article__report__{one}" for one in names),
    )  # fmt: skip


QUESTION = Repeated(Proposal, tables)
