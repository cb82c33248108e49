"""Facts beside their source: what was taken from an article, each with its places, as far as the reader may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Substr

from proposals.models.proposal import Proposal
from proposals.models.publication import Publication
from proposals.models.report import TARGETS, Article, Report, Span
from proposals.models.staff import role_of
from proposals.models.visibility import sees_all

from .labels import LABELS, QUOTED
from .passage import Paragraph, Place, paragraphs

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from delegates.models.delegate import Reader

AS_PRINTED = {"publisher", "number", "filing", "session", "field"}
OF_A_PROPOSAL = ("proposer", "ask", "industry_tag", "keyword_tag", "mention", "reply")
_JOINS = (
    *TARGETS,
    "mandate__council__region",
    "post__organisation",
    "proposer__delegate",
    "proposer__organisation",
    "industry_tag__industry",
    "keyword_tag__keyword",
    *(f"{target}__proposal" for target in OF_A_PROPOSAL),
)
# The words of an article or a span, cut out by the database: a report can be far longer than what one page shows.
_WORDS = Substr("report__content__text", F("start") + 1, F("end") - F("start"))


@dataclass(slots=True)
class Fact:
    """One fact and everywhere the source states it. `number` is its mark on the page, from 1; `doubt` in words."""

    number: int
    label: str
    value: str
    places: list[tuple[int, int]] = field(default_factory=list)
    doubt: str = ""

    @property
    def key(self) -> str:
        """Its name on the page."""
        return f"f{self.number}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article's text with the facts taken from it."""

    article: Article
    paragraphs: list[Paragraph]
    facts: list[Fact]
    whole: bool  # the text is shown in full


def evidence_of(articles: Sequence[Article], user: "Reader", *, only: Proposal | None = None) -> list[Evidence]:
    """The articles with their facts, or only the facts of one proposal and its people.

    Two queries in all; one where the articles come `quotable`.
    """
    if not articles:
        return []
    spans = _spans(articles)
    seen = _seen_by(user, spans)
    texts = _texts(articles)
    shown = []
    for article in articles:
        inside = [one for one in spans if one.report_id == article.report_id and _within(one, article)]
        facts = _facts(_allowed(inside, seen, only))
        text, whole = texts[article.pk]
        full = sees_all(user) or whole
        shown.append(Evidence(article, _paragraphs(article, text, facts, full), facts, full))
    return shown


def facts_of_the_page(report: Report) -> list[Fact]:
    """What the report states outside its articles: title, publisher, sections."""
    without_target = Q(**{f"{target}__isnull": True for target in TARGETS})
    return _facts(list(report.spans.filter(without_target).annotate(words=_WORDS)))


def _spans(articles: Sequence[Article]) -> list[Span]:
    inside = Q()
    for article in articles:
        inside |= Q(report_id=article.report_id, start__gte=article.start, end__lte=article.end)
    return list(Span.objects.filter(inside).select_related(*_JOINS).annotate(words=_WORDS))


def quotable(articles: "QuerySet[Article]") -> "QuerySet[Article]":
    """With its report, with `text`, its own part of it, and with `closed`: something in it is not published."""
    through = Proposal.articles.through.objects.filter(article=OuterRef("pk"))
    closed = Exists(through.exclude(proposal__publication=Publication.PUBLISHED))
    return articles.select_related("report").annotate(text=_WORDS, closed=closed)


def _texts(articles: Sequence[Article]) -> dict[int, tuple[str, bool]]:
    """Each article's part of the text, and whether the public may read it whole: nothing in it is unpublished."""
    told = all(hasattr(one, "closed") for one in articles)
    rows = articles if told else quotable(Article.objects.filter(pk__in=[one.pk for one in articles]))
    public = (Report.Shown.FULL, Publication.PUBLISHED)
    return {
        one.pk: (one.text, not one.closed and (one.report.shown, one.report.publication) == public)  # type: ignore[attr-defined]  # annotated above
        for one in rows
    }


def _within(span: Span, article: Article) -> bool:
    return article.start <= span.start and span.end <= article.end


def _target(span: Span) -> str:
    return next((target for target in TARGETS if getattr(span, f"{target}_id") is not None), "")


