"""Tables of what hangs on proposals: who proposes, asks, parts of departments, clocks, replies, promises, the log."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q
from django.urls import reverse

from proposals.dossier.running import OWED
from proposals.models import (
    Ask,
    Assignment,
    Commitment,
    Deadline,
    FollowUp,
    Proposal,
    Proposer,
    Publication,
    Reply,
    ResultClass,
)
from proposals.shown.handling import is_open, is_whole, promises_shown, public_note, shown_replies, words_of
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Satisfaction

from .columns import Row, day
from .selection import Selection

# The page tells these in its own words: the office's note of them is for the office.
TOLD = frozenset({Event.PROMISE, Event.OUTCOME})
LATER = frozenset({Event.ASK_TIME, Event.EXTEND})


def proposers(selection: Selection) -> Iterator[Row]:
    """Who proposes what, in the printed order."""
    name = {"person": F("delegate__name"), "unit": F("organisation__name")}
    for some in selection.hanging(Proposer.objects.order_by("order", "pk")):
        for one in some.values("pk", "proposal", "delegate", "organisation", "role", "order", **name):
            yield {
                "id": one["pk"],
                "proposal_id": one["proposal"],
                "delegate_id": one["delegate"],
                "organisation_id": one["organisation"],
                "name": one["person"] or one["unit"],
                "role": one["role"],
                "order": one["order"],
            }


def asks(selection: Selection) -> Iterator[Row]:
    """The separate points."""
    for some in selection.hanging(Ask.objects.order_by("order")):
        for one in some:
            yield {
                "id": one.pk,
                "proposal_id": one.proposal_id,
                "order": one.order,
                "text": one.text,
                "outcome": one.outcome,
                "outcome_note": one.outcome_note or None,
            }


def assignments(selection: Selection) -> Iterator[Row]:
    """Which department has which part; not those handed on."""
    for some in selection.hanging(Assignment.objects.standing().order_by("pk")):
        for one in some:
            yield {
                "id": one.pk,
                "proposal_id": one.proposal_id,
                "department_id": one.department_id,
                "duty": one.duty,
                "stage": one.stage,
                "round": one.round,
                "assigned_on": day(one.assigned_on),
            }


def deadlines(selection: Selection) -> Iterator[Row]:
    """What must be done by when, and why by then: the clocks that a proposal's page tells."""
    rows = Deadline.objects.filter(dropped=False, step__in=OWED).order_by("round", "due_on", "pk")
    for some in selection.hanging(rows):
        for one in some:
            yield {
                "id": one.pk,
                "proposal_id": one.proposal_id,
                "assignment_id": one.assignment_id,
                "step": one.step,
                "round": one.round,
                "due_on": day(one.due_on),
                "met_on": day(one.met_on),
                "reason": one.because,
            }


def replies(selection: Selection) -> Iterator[Row]:
    """Letters that went out. Of one that is not public nothing is said but that it is there, and why it is withheld."""
    meanings = {one.pk: one for one in ResultClass.objects.all()}
    counts = {
        f"rated_{one.value}": Count("ratings", filter=Q(ratings__result=one.value), distinct=True)
        for one in Satisfaction
    }
    rows: Any = shown_replies().with_meaning().annotate(**counts).order_by("round", "role", "replied_on", "pk")
    for some in selection.hanging(rows.select_related(None)):
        for one in some:
            if one.role == Reply.Role.OPINION and one.publication == Publication.DRAFT and not is_open(one):
                continue  # written for colleagues, until somebody decides that everybody may read it
            yield {**_letter(one), **(_opened(one, meanings.get(one.meaning)) if is_open(one) else {})}


def _letter(one: Reply) -> dict[str, Any]:
    withheld = one.publication == Publication.WITHHELD
    return {
        "id": one.pk,
        "proposal_id": one.proposal_id,
        "assignment_id": one.assignment_id,
        "department_id": one.department_id,
        "role": one.role,
        "round": one.round,
        "openness": "withheld" if withheld else "open" if is_open(one) else "not_yet",
        "withheld_ground": one.withheld_ground if withheld else None,
        **{f"rated_{rating.value}": getattr(one, f"rated_{rating.value}") for rating in Satisfaction},
    }


def _opened(one: Reply, means: ResultClass | None) -> dict[str, Any]:
    words = words_of(one)
    whole = is_whole(one)
    letter = settings.SITE_URL + reverse("proposals:letter", args=[one.pk])
    return {
        "number": one.number or None,
        "issuer": one.issuer or None,
        "signed_by": one.signed_by or None,
        "replied_on": day(one.replied_on),
        "class": one.reply_class or (means.letter if means else None),
        "meaning": means.meaning if means else None,
        "outcome": means.outcome if means else None,
        "text": words if words and whole else None,
        "summary": words if words and not whole else None,
        "file_url": letter if whole and one.file else None,
    }


def promises(selection: Selection) -> Iterator[Row]:
    """What public letters promise, in their words."""
    for some in selection.hanging(Commitment.objects.order_by("reply_id", "start", "pk")):
        for one in promises_shown(some):
            yield {
                "id": one.pk,
                "proposal_id": one.proposal_id,
                "reply_id": one.reply_id,
                "ask_id": one.ask_id,
                "text": one.text,
                "due_on": day(one.due_on),
                "state": one.state,
                "settled_on": day(one.settled_on),
                "evidence": one.evidence or None,
            }


def actions(selection: Selection) -> Iterator[Row]:
    """The public log: what happened, when, and the state it led to; notes as far as everybody may read them."""
    for some in selection.hanging(FollowUp.objects.order_by("sequence")):
        for one in some:
            yield {
                "id": one.pk,
                "proposal_id": one.proposal_id,
                "sequence": one.sequence,
                "event": one.event,
                "date": day(one.happened_on),
                "state": one.state,
                "department_id": one.department_id,
                "assignment_id": one.assignment_id,
                "until": one.data.get("until") if one.event in LATER else None,
                "corrects_id": one.corrects_id,
                "note": note_of(one),
            }


def note_of(entry: FollowUp) -> str | None:
    """What the page says of an entry in the words of whoever recorded it; None where it says it in its own words."""
    if entry.event in TOLD or (entry.event == Event.NOTE and entry.data.keys() & {"publication", "commitment"}):
        return None
    return public_note(entry).strip() or None


def sources(selection: Selection) -> Iterator[Row]:
    """The articles a proposal was taken from, each with its report."""
    public = {"article__report__publication": Publication.PUBLISHED, "article__report__retracted_at": None}
    rows = Proposal.articles.through.objects.filter(**public).select_related("article__report").order_by("article_id")
    for some in selection.hanging(rows):
        for one in some:
            yield _source(one.proposal_id, one.article)


def _source(proposal: int, article: Any) -> Row:
    report = article.report
    at: Sequence[int] = [report.pk]
    return {
        "proposal_id": proposal,
        "report_id": report.pk,
        "article_id": article.pk,
        "kind": report.kind,
        "title": report.title or None,
        "publisher": article.publisher or report.publisher or None,
        "published_on": day(report.published_on),
        "section": article.section or None,
        "headline": article.headline or None,
        "url": f"{settings.SITE_URL}{reverse('proposals:report', args=at)}?article={article.pk}",
    }
