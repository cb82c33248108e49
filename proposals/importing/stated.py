"""A record as comparable words: what a source states of it, and what the database has of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from delegates.models import Body, Session
from proposals.ingest.records import Proposal as Found
from proposals.models import Field, Proposal, Reply

from .editable import CONSENT, DUTIES, KINDS
from .replies import day_of
from .sessions import SaidSession

LABELS = {
    "kind": "种类",
    "headline": "题目",
    "number": "案号",
    "session": "会议",
    "field": "领域",
    "keyword": "高频词",
    "proposers": "提出人",
    "asks": "诉求",
    "industries": "行业",
    "departments": "提到的单位",
    "role": "单位的分工",
    "reply_class": "办理结果类别",
    "letter/number": "文号",
    "letter/date": "答复日期",
    "letter/issuer": "发文单位",
    "letter/public": "是否同意公开",
}
SINGLES = ("kind", "headline", "number", "session", "field")
OF_REPLY = ("reply_class", "letter/number", "letter/date", "letter/issuer", "letter/public")
LISTS = ("proposers", "asks", "industries", "departments", "keyword")
_FIELDS = {one.label[:2]: one.value for one in Field}


@dataclass(frozen=True, slots=True)
class Item:
    """One of several: its words, the duty of a department where it is stated, and its row in the database."""

    text: str
    role: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A record field by field. None is not stated; `reply` is the row of its answer."""

    singles: Mapping[str, str | None]
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    reply: Reply | None = None


def field_of(printed: str | None) -> str:
    """The field that a list prints (经济建设, 经济类), "" for words that name none of the five."""
    return _FIELDS.get((printed or "")[:2], "")


def shown(name: str, value: str | None) -> str | None:
    """What people read of a compared value."""
    if value is None:
        return None
    labels: dict[str, dict[str, str]] = {
        "kind": dict(KINDS),
        "field": dict(Field.choices),
        "letter/public": dict(CONSENT),
        "role": dict(DUTIES),
    }
    if name == "session":
        body, _, rest = value.partition(":")
        term, _, number = rest.partition("-")
        return str(SaidSession(Body(body), int(term), int(number)))
    return labels.get(name, {}).get(value, value)


def stated_by(found: Found, session: SaidSession | None) -> Stated:
    """What a source states. That something was only reported says nothing of its kind, being named nothing of duty."""
    letter, day = found.letter, day_of(found)
    return Stated(
        {
            "kind": found.kind.value if found.kind.value != "reported" else None,
            "headline": found.headline,
            "number": found.number or None,
            "session": session.code if session else None,
            "field": field_of(found.field.name if found.field else None) or None,
            "reply_class": found.reply_class or None,
            "letter/number": letter.number.name if letter and letter.number else None,
            "letter/date": day.isoformat() if day else None,
            "letter/issuer": letter.issuer.name if letter and letter.issuer else None,
            "letter/public": None if letter is None or letter.public is None else str(letter.public).lower(),
        },
        {
            "proposers": tuple(Item(one.name) for one in once(found.proposers)),
            "asks": tuple(Item(one.text) for one in found.asks),
            "industries": tuple(Item(one.name) for one in once(found.industries)),
            "departments": tuple(
                Item(one.name, one.role if one.role != "unknown" else None) for one in once(found.departments)
            ),
            "keyword": (Item(found.keyword.name),) if found.keyword else (),
        },
    )


def answered(found: Found) -> bool:
    """Whether the source states an answer: a letter, or a list that prints the class of one."""
    return found.letter is not None or bool(found.reply_class)


def held_by(proposal: Proposal, reply: Reply | None) -> Stated:
    """What the database has. Eight queries at most; none for what was prefetched."""
    return Stated(
        {
            "kind": proposal.kind if proposal.kind != "reported" else None,
            "headline": proposal.headline,
            "number": proposal.number or None,
            "session": code_of(proposal.session),
            "field": proposal.field or None,
            "reply_class": reply.reply_class or None if reply else None,
            "letter/number": reply.number or None if reply else None,
            "letter/date": reply.replied_on.isoformat() if reply and reply.replied_on else None,
            "letter/issuer": reply.issuer or None if reply else None,
            "letter/public": None if reply is None or reply.public is None else str(reply.public).lower(),
        },
        {
            "proposers": tuple(Item(str(one), row=one.pk) for one in proposal.proposers.all()),
            "asks": tuple(Item(one.text, row=one.pk) for one in proposal.asks.all()),
            "industries": tuple(Item(str(one), row=one.pk) for one in proposal.industry_tags.all()),
            "departments": tuple(
                Item(one.name, one.role if one.role != "unknown" else None, one.pk) for one in proposal.mentions.all()
            ),
            "keyword": tuple(Item(str(one), row=one.pk) for one in proposal.keyword_tags.all()),
        },
        reply,
    )


def code_of(session: Session | None) -> str | None:
    """npc:16-1 for a session of the database."""
    if session is None:
        return None
    return SaidSession(Body(session.term.council.kind), session.term.number, session.number).code


def once(items: Iterable[Any], name: str = "name") -> tuple[Any, ...]:
    """The items in order, of those with one name the first."""
    kept: dict[str, Any] = {}
    for one in items:
        kept.setdefault(getattr(one, name), one)
    return tuple(kept.values())
