"""What becomes of each record of a file: a new one, or part of one that is there. Writes nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from delegates.models import Body as Council
from delegates.models import Region, Session
from proposals.ingest.records import Body, Extraction, Refusal
from proposals.ingest.records import Proposal as Found
from proposals.models import Proposal

from .comparing import Rows, changes
from .decisions import match_of
from .known import Known
from .matching import Candidate, Wanted, match, standing
from .planned import Action, PlannedDelegate, PlannedProposal, Settled
from .replies import known_reply
from .said import Said
from .sessions import SaidSession, of_elsewhere, printed_session
from .settle import REJECT, Edit
from .stated import Stated, answered, code_of, held_by, stated_by

_BODIES = {"suggestion": Body.NPC, "motion": Body.NPC, "proposal": Body.CPPCC}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the records of one file are looked at with."""

    said: Said
    region: Region
    edits: Mapping[str, Edit]
    delegates: Mapping[str, PlannedDelegate]  # by name
    units: Mapping[str, int]  # ids of known organisations that propose, by name
    known: Known


def session_of(found: Found, said: Said, bodies: Mapping[str, Body], region: Region) -> SaidSession | None:
    """The session a record prints of itself, else the one staff named for its assembly; never guessed.

    The assembly is that of the kind of file; of a press report that of its first proposer who has one. The session of
    another place is none of this region's: it stays open.
    """
    if found.session and of_elsewhere(found.session.name, region):
        return None
    body = _BODIES.get(found.kind.value)
    if body is None:
        body = next((bodies[one.name] for one in found.proposers if one.type == "person" and one.name in bodies), None)
    printed = printed_session(found.session.name, Council(body.value) if body else None) if found.session else None
    return printed or next((one for one in said.sessions if body is not None and one.body == body.value), None)


def bodies_in(found: Extraction) -> dict[str, Body]:
    """The assembly of each delegate of the file."""
    return {one.name: one.body for one in found.delegates}


def plan_proposals(found: Sequence[Found], paths: Sequence[str], setting: Setting) -> tuple[PlannedProposal, ...]:
    """Each record matched with what is there. Raises Refusal for a decision that no longer can be followed."""
    bodies = {name: one.person.body for name, one in setting.delegates.items()}
    sessions = [session_of(one, setting.said, bodies, setting.region) for one in found]
    rows = {said: setting.known.session(said, setting.region) for said in set(sessions) if said is not None}
    wanted = [
        _wanted(one, rows.get(said) if said else None, setting) for one, said in zip(found, sessions, strict=True)
    ]
    chosen = _chosen(match_of(setting.edits, path) for path in paths)
    candidates = match(wanted, setting.region, setting.known)
    planned = [
        _decided(PlannedProposal(path, one, Action.CREATE, said), candidate, match_of(setting.edits, path), chosen)
        for path, one, said, candidate in zip(paths, found, sessions, candidates, strict=True)
    ]
    return compared(planned, {}, {})


def compared(
    planned: Sequence[PlannedProposal], bases: Mapping[str, Stated], rows: Mapping[str, Rows]
) -> tuple[PlannedProposal, ...]:
    """With the changes that attaching makes (`bases` and `rows` by path, of a superseded report)."""
    wanted = {one.existing.pk for one in planned if one.existing and one.action is not Action.CREATE}
    full = with_parts(Proposal.objects.filter(pk__in=wanted)).in_bulk() if wanted else {}
    return tuple(
        _compared(one, full[one.existing.pk], bases.get(one.path), rows.get(one.path))
        if one.existing and one.action is not Action.CREATE
        else one
        for one in planned
    )


def with_parts(rows: "QuerySet[Proposal]") -> "QuerySet[Proposal]":
    """With everything that is compared, in a fixed number of queries."""
    return rows.select_related("session__term__council__region").prefetch_related(
        "proposers__delegate", "proposers__organisation", "asks", "industry_tags__industry", "mentions",
        "keyword_tags__keyword", "replies",
    )  # fmt: skip


