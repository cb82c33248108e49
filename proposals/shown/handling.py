"""What the public may read of a proposal's handling, decided once for its page and for the search index.

Words that are not published never leave the database: they are not even read.
"""

from typing import Any, cast

from django.db.models import BooleanField, Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import StrIndex

from proposals.models.commitment import Commitment
from proposals.models.followup import FollowUp
from proposals.models.publication import Publication
from proposals.models.reply import Reply, ReplyQuerySet
from proposals.workflow.events import Event

# Their notes are said among colleagues, or stand elsewhere on the page as far as they are public.
PRIVATE_NOTES = frozenset({Event.DRAFT, Event.REDRAFT, Event.OPINION, Event.RATE, Event.KEEP, Event.BREAK})
_PUBLIC = Q(publication=Publication.PUBLISHED)
# `is_open` as a condition on letters that went out.
LETTER_OPEN = _PUBLIC | Q(publication=Publication.DRAFT, article__report__publication=Publication.PUBLISHED)


def public_note(followup: FollowUp) -> str:
    """What an entry of the log says to everybody."""
    return "" if followup.event in PRIVATE_NOTES else followup.note


def shown_replies() -> ReplyQuerySet:
    """Letters that went out, each with `words` that everybody may read and whether a published source `stated` it."""
    words = Case(
        When(_PUBLIC & Q(shown=Reply.Shown.FULL), then=F("text")),
        When(_PUBLIC & Q(shown=Reply.Shown.SUMMARY), then=F("summary")),
        default=Value(""),
        output_field=TextField(),
    )
    stated = Case(
        When(article__report__publication=Publication.PUBLISHED, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    rows: QuerySet[Any] = Reply.objects.sent().annotate(words=words, stated=stated)
    return cast("ReplyQuerySet", rows.defer("text", "summary").select_related("department", "result"))


def words_of(reply: Reply) -> str:
    """The words of one of `shown_replies` that everybody may read; "" for none."""
    return str(reply.words)  # type: ignore[attr-defined]  # annotated above


def is_open(reply: Reply) -> bool:
    """Whether everybody may know number, day and class of one of `shown_replies`."""
    stated = bool(reply.stated)  # type: ignore[attr-defined]  # annotated above
    return reply.publication == Publication.PUBLISHED or (reply.publication == Publication.DRAFT and stated)


def is_whole(reply: Reply) -> bool:
    """Whether everybody may read the letter itself, and not only a summary of it."""
    return reply.publication == Publication.PUBLISHED and reply.shown == Reply.Shown.FULL


def promises_shown(rows: "QuerySet[Commitment]") -> "QuerySet[Commitment]":
    """`shows_promise` as a condition on rows."""
    told = Q(reply__shown=Reply.Shown.FULL) | Q(reply__shown=Reply.Shown.SUMMARY, told_at__gt=0)
    of_letter = rows.filter(reply__publication=Publication.PUBLISHED, reply__status=Reply.Status.SENT)
    return of_letter.alias(told_at=StrIndex("reply__summary", "text")).filter(told)


def shows_promise(commitment: Commitment, reply: Reply | None) -> bool:
    """Whether everybody may read a promise: its letter is public, or a summary that holds its very words."""
    if reply is None:
        return False
    words = words_of(reply)
    return is_whole(reply) or (bool(words) and commitment.text in words)
