"""What an import would do, computed without writing anything. Shown first, computed again when applied."""

from collections.abc import Iterable, Sequence

from delegates.identity import Match, find_organisation, match_delegate
from delegates.models import Body, Council, Delegate, Region, Term
from proposals.ingest.extract import extract
from proposals.ingest.frozen import freeze, freeze_mapping, freeze_tables
from proposals.ingest.read import read
from proposals.ingest.records import Extraction, Person, Refusal
from proposals.models import ImportFile, Industry, Publication, Report

from .corrected import Corrected, base_of, plan_corrected
from .decisions import edits_in, found_in, match_of
from .fitting import fitted
from .planned import Action, AlreadyImported, Plan, PlannedDelegate, PlannedProposal
from .planning import Setting, numbers_apart, plan_proposals
from .renaming import renamed
from .said import Said
from .sessions import council_of, find_region
from .settle import REJECT, Edit, settle
from .vocabulary import vocabulary

__all__ = ["AlreadyImported", "Plan", "PlannedDelegate", "PlannedProposal", "Said", "confirm", "plan", "plan_file"]


class NothingFound(Refusal):
    """The file holds nothing to write: no fault of the other files of its batch."""


def plan(content: bytes, filename: str, said: Said) -> Plan | AlreadyImported:
    """Read, extract and look up. Writes nothing. Raises Refusal for material that cannot be imported."""
    source = read(content)
    existing = standing_report(source.sha256)
    if existing is not None:
        return AlreadyImported(existing)
    found = extract(source.text, vocabulary(), source.tables)
    file = ImportFile(
        batch=said.batch(),
        name=filename[-255:],
        sha256=source.sha256,
        size=len(content),
        data=content,
        state=ImportFile.State.READ,
        format=source.format,
        encoding=source.encoding,
        doubt=source.doubt or "",
        text=source.text,
        tables=freeze_tables(source.tables),
        mapping=freeze_mapping(None),
        found=freeze(found),
    )
    return plan_file(file)


def plan_file(file: ImportFile) -> Plan | AlreadyImported:
    """What applying this file would write: from what was read and decided, without reading its bytes again.

    Raises Refusal for material that cannot be imported and for decisions that no longer fit.
    """
    existing = standing_report(file.sha256)
    if existing is not None:
        return AlreadyImported(existing)
    said, edits = Said.of_batch(file.batch), edits_in(file)
    settled = settle(found_in(file), edits, file.text)
    found, unfit = fitted(settled.found)
    if not found.delegates and not found.proposals:
        raise NothingFound("没有在里面找到代表、委员或建议提案，看来不是两会报道。请核对文件；没有导入任何内容。")
    region = find_region(found.place, said.region)
    if region is None:
        raise Refusal("没有认出是哪座城市的两会。请加上行政区划代码，例如 --region 430200（株洲市）。")
    paths = dict(zip((one.name for one in settled.found.delegates), settled.delegates, strict=True))
    delegates = tuple(_plan_delegate(one, paths[one.name], region, said, edits) for one in found.delegates)
    base = base_of(file, region) if file.supersedes_id is not None else None
    if base is not None and file.supersedes_id is not None:
        delegates = renamed(delegates, base.people, file.supersedes_id)
    setting = Setting(said, region, edits, {one.person.name: one for one in delegates}, _units(found, region))
    if base is None:
        plain = Corrected(plan_proposals(found.proposals, settled.proposals, setting), (), ())
    else:
        plain = plan_corrected(base, found.proposals, settled.proposals, setting)
    proposals = numbers_apart(plain.proposals, region)
    warnings = (*_warnings(file, found, said, delegates), *unfit, *plain.warnings, *_about(proposals, said))
    return Plan(file, said, found, region, delegates, proposals, (*warnings, *_unknown_trades(found)), plain.vanished)


def confirm(file: ImportFile, digest: str) -> None:
    """Keep what the person saw: applying refuses when the plan's digest is another by then."""
    ImportFile.objects.filter(pk=file.pk, state=ImportFile.State.READ).update(shown_digest=digest)


def standing_report(sha256: str) -> Report | None:
    """The report of these very bytes, unless its import was undone."""
    return Report.objects.filter(sha256=sha256, retracted_at__isnull=True).first()


