"""A corrected report beside the one it supersedes: what is new, changed, gone or in conflict, field by field."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models.functions import Length

from delegates.models import Region
from proposals.ingest.records import Extraction, Person, Refusal
from proposals.ingest.records import Proposal as Found
from proposals.models import ImportFile, Proposal, Report, ReportContent, Written
from proposals.workflow.states import State

from .comparing import Rows
from .decisions import settled_in
from .likeness import SAME_REPORT, alike, core, overlap, shingles, titles_alike
from .matching import bare
from .planned import Action, PlannedProposal
from .planning import Setting, bodies_in, compared, plan_proposals, session_of
from .said import Said
from .stated import Stated, stated_by

CANDIDATES = 40  # reports whose whole text is compared
_ALIKE = 0.5  # two versions of one record may be worded quite anew


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A report that this one seems to correct."""

    report: Report
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The plan of a corrected report: its records, those it leaves out, and what else a person should know."""

    proposals: tuple[PlannedProposal, ...]
    vanished: tuple[Proposal, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """The superseded report as it was imported: its records with the rows they became."""

    found: tuple[Found, ...]
    people: tuple[tuple[Person, int | None], ...]  # each with the id of the delegate it became
    paths: tuple[str, ...]
    stated: tuple[Stated, ...]
    rows: Mapping[str, int]  # path of a record → id of the proposal
    parts: Mapping[str, Rows]  # path of a record → "asks/2" → id of its row


def suspected_original(found: Extraction, text: str, region: Region) -> Suspicion | None:
    """The standing report of this place and kind that is most like this text. At most forty texts are compared."""
    sample = shingles(text)
    length = len(text)
    standing = Report.objects.filter(region=region, kind=found.kind.value, retracted_at__isnull=True)
    sized = standing.annotate(length=Length("content__text")).filter(length__gte=length // 2, length__lte=length * 2)
    best: Suspicion | None = None
    for pk in sized.order_by("-imported_at", "-pk").values_list("pk", flat=True)[:CANDIDATES]:
        likeness = overlap(sample, shingles(ReportContent.objects.values_list("text", flat=True).get(report=pk)))
        if likeness >= SAME_REPORT and (best is None or likeness > best.likeness):
            reason = f"地区和种类相同，文字有 {likeness:.0%} 一样"
            best = Suspicion(Report.objects.get(pk=pk), likeness, reason)
    return best


def plan_corrected(base: Base, found: Sequence[Found], paths: Sequence[str], setting: Setting) -> Corrected:
    """Each record beside its older version; then the records and people of the old report that this one leaves out."""
    versions = _versions(found, base.found)
    there = Proposal.objects.exclude(state=State.RETRACTED.value).in_bulk(set(base.rows.values()))
    plain = plan_proposals(found, paths, setting)
    planned: list[PlannedProposal] = []
    stated: dict[str, Stated] = {}
    parts: dict[str, Rows] = {}
    for n, one in enumerate(plain):
        old = base.paths[versions[n]] if n in versions else ""
        existing = there.get(base.rows.get(old, 0))
        if existing is not None and not (one.confirmed and one.reason.startswith("人工")):
            one = replace(
                one, action=Action.ATTACH, existing=existing, confirmed=True, score=None, changes=(),
                reason="更正的是原来报道里的这一件",
            )  # fmt: skip
            stated[one.path], parts[one.path] = base.stated[versions[n]], base.parts[old]
        planned.append(one)
    gone = [base.rows.get(path) for m, path in enumerate(base.paths) if m not in versions.values()]
    vanished = tuple(there[pk] for pk in gone if pk in there)
    put_right = {one.match.delegate.pk for one in setting.delegates.values() if one.renamed and one.match.delegate}
    warnings = (
        *(f"更正稿里没有《{one.headline}》：保留，并记一条疑问。" for one in vanished),
        *(
            f"更正稿里没有{person.name}：这个人保留，请核对。"
            for person, row in base.people
            if person.name not in setting.delegates and row not in put_right
        ),
    )
    return Corrected(compared(planned, stated, parts), vanished, warnings)


def base_of(file: ImportFile, region: Region) -> Base:
    """What the file that this one supersedes stated, and became. Raises Refusal where that was not kept."""
    old = (
        ImportFile.objects.filter(report=file.supersedes, state=ImportFile.State.APPLIED)
        .select_related("batch").defer("data", "tables").first()
    )  # fmt: skip
    if old is None:
        raise Refusal("要更正的那份报道没有留下导入时读出的内容，不能逐项对比。请不选“更正哪一份”，作为新材料导入。")
    settled = settled_in(old)
    said, bodies = Said.of_batch(old.batch), bodies_in(settled.found)
    rows: dict[str, int] = {}
    persons: dict[str, int] = {}
    parts: dict[str, dict[str, int]] = defaultdict(dict)
    kept = (Written.Act.MADE, Written.Act.JOINED)
    for table, row, fact in old.written.filter(act__in=kept).exclude(fact="").values_list("table", "row", "fact"):
        record, _, part = _cut(fact)
        if table == "proposals.Proposal" and not part:
            rows[record] = row
        elif table == "delegates.Delegate":
            persons[record] = row
        elif part:
            parts[record][part] = row
    found = settled.found.proposals
    stated = tuple(stated_by(one, session_of(one, said, bodies, region)) for one in found)
    people = tuple(
        (one, persons.get(path)) for one, path in zip(settled.found.delegates, settled.delegates, strict=True)
    )
    return Base(found, people, settled.proposals, stated, rows, parts)


def _cut(fact: str) -> tuple[str, str, str]:
    """proposals/3/asks/2 → proposals/3 and asks/2."""
    kind, _, rest = fact.partition("/")
    number, slash, part = rest.partition("/")
    return f"{kind}/{number}", slash, part


def _versions(new: Sequence[Found], old: Sequence[Found]) -> dict[int, int]:
    """Which old record each new one is a version of, each once: those of the same words first, then the likest."""
    found: dict[int, int] = {}
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    for m, other in enumerate(old):
        same[_words(other)].append(m)
    for n, one in enumerate(new):
        if same[_words(one)]:
            found[n] = same[_words(one)].pop(0)
    taken = set(found.values())
    rest = [m for m in range(len(old)) if m not in taken]
    scores = [
        (score, n, m)
        for n in range(len(new))
        if n not in found
        for m in rest
        if (score := _likeness(new[n], old[m])) >= _ALIKE
    ]
    for _, n, m in sorted(scores, key=lambda one: (-one[0], one[1], abs(one[1] - one[2]))):
        if n not in found and m not in taken:
            found[n] = m
            taken.add(m)
    return found


def _words(found: Found) -> tuple[str, str]:
    return bare(found.number or ""), core(found.headline)


def _likeness(new: Found, old: Found) -> float:
    """0 to 1: number, title, points and proposers taken together."""
    if new.number and old.number and bare(new.number) != bare(old.number) and core(new.headline) != core(old.headline):
        return 0.0
    names = {one.name for one in new.proposers} & {one.name for one in old.proposers}
    number = bool(new.number and old.number and bare(new.number) == bare(old.number))
    title = titles_alike(new.headline, old.headline)
    points = alike("".join(one.text for one in new.asks), "".join(one.text for one in old.asks))
    return max(title, points, 0.6 if number else 0.0) * (1.0 if names or number else 0.8)
