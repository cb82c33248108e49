"""Makes two people, or two organisations, one; and two again, with the very rows they had.

Nothing merges by itself: a person says so and gives a reason. What was added to the kept row after the merge stays
there; what was changed since stays as it is and is listed.
"""

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.utils import timezone

from .folding import fold, pointing_at, relations
from .history.acts import acting
from .journal import Journal, Step, decode, model_of, table_of, take_back, touched
from .models import (
    Choice,
    Delegate,
    DelegateAlias,
    Merge,
    Organisation,
    OrganisationAlias,
    SameOrganisation,
    SamePerson,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Party = TypeVar("Party", Delegate, Organisation)
PAIRS: dict[type, Any] = {Delegate: SamePerson, Organisation: SameOrganisation}


class CannotMerge(Exception):
    """Why two rows cannot become one, or two again: a sentence for staff."""


@transaction.atomic
def merge(kept: Party, gone: Party, *, by: "User | None", reason: str) -> Merge:
    """Let everything of `gone` be `kept`'s, and write down every step. Raises CannotMerge."""
    if type(kept) is not type(gone) or kept.pk == gone.pk:
        raise CannotMerge("请选两个不同的人，或者两个不同的单位。")
    keep, go = _locked(kept, gone)
    journal = Journal()
    with acting(by=by.pk if by else None, why=f"合并：{reason}"):
        _carry_decisions(keep, go, journal, by=by, reason=reason)
        fold(go, keep, journal)
        _remember_name(keep, go.name, journal)
    row = Merge.objects.create(
        table=table_of(keep), kept=keep.pk, gone=go.pk, kept_name=keep.name, gone_name=go.name,
        reason=reason, merged_by=by, journal=journal.steps,
    )  # fmt: skip
    _announce(keep)
    return row


@transaction.atomic
def unmerge(merge: Merge, *, by: "User | None") -> Merge:
    """Give back every row that is as the merge left it; the others stay, listed in `stayed`. Raises CannotMerge."""
    row = Merge.objects.select_for_update().get(pk=merge.pk)
    _check_standing(row)
    later = blocking(row)
    if later is not None:
        raise CannotMerge(f"这之后还有一次合并用到了同样的记录，请先撤销它：{later}。")
    with acting(by=by.pk if by else None, why="撤销合并"):
        left = take_back(row.journal)
    both: dict[int, Any] = model_of(row.table)._base_manager.in_bulk([row.kept, row.gone])
    if row.gone not in both:
        raise CannotMerge(f"已经另有一条“{row.gone_name}”，不能恢复原来的那条。请先改名或者合并，再撤销。")
    row.stayed = [_told(step) for step in left]
    row.undone_at = timezone.now()
    row.undone_by = by
    row.save(update_fields=["stayed", "undone_at", "undone_by"])
    _announce(*both.values())
    return row


def blocking(merge: Merge) -> Merge | None:
    """A later merge that must be undone first: it took away the kept row, or folded into rows that this one moved."""
    later = Merge.objects.filter(table=merge.table, pk__gt=merge.pk, undone_at__isnull=True)
    mine = touched(merge.journal) - {(merge.table, merge.kept)}
    for one in later.filter(kept=merge.kept) | later.filter(gone=merge.kept):
        if one.gone == merge.kept or mine & touched(one.journal):
            return one
    return None


def what_moves(gone: Delegate | Organisation) -> list[tuple[str, int]]:
    """What a merge would move, as shown before it: the name of each kind of row and how many."""
    found: dict[str, int] = {}
    for relation in relations(type(gone)):
        label = str(relation.model._meta.verbose_name)
        found[label] = found.get(label, 0) + pointing_at(gone, relation).count()
    return [(label, count) for label, count in found.items() if count]


def successor(table: str, key: int) -> int | None:
    """Into which standing row this one was merged, over as many merges as it took; None where it was not."""
    seen = {key}
    current = key
    while True:
        row = Merge.objects.filter(table=table, gone=current, undone_at__isnull=True).first()
        if row is None or row.kept in seen:
            return current if current != key else None
        current = row.kept
        seen.add(current)


def _locked(kept: Party, gone: Party) -> tuple[Party, Party]:
    found = type(kept)._base_manager.select_for_update().filter(pk__in=[kept.pk, gone.pk])
    rows = {row.pk: row for row in found.order_by("pk")}
    if len(rows) < 2:
        raise CannotMerge("其中一个已经被合并或者删除了，请刷新页面再看。")
    return rows[kept.pk], rows[gone.pk]


def _check_standing(row: Merge) -> None:
    if row.undone_at is not None:
        raise CannotMerge("这次合并已经撤销过了。")
    kept = model_of(row.table)._base_manager.select_for_update().filter(pk=row.kept).first()
    if kept is None and blocking(row) is None:
        raise CannotMerge("保留的那条已经删除，不能撤销。")


def _remember_name(keep: Delegate | Organisation, name: str, journal: Journal) -> None:
    """The name that goes stays findable."""
    if name == keep.name or keep.aliases.filter(name=name).exists():
        return
    if isinstance(keep, Delegate):
        journal.add(DelegateAlias(delegate=keep, name=name))
    else:
        journal.add(OrganisationAlias(organisation=keep, name=name))


def _carry_decisions(keep: Party, go: Party, journal: Journal, *, by: "User | None", reason: str) -> None:
    """Who was not the one that goes is not the one that stays either; and these two are one from now on."""
    pairs = PAIRS[type(keep)]
    for row in pairs.objects.of(keep.pk, go.pk):
        journal.delete(row)
    journal.add(_pair(pairs, keep.pk, go.pk, choice=Choice.SAME, reason=reason, decided_by=by))
    for row in pairs.objects.about(go.pk).filter(choice=Choice.DIFFERENT):
        other = row.second if row.first == go.pk else row.first
        for older in pairs.objects.of(keep.pk, other).exclude(choice=Choice.DIFFERENT):
            journal.delete(older)
        if not pairs.objects.of(keep.pk, other).exists():
            carried = {"reason": row.reason, "decided_by": row.decided_by}
            journal.add(_pair(pairs, keep.pk, other, choice=Choice.DIFFERENT, **carried))


def _pair(pairs: Any, one: int, other: int, **more: Any) -> Any:
    return pairs(first=min(one, other), second=max(one, other), **more)


def _announce(*rows: Delegate | Organisation) -> None:
    """Whoever listens to saved rows, as the search index does, learns that these changed."""
    for row in rows:
        row.save()


def _told(step: Step) -> str:
    """A step that was not taken back, as a line for staff."""
    model = model_of(step["table"])
    label = str(model._meta.verbose_name)
    row = model._base_manager.filter(pk=step["row"]).first()
    if step["do"] == "delete":
        return f"{label}“{decode(step['table'], step['values'])}”没有恢复：它所属的记录不在了，或者已有相同的一条"
    if row is None:
        return f"{label}（{step['row']} 号）：合并以后已经删除"
    return f"{label}“{row}”：合并以后改过，留在原处"
