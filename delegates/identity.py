"""Who is the same person or organisation: candidates with reasons. A name alone never makes two people one."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Exists, OuterRef, Q

from .directory import Names
from .evidence import NEEDED, Finding, Profile, Sign, certain, compare, points, profile, told
from .models import (
    Choice,
    Council,
    Delegate,
    DelegateAlias,
    Mandate,
    Organisation,
    SamePerson,
    Term,
)
from .names import plain

MANY = 100  # namesakes looked at for one name, those of the same council first


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of this name, with what speaks for and against, and its points (0 to 100)."""

    delegate: Delegate
    findings: tuple[Finding, ...]

    @property
    def score(self) -> int:
        """Points of the findings."""
        return points(self.findings)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The findings in words."""
        return tuple(one.reason for one in self.findings)


@dataclass(frozen=True, slots=True)
class Match:
    """The delegate already known, or None, with the reason in Chinese.

    `namesakes` are others of the same name and `candidates` the same people with reasons, the likeliest first; `score`
    is that of the delegate, or of the likeliest candidate.
    """

    delegate: Delegate | None
    reason: str
    namesakes: tuple[Delegate, ...] = ()
    score: int = 0
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Described:
    """A person as a source describes them.

    `printed` are names of units as the source writes them, also unknown ones: they count for the score alone.
    """

    name: str
    council: Council | None = None
    organisations: Collection[Organisation] = ()
    titles: Collection[str] = ()
    term: Term | None = None
    group: str = ""
    printed: Collection[str] = ()

    @property
    def profile(self) -> Profile:
        """As it can be compared."""
        return told(
            self.name, self.council, self.organisations, self.titles,
            term=self.term, group=self.group, printed=self.printed,
        )  # fmt: skip


def match_delegate(
    name: str,
    council: Council | None,
    organisations: Collection[Organisation],
    titles: Collection[str],
    *,
    term: Term | None = None,
    group: str = "",
    printed: Collection[str] = (),
) -> Match:
    """Find the one delegate of this name in the same council with a unit, a bare title or a group in common.

    Two queries for a new name, at most eight for a known one (seven, and one where staff's decisions are asked).
    """
    return match_delegates([Described(name, council, organisations, titles, term, group, printed)])[0]


def match_delegates(wanted: Sequence[Described], names: Names | None = None) -> list[Match]:
    """The same for many people at once, in as many queries as for one, none where `names` tells that all are new.

    In the order asked.
    """
    candidates = _candidates(wanted, names or Names())
    sure = [[one for one in found if certain(one.findings)] for found in candidates]
    apart = _told_apart([ids for one in sure if len(ids := [each.delegate.pk for each in one]) > 1])
    return [_match(found, _by_unit(certainly, apart)) for found, certainly in zip(candidates, sure, strict=True)]


def _match(candidates: tuple[Candidate, ...], sure: Sequence[Candidate]) -> Match:
    if not candidates:
        return Match(None, "第一次出现")
    if len(sure) == 1 and len(candidates) < MANY:
        others = tuple(one for one in candidates if one is not sure[0])
        namesakes = tuple(one.delegate for one in others)
        return Match(sure[0].delegate, _why(sure[0]), namesakes, sure[0].score, candidates)
    reason = "有同名的人，单位对不上，先作为另一人登记" if not sure else "不止一个同名的人对得上，先作为另一人登记"
    return Match(None, reason, tuple(one.delegate for one in candidates), candidates[0].score, candidates)


def remember_spelling(delegate: Delegate, name: str) -> None:
    """Keep a name under which somebody recognised this person, so that it finds them next time."""
    if name and name != delegate.name:
        DelegateAlias.objects.get_or_create(delegate=delegate, name=name)


def _candidates(wanted: Sequence[Described], names: Names) -> list[tuple[Candidate, ...]]:
    """For each the people of that name or alias, the likeliest first; two queries, seven where anybody is known."""
    keys = names.of_people({plain(one.name) for one in wanted})
    if not keys:
        return [() for _ in wanted]
    aliased: dict[str, list[int]] = defaultdict(list)
    for key, delegate in DelegateAlias.objects.filter(plain__in=keys).values_list("plain", "delegate"):
        aliased[key].append(delegate)
    nicknamed = {pk for found in aliased.values() for pk in found[:MANY]}
    councils = {one.council.pk for one in wanted if one.council is not None and one.council.pk}
    here = Mandate.objects.filter(delegate=OuterRef("pk"), council__in=councils)
    named = Delegate.objects.filter(Q(plain__in=keys) | Q(pk__in=nicknamed)).annotate(here=Exists(here))
    most = MANY * max(len(keys), 1)
    rows = list(named.order_by("-here", "pk").prefetch_related(*NEEDED)[:most])
    if len(rows) == most and len(keys) > 1:  # a crowd of one name may have pushed out those of another
        return [_candidates([one], names)[0] for one in wanted]
    by_name: dict[str, list[Delegate]] = defaultdict(list)
    by_id = {row.pk: row for row in rows}
    for row in rows:
        by_name[row.plain].append(row)
    profiles = {row.pk: profile(row) for row in rows}
    return [
        _likeliest(one, by_name, [by_id[pk] for pk in aliased[plain(one.name)] if pk in by_id], profiles)
        for one in wanted
    ]


def _likeliest(
    one: Described,
    by_name: Mapping[str, list[Delegate]],
    nicknamed: Sequence[Delegate],
    profiles: Mapping[int, Profile],
) -> tuple[Candidate, ...]:
    council = one.council.pk if one.council else None
    rows = {row.pk: row for row in (*by_name.get(plain(one.name), ()), *nicknamed)}
    sitting = {pk for pk in rows if council and any(seat.council.pk == council for seat in profiles[pk].seats)}
    source = one.profile
    nearest = sorted(rows, key=lambda pk: (pk not in sitting, pk))[:MANY]
    return tuple(
        sorted((Candidate(rows[pk], compare(source, profiles[pk])) for pk in nearest), key=lambda found: -found.score)
    )


def _told_apart(groups: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """The pairs of people within these groups whom staff have told apart; no query without a group."""
    ids = {pk for group in groups for pk in group}
    if not ids:
        return set()
    return set(SamePerson.objects.among(ids).filter(choice=Choice.DIFFERENT).values_list("first", "second"))


def _by_unit(sure: Sequence[Candidate], apart: Collection[tuple[int, int]]) -> Sequence[Candidate]:
    """Of several certain ones whom staff have told apart, the one with the unit in common."""
    by_unit = [one for one in sure if any(finding.sign is Sign.UNIT for finding in one.findings)]
    if len(sure) < 2 or len(by_unit) != 1:
        return sure
    ids = sorted(one.delegate.pk for one in sure)
    return by_unit if all(pair in apart for pair in combinations(ids, 2)) else sure


def _why(candidate: Candidate) -> str:
    signs = {one.sign for one in candidate.findings}
    if Sign.UNIT in signs:
        return "姓名、机构和单位都相同"
    return "姓名、机构和职务都相同" if Sign.BARE_TITLE in signs else "姓名、机构和代表团（界别）都相同"
