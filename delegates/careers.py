"""Posts over time: each once, however many wordings of its unit's name the sources use. The newest come first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from .models import Organisation, Post
from .names import plain


@dataclass(slots=True)
class Career:
    """One post with the days on which it was written down and the published reports that state it."""

    organisation: Organisation | None
    title: str
    note: str = ""
    days: list[date] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)

    @property
    def first(self) -> date | None:
        """The first day on which it is known."""
        return min(self.days, default=None)

    @property
    def last(self) -> date | None:
        """The last day on which it is known, where that is another one."""
        return max(self.days) if len(set(self.days)) > 1 else None


def told_once(posts: Iterable[Post]) -> list[Career]:
    """The posts of `PostQuerySet.with_sources`, those of one unit and title together.

    Two units are one where one bears an alias of the other: somebody said so.
    """
    rows = list(posts)
    same = _same_units(rows)
    careers: dict[tuple[int | None, str], Career] = {}
    for post in rows:
        unit = same.get(post.organisation_id) if post.organisation_id else None
        career = careers.setdefault((unit.pk if unit else None, plain(post.title)), Career(unit, post.title))
        _add(career, post)
    # Sorting is stable: what has no day stays in the printed order, at the end.
    return sorted(careers.values(), key=lambda one: -max(one.days).toordinal() if one.days else 0)


def _add(career: Career, post: Post) -> None:
    career.note = career.note or post.note
    last = getattr(post, "last_on", None)
    career.days += [day for day in (post.seen_on, last) if day is not None]
    source = getattr(post, "source", None)
    if source is not None and source not in career.sources:
        career.sources.append(source)


def _same_units(posts: Iterable[Post]) -> dict[int, Organisation]:
    """Each unit by its number, replaced by the one that has its name as an alias, if that lies in the same place."""
    rows = list(posts)
    units = {post.organisation.pk: post.organisation for post in rows if post.organisation is not None}
    bearers = {post.organisation_id: getattr(post, "one_with", None) for post in rows}
    return {pk: _bearer(unit, bearers, units) for pk, unit in units.items()}


def _bearer(
    unit: Organisation, bearers: Mapping[int | None, int | None], units: Mapping[int, Organisation]
) -> Organisation:
    other = units.get(bearers[unit.pk] or 0, unit)
    apart = len({unit.region_id, other.region_id} - {None}) > 1
    first_of_two = bearers.get(other.pk) == unit.pk and unit.pk < other.pk  # each bears the other's name
    return unit if apart or first_of_two else other
