"""Counting the words of what was published, once for each text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from django.db import transaction

from delegates.models import Region
from proposals.classification.dictionary import content
from proposals.models import HotWord, Proposal, Wording
from proposals.models.wording import LONGEST, digest, wording
from proposals.search.words import rarity

BATCH = 100
ENDINGS = ("市", "县", "区", "省")


def count_new(most: int) -> int:
    """Count the words of at most so many public proposals that were not counted yet; returns how many it were."""
    waiting = Proposal.objects.visible_to(None).filter(counted_words__isnull=True).order_by("pk")
    done, places = 0, place_names()
    while done < most:
        counted = _count_batch(list(waiting.values_list("pk", flat=True)[: min(BATCH, most - done)]), places)
        if not counted:
            break
        done += counted
    return done


def _count_batch(ids: Sequence[int], places: set[str]) -> int:
    """Cut outside of any transaction, since the dictionary takes seconds to load and nobody should wait for that."""
    rows = Proposal.objects.filter(pk__in=ids).prefetch_related("asks")
    cut = {row.pk: (digest(row), sorted(_words(row, places))) for row in rows}
    return _write(cut)


@transaction.atomic
def _write(cut: Mapping[int, tuple[str, list[str]]]) -> int:
    """Count those whose text is still what was cut; the others wait for another round."""
    # Locked, so that nobody unpublishes one between the reading and the counting of it.
    held = Proposal.objects.visible_to(None).filter(pk__in=cut, counted_words__isnull=True).order_by("pk")
    rows = held.select_for_update(of=("self",)).prefetch_related("asks")
    found = {row: cut[row.pk][1] for row in rows if digest(row) == cut[row.pk][0]}
    numbers: dict[tuple[int | None, str], int] = defaultdict(int)
    for row, words in found.items():
        for word in words:
            numbers[row.session_id, word] += 1
    _know(numbers)
    HotWord.objects.change(numbers)
    Wording.objects.bulk_create(
        Wording(proposal=row, session_id=row.session_id, digest=cut[row.pk][0], words=words)
        for row, words in found.items()
    )
    return len(found)


def _words(proposal: Proposal, places: set[str]) -> set[str]:
    return {word for word in content(wording(proposal)) if word not in places and len(word) <= LONGEST}


def _know(numbers: Iterable[tuple[int | None, str]]) -> None:
    """A row for each word of each session, and of all, that has none yet."""
    pairs = sorted(numbers, key=lambda one: (one[0] or 0, one[1]))
    weights = rarity(word for _, word in pairs)
    each = (HotWord(session_id=session, word=word, rarity=weights[word]) for session, word in pairs)
    of_all = (HotWord(whole=True, word=word, rarity=weight) for word, weight in sorted(weights.items()))
    for rows in (each, of_all):
        while some := list(islice(rows, 500)):
            HotWord.objects.bulk_create(some, ignore_conflicts=True)


def place_names() -> set[str]:
    """Names of places, whole and short: in a city's own papers its name tells nothing."""
    names = set(Region.objects.values_list("name", flat=True))
    return names | {name[:-1] for name in names if name.endswith(ENDINGS) and len(name) > 2}
