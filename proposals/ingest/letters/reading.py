"""One letter from its draft: all its parts read once, before anything is decided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Named, Span
from ..text.blocks import Block
from .cases import Session
from .draft import Draft
from .foot import CONTACT, Foot, foot
from .labels import Field, fields
from .line import Compact
from .opening import Opening, opening
from .particulars import document_number, public, reply_class
from .people import Addressed

NOTHING = Opening(Compact("", ()), (), (), (), Addressed(()))
SPEAKS = re.compile(r"您|你|贵|提出|收悉|如下")
OPENING = 8  # lines that can hold the first sentences


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of one letter.

    `lines` are all of it, `head` those above its text without the title's, `text` those of its body, `below` its foot.
    """

    draft: Draft
    lines: tuple[Block, ...]
    head: tuple[Block, ...]
    text: tuple[Block, ...]
    below: tuple[Block, ...]
    opening: Opening
    fields: tuple[Field, ...]
    signature: Foot
    number: Named | None
    reply_class: Named | None
    public: tuple[bool, Span] | None

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Those of the title before those of the text."""
        title = self.draft.title
        return (*(title.sessions if title else ()), *self.opening.sessions)


def reading(source: str, lines: Sequence[Block], draft: Draft) -> Reading:
    """Read all parts of a letter."""
    own = tuple(lines[draft.start : draft.stop])
    begin = draft.body - draft.start if draft.body >= 0 else len(own)
    prose = [at for at in range(begin, len(own)) if own[at].ended and not CONTACT.match(own[at].text)]
    last = prose[-1] if prose else begin
    head, text, below = own[:begin], own[begin : last + 1], own[last + 1 :]
    titled = {at for one in draft.titles for at in range(one.first - draft.start, one.last + 1 - draft.start)}
    plain = [line for at, line in enumerate(head) if at not in titled]
    found = fields(enumerate(own if draft.form else (*plain, *below)))
    title = draft.title
    return Reading(
        draft=draft,
        lines=own,
        head=tuple(plain),
        text=text,
        below=below,
        opening=_opening(source, draft, text),
        fields=found,
        signature=foot(below) if draft.body >= 0 else Foot(),
        number=document_number(head, found, [case.span for case in title.cases] if title else []),
        reply_class=(title.reply_class if title else None) or reply_class(plain, (*text[-1:], *below), found),
        public=public((*plain, *below), found),
    )


def _opening(source: str, draft: Draft, text: Sequence[Block]) -> Opening:
    if not text or draft.form:
        return NOTHING
    greeted = draft.salutation
    spans = [line.span for line in text[:OPENING]]
    if greeted:
        spans = [*([greeted.rest] if greeted.rest else []), *spans[1:]]
    elif not draft.bare and not any(SPEAKS.search(line.text[:200]) for line in text[:3]):
        return NOTHING
    return opening(source, spans)
