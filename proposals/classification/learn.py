"""Learning from decisions: what a person filed under a field, an industry or a department teaches its words."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from proposals.models import Proposal
from proposals.models.vote import About, Lesson, WordVote
from proposals.workflow.events import Event

from .dictionary import telling
from .suggest import core

Target = tuple[str, str]  # about, target


@transaction.atomic
def learn(proposal: Proposal) -> None:
    """Bring what was learned from a proposal to what people decided on it. Called where a person saves one."""
    decided = set(_decided(proposal))
    known = {(lesson.about, lesson.target): lesson for lesson in proposal.lessons.all()}
    for key in known.keys() - decided:
        _count(key, known[key].words, -1)
        known[key].delete()
    fresh = decided - known.keys()
    if fresh:
        words = list(telling(text_of(proposal)))
        for key in sorted(fresh):
            Lesson.objects.create(proposal=proposal, about=key[0], target=key[1], words=words)
            _count(key, words, 1)


def text_of(proposal: Proposal) -> str:
    """What a proposal says: its headline and its asks."""
    return "\n".join([proposal.headline, *(ask.text for ask in proposal.asks.all())])


def _decided(proposal: Proposal) -> Iterable[Target]:
    if proposal.field:
        yield About.FIELD.value, proposal.field
    for tag in proposal.industry_tags.select_related("industry"):
        yield About.INDUSTRY.value, tag.industry.name
    assigned = proposal.followups.filter(event__in=[Event.ASSIGN, Event.REASSIGN], department__isnull=False)
    last = assigned.select_related("department__region").order_by("sequence").last()
    if last is not None and last.department is not None:
        yield About.DEPARTMENT.value, core(last.department.name, last.department.region)


def _count(key: Target, words: Iterable[str], by: int) -> None:
    about, target = key
    wanted = sorted(set(words))
    if by > 0:
        WordVote.objects.bulk_create(
            [WordVote(about=about, target=target, word=word) for word in wanted], ignore_conflicts=True
        )
    rows = WordVote.objects.filter(about=about, target=target, word__in=wanted)
    if by < 0:
        rows = rows.filter(learned__gte=-by)
    rows.update(learned=F("learned") + by)
