"""The queue of those who may be registered twice, and what people decided about them.

Only rows that share a form of their name are ever compared, the newest first and a bounded number at a time, so that
the work does not grow with the square of anything. Whatever was decided stays out of the queue.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from . import evidence
from .merging import PAIRS, merge
from .models import Choice, Delegate, DelegateAlias, Merge, Organisation, OrganisationAlias
from .names import plain

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Party = TypeVar("Party", Delegate, Organisation)
PEOPLE = 100  # rows whose namesakes are looked up for one page
NAMESAKES = 20  # that one of them is compared with
POINTS_ALIKE = 60  # of two organisations that differ in their core alone


@dataclass(frozen=True, slots=True)
class Register:
    """A table with its other spellings: what in it counts as the same name."""

    model: type[Any]
    alias: type[Any]
    owner: str  # the alias's foreign key
    key: str  # the column that two names share


PEOPLE_REGISTER = Register(Delegate, DelegateAlias, "delegate", "plain")
UNITS_REGISTER = Register(Organisation, OrganisationAlias, "organisation", "core")
REGISTERS: dict[type, Register] = {Delegate: PEOPLE_REGISTER, Organisation: UNITS_REGISTER}


@dataclass(frozen=True, slots=True)
class Pair(Generic[Party]):
    """Two rows that may be one, the older first, with what speaks for and against."""

    older: Party
    newer: Party
    score: int
    reasons: tuple[str, ...]
    decision: Any = None  # SamePerson or SameOrganisation


def waiting() -> int:
    """How many people and organisations may already be registered under another number. Two queries."""
    return undecided(PEOPLE_REGISTER).count() + undecided(UNITS_REGISTER).count()


def undecided(register: Register) -> "QuerySet[Any]":
    """The rows that share a name with an older one without anybody having decided about the two."""
    rows = register.model.objects
    aliases = register.alias.objects
    key, owner = register.key, register.owner
    older = rows.filter(_open(register, "pk"), _nearby(register), **{key: OuterRef(key), "pk__lt": OuterRef("pk")})
    older_alias = aliases.filter(
        _open(register, owner), _nearby(register, f"{owner}__"), **{key: OuterRef(key), f"{owner}__lt": OuterRef("pk")}
    )
    below = rows.filter(
        _open(register, "pk", newer=owner), _nearby(register, mine=f"{owner}__"),
        **{key: OuterRef(key), "pk__lt": OuterRef(owner)},
    )  # fmt: skip
    own_alias = aliases.filter(Exists(below), **{owner: OuterRef("pk")})
    found: QuerySet[Any] = rows.filter(Exists(older) | Exists(older_alias) | Exists(own_alias))
    return found.exclude(**{key: ""}).order_by("-pk")


def _open(register: Register, older: str, newer: str = "pk") -> Any:
    """That nobody decided about the row in `older` and the outer row in `newer`."""
    pairs = PAIRS[register.model].objects
    return ~Exists(pairs.filter(first=OuterRef(older), second=OuterRef(OuterRef(newer))))


def _nearby(register: Register, theirs: str = "", mine: str = "") -> Q:
    """Organisations of two regions share a name by chance; one without region may be anywhere."""
    if register.model is Delegate:
        return Q()
    own = f"{mine}region"
    same = Q(**{f"{theirs}region": OuterRef(own)}) | Q(**{f"{theirs}region__isnull": True})
    return same | Q(Exists(Organisation.objects.filter(pk=OuterRef(OuterRef(f"{mine}pk")), region__isnull=True)))


def likely(register: Register) -> list[Pair[Any]]:
    """Pairs nobody decided about, the likeliest first, among the newest rows. A fixed number of queries."""
    newest = list(_known(register, undecided(register)[:PEOPLE]))
    return sorted(_pairs(register, newest), key=lambda pair: (-pair.score, -pair.newer.pk, -pair.older.pk))


def postponed(register: Register, limit: int) -> list[Pair[Any]]:
    """Pairs left for later, the longest waiting first."""
    rows = PAIRS[register.model].objects.filter(choice=Choice.LATER).select_related("decided_by")
    decisions = list(rows.order_by("decided_at", "pk")[:limit])
    ids = {key for one in decisions for key in (one.first, one.second)}
    there = {row.pk: row for row in _known(register, register.model.objects.filter(pk__in=ids))}
    both = ((there.get(one.first), there.get(one.second), one) for one in decisions)
    return [_pair(register, first, second, one) for first, second, one in both if first and second]


def pair_of(register: Register, one: int, other: int) -> Pair[Any] | None:
    """These two, whatever was decided; None where one of them is not there."""
    rows = {row.pk: row for row in _known(register, register.model.objects.filter(pk__in=[one, other]))}
    if len(rows) < 2:
        return None
    decision = PAIRS[register.model].objects.of(one, other).select_related("decided_by").first()
    return _pair(register, rows[min(rows)], rows[max(rows)], decision)


@transaction.atomic
def decide(pair: Pair[Any], choice: Choice, *, by: "User | None", reason: str, keep: int | None = None) -> Merge | None:
    """Remember what a person says of two rows. 是同一个 merges them, by default into the older. Raises CannotMerge."""
    if choice == Choice.SAME:
        kept, gone = (pair.newer, pair.older) if keep == pair.newer.pk else (pair.older, pair.newer)
        return merge(kept, gone, by=by, reason=reason)
    said = {"choice": choice, "reason": reason, "decided_by": by}
    pairs = PAIRS[type(pair.older)].objects
    pairs.update_or_create(first=pair.older.pk, second=pair.newer.pk, defaults=said)
    return None


def tell_apart(one: Party, others: "Iterable[Party]", *, by: "User | None", reason: str) -> None:
    """Remember that somebody took this row for none of the others. What was decided about a pair before stands."""
    pairs = PAIRS[type(one)].objects
    for other in others:
        said = {"choice": Choice.DIFFERENT, "reason": reason, "decided_by": by}
        pairs.get_or_create(first=min(one.pk, other.pk), second=max(one.pk, other.pk), defaults=said)


def _known(register: Register, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """With what comparing them reads."""
    if register.model is Delegate:
        return rows.prefetch_related(*evidence.NEEDED)
    return rows.select_related("region").prefetch_related("aliases")


def _keys(register: Register, row: Any) -> set[str]:
    return {getattr(row, register.key), *(getattr(alias, register.key) for alias in row.aliases.all())} - {""}


def _pairs(register: Register, newest: Sequence[Any]) -> Iterator[Pair[Any]]:
    by_key = _namesakes(register, newest)
    decided = _decided(register, {row.pk for rows in by_key.values() for row in rows.values()})
    known: dict[int, evidence.Profile] = {}
    for newer in newest:
        older = {pk: row for key in _keys(register, newer) for pk, row in by_key[key].items() if pk < newer.pk}
        rows = (row for pk, row in sorted(older.items(), reverse=True) if (pk, newer.pk) not in decided)
        near = [row for row in rows if _one_region(row, newer)]
        yield from (_pair(register, row, newer, known=known) for row in near[:NAMESAKES])


def _namesakes(register: Register, newest: Iterable[Any]) -> dict[str, dict[int, Any]]:
    """Everybody who shares a name with one of these: by the shared form, then by number."""
    keys = {key for row in newest for key in _keys(register, row)}
    within = {f"{register.key}__in": keys}
    aliased = list(register.alias.objects.filter(**within).values_list(register.owner, flat=True)[: PEOPLE * NAMESAKES])
    found = register.model.objects.filter(Q(**within) | Q(pk__in=aliased)).order_by("-pk")[: PEOPLE * NAMESAKES]
    by_key: dict[str, dict[int, Any]] = defaultdict(dict)
    for row in _known(register, found):
        for key in _keys(register, row):
            by_key[key][row.pk] = row
    return by_key


def _decided(register: Register, ids: Collection[int]) -> set[tuple[int, int]]:
    return set(PAIRS[register.model].objects.among(ids).values_list("first", "second"))


def _one_region(one: Any, other: Any) -> bool:
    regions = {getattr(row, "region_id", None) for row in (one, other)} - {None}
    return len(regions) < 2


def _pair(
    register: Register,
    older: Any,
    newer: Any,
    decision: Any = None,
    known: dict[int, evidence.Profile] | None = None,
) -> Pair[Any]:
    if register.model is Organisation:
        return Pair(older, newer, POINTS_ALIKE, _alike(older, newer), decision)
    profiles = {} if known is None else known
    for row in (older, newer):
        if row.pk not in profiles:
            profiles[row.pk] = evidence.profile(row)
    findings = evidence.compare(profiles[older.pk], profiles[newer.pk])
    return Pair(older, newer, evidence.points(findings), tuple(one.reason for one in findings), decision)


def _alike(older: Organisation, newer: Organisation) -> tuple[str, ...]:
    names = [{plain(row.name), *(alias.plain for alias in row.aliases.all())} for row in (older, newer)]
    if names[0] & names[1]:
        return ("名称或别名相同",)
    return ("去掉地名、公司形式和校名末字以后，名称相同",)
