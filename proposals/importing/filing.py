"""Write one file of a batch: its report, articles, delegates and records, with the account of all that was written."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proposals.ingest import records
from proposals.models import Article, Byline, Proposal, Publication, Report, ReportContent

from .attaching import attach
from .ledger import Ledger
from .parts import Desk, departments_of, industries_of
from .people import PeopleWriter
from .planned import Action, Plan, PlannedProposal
from .proposals import create
from .spans import SpanWriter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

VANISHED = "更正稿里没有这一件，请核对要不要保留"


def write_file(now: Plan, by: "User | None") -> tuple[Report, list[int]]:
    """Its report, and the ids of its records in order, those that vanished from a corrected report after them."""
    found = now.found
    ledger = Ledger(now.file)
    report = ledger.made(_write_report(now, by))
    spans = SpanWriter(report)
    spans.add_all({"title": found.title_span, "publisher": found.publisher_span, "place": found.place_span})
    for section in found.sections:
        spans.add("section", section.spans)
    writer = PeopleWriter(now.said, now.region, spans, ledger)
    for said in now.said.sessions:
        writer.session(said)
    people = writer.write(now.delegates)
    trades, units = industries_of(found), departments_of(found, now.region)
    desk = Desk(now, report, people, writer, trades, units, spans, ledger, by)
    written = [*_write_records(desk), *(_mark_vanished(ledger, one) for one in now.vanished)]
    spans.write()
    ledger.write()
    return report, written


def _write_records(desk: Desk) -> Iterator[int]:
    planned = iter(desk.plan.proposals)
    for article in desk.plan.found.articles:
        row = _write_article(desk.report, article, desk.spans)
        for _ in article.proposals:
            yield _write_record(desk, next(planned), row).pk


def _write_record(desk: Desk, planned: PlannedProposal, article: Article) -> Proposal:
    return create(desk, planned, article) if planned.action is Action.CREATE else attach(desk, planned, article)


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
        published_on=now.said.published_on or found.date,
        publication=Publication.PUBLISHED if public else Publication.DRAFT,
        shown=Report.Shown.FULL if now.said.show_text else Report.Shown.EXCERPT,
        warnings=list(now.warnings),
        supersedes=file.supersedes,
        imported_by=by,
    )
    ReportContent.objects.create(report=report, data=file.data, encoding=file.encoding, text=file.text)
    report.refresh_from_db(fields=["published_on"])  # a printed date comes as words
    return report


def _write_article(report: Report, article: records.Article, spans: SpanWriter) -> Article:
    row = Article.objects.create(
        report=report,
        order=article.order,
        section=article.section.name if article.section else "",
        headline=article.headline,
        publisher=article.publisher or "",
        start=article.span.start,
        end=article.span.end,
        paragraphs=[[list(run) for run in paragraph] for paragraph in article.paragraphs],
    )
    spans.add("headline", [article.headline_span], article=row)
    spans.add("publisher", [article.publisher_span], article=row)
    for order, reporter in enumerate({one.name: one for one in article.reporters}.values()):
        byline = Byline.objects.create(article=row, name=reporter.name, order=order)
        spans.add("name", reporter.spans, byline=byline)
    return row
