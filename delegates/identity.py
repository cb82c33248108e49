"""Who is the same person or organisation: candidates with reasons. A name alone never makes two people one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from .evidence import NEEDED, Finding, Profile, Sign, certain, compare, points, profile, told
from .models import (
    Choice,
    Council,
    Delegate,
    DelegateAlias,
    Mandate,
    Organisation,
    OrganisationAlias,
    Region,
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

    `printed` are names of units as the source writes them, also unknown ones: they count for the score alone. Two
    queries for a new name, at most eight for a known one (seven, and one where staff's decisions are asked).
    """
    source = told(name, council, organisations, titles, term=term, group=group, printed=printed)
    candidates = _candidates(name, council, source)
    if not candidates:
        return Match(None, "第一次出现")
    sure = _told_apart([one for one in candidates if certain(one.findings)])
    if len(sure) == 1 and len(candidates) < MANY:
        others = tuple(one for one in candidates if one is not sure[0])
        namesakes = tuple(one.delegate for one in others)
        return Match(sure[0].delegate, _why(sure[0]), namesakes, sure[0].score, candidates)
    reason = "有同名的人，单位对不上，先作为另一人登记" if not sure else "不止一个同名的人对得上，先作为另一人登记"
    return Match(None, reason, tuple(one.delegate for one in candidates), candidates[0].score, candidates)


def find_organisation(name: str, region: Region | None) -> Organisation | None:
    """The organisation of this name or alias, in the region first, then anywhere if only one answers to it.

    Traditional characters, full width and blanks make no difference.
    """
    aliased = OrganisationAlias.objects.filter(plain=plain(name)).values_list("organisation", flat=True)
    named = Organisation.objects.filter(Q(plain=plain(name)) | Q(pk__in=list(aliased[:MANY])))
    found = list(named.order_by("pk")[:20])
    near = [one for one in found if region is not None and one.region_id == region.pk]
    exact = [one for one in near if one.name == name]
    for group in (exact, near, found):
        if len(group) == 1:
            return group[0]
    return None


def remember_spelling(delegate: Delegate, name: str) -> None:
    """Keep a name under which somebody recognised this person, so that it finds them next time."""
    if name and name != delegate.name:
        DelegateAlias.objects.get_or_create(delegate=delegate, name=name)


def _candidates(name: str, council: Council | None, source: Profile) -> tuple[Candidate, ...]:
    key = plain(name)
    aliased = list(DelegateAlias.objects.filter(plain=key).values_list("delegate", flat=True)[:MANY])
    here = Mandate.objects.filter(delegate=OuterRef("pk"), council=council.pk if council else None)
    named = Delegate.objects.filter(Q(plain=key) | Q(pk__in=aliased)).annotate(here=Exists(here))
    rows = named.order_by("-here", "pk").prefetch_related(*NEEDED)[:MANY]
    found = (Candidate(row, compare(source, profile(row))) for row in rows)
    return tuple(sorted(found, key=lambda one: -one.score))


def _told_apart(sure: Sequence[Candidate]) -> Sequence[Candidate]:
    """Of several certain ones whom staff have told apart, the one with the unit in common."""
    by_unit = [one for one in sure if any(finding.sign is Sign.UNIT for finding in one.findings)]
    if len(sure) < 2 or len(by_unit) != 1:
        return sure
    ids = [one.delegate.pk for one in sure]
    apart = SamePerson.objects.among(ids).filter(choice=Choice.DIFFERENT).count()
    return by_unit if apart == len(ids) * (len(ids) - 1) // 2 else sure


def _why(candidate: Candidate) -> str:
    signs = {one.sign for one in candidate.findings}
    if Sign.UNIT in signs:
        return "姓名、机构和单位都相同"
    return "姓名、机构和职务都相同" if Sign.BARE_TITLE in signs else "姓名、机构和代表团（界别）都相同"
