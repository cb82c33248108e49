"""Write one file of a batch: its report, articles, delegates and records, with the account of all that was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from proposals.ingest import records
from proposals.models import Article, Byline, Proposal, Publication, Report, ReportContent, Span, Written

from .attaching import attach
from .fresh import Fresh, insert
from .known import Known
from .ledger import Ledger
from .parts import Desk
from .people import PeopleWriter
from .planned import Action, Plan
from .proposals import begin, fill, log
from .replies import day_of
from .spans import SpanWriter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_DAY = Report._meta.get_field("published_on")
VANISHED = "更正稿里没有这一件，请核对要不要保留"


@dataclass(frozen=True, slots=True)
class Filed:
    """A file as written: the ids of its records in order, those that vanished from a corrected report after them."""

    report: Report
    proposals: list[int]
    account: list[Written]  # to be inserted by the caller, with those of other files; the places likewise
    spans: list[Span]


def write_file(now: Plan, by: "User | None", known: Known) -> Filed:
    """Write everything the plan says but the account of it."""
    found = now.found
    ledger = Ledger(now.file)
    report = ledger.made(_write_report(now, by))
    spans = SpanWriter(report)
    spans.add_all({"title": found.title_span, "publisher": found.publisher_span, "place": found.place_span})
    for section in found.sections:
        spans.add("section", section.spans)
    writer = PeopleWriter(now.said, now.region, spans, ledger, known)
    for said in now.said.sessions:
        writer.session(said)
    people = writer.write(now.delegates)
    trades = known.industries(trade.name for one in found.proposals for trade in one.industries)
    units = known.departments(_units_in(found), now.region, _day_of(report, found))
    desk = Desk(now, report, people, writer, trades, units, spans, ledger, known, Fresh(), by)
    written = [*_write_records(desk), *(_mark_vanished(ledger, one) for one in now.vanished)]
    desk.fresh.write()
    known.written(report)
    return Filed(report, written, ledger.account(), spans.spans)


def _units_in(found: records.Extraction) -> set[str]:
    """The departments a file names, and the offices that answer."""
    named = {unit.name for one in found.proposals for unit in one.departments}
    return named | {one.letter.issuer.name for one in found.proposals if one.letter and one.letter.issuer}


def _day_of(report: Report, found: records.Extraction) -> date:
    """On which day its names are to be read: as it was published, of a letter its own, where neither is known today."""
    printed = (day for one in found.proposals if (day := day_of(one)) is not None)
    return report.published_on or next(printed, None) or timezone.localdate()


def _write_records(desk: Desk) -> list[int]:
    """The new records together, then all in order with what hangs on them."""
    articles = _write_articles(desk.report, desk.plan.found.articles, desk.spans)
    source = [row for row, article in zip(articles, desk.plan.found.articles, strict=True) for _ in article.proposals]
    new = {one.path: begin(desk, one) for one in desk.plan.proposals if one.action is Action.CREATE}
    insert(list(new.values()))
    first = log(desk, new)
    for one in desk.plan.proposals:
        desk.known.titles.add(one.found.headline, proposed=bool(one.found.proposers))  # an attached one may take it
    written = []
    for planned, article in zip(desk.plan.proposals, source, strict=True):
        if planned.path in new:
            fill(desk, new[planned.path], planned, article, first[planned.path])
            written.append(new[planned.path].pk)
        else:
            desk.fresh.write()
            written.append(attach(desk, planned, article).pk)
    return written


def _mark_vanished(ledger: Ledger, proposal: Proposal) -> int:
    if VANISHED not in proposal.doubts:
        ledger.change(proposal, doubts=[*proposal.doubts, VANISHED])
    return proposal.pk


def _write_report(now: Plan, by: "User | None") -> Report:
    found, file = now.found, now.file
    public = now.said.publish and not any(one.closed for one in now.proposals)
    report = Report.objects.create(
        sha256=file.sha256,
        filename=file.name[-255:],
        kind=found.kind.value,
        title=found.title or "",
        publisher=found.publisher or "",
        region=now.region,
        published_on=_DAY.to_python(now.said.published_on or found.date),  # a printed date comes as words
        publication=Publication.PUBLISHED if public else Publication.DRAFT,
        shown=Report.Shown.FULL if now.said.show_text else Report.Shown.EXCERPT,
        warnings=list(now.warnings),
        supersedes=file.supersedes,
        imported_by=by,
    )
    ReportContent.objects.create(report=report, data=file.data, encoding=file.encoding, text=file.text)
    return report


def _write_articles(report: Report, found: Sequence[records.Article], spans: SpanWriter) -> Sequence[Article]:
    rows = insert(
        [
            Article(
                report=report,
                order=article.order,
                section=article.section.name if article.section else "",
                headline=article.headline,
                publisher=article.publisher or "",
                start=article.span.start,
                end=article.span.end,
                paragraphs=[[list(run) for run in paragraph] for paragraph in article.paragraphs],
            )
            for article in found
        ]
    )
    bylines = []
    for row, article in zip(rows, found, strict=True):
        spans.add("headline", [article.headline_span], article=row)
        spans.add("publisher", [article.publisher_span], article=row)
        for order, reporter in enumerate({one.name: one for one in article.reporters}.values()):
            bylines.append(Byline(article=row, name=reporter.name, order=order))
            spans.add("name", reporter.spans, byline=bylines[-1])
    insert(bylines)
    return rows
