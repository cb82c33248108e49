"""People whose name a corrected report puts right: the same person under another name, not one more person."""

from collections.abc import Sequence
from dataclasses import replace

from delegates.identity import Match
from delegates.models import Delegate
from proposals.ingest.records import Person
from proposals.models import Span

from .planned import PlannedDelegate


def renamed(
    planned: Sequence[PlannedDelegate], before: Sequence[tuple[Person, int | None]], report: int
) -> tuple[PlannedDelegate, ...]:
    """The planned delegates, those with a corrected name as the row that the superseded report had made of them.

    `before` are the people of that report, each with its row. A name is put right only where the old one is gone from
    the correction, the new one is new, a whole post is the same, and neither a person nor another source knows the old
    name.
    """
    names = {one.person.name for one in planned}
    gone = {row: person for person, row in before if row is not None and person.name not in names}
    rows = [one for one in Delegate.objects.filter(pk__in=gone) if one.name == gone[one.pk].name]
    return tuple(
        _renamed(one, [row for row in rows if _same_post(gone[row.pk], one.person)], report) for one in planned
    )


def _renamed(one: PlannedDelegate, same: Sequence[Delegate], report: int) -> PlannedDelegate:
    if one.match.delegate is not None or one.match.namesakes or len(same) != 1:
        return one
    if Span.objects.filter(delegate=same[0]).exclude(report=report).exists():
        return one
    return replace(one, match=Match(same[0], f"更正稿把“{same[0].name}”改成了“{one.person.name}”"), renamed=True)


def _same_post(one: Person, other: Person) -> bool:
    """The same assembly, and a unit with the same post in it."""
    posts = {(post.organisation, post.title) for post in one.posts if post.organisation}
    return one.body is other.body and bool(posts & {(post.organisation, post.title) for post in other.posts})