def _proposal_of(span: Span) -> Proposal | None:
    target = _target(span)
    if target == "proposal":
        return span.proposal
    return getattr(span, target).proposal if target in OF_A_PROPOSAL else None


def _allowed(spans: Sequence[Span], seen: set[int], only: Proposal | None) -> list[Span]:
    """Without what is of another or an unpublished proposal, and without people and headline known by it alone."""
    hidden = [one for one in spans if not (_visible(one, seen) and _of(one, only))]
    gone = {one.pk for one in hidden}
    kept = [one for one in spans if one.pk not in gone]
    people = _proposing(hidden) - _proposing(kept)
    headlines = {one.start for one in hidden if one.proposal_id and one.field == "headline"}
    return [one for one in kept if _person(one) not in people and not (one.article_id and one.start in headlines)]


def _proposing(spans: Iterable[Span]) -> set[int]:
    return {one.proposer.delegate_id for one in spans if one.proposer and one.proposer.delegate_id}


def _person(span: Span) -> int | None:
    """Whose name, seat or post it is."""
    row = span.mandate or span.post
    return row.delegate_id if row else span.delegate_id


def _seen_by(user: "Reader", spans: Iterable[Span]) -> set[int]:
    """The proposals of these spans that `user` sees. The public needs no query for it."""
    found = {proposal.pk: proposal for span in spans if (proposal := _proposal_of(span))}
    if sees_all(user):
        return set(found)
    if role_of(user) is None:
        return {pk for pk, proposal in found.items() if proposal.publication == Publication.PUBLISHED}
    return set(Proposal.objects.visible_to(user).filter(pk__in=found).order_by().values_list("pk", flat=True))


def _visible(span: Span, seen: set[int]) -> bool:
    proposal = _proposal_of(span)
    return proposal is None or proposal.pk in seen


def _of(span: Span, only: Proposal | None) -> bool:
    proposal = _proposal_of(span)
    return only is None or proposal is None or proposal.pk == only.pk


def _facts(spans: Iterable[Span]) -> list[Fact]:
    """One fact a target and field, numbered in the order of the source."""
    facts: dict[tuple[str, int, str], Fact] = {}
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        target = _target(span)
        if target == "article" and span.field == "headline" and _headline_of_a_proposal(span, spans):
            continue
        key = (target, getattr(span, f"{target}_id") if target else span.pk, span.field)
        if key not in facts:
            label = LABELS.get((target, span.field), span.field)
            facts[key] = Fact(len(facts) + 1, label, _value(span, target), doubt=_doubt(span))
        facts[key].places.append((span.start, span.end))
    return list(facts.values())


def _doubt(span: Span) -> str:
    tag = span.keyword_tag
    return "印在别处，由本站按次序对到这一篇，待核对" if tag and not tag.confirmed else ""


def _headline_of_a_proposal(headline: Span, spans: Iterable[Span]) -> bool:
    return any(one.proposal_id and one.field == "headline" and one.start == headline.start for one in spans)


def _value(span: Span, target: str) -> str:
    row = getattr(span, target) if target else None
    if target == "mandate":
        return str(row.council.member_title)  # type: ignore[union-attr]  # a mandate
    if row is None or target == "reply" or span.field in AS_PRINTED:
        return _quote(span)
    return str(row.text) if target == "ask" else str(row)


def _quote(span: Span) -> str:
    """The words of the source themselves."""
    return "".join(span.words.split())  # type: ignore[attr-defined]  # annotated by `_spans`


def _paragraphs(article: Article, text: str, facts: Sequence[Fact], full: bool) -> list[Paragraph]:
    """Headline and byline belong to the page; the text below is cut at the facts."""
    shift = article.start
    runs = [[[start - shift, end - shift] for start, end in paragraph] for paragraph in article.paragraphs]
    places = [
        Place(
            start - shift,
            end - shift,
            fact.key,
            fact.label,
            doubt=bool(fact.doubt),
            quoted=nth == 0 or fact.label in QUOTED,
        )
        for fact in facts
        for nth, (start, end) in enumerate(fact.places)
    ]
    return paragraphs(text, runs, places, full=full)
