"""What the search index holds of a proposal: everything its public page shows, and nothing else."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, Prefetch, Q
from django.dispatch import Signal

from delegates.models import Delegate, Organisation, Post
from proposals.models.department import Department
from proposals.models.industry import Industry
from proposals.models.matter import Gist
from proposals.models.proposal import Proposal
from proposals.models.publication import Publication
from proposals.models.report import Article
from proposals.models.schemes import ResultClass
from proposals.models.tagging import Keyword
from proposals.models.wording import Wording
from proposals.search import Document, index_documents, remove_documents

from .evidence import evidence_of
from .handling import is_open, public_note, shown_replies, shows_promise, words_of

BATCH = 200
reindexed = Signal()  # some proposals were indexed anew: what they show may have changed


def reindex(ids: Collection[int]) -> None:
    """Index these proposals anew, in the caller's transaction."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), BATCH):
        batch = Proposal.objects.filter(pk__in=wanted[start : start + BATCH]).prefetch_related(
            "proposers__delegate__posts__organisation",
            "proposers__organisation",
            "asks",
            "industry_tags__industry",
            "keyword_tags__keyword",
            "mentions__department",
            Prefetch("articles", Article.objects.visible_to(None).prefetch_related("bylines")),
            "followups__department",
            "assignments__department",
            Prefetch("replies", shown_replies()),
            "commitments",
        )
        rows = list(batch.select_related("session__term__council__region"))
        index_documents([document(proposal) for proposal in rows])
        Wording.objects.forget(rows)
        Gist.objects.forget(rows)
    reindexed.send(sender=Proposal)


def document(proposal: Proposal) -> Document:
    """One proposal as the index wants it."""
    return Document(
        id=proposal.pk,
        title=proposal.headline,
        body="\n".join(line for line in _lines(proposal) if line),
        names=[str(one) for one in proposal.proposers.all()],
        number=proposal.number or None,
        facets=[proposal.publication],
    )


def _lines(proposal: Proposal) -> Iterable[str]:
    if proposal.session is not None:
        yield proposal.session.name
    for proposer in proposal.proposers.all():
        yield str(proposer)
        if proposer.delegate is not None:
            yield from (str(post) for post in proposer.delegate.posts.all())
    yield from (ask.text for ask in proposal.asks.all())
    yield from (ask.outcome_note for ask in proposal.asks.all())
    yield from (str(tag) for tag in proposal.industry_tags.all())
    yield from (str(tag) for tag in proposal.keyword_tags.all())
    yield from (mention.name for mention in proposal.mentions.all())
    for followup in proposal.followups.all():
        yield public_note(followup)
        yield str(followup.department or "")
    yield from _handling(proposal)
    for evidence in evidence_of(list(proposal.articles.all()), None, only=proposal):
        yield f"{evidence.article.publisher}　{'、'.join(byline.name for byline in evidence.article.bylines.all())}"
        yield from (paragraph.text for paragraph in evidence.paragraphs)


def _handling(proposal: Proposal) -> Iterable[str]:
    """Departments, letters, promises, as far as the page shows them."""
    yield from (str(part.department) for part in proposal.assignments.all())
    replies = {reply.pk: reply for reply in proposal.replies.all()}
    for reply in replies.values():
        if is_open(reply):
            yield from (words_of(reply), reply.number, reply.issuer, str(reply.department or ""), reply.reply_class)
            yield str(reply.result or "")
        elif reply.publication == Publication.WITHHELD:
            yield reply.withheld_ground
    for promise in proposal.commitments.all():
        if shows_promise(promise, replies.get(promise.reply_id or 0)):
            yield promise.text
            yield promise.evidence


def reindex_after_rename(sender: type[Model], instance: Model, created: bool, **_: Any) -> None:
    """Receiver of `post_save`: a changed delegate, post, organisation or industry changes the pages that show it."""
    if not created:
        shown = Q()
        for lookup in SHOWN_BY[sender]:
            shown |= Q(**{lookup: instance.pk})
        reindex(set(Proposal.objects.filter(shown).values_list("pk", flat=True)))


def uncount_deleted(instance: Proposal, **_: Any) -> None:
    """Receiver of `pre_delete`: its words are no longer counted."""
    Wording.objects.take_back([instance.pk])


def forget_deleted(instance: Proposal, **_: Any) -> None:
    """Receiver of `post_delete`: no ghost stays in the index."""
    remove_documents([instance.pk])


SHOWN_BY: dict[type[Model], tuple[str, ...]] = {
    Delegate: ("proposers__delegate",),
    Post: ("proposers__delegate__posts",),
    Organisation: ("proposers__organisation", "proposers__delegate__posts__organisation"),
    Industry: ("industry_tags__industry",),
    Keyword: ("keyword_tags__keyword",),
    Department: ("followups__department", "assignments__department", "replies__department"),
    ResultClass: ("replies__result",),
}
