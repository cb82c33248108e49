"""Entries of delegates, departments, industries and sessions: their rows in one question, their numbers from memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from delegates.models import Delegate, Mandate, Session
from delegates.repeated import Ids, Repeated
from proposals.catalogue.question import Question
from proposals.catalogue.shared import Catalogue
from proposals.models import Department, Industry, IndustryAlias, IndustryCode

from . import labels
from .people import member_title
from .proposal import grouped as _grouped

Entry = dict[str, Any]
Lines = list[list[Any]]
REGION = ("region__name", "region__is_example")


@dataclass(frozen=True)
class Room:
    """One kind of rows: the ids that everybody may see, in order, and the entries of some of them."""

    ids: Callable[[Catalogue], Sequence[int]]
    question: Repeated
    entry: Callable[[list[Any], list[Lines], Catalogue], Entry]

    def entries(self, ids: Sequence[int], catalogue: Catalogue) -> list[Entry]:
        """In this order. The first table has the rows themselves, the others what hangs on them, by id."""
        told = self.question.ask(ids)
        if not told:
            return []
        own, *hung = told
        rows, of_each = {one[0]: one for one in own}, [_grouped(some) for some in hung]
        return [self.entry(rows[pk], [of.get(pk, []) for of in of_each], catalogue) for pk in ids if pk in rows]


def _held(facet: str) -> Callable[[Catalogue], list[int]]:
    """Those that any public proposal has as a value of a facet."""
    return lambda known: sorted(int(one) for one in known.holdings.sets.get(facet, {}))


def _number(known: Catalogue, facet: str, pk: int) -> int:
    return (known.holdings.union(facet, [str(pk)]) & known.holdings.everything).bit_count()


def page(name: str, pk: int) -> str:
    """The permanent address of a page."""
    return settings.SITE_URL + reverse(name, args=[pk])


def place(code: str, name: str, example: object) -> Entry:
    """A region; an invented one says so."""
    return {"code": code, "name": f"{name}（示例）" if example else name}


def _delegates(ids: Ids) -> list[tuple[Any, tuple[str, ...]]]:
    council = "council__"
    seats = Mandate.objects.filter(delegate__in=ids).order_by("-term__number", "pk")
    seat = (f"{council}kind", f"{council}region", f"{council}region__name", f"{council}region__is_example")
    return [
        (Delegate.objects.visible_to(None).filter(pk__in=ids).order_by(), ("pk", "name")),
        (seats, ("delegate_id", *seat, "term__number", "group")),
    ]


def _delegate(line: list[Any], hung: list[Lines], known: Catalogue) -> Entry:
    pk, name = line
    return {
        "id": pk,
        "url": page("delegates:delegate", pk),
        "name": name,
        "seats": [
            {
                "title": member_title(kind, code, where),
                "body": labels.BODIES[kind],
                "region": place(code, where, example),
                "term": term,
                "group": group,
            }
            for _, kind, code, where, example, term, group in hung[0]
        ],
        "proposals": _number(known, "delegate", pk),
    }


def _departments(ids: Ids) -> list[tuple[Any, tuple[str, ...]]]:
    names = ("pk", "name", "system", "valid_until", "successor_id", "successor__name", "region_id", *REGION)
    return [(Department.objects.filter(pk__in=ids).order_by(), names)]


def _department(line: list[Any], hung: list[Lines], known: Catalogue) -> Entry:
    pk, name, system, until, heir, heir_name, code, where, example = line
    overdue = Question({"department": (str(pk),), "overdue": ("1",)}, timezone.localdate())
    return {
        "id": pk,
        "url": page("proposals:department", pk),
        "name": name,
        "system": {"code": system, "label": str(Department.System(system).label)},
        "region": place(code, where, example),
        "valid_until": until,
        "successor": {"id": heir, "name": heir_name} if heir else None,
        "proposals": _number(known, "department", pk),
        "as_lead": _number(known, "lead", pk),
        "as_assistant": _number(known, "assist", pk),
        "overdue": overdue.among(known.holdings).bit_count(),
    }


def _industries(ids: Ids) -> list[tuple[Any, tuple[str, ...]]]:
    return [
        (Industry.objects.filter(pk__in=ids).order_by(), ("pk", "name", "parent_id")),
        (IndustryAlias.objects.filter(industry__in=ids).order_by("name"), ("industry_id", "name")),
        (IndustryCode.objects.filter(industry__in=ids).order_by("code"), ("industry_id", "code")),
    ]


def _industry(line: list[Any], hung: list[Lines], known: Catalogue) -> Entry:
    pk, name, parent = line
    return {
        "id": pk,
        "url": page("proposals:industry", pk),
        "name": name,
        "parent": parent,
        "aliases": [one for _, one in hung[0]],
        "codes": [one for _, one in hung[1]],
        "proposals": _number(known, "industry", pk),
    }


def _sessions(ids: Ids) -> list[tuple[Any, tuple[str, ...]]]:
    council = "term__council__"
    place = (f"{council}kind", f"{council}region", f"{council}region__name", f"{council}region__is_example")
    return [
        (
            Session.objects.filter(pk__in=ids).order_by(),
            ("pk", *place, "term__number", "number", "starts_on", "ends_on"),
        )
    ]


def _session(line: list[Any], hung: list[Lines], known: Catalogue) -> Entry:
    pk, kind, code, where, example, term, number, starts_on, ends_on = line
    hidden = Question({"session": (str(pk),)}, timezone.localdate()).hidden(known.holdings)
    return {
        "id": pk,
        "url": page("proposals:session", pk),
        "name": known.names.labels["session"].get(str(pk), ""),
        "body": labels.BODIES[kind],
        "region": place(code, where, example),
        "term": term,
        "number": number,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "proposals": _number(known, "session", pk),
        "withheld": [{"ground": ground, "n": n} for ground, n in sorted(hidden.items())],
    }


def _tree(known: Catalogue) -> list[int]:
    return sorted(int(one) for one in known.names.labels["industry"])


DELEGATES = Room(_held("delegate"), Repeated(Delegate, _delegates), _delegate)
DEPARTMENTS = Room(_held("department"), Repeated(Department, _departments), _department)
INDUSTRIES = Room(_tree, Repeated(Industry, _industries), _industry)
SESSIONS = Room(_held("session"), Repeated(Session, _sessions), _session)
