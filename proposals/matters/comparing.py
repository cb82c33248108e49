"""Comparing in the worker: whatever is public and was not compared, with all that was."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Q

from proposals.models import Gist as Row
from proposals.models import HotWord, Proposal, SameMatter, Wording
from proposals.models.matter import SHOWN, digest, told
from proposals.wording.counting import place_names

from .finding import candidates
from .gist import Gist, gist_of
from .likeness import Likeness, likeness

BATCH = 50
CITY = "session__term__council__region"  # what is asked of another city is another matter
TOLD = ("asks", "industry_tags__industry", "keyword_tags__keyword")  # what is read of each
MANY = 200  # counted proposals from which their number says how common a word is here


def compare_new(most: int) -> int:
    """Compare at most so many public proposals that were not compared yet; returns how many it were."""
    waiting = Proposal.objects.visible_to(None).filter(gist__isnull=True).order_by("pk")
    done, places = 0, place_names()
    while done < most:
        compared = _compare(list(waiting.values_list("pk", flat=True)[: min(BATCH, most - done)]), places)
        if not compared:
            break
        done += compared
    return done


def _compare(ids: Sequence[int], places: set[str]) -> int:
    """Read and compare outside of any transaction: it takes seconds, and whoever saves meanwhile should not wait."""
    rows = Proposal.objects.filter(pk__in=ids).order_by("pk").annotate(city=F(CITY)).prefetch_related(*TOLD)
    common, done = _common(), 0
    for row in rows:
        title, asks, tags = told(row)
        gist = gist_of(title, asks, tags=tags, without=places, common=common)
        done += _keep(row.pk, digest(row), gist, _alike(gist, row.city))
    return done


@transaction.atomic
def _keep(pk: int, read: str, gist: Gist, alike: dict[int, Likeness]) -> bool:
    """Whether it stands as it was read: what changed meanwhile waits for another round."""
    # Locked, so that nobody unpublishes it between this look and the writing of its pairs.
    held = Proposal.objects.visible_to(None).filter(pk=pk, gist__isnull=True)
    row = held.select_for_update(of=("self",)).prefetch_related(*TOLD).first()
    if row is None or digest(row) != read:
        return False
    Row.objects.create(proposal=row, digest=read, words=gist.stored())
    standing = set(Row.objects.filter(proposal__in=alike).values_list("proposal", flat=True))
    _write(pk, {other: like for other, like in alike.items() if other in standing})
    return True


def _common() -> dict[str, float]:
    """The words that stand in more than one of a hundred public proposals, with their share; {} while there are few."""
    total = Wording.objects.count()
    if total < MANY:
        return {}
    held = HotWord.objects.of_all().filter(n__gte=total // 100).values_list("word", "n")
    return {word: n / total for word, n in held}


def _alike(gist: Gist, city: int | None) -> dict[int, Likeness]:
    """The others that are like enough, the likest first, no more than a page shows."""
    elsewhere = ~Q(**{f"proposal__{CITY}": city}) & Q(**{f"proposal__{CITY}__isnull": False}) if city else Q(pk=None)
    rows = Row.objects.filter(proposal__in=candidates(gist)).exclude(elsewhere).values_list("proposal", "words")
    found = {other: likeness(gist, Gist.read(words)) for other, words in rows}
    enough = [other for other, like in found.items() if like.enough]
    return {other: found[other] for other in sorted(enough, key=lambda one: (-found[one].score, -one))[:SHOWN]}


def _write(pk: int, alike: dict[int, Likeness]) -> None:
    """A pair once decided keeps what a person said of it."""
    pairs = [
        SameMatter(
            first_id=min(pk, other), second_id=max(pk, other), likeness=like.score, shared=like.words, tags=like.tags
        )
        for other, like in sorted(alike.items())
    ]
    SameMatter.objects.bulk_create(
        pairs,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["likeness", "shared", "tags"],
    )
