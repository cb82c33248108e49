"""What speaks for and against two descriptions being one person. Each finding has points and a reason in Chinese.

Points add up to at most 100 and are no probability: they order what a person looks at first. Only `certain` decides by
itself, and only on a name, a council and a unit (or a bare title, or a group) in common.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from django.db.models import Prefetch

from .models import Council, Delegate, Mandate, Organisation, Post, Term
from .names import core, plain, related

NATION = "000000"
YEARS = 5  # of a term


class Sign(Enum):
    """A kind of finding, with its points; no two are equal, since equal members of an Enum would be one."""

    NAME = 20
    TERM = 25
    COUNCIL = 21
    GROUP = 15
    UNIT = 30
    LIKE_UNIT = 19
    TITLE = 10
    BARE_TITLE = 11
    ELSEWHERE = -40
    PERHAPS_ELSEWHERE = -18


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing two descriptions have in common, or that speaks against them."""

    sign: Sign
    reason: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat in a council; `years` where a dated session tells when the term began."""

    council: Council
    term: Term | None
    group: str
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a person: every name in its plain form, seats, units by number, and titles."""

    names: frozenset[str]
    seats: tuple[Seat, ...] = ()
    units: frozenset[int] = frozenset()
    cores: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    bare_titles: frozenset[str] = frozenset()  # of posts without a unit


# What `profile` reads; give it to `prefetch_related` for a fixed number of queries.
NEEDED = (
    "aliases",
    Prefetch("mandates", Mandate.objects.select_related("council__region", "term__council__region")),
    "mandates__term__sessions",
    Prefetch("posts", Post.objects.select_related("organisation")),
    "posts__organisation__aliases",
)


def profile(delegate: Delegate) -> Profile:
    """A delegate as registered."""
    posts = list(delegate.posts.all())
    units = [post.organisation for post in posts if post.organisation is not None]
    seats = (
        Seat(seat.council, seat.term, plain(seat.group), _years(seat.term) if seat.term else None)
        for seat in delegate.mandates.all()
    )
    return Profile(
        frozenset({delegate.plain, *(alias.plain for alias in delegate.aliases.all())}),
        tuple(seats),
        frozenset(unit.pk for unit in units),
        _cores(units),
        frozenset(post.title for post in posts),
        frozenset(post.title for post in posts if post.organisation_id is None),
    )


def told(
    name: str,
    council: Council | None,
    organisations: Iterable[Organisation],
    titles: Iterable[str],
    *,
    term: Term | None = None,
    group: str = "",
    printed: Iterable[str] = (),
) -> Profile:
    """A person as a source describes them; `printed` are names of units as they stand there, known or not."""
    units = [unit for unit in organisations if unit.pk]
    place = council.region.name if council else ""
    seats = (Seat(council, term, plain(group), _years(term) if term else None),) if council else ()
    cores = frozenset({*(unit.core for unit in units), *(core(one, place) for one in printed)})
    return Profile(frozenset({plain(name)}), seats, frozenset(u.pk for u in units), cores, frozenset(titles))


def compare(one: Profile, other: Profile) -> tuple[Finding, ...]:
    """Everything that speaks for or against, the name first."""
    found = [Finding(Sign.NAME, "姓名相同")] if one.names & other.names else []
    return (*found, *_seats(one, other), *_units(one, other))


def points(findings: Iterable[Finding]) -> int:
    """The sum, between 0 and 100."""
    return min(100, max(0, sum(one.sign.value for one in findings)))


def certain(findings: Iterable[Finding]) -> bool:
    """Whether this is enough without a person's word: name, council, and a unit, a bare title or a group."""
    signs = {one.sign for one in findings}
    council = signs & {Sign.TERM, Sign.COUNCIL}
    return bool(Sign.NAME in signs and council and signs & {Sign.UNIT, Sign.BARE_TITLE, Sign.GROUP})


def _cores(units: Sequence[Organisation]) -> frozenset[str]:
    return frozenset(name for unit in units for name in (unit.core, *(alias.core for alias in unit.aliases.all())))


def _years(term: Term) -> tuple[int, int] | None:
    """First and last year of a term, as far as a dated session tells: plenaries are held once a year."""
    starts = [one.starts_on.year - (one.number - 1) for one in term.sessions.all() if one.starts_on]
    return (min(starts), min(starts) + YEARS) if starts else None


def _seats(one: Profile, other: Profile) -> list[Finding]:
    pairs = [(a, b) for a in one.seats for b in other.seats]
    shared = [(a, b) for a, b in pairs if a.council.pk == b.council.pk]
    if not shared:
        return _elsewhere(pairs)
    same = next(((a, b) for a, b in shared if a.term and b.term and a.term.pk == b.term.pk), None)
    findings = [Finding(Sign.TERM, f"都在{same[0].term}")] if same else [_council(*shared[0])]
    group = next((a.group for a, b in shared if a.group and a.group == b.group), "")
    return [*findings, Finding(Sign.GROUP, f"同在“{group}”")] if group else findings


def _council(a: Seat, b: Seat) -> Finding:
    if a.term and b.term:
        return Finding(Sign.COUNCIL, f"先后在{a.term}和{b.term}")
    return Finding(Sign.COUNCIL, f"都在{a.council}，有一边届次不明")


def _elsewhere(pairs: Sequence[tuple[Seat, Seat]]) -> list[Finding]:
    """Seats in two places of which neither lies in the other, unless their terms are known to lie apart."""
    apart = [(a, b) for a, b in pairs if not _nested(a.council.region_id, b.council.region_id)]
    if not apart:
        return []
    known = [(a, b) for a, b in apart if a.years and b.years]
    clash = next(((a, b) for a, b in known if _overlap(a.years, b.years)), None)
    if clash:
        return [Finding(Sign.ELSEWHERE, f"同一时期一个在{clash[0].council}，一个在{clash[1].council}")]
    unknown = next(((a, b) for a, b in apart if (a, b) not in known), None)
    if unknown is None:
        return []
    return [Finding(Sign.PERHAPS_ELSEWHERE, f"一个在{unknown[0].council}，一个在{unknown[1].council}，时间不明")]


def _nested(one: str, other: str) -> bool:
    """Whether one place lies in the other, by GB/T 2260: 430202 lies in 430200, that in 430000, all in the nation."""
    if NATION in (one, other):
        return True
    shorter, longer = sorted((_significant(one), _significant(other)), key=len)
    return longer.startswith(shorter)


def _significant(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return bool(one and other and one[0] < other[1] and other[0] < one[1])


def _units(one: Profile, other: Profile) -> list[Finding]:
    findings = []
    titles = one.titles & other.titles
    if one.units & other.units:
        findings.append(Finding(Sign.UNIT, "单位相同"))
    elif related(one.cores, other.cores):
        findings.append(Finding(Sign.LIKE_UNIT, "单位的名称相近"))
    bare = (one.titles & other.bare_titles) | (one.bare_titles & other.titles)
    if bare:
        findings.append(Finding(Sign.BARE_TITLE, f"职务都是“{min(bare)}”，有一边没有写单位"))
    elif titles:
        findings.append(Finding(Sign.TITLE, f"职务都是“{min(titles)}”"))
    return findings
