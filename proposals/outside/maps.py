"""Site maps: every page once, in portions that one question fills however many pages there are.

A portion holds a range of keys, so that neither the list of portions nor a portion skips rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, QuerySet
from django.urls import reverse

from delegates.models import Delegate
from proposals.models import Assignment, Department, FollowUp, Industry, Proposal, Report

from .canonical import absolute

PORTION = 2000  # keys in one map: at most 250 kB
# Pages that are there once.
SINGLE = (
    "proposals:home", "proposals:proposals", "delegates:delegates", "proposals:sessions", "proposals:departments",
    "proposals:industries", "proposals:reports", "proposals:statistics", "proposals:words", "proposals:about",
    "proposals:method", "proposals:data",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One address and when what it shows last changed, where that is known."""

    address: str
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page: its view, its rows, and the columns whose latest tells when it changed."""

    view: str
    rows: "Callable[[], QuerySet[Any]]"
    told: tuple[str, ...] = ()


def _in_public(relation: str) -> dict[str, Any]:
    return {f"{relation}__in": Proposal.objects.visible_to(None).order_by().values("pk")}


def _departments() -> "QuerySet[Department]":
    parts = Assignment.objects.standing().filter(**_in_public("proposal")).order_by()
    return Department.objects.filter(pk__in=parts.values("department"))


KINDS = {
    "proposals": Kind(
        "proposals:proposal", lambda: Proposal.objects.visible_to(None), ("updated_at", "followups__recorded_at")
    ),
    "delegates": Kind("delegates:delegate", lambda: Delegate.objects.visible_to(None)),
    "industries": Kind("proposals:industry", lambda: Industry.objects.all()),
    "departments": Kind("proposals:department", _departments),
    "sessions": Kind("proposals:session", lambda: Proposal.objects.visible_to(None).sessions()),
    "reports": Kind("proposals:report", lambda: Report.objects.visible_to(None), ("imported_at",)),
}


def portions() -> list[Entry]:
    """The address of each map, in one question for each kind of page."""
    newest = FollowUp.objects.visible_to(None).aggregate(last=Max("recorded_at"))["last"]
    found = [_map("pages", 1, newest)]
    for name, kind in KINDS.items():
        last = {"last": Max(kind.told[0])} if kind.told else {}
        blocks = kind.rows().order_by().values(block=F("pk") / PORTION).annotate(**last).order_by("block").distinct()
        found += [_map(name, row["block"] + 1, row.get("last")) for row in blocks]
    return found


def portion(name: str, number: int) -> list[Entry]:
    """The pages of one map, in one question; none where it has none."""
    if name == "pages":
        return [Entry(absolute(reverse(view))) for view in SINGLE] if number == 1 else []
    kind = KINDS[name]
    first = (number - 1) * PORTION
    told = {f"last{place}": Max(column) for place, column in enumerate(kind.told)}
    rows = kind.rows().order_by().filter(pk__gte=first, pk__lt=first + PORTION).values("pk").annotate(**told)
    return [
        Entry(absolute(reverse(kind.view, args=[row["pk"]])), max((row[one] for one in told if row[one]), default=None))
        for row in rows.order_by("pk").distinct()
    ]


def _map(name: str, number: int, changed: datetime | None) -> Entry:
    return Entry(absolute(reverse("proposals:sitemap", args=[name, number])), changed)