def _units(found: Extraction, region: Region) -> dict[str, int]:
    """The known organisations that propose, by the name the file uses."""
    names = {one.name for each in found.proposals for one in each.proposers if one.type != "person"}
    rows = {name: find_organisation(name, region) for name in sorted(names)}
    return {name: row.pk for name, row in rows.items() if row is not None}


def _plan_delegate(person: Person, path: str, region: Region, said: Said, edits: dict[str, Edit]) -> PlannedDelegate:
    council = council_of(Body(person.body.value), person.level, person.place, region)
    decided = match_of(edits, path)
    match = _said_match(decided) if decided is not None else _match(person, council, region, said)
    return PlannedDelegate(person, council, match, path)


def _match(person: Person, council: Council | None, region: Region, said: Said) -> Match:
    units = [post.organisation for post in person.posts if post.organisation]
    organisations = [find_organisation(name, region) for name in units]
    return match_delegate(
        person.name,
        council if council is not None and council.pk else None,
        [one for one in organisations if one is not None],
        [post.title for post in person.posts],
        term=_term(council, region, said),
        group=person.group or "",
        printed=units,
    )


def _term(council: Council | None, region: Region, said: Said) -> Term | None:
    """The term staff named for this council, if the database has it."""
    if council is None or not council.pk or council.region_id != region.pk:
        return None
    number = next((one.term for one in said.sessions if one.body == council.kind), None)
    return Term.objects.filter(council=council, number=number).first() if number else None


def _said_match(said: Edit) -> Match:
    if said.choice == REJECT:
        return Match(None, "人工确认是另一位")
    delegate = Delegate.objects.filter(pk=said.value).first()
    if delegate is None:
        raise Refusal(f"指定的代表委员（编号 {said.value}）已经不在。请在核对页重新选。")
    return Match(delegate, "人工确认是同一位")


def _warnings(file: ImportFile, found: Extraction, said: Said, delegates: Sequence[PlannedDelegate]) -> tuple[str, ...]:
    warnings = [*([file.doubt] if file.doubt else []), *found.warnings]
    stated = {one.body.value for one in said.sessions}
    for body in Body:
        if body.value not in stated and any(one.person.body.value == body.value for one in delegates):
            warnings.append(f"没有说是{body.label}哪次会议：件照样登记，会议一栏留空，以后可以补。")
    for one in delegates:
        if one.council is None:
            warnings.append(f"{one.person.name}：原文没有写明是哪一级的{Body(one.person.body.value).label}，资格留空。")
        if one.match.namesakes:
            warnings.append(f"{one.person.name}：{one.match.reason}。")
    return tuple(warnings)


def _about(proposals: Sequence[PlannedProposal], said: Said) -> Iterable[str]:
    """What a person should look at before the records are written."""
    for one in proposals:
        if one.number_taken:
            yield f"《{one.found.headline}》：{one.number_taken}"
        public = one.existing is not None and one.existing.publication == Publication.PUBLISHED
        if public and one.action is Action.ATTACH and not said.publish:
            yield f"《{one.existing}》已经公开：这次并入的内容，写入后马上可以看到。"
        if one.closed:
            yield f"《{one.found.headline}》的答复写明不同意公开：这一件和原文都不会自动公开。"
        if one.found.session is not None and one.session is None:
            yield f"《{one.found.headline}》写的会议是“{one.found.session.name}”，不是这个地区的，会议一栏留空。"
        if one.existing is not None and not one.confirmed and one.action is Action.CREATE:
            likely = f"可能就是已有的《{one.existing}》（{one.reason}）"
            yield f"《{one.found.headline}》{likely}：没有人确认，先作为新的一件登记。"
        elif one.action is Action.ATTACH and one.reason.endswith("请核对"):
            yield f"《{one.found.headline}》并入《{one.existing}》：{one.reason}。"
        for change in one.conflicts:
            if change.field != "headline":
                differing = f"这里是“{change.new or '没有写'}”，现有“{change.current or '没有'}”"
                yield f"《{one.found.headline}》的{change.label}：{differing}，保留现有的。"


def _unknown_trades(found: Extraction) -> Iterable[str]:
    named = {trade.name for one in found.proposals for trade in one.industries}
    for name in sorted(named - set(Industry.objects.filter(name__in=named).values_list("name", flat=True))):
        yield f"行业表里没有“{name}”，这个行业没有写入。"
