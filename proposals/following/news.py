"""Which entries of the log are told to a follower. The rule, as docs/following.md gives it to readers.

An entry is told when it is news (`shown.news`, the same as in feeds) or makes a letter public, when it happened on or
after the day on which the follower said yes, and when nobody told the same follower before. An entry whose day nobody
knows is told only if somebody of the staff recorded it, not where a source that was imported states it.

A proposal that becomes public is news once. It is older than the following, and no news, where it was raised on an
earlier day; where that day is unknown, where its session is not the newest of its council; where the session is unknown
too, nothing shows that it is new. What else its log holds by then is told along with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from proposals.models import FollowUp
from proposals.shown.news import NEWS
from proposals.workflow.events import Event

RAISING = frozenset({Event.SUBMIT, Event.REPORT})
# A further report is no step; that what the press reported was submitted too, is one.
READ = frozenset({*NEWS, Event.NOTE}) - {Event.REPORT}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry of the log of a public proposal. `appeared_at`: since when the proposal is public.

    `current`: its session is the newest of its council.
    """

    followup: FollowUp
    appeared_at: datetime
    current: bool

    @property
    def raises(self) -> bool:
        """Whether the log begins with it: told, it says that there is a new proposal."""
        return self.followup.event in RAISING and self.followup.sequence == 1


def is_told(one: Candidate, since: datetime) -> bool:
    """Whether it is news to somebody who follows since then."""
    entry, began = one.followup, timezone.localdate(since)
    if one.raises:
        return one.appeared_at > since and _is_new(entry.happened_on, began, current=one.current)
    if entry.event not in READ or entry.recorded_at <= since:
        return False
    if entry.event == Event.NOTE and entry.data.get("publication") != "published":
        return False
    if entry.event in RAISING:  # a list or a letter proves it, and seldom says when
        return _is_new(entry.happened_on, began, current=one.current)
    return not _is_imported(entry.data) if entry.happened_on is None else entry.happened_on >= began


def _is_new(raised_on: date | None, began: date, *, current: bool) -> bool:
    return current if raised_on is None else raised_on >= began


def _is_imported(data: Mapping[str, object]) -> bool:
    return bool(data.get("imported"))
