"""Rows that nobody outside may read, with a word of its own in every text field that a row has."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from delegates.models import Choice, Delegate, SamePerson
from proposals.handling.commitments import promise, words_in
from proposals.handling.links import make_link
from proposals.handling.ratings import Said, rate_from_paper
from proposals.handling.replies import draft, hand_in
from proposals.models import (
    Assignment,
    Commitment,
    ImportBatch,
    ImportFile,
    Message,
    Proposal,
    Publication,
    Rating,
    RatingLink,
    Reply,
    SavedFilter,
)
from proposals.models.problem import Problem
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.roles import Role
from tests.factories import (
    make_article,
    make_delegate,
    make_organisation,
    make_proposer,
    make_report,
    make_session,
    make_span,
    make_user,
)
from tests.proposals.handling.cases import SENT, answer, make_assigned

HEAD, TAIL = "鸩", "鹨"  # characters that no other text has
# Columns that are no words: derived, hashes, addresses, or shown to everybody by law.
NO_WORDS = {
    "version", "sha256", "name_key", "plain", "core", "password", "withheld_ground", "token_hash", "key", "file",
    "scan", "evidence_file", "path", "query", "code", "nonce", "sender", "at", "calendar_key", "paragraphs", "email",
    "encoding", "format",
}  # fmt: skip
SAID = Said(Satisfaction.CONTENT, Satisfaction.CONTENT)


@dataclass
class Canaries:
    """The words with where each stands, the number of rows that bear any, and the hidden rows by kind."""

    words: dict[str, str] = field(default_factory=dict)
    items: int = 0
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def word(self, place: str) -> str:
        """A new one."""
        made = f"{HEAD}{next(self._numbers):04}{TAIL}"
        self.words[made] = place
        return made

    def mark(self, row: models.Model, *only: str) -> None:
        """Put a word into every text column of a row that is free for words (or into those named)."""
        self.items += 1
        values: dict[str, Any] = {}
        for one in row._meta.concrete_fields:
            place = f"{row._meta.label}.{one.name}"
            if one.name in NO_WORDS or one.choices or (only and one.name not in only):
                continue
            if isinstance(one, models.CharField | models.TextField) and (one.max_length or 99) > 5:
                values[one.name] = self.word(place)
            elif isinstance(one, models.JSONField) and isinstance(one.value_from_object(row), list):
                values[one.name] = [self.word(place)]
        assert values, row
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def make_canaries() -> Canaries:
    """Two hundred and more: drafts and withheld ones with all that hangs on them, and what staff keep to themselves."""
    found = Canaries()
    for number in range(8):
        _hidden(found, Publication.WITHHELD if number % 2 else Publication.DRAFT)
    for _ in range(4):
        _unpublished_parts(found)
    _staff(found)
    reindex(list(Proposal.objects.values_list("pk", flat=True)))
    return found


def _hidden(found: Canaries, publication: str) -> None:
    """A proposal that is not public, with its report, its people, its letters and its log."""
    letter = found.word("Reply.text")
    report = make_report(f"{found.word('ReportContent.text')}。\n{letter}二。\n", publication=Publication.DRAFT)
    article = make_article(report, reporters=[found.word("Byline.name")])
    make_span(report, letter, "text", article=article)
    unit = make_organisation(found.word("Organisation.name"), aliases=[found.word("OrganisationAlias.name")])
    who = make_delegate(found.word("Delegate.name"), posts=[(unit, found.word("Post.title"))])
    alias = who.aliases.create(name=found.word("DelegateAlias.name"))
    on = date(2026, 3, 2)
    row, (part,) = make_assigned(
        proposers=[who], asks=["一"], keyword=found.word("Keyword.name"), mentions=[found.word("Mention.name")],
        publication=publication, withheld_ground="条例", session=make_session(term=17), articles=[article],
    )  # fmt: skip
    row.record(Event.NOTE, by=None, on=on, note=found.word("FollowUp.note"))
    row.record(Event.NOTE, by=None, on=on, note="二", data={"what": found.word("FollowUp.data")})
    reply = answer(part, text=letter, signed_by=found.word("Reply.signed_by"), number=found.word("Reply.number"))
    Reply.objects.filter(pk=reply.pk).update(publication=Publication.PUBLISHED, summary=found.word("Reply.summary"))
    by = make_user(role=Role.REVIEWER)
    scan = ContentFile(b"%PDF-1.4", name="表.pdf")
    rating = rate_from_paper(reply=reply, proposer=row.proposers.get(), by=by, on=SENT, said=SAID, scan=scan)
    made = promise(reply=reply, by=by, on=SENT, words=words_in(letter, letter))
    for one in (row, row.asks.get(), report, article, rating, made, alias, who.mandates.get()):
        found.mark(one)
    found.items += 8


def _unpublished_parts(found: Canaries) -> None:
    """A public proposal with letters, promises, remarks and notes that are not."""
    by = make_user(role=Role.REVIEWER)
    row, (part,) = make_assigned()
    drafted, (other,) = make_assigned()
    letter = f"{found.word('Reply.text sent, not public')}计划年内修好。"
    reply = answer(part, text=letter, number=found.word("Reply.number"), signed_by=found.word("Reply.signed_by"))
    scan = ContentFile(b"%PDF-1.4", name="表.pdf")
    rate_from_paper(reply=reply, proposer=row.proposers.get(), by=by, on=SENT, said=SAID, scan=scan)
    made = promise(reply=reply, by=by, on=SENT, words=words_in(letter, letter))
    make_link(reply=reply, proposer=make_proposer(row, make_delegate(), order=1), by=by, on=SENT)
    found.mark(made, "text", "evidence")
    found.mark(Rating.objects.get(reply=reply), "note")
    Reply.objects.filter(pk=reply.pk).update(summary=found.word("Reply.summary"))
    handed = draft(
        proposal=drafted, assignment=Assignment.objects.get(pk=other.pk), by=None, text=found.word("Reply.text draft")
    )
    found.mark(handed, "text", "number", "signed_by", "summary", "issuer")
    hand_in(reply=Reply.objects.get(pk=handed.pk), by=None, on=SENT)
    withheld, (third,) = make_assigned()
    closed = answer(third, text=found.word("Reply.text withheld"))
    Reply.objects.filter(pk=closed.pk).update(
        publication=Publication.WITHHELD, withheld_ground="条例", summary=found.word("Reply.summary withheld")
    )
    found.mark(Delegate.objects.get(proposing__proposal=withheld), "note")
    found.items += 4
    assert RatingLink.objects.exists()
    assert Commitment.objects.filter(pk=made.pk).exists()


def _staff(found: Canaries) -> None:
    """What staff keep: accounts, mails, filters, imports, what readers told them, decisions about people."""
    for number in range(12):
        user = make_user(role=Role.EDITOR)
        found.mark(user, "username", "first_name", "last_name")
        found.mark(SavedFilter.objects.create(user=user, name="一", path="/admin/"))
        mail = {"key": f"件{number}", "to": "a@example.com", "subject": "一", "text": "一", "due_at": timezone.now()}
        found.mark(Message.objects.create(**mail))
        batch = ImportBatch.objects.create()
        found.mark(batch)
        data = {"batch": batch, "order": 1, "name": "一.csv", "sha256": f"{number:064}", "size": 1, "data": b"1"}
        found.mark(ImportFile.objects.create(**data))
        found.mark(Problem.objects.create(code=f"c{number}", nonce=f"n{number}", path="/", text="一二三四"))
        one, other = make_delegate(body=None), make_delegate(body=None)
        found.mark(one)
        pair = {"first": one.pk, "second": other.pk, "choice": Choice.LATER}
        found.mark(SamePerson.objects.create(**pair))
    User.objects.filter(is_superuser=True).update(is_active=True)
