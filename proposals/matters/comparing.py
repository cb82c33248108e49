"""Comparing in the worker: whatever is public and was not compared, with all that was."""

from collections.abc import Sequence

from django.db import transaction

from proposals.models import Gist as Row
from proposals.models import HotWord, Proposal, SameMatter, Wording
from proposals.models.matter import SHOWN, digest, told
from proposals.wording.counting import place_names

from .finding import candidates
from .gist import Gist, gist_of
from .likeness import Likeness, likeness

BATCH = 50
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


@transaction.atomic
def _compare(ids: Sequence[int], places: set[str]) -> int:
    # Locked, so that nobody unpublishes one between the reading of it and the writing of its pairs.
    held = Proposal.objects.visible_to(None).filter(pk__in=ids, gist__isnull=True).order_by("pk")
    rows = list(
        held.select_for_update(of=("self",)).prefetch_related(
            "asks", "industry_tags__industry", "keyword_tags__keyword"
        )
    )
    read, common = {}, _common()
    for row in rows:
        title, asks, tags = told(row)
        read[row.pk] = gist_of(title, asks, tags=tags, without=places, common=common)
    Row.objects.bulk_create(Row(proposal=row, digest=digest(row), words=read[row.pk].stored()) for row in rows)
    for pk, gist in read.items():
        _write(pk, _alike(pk, gist))
    return len(rows)


def _common() -> dict[str, float]:
    """The words that stand in more than one of a hundred public proposals, with their share; {} while there are few."""
    total = Wording.objects.count()
    if total < MANY:
        return {}
    held = HotWord.objects.of_all().filter(n__gte=total // 100).values_list("word", "n")
    return {word: n / total for word, n in held}


def _alike(pk: int, gist: Gist) -> dict[int, Likeness]:
    """The others that are like enough, the likest first, no more than a page shows."""
    rows = Row.objects.filter(proposal__in=candidates(gist) - {pk}).values_list("proposal", "words")
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
