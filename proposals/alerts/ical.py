"""An iCalendar file (RFC 5545) of whole days. The same entries give the same bytes, whenever it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event, vText

from .outbox import plain

NINE = timedelta(hours=9)  # an all-day entry begins at midnight, when nobody wants to be woken
LOOK_AGAIN = timedelta(hours=6)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in the calendar, or several up to `last`. `changed_at` is when it was last touched, in UTC.

    `sequence` grows with it. `status`: "" where the standard's own is meant, TENTATIVE, CONFIRMED or CANCELLED.
    """

    uid: str
    day: date
    title: str
    words: str
    address: str
    sequence: int
    changed_at: datetime
    last: date | None = None
    status: str = ""


def written(name: str, entries: Iterable[Entry], *, product: str, about: str = "", alarms: Sequence[int] = ()) -> bytes:
    """The file. `alarms`: days before each entry on which it rings at nine."""
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("name", plain(name))  # RFC 7986
    calendar.add("x-wr-calname", vText(plain(name)))
    if about:
        calendar.add("description", plain(about))  # RFC 7986
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    for entry in sorted(entries, key=lambda one: (one.day, one.uid)):
        calendar.add_component(_event(entry, alarms))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, alarms: Sequence[int]) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.day)
    event.add("dtend", (entry.last or entry.day) + DAY)  # exclusive
    event.add("summary", plain(entry.title))
    event.add("description", plain(entry.words))
    event.add("url", entry.address)
    event.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    if entry.status:
        event.add("status", entry.status)
    for days in alarms:
        event.add_component(_alarm(entry, days))
    return event


def _alarm(entry: Entry, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"还有 {days} 天：{plain(entry.title)}")
    alarm.add("trigger", NINE - timedelta(days=days))
    return alarm