def _wanted(found: Found, session: Session | None, setting: Setting) -> Wanted:
    people = [setting.delegates[one.name].match.delegate for one in found.proposers if one.name in setting.delegates]
    units = {setting.units[one.name] for one in found.proposers if one.name in setting.units}
    return Wanted(found, session, frozenset(one.pk for one in people if one), frozenset(units))


def _decided(
    plain: PlannedProposal, candidate: Candidate | None, said: Edit | None, there: Mapping[int, Proposal]
) -> PlannedProposal:
    """What a person decided, else the number; a likeness alone is only shown."""
    if candidate is not None:
        plain = replace(plain, existing=candidate.proposal, reason=candidate.reason, score=candidate.score)
    if said is not None and said.choice == REJECT:
        return replace(plain, existing=None, reason="人工确认是新的一件", score=None, confirmed=True)
    if said is not None:
        chosen = candidate.proposal if candidate and candidate.proposal.pk == said.value else there[said.value]
        reason = plain.reason if candidate and candidate.proposal.pk == said.value else "人工指定"
        return replace(plain, action=Action.ATTACH, existing=chosen, reason=reason, confirmed=True)
    if candidate is not None and candidate.certain:
        return replace(plain, action=Action.ATTACH, confirmed=True)
    return plain


def _chosen(decided: Iterable[Edit | None]) -> dict[int, Proposal]:
    """The records that people named, by number. Raises Refusal for one that is gone."""
    named = {one.value for one in decided if one is not None and one.choice != REJECT}
    rows = standing().in_bulk(named) if named else {}
    for pk in named:
        if pk not in rows:
            raise Refusal(f"指定并入的 {pk} 号件已经不在，或者它的导入已经撤销。请在核对页重新选一件。")
    return rows


def _compared(one: PlannedProposal, full: Proposal, base: Stated | None, rows: Rows | None) -> PlannedProposal:
    before = next((row for row in full.replies.all() if rows and row.pk == rows.get("letter")), None)
    reply = before or (known_reply(one.found, full.replies.all()) if answered(one.found) else None)
    found = changes(stated_by(one.found, one.session), held_by(full, reply), base, rows)
    same = base is not None and all(change.outcome is Settled.SAME for change in found)
    return replace(one, existing=full, reply=reply, changes=found, action=Action.SAME if same else one.action)


def numbers_apart(planned: Sequence[PlannedProposal], region: Region) -> tuple[PlannedProposal, ...]:
    """A number that belongs to another record of the session is not written twice: `number_taken` says whose it is."""
    taken = dict(_numbers_there(planned, region))
    settled = []
    for one in planned:
        key = _key(one)
        owner = taken.get(key) if key else None
        if (
            key
            and owner is not None
            and (one.existing is None or one.action is Action.CREATE or owner[0] != one.existing.pk)
        ):
            why = f"案号 {key[2]} 已经属于《{owner[1]}》，没有写入这一件。请核对案号。"
            changed = tuple(
                replace(change, outcome=Settled.CONFLICT) if change.field == "number" else change
                for change in one.changes
            )
            one = replace(one, number_taken=why, changes=changed)
        elif key:
            attached = one.existing.pk if one.existing and one.action is not Action.CREATE else 0
            taken[key] = (attached, one.found.headline)
        settled.append(one)
    return tuple(settled)


def _key(one: PlannedProposal) -> tuple[str, str, str] | None:
    """Session, kind and number as the record will have them; None where it will have no number or session."""
    kind, session, number = one.found.kind.value, one.session.code if one.session else None, one.found.number
    if one.existing is not None and one.action is not Action.CREATE:
        held = one.existing
        kind = held.kind if held.kind != "reported" else kind
        session, number = code_of(held.session) or session, held.number or number
    return (session, kind, number) if session and number else None


def _numbers_there(
    planned: Sequence[PlannedProposal], region: Region
) -> Iterator[tuple[tuple[str, str, str], tuple[int, str]]]:
    keys = [key for one in planned if (key := _key(one))]
    if not keys:
        return
    rows = standing().filter(number__in={number for _, _, number in keys}, session__term__council__region=region)
    for one in rows.select_related("session__term__council__region"):
        yield (code_of(one.session) or "", one.kind, one.number), (one.pk, one.headline)
