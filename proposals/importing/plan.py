"""What an import would do, computed without writing anything. Shown first, computed again when applied."""

from collections.abc import Iterable, Sequence

from delegates.models import Body
from proposals.ingest.extract import extract
from proposals.ingest.frozen import freeze, freeze_mapping, freeze_tables
from proposals.ingest.read import read
from proposals.ingest.records import Extraction, Refusal
from proposals.models import ImportFile, Publication

from .corrected import Corrected, base_of, plan_corrected
from .decisions import edits_in, found_in
from .fitting import fitted
from .identifying import Place, plan_delegates, units_in, units_of
from .known import Known
from .planned import Action, AlreadyImported, Plan, PlannedDelegate, PlannedProposal
from .planning import Setting, numbers_apart, plan_proposals
from .renaming import renamed
from .said import Said
from .settle import settle
from .vocabulary import vocabulary

__all__ = ["AlreadyImported", "Plan", "PlannedDelegate", "PlannedProposal", "Said", "confirm", "plan", "plan_file"]


class NothingFound(Refusal):
    """The file holds nothing to write: no fault of the other files of its batch."""


def plan(content: bytes, filename: str, said: Said) -> Plan | AlreadyImported:
    """Read, extract and look up. Writes nothing. Raises Refusal for material that cannot be imported."""
    source = read(content, filename)
    known = Known()
    existing = known.standing(source.sha256)
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
    return plan_file(file, known)


def plan_file(file: ImportFile, known: Known | None = None) -> Plan | AlreadyImported:
    """What applying this file would write: from what was read and decided, without reading its bytes again.

    `known` keeps what the files of one batch have in common. As many queries for a hundred people as for one.
    Raises Refusal for material that cannot be imported and for decisions that no longer fit.
    """
    known = known or Known()
    existing = known.standing(file.sha256)
    if existing is not None:
        return AlreadyImported(existing)
    said, edits = Said.of_batch(file.batch), edits_in(file)
    settled = settle(found_in(file), edits, file.text)
    found, unfit = fitted(settled.found)
    if not found.delegates and not found.proposals:
        raise NothingFound("没有在里面找到代表、委员或建议提案，看来不是两会报道。请核对文件；没有导入任何内容。")
    region = known.region(found.place, said.region)
    if region is None:
        raise Refusal("没有认出是哪座城市的两会。请加上行政区划代码，例如 --region 430200（株洲市）。")
    paths = dict(zip((one.name for one in settled.found.delegates), settled.delegates, strict=True))
    known.units.look_up(units_in(found))
    delegates = plan_delegates(found.delegates, paths, edits, Place(known, region, said))
    base = base_of(file, region) if file.supersedes_id is not None else None
    if base is not None and file.supersedes_id is not None:
        delegates = renamed(delegates, base.people, file.supersedes_id)
    setting = Setting(
        said, region, edits, {one.person.name: one for one in delegates}, units_of(found, region, known), known
    )
    if base is None:
        plain = Corrected(plan_proposals(found.proposals, settled.proposals, setting), (), ())
    else:
        plain = plan_corrected(base, found.proposals, settled.proposals, setting)
    proposals = numbers_apart(plain.proposals, region)
    warnings = (*_warnings(file, found, said, delegates), *unfit, *plain.warnings, *_about(proposals, said))
    return Plan(
        file, said, found, region, delegates, proposals, (*warnings, *_unknown_trades(found, known)), plain.vanished
    )


def confirm(file: ImportFile, digest: str) -> None:
    """Keep what the person saw: applying refuses when the plan's digest is another by then."""
    ImportFile.objects.filter(pk=file.pk, state=ImportFile.State.READ).update(shown_digest=digest)


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


def _unknown_trades(found: Extraction, known: Known) -> Iterable[str]:
    named = {trade.name for one in found.proposals for trade in one.industries}
    for name in sorted(named - known.industries(named).keys()):
        yield f"行业表里没有“{name}”，这个行业没有写入。"
