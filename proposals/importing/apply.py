"""Write a plan: one transaction, all or nothing. A plan that no longer holds is refused, not bent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from delegates.models import Region
from proposals.ingest.records import Refusal
from proposals.models import Article, Byline, Publication, Report, ReportContent
from proposals.models.searchable import reindex

from .people import write_people
from .plan import AlreadyImported, Plan, plan
from .proposals import write_proposal
from .sessions import ensure_session
from .spans import SpanWriter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from proposals.ingest import records

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Outcome:
    """What an import did. Nothing was written when `same` is true."""

    report: Report
    same: bool = False
    articles: int = 0
    proposals: list[int] = field(default_factory=list)
    asks: int = 0
    new_delegates: int = 0
    known_delegates: int = 0


def apply(
    shown: Plan | AlreadyImported, *, by: "User | None", progress: Progress = lambda done, total: None
) -> Outcome:
    """Import what `shown` promised. Raises Refusal when the data moved since it was computed."""
    if isinstance(shown, AlreadyImported):
        return Outcome(shown.report, same=True)
    with transaction.atomic():
        # Imports of one region stand in line, so that two files cannot both create the same delegate.
        Region.objects.select_for_update().get(pk=shown.region.pk)
        now = plan(shown.source.content, shown.filename, shown.said)
        if isinstance(now, AlreadyImported):
            return Outcome(now.report, same=True)
        if now.digest != shown.digest:
            raise Refusal("预览之后，库里的资料有了变化。没有导入任何内容，请重新预览一次再导入。")
        return _write(now, by, progress)


def _write(now: Plan, by: "User | None", progress: Progress) -> Outcome:
    found, region = now.found, now.region
    report = _write_report(now, by)
    spans = SpanWriter(report)
    spans.add_all({"title": found.title_span, "publisher": found.publisher_span, "place": found.place_span})
    for section in found.sections:
        spans.add("section", section.spans)
    people = write_people(now.delegates, now.said, region, spans)
    sessions = {said.body: ensure_session(said, region) for said in now.said.sessions}
    outcome = Outcome(report, articles=len(found.articles))
    outcome.new_delegates = sum(one.match.delegate is None for one in now.delegates)
    outcome.known_delegates = len(now.delegates) - outcome.new_delegates
    for done, article in enumerate(found.articles, start=1):
        row = _write_article(report, article, spans)
        for proposal in article.proposals:
            written = write_proposal(proposal, row, people, sessions, now, spans, by)
            outcome.proposals.append(written.pk)
            outcome.asks += len(proposal.asks)
        progress(done, len(found.articles))
    spans.write()
    reindex(outcome.proposals)
    return outcome


def _write_report(now: Plan, by: "User | None") -> Report:
    found = now.found
    report = Report.objects.create(
        sha256=now.source.sha256,
        filename=now.filename[-255:],
        kind=found.kind.value,
        title=found.title or "",
        publisher=found.publisher or "",
        region=now.region,
        published_on=now.said.published_on or found.date,
        publication=Publication.PUBLISHED if now.said.publish else Publication.DRAFT,
        shown=Report.Shown.FULL if now.said.show_text else Report.Shown.EXCERPT,
        warnings=list(now.warnings),
        imported_by=by,
    )
    ReportContent.objects.create(
        report=report, data=now.source.content, encoding=now.source.encoding, text=now.source.text
    )
    return report


def _write_article(report: Report, article: "records.Article", spans: SpanWriter) -> Article:
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
    if article.publisher_span:
        spans.add("publisher", [article.publisher_span], article=row)
    for order, reporter in enumerate(article.reporters):
        byline = Byline.objects.create(article=row, name=reporter.name, order=order)
        spans.add("name", reporter.spans, byline=byline)
    return row
