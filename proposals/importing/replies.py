"""Which answer a letter or list row states: one that is known already, or a new one."""

from collections.abc import Iterable
from datetime import date

from proposals.ingest.records import Proposal as Found
from proposals.models import Reply


def known_reply(found: Found, replies: Iterable[Reply]) -> Reply | None:
    """The answer that this source speaks of: the same number, else one that it contradicts in nothing."""
    role = role_of(found)
    of_role = [one for one in replies if one.role == role]
    number = found.letter.number.name if found.letter and found.letter.number else ""
    same = [one for one in of_role if number and one.number == number]
    return next(iter(same or [one for one in of_role if _agrees(found, one)]), None)


def role_of(found: Found) -> str:
    """A reply to the proposer, or the opinion of an assisting department."""
    return Reply.Role.OPINION if found.letter and found.letter.opinion else Reply.Role.REPLY


def day_of(found: Found) -> date | None:
    """The day a letter or row prints; None without one and for a day no calendar has."""
    if found.letter is None or found.letter.date is None:
        return None
    try:
        return date.fromisoformat(found.letter.date.name)
    except ValueError:
        return None


def _agrees(found: Found, reply: Reply) -> bool:
    letter = found.letter
    day = day_of(found)
    pairs = (
        (found.reply_class, reply.reply_class),
        (letter.number.name if letter and letter.number else None, reply.number),
        (letter.issuer.name if letter and letter.issuer else None, reply.issuer),
        (day.isoformat() if day else None, reply.replied_on.isoformat() if reply.replied_on else None),
    )
    return all(not ours or not theirs or ours == theirs for ours, theirs in pairs)
