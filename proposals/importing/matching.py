"""Which existing record a row, letter or report speaks of: candidates by number, by proposer, by title, with reasons.

A match is proposed. Only the same number in the same session makes one by itself. The work is bounded: a chunk of
records asks a fixed number of questions, each answered through an index, and each record is compared with what shares
its number, a proposer or its whole title, never with everything.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from delegates.models import Delegate, Organisation, Region, Session
from delegates.names import plain
from proposals.ingest.records import Proposal as Found
from proposals.models import Proposal, Proposer
from proposals.models.proposal import ProposalQuerySet
from proposals.workflow.states import State

from .known import Known
from .likeness import SIMILAR_ASK, SIMILAR_TITLE, alike, core, titles_alike

CHUNK = 100
_DIGITS = re.compile(r"^(\D*)0*(\d+)(.*)$")
_LONGEST_NUMBER = 6  # digits: how far zeros are tried before a number


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record of a file with what is known about it already. `people` and `units` are ids of known proposers."""

    found: Found
    session: Session | None
    people: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An existing record that may be the same. `certain`: the same number in the same session."""

    proposal: Proposal
    reason: str
    score: float
    certain: bool = False


@dataclass(slots=True)
class _Pool:
    """Existing records that one chunk may speak of, by what they share with it."""

    by_number: dict[tuple[int, str], list[Proposal]] = field(default_factory=lambda: defaultdict(list))
    by_title: dict[str, list[Proposal]] = field(default_factory=lambda: defaultdict(list))
    by_person: dict[int, list[Proposal]] = field(default_factory=lambda: defaultdict(list))
    by_unit: dict[int, list[Proposal]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Proposal]] = field(default_factory=lambda: defaultdict(list))
    proposed: set[int] = field(default_factory=set)  # ids of those that state any proposer


def match(wanted: Sequence[Wanted], region: Region, known: Known) -> list[Candidate | None]:
    """The best candidate for each record, or None. `known` tells which names and titles are new."""
    found: list[Candidate | None] = []
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        pool = _pool(chunk, region, known)
        found.extend(_best(one, pool) for one in chunk)
    return found


def bare(number: str) -> str:
    """A case number without leading zeros: 0012 and 12 are the same, A012 and A12 too."""
    parts = _DIGITS.match(number.strip())
    return "".join(parts.groups()) if parts else number.strip()


def spellings(number: str) -> set[str]:
    """Every way the number may have been written with leading zeros."""
    parts = _DIGITS.match(number.strip())
    if parts is None:
        return {number.strip()}
    head, digits, tail = parts.groups()
    widths = range(len(digits), max(_LONGEST_NUMBER, len(digits)) + 1)
    return {number.strip(), *(f"{head}{digits.zfill(width)}{tail}" for width in widths)}


def compatible(one: str, other: str) -> bool:
    """Whether two kinds may be the same file: what was only reported may turn out to be any."""
    return one == other or "reported" in (one, other)


def standing() -> ProposalQuerySet:
    """Records whose import was not undone."""
    return Proposal.objects.exclude(state=State.RETRACTED.value)


def _pool(chunk: Sequence[Wanted], region: Region, known: Known) -> _Pool:
    """Eight questions to the database at most, each through an index, however many records the chunk has."""
    pool = _Pool()
    sessions = {one.session.pk for one in chunk if one.session is not None}
    numbers = {spelling for one in chunk if one.found.number for spelling in spellings(one.found.number)}
    if sessions and numbers:
        for one in standing().filter(session__in=sessions, number__in=numbers).exclude(number=""):
            pool.by_number[one.session_id or 0, bare(one.number)].append(one)
    _by_headline(chunk, sessions, known, pool)
    shared = _shared(chunk, region, sessions, known)
    by_id = Proposal.objects.prefetch_related("asks").in_bulk({one.proposal_id for one in shared}) if shared else {}
    for row in shared:
        pool.by_name[plain(str(row))].append(by_id[row.proposal_id])
        if row.delegate_id:
            pool.by_person[row.delegate_id].append(by_id[row.proposal_id])
        elif row.organisation_id:
            pool.by_unit[row.organisation_id].append(by_id[row.proposal_id])
    return pool


def _by_headline(chunk: Sequence[Wanted], sessions: set[int], known: Known, pool: _Pool) -> None:
    """Records of the very titles, where one of the two names no proposer; of those alike in all that counts the first.

    A common title may stand thousands of times: nearly all have proposers, and the database passes them over.
    """
    named = known.titles.unproposed({one.found.headline for one in chunk if one.found.proposers})
    unnamed = known.titles.standing({one.found.headline for one in chunk if not one.found.proposers})
    if not named and not unnamed:
        return
    here = Q(session__in=sessions) | Q(session__isnull=True)
    proposed = Exists(Proposer.objects.filter(proposal=OuterRef("pk")).order_by())
    wanted = Q(headline__in=unnamed) | Q(headline__in=named, proposed=False)
    rows = standing().annotate(proposed=proposed).filter(here, wanted).order_by()
    first = list(rows.values("headline", "kind", "session", "number", "proposed").annotate(first=Min("pk")))
    if not first:
        return
    pool.proposed = {one["first"] for one in first if one["proposed"]}
    for row in Proposal.objects.filter(pk__in=[one["first"] for one in first]):
        pool.by_title[row.headline].append(row)


def _shared(chunk: Sequence[Wanted], region: Region, sessions: set[int], known: Known) -> list[Proposer]:
    """The proposings of everyone the chunk names: of known people and units, and of their namesakes in the region."""
    people = {pk for one in chunk for pk in one.people}
    units = {pk for one in chunk for pk in one.units}
    said = {plain(proposer.name) for one in chunk for proposer in one.found.proposers}
    rows = Proposer.objects.exclude(proposal__state=State.RETRACTED.value).select_related("delegate", "organisation")
    if all(one.session is not None for one in chunk):
        rows = rows.filter(Q(proposal__session__in=sessions) | Q(proposal__session__isnull=True))
    found = list(_of(rows, people, units))
    # By number, so that the rows are looked up: asked for by name, the database would read through all of them.
    namesakes = _called(Delegate, known.names.of_people(said)) - people
    like = _called(Organisation, known.names.of_units(said)) - units
    here = Q(proposal__session__term__council__region=region) | Q(proposal__articles__report__region=region)
    found += _of(rows.filter(here), namesakes, like)
    return list({row.pk: row for row in found}.values())


def _called(model: type[Delegate | Organisation], names: set[str]) -> set[int]:
    """The numbers of those of these plain names; no query without a name."""
    rows = model._default_manager.filter(plain__in=names).order_by() if names else None
    return set(rows.values_list("pk", flat=True)) if rows is not None else set()


def _of(rows: QuerySet[Proposer], people: set[int], units: set[int]) -> Iterable[Proposer]:
    """Those of these people and units; no query for nobody."""
    return rows.filter(Q(delegate__in=people) | Q(organisation__in=units)) if people or units else ()


def _best(one: Wanted, pool: _Pool) -> Candidate | None:
    numbered = list(_by_number(one, pool))
    if len(numbered) == 1:
        return numbered[0]
    if numbered:  # 12 and 012 both exist: a person has to say which
        best = max(numbered, key=lambda c: (titles_alike(one.found.headline, c.proposal.headline), -c.proposal.pk))
        return Candidate(best.proposal, f"{best.reason}，但这个案号不止一件", best.score)
    return max((*_by_proposer(one, pool), *_by_title(one, pool)), key=lambda c: (c.score, -c.proposal.pk), default=None)


def _by_number(one: Wanted, pool: _Pool) -> Iterator[Candidate]:
    if one.session is None or not one.found.number:
        return
    for proposal in pool.by_number.get((one.session.pk, bare(one.found.number)), ()):
        if compatible(one.found.kind.value, proposal.kind):
            likeness = titles_alike(one.found.headline, proposal.headline)
            rest = "" if likeness >= SIMILAR_TITLE else "，但题目差别很大，请核对"
            yield Candidate(proposal, f"案号和会议相同（{one.found.number} 号）{rest}", 1.0, certain=True)


def _by_proposer(one: Wanted, pool: _Pool) -> Iterator[Candidate]:
    known = [proposal for pk in one.people for proposal in pool.by_person.get(pk, ())]
    known += [proposal for pk in one.units for proposal in pool.by_unit.get(pk, ())]
    named = [proposal for proposer in one.found.proposers for proposal in pool.by_name.get(plain(proposer.name), ())]
    sure = {proposal.pk for proposal in known}
    for proposal in {proposal.pk: proposal for proposal in (*known, *named)}.values():
        words = _same_words(one.found, proposal) if _may_be(one, proposal) else None
        if words:
            reason, score = words
            yield Candidate(proposal, f"{reason}，提出人{'相同' if proposal.pk in sure else '同名'}", score)


def _by_title(one: Wanted, pool: _Pool) -> Iterator[Candidate]:
    """The very title, where one of the two names no proposer."""
    for proposal in pool.by_title.get(one.found.headline, ()):
        if _may_be(one, proposal) and (not one.found.proposers or proposal.pk not in pool.proposed):
            yield Candidate(proposal, "题目相同，其中一方没有写明提出人", 0.9)


def _may_be(one: Wanted, proposal: Proposal) -> bool:
    """Not where both state a session or a number and they differ."""
    if not compatible(one.found.kind.value, proposal.kind):
        return False
    if one.session is not None and proposal.session_id not in (None, one.session.pk):
        return False
    return not one.found.number or not proposal.number or bare(one.found.number) == bare(proposal.number)


def _same_words(found: Found, proposal: Proposal) -> tuple[str, float] | None:
    """Why the two may ask the same: by their titles, else by their points."""
    if core(found.headline) == core(proposal.headline):
        return "题目相同", 1.0
    title = titles_alike(found.headline, proposal.headline)
    if title >= SIMILAR_TITLE:
        return f"题目相近（相似 {title:.2f}）", title
    theirs = [ask.text for ask in proposal.asks.all()]
    points = max((alike(ask.text, text) for ask in found.asks for text in theirs), default=0.0)
    return (f"诉求相近（相似 {points:.2f}）", points) if points >= SIMILAR_ASK else None
