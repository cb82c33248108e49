"""Tables of who and where: delegates with seats and posts, units, departments, sessions; as far as they are public."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from delegates.models import Delegate, Mandate, Organisation, Post, Session
from proposals.models import Assignment, Department, Proposal, Proposer, Reply

from .columns import Row, day
from .selection import CHUNK, Selection, in_portions


def delegates_of(selection: Selection) -> "QuerySet[Delegate]":
    """Who proposes something of the selection."""
    visible = Delegate.objects.visible_to(None)
    if selection.whole:
        return visible
    return visible.filter(pk__in=Proposer.objects.filter(_within(selection), delegate__isnull=False).values("delegate"))


def _within(selection: Selection) -> Q:
    return Q(proposal__in=selection.proposals().values("pk"))


def delegates(selection: Selection) -> Iterator[Row]:
    """People, in no roll but that of their ids."""
    for one in in_portions(delegates_of(selection)):
        address = reverse("delegates:delegate", args=[one.pk])
        yield {"id": one.pk, "name": one.name, "url": settings.SITE_URL + address}


def _hung_on_people(selection: Selection, rows: "QuerySet[Any]") -> Iterator[Any]:
    """The rows of some hundreds of people at a time."""
    people = delegates_of(selection)
    last = 0
    while True:
        some = list(people.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK])
        yield from rows.filter(delegate__in=some).order_by("delegate_id", *rows.query.order_by)
        if len(some) < CHUNK:
            return
        last = some[-1]


def mandates(selection: Selection) -> Iterator[Row]:
    """Seats in councils."""
    rows = Mandate.objects.select_related("council__region", "term").order_by("-term__number", "pk")
    for one in _hung_on_people(selection, rows):
        yield {
            "id": one.pk,
            "delegate_id": one.delegate_id,
            "council_id": one.council_id,
            "council": str(one.council),
            "body": one.council.kind,
            "region": one.council.region_id,
            "term": one.term.number if one.term else None,
            "role": one.role,
            "group": one.group or None,
        }


def posts(selection: Selection) -> Iterator[Row]:
    """Posts as on the day somebody wrote them down."""
    rows = Post.objects.select_related("organisation").order_by("order", "pk")
    for one in _hung_on_people(selection, rows):
        yield {
            "id": one.pk,
            "delegate_id": one.delegate_id,
            "organisation_id": one.organisation_id,
            "organisation": one.organisation.name if one.organisation else None,
            "title": one.title or None,
            "note": one.note or None,
            "seen_on": day(one.seen_on),
        }


def organisations(selection: Selection) -> Iterator[Row]:
    """Units where these people hold posts, or which propose something."""
    held = Post.objects.filter(
        organisation=OuterRef("pk"), delegate__in=delegates_of(selection).order_by().values("pk")
    )
    proposing = Proposer.objects.filter(_within(selection), organisation=OuterRef("pk"))
    for one in in_portions(Organisation.objects.filter(Exists(held) | Exists(proposing))):
        yield {"id": one.pk, "name": one.name, "region": one.region_id}


def departments(selection: Selection) -> Iterator[Row]:
    """Departments that have or had a part in something, or sent a public letter."""
    parts = Assignment.objects.filter(_within(selection)).order_by().values("department")
    letters = Reply.objects.sent().filter(_within(selection), department__isnull=False).order_by().values("department")
    logged = (
        Proposal.objects.filter(pk__in=selection.proposals().values("pk")).order_by().values("followups__department")
    )
    found = Department.objects.filter(Q(pk__in=parts) | Q(pk__in=letters) | Q(pk__in=logged))
    visible = Proposal.objects.visible_to(None).order_by().values("pk")
    standing = Assignment.objects.standing().filter(department=OuterRef("pk"), proposal__in=visible)
    for one in in_portions(found.select_related("region").annotate(has_page=Exists(standing))):
        address = settings.SITE_URL + reverse("proposals:department", args=[one.pk])
        yield {
            "id": one.pk,
            "name": one.name,
            "system": one.system,
            "region": one.region_id,
            "region_name": str(one.region),
            "valid_from": day(one.valid_from),
            "valid_until": day(one.valid_until),
            "successor_id": one.successor_id,
            "url": address if one.has_page else None,
        }


def sessions(selection: Selection) -> Iterator[Row]:
    """Sessions at which something of the selection was proposed."""
    met = selection.proposals().filter(session__isnull=False).values("session")
    found: QuerySet[Session] = Session.objects.filter(pk__in=met)
    for one in in_portions(found):
        council = one.term.council
        yield {
            "id": one.pk,
            "name": one.name,
            "council_id": council.pk,
            "body": council.kind,
            "region": council.region_id,
            "region_name": str(council.region),
            "term": one.term.number,
            "number": one.number,
            "starts_on": day(one.starts_on),
            "ends_on": day(one.ends_on),
            "url": settings.SITE_URL + reverse("proposals:session", args=[one.pk]),
        }
