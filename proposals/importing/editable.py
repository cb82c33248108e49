"""The facts of a delegate or proposal that a person may correct: how each reads, where it stands, how it is put right.

Pure: records in, records out. Shared by the list of facts and by the decisions on them, so that both know the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from proposals.ingest.records import Body, Kind, Letter, Level, Named, Person, Proposal, Refusal, Span

Options = tuple[tuple[str, str], ...]  # stored value, what people read

KINDS: Options = (
    ("suggestion", "人大代表建议"),
    ("proposal", "政协提案"),
    ("motion", "人大议案"),
    ("reported", "媒体报道"),
)
BODIES: Options = (("npc", "人大代表"), ("cppcc", "政协委员"))
LEVELS: Options = tuple((one.value, one.value) for one in Level)
SEATS: Options = (("member", "正式"), ("observer", "列席"))
PARTS: Options = (("lead", "领衔"), ("cosigner", "联名"), ("speaker", "发言"))
DUTIES: Options = (("lead", "主办"), ("assist", "会办"), ("unknown", "被提到"))
CONSENT: Options = (("true", "同意公开"), ("false", "不同意公开"))


@dataclass(frozen=True, slots=True)
class Single:
    """One fact of a record. `text` is "" where the record does not state it; `put` takes None for "not stated"."""

    name: str
    label: str
    text: Callable[[Any], str]
    spans: Callable[[Any], tuple[Span, ...]]
    put: Callable[[Any, str | None], Any]
    options: Options = ()
    needed: bool = False
    longest: int = 300
    dated: bool = False

    def chosen(self, value: object) -> str:
        """The value to store for what a person typed or chose. Raises Refusal."""
        typed = str(value).lower() if isinstance(value, bool) else value
        if not isinstance(typed, str) or not typed.strip() or "\0" in typed:
            raise Refusal(f"“{self.label}”改正成什么没有写。请写上，或者选“不采用”。")
        typed = typed.strip()
        if len(typed) > self.longest:
            raise Refusal(f"“{self.label}”最多 {self.longest} 个字，现在有 {len(typed)} 个。请写短一些。")
        if self.dated and not _is_day(typed):
            raise Refusal(f"“{self.label}”请写成 2026-01-30 这样的日期。")
        if not self.options:
            return typed
        codes = [code for code, label in self.options if typed in (code, label)]
        if not codes:
            raise Refusal(f"“{self.label}”只能是：{'、'.join(label for _, label in self.options)}。")
        return codes[0]

    def shown(self, record: Any) -> str:
        """What people read."""
        code = self.text(record)
        return dict(self.options).get(code, code)


def _is_day(typed: str) -> bool:
    try:
        return date.fromisoformat(typed).isoformat() == typed
    except ValueError:
        return False


def _named(name: str, label: str, longest: int, *, dated: bool = False) -> Single:
    """A fact kept as words with their places: session, field, keyword."""

    def put(record: Any, value: str | None) -> Any:
        before = getattr(record, name)
        return replace(record, **{name: Named(value, before.spans if before else ()) if value else None})

    def text(record: Any) -> str:
        return getattr(record, name).name if getattr(record, name) else ""

    def spans(record: Any) -> tuple[Span, ...]:
        return getattr(record, name).spans if getattr(record, name) else ()

    return Single(name, label, text, spans, put, longest=longest, dated=dated)


def _of_letter(inner: Single) -> Single:
    """A fact of the letter inside a proposal. Correcting one makes the proposal one that a letter answers."""

    def put(record: Proposal, value: str | None) -> Proposal:
        if record.letter is None and value is None:
            return record
        return replace(record, letter=inner.put(record.letter or Letter(), value))

    return Single(
        f"letter/{inner.name}",
        inner.label,
        lambda record: inner.text(record.letter) if record.letter else "",
        lambda record: inner.spans(record.letter) if record.letter else (),
        put,
        inner.options,
        longest=inner.longest,
        dated=inner.dated,
    )


def _place(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()


def _plain(name: str, label: str, *, place: str, longest: int) -> Single:
    """A fact kept as a string with one place."""
    return Single(
        name,
        label,
        lambda record: getattr(record, name) or "",
        lambda record: _place(getattr(record, place)),
        lambda record, value: replace(record, **{name: value}),
        longest=longest,
    )


_PUBLIC = Single(
    "public",
    "是否同意公开",
    lambda letter: "" if letter.public is None else str(letter.public).lower(),
    lambda letter: _place(letter.public_span),
    lambda letter, value: replace(letter, public=None if value is None else value == "true"),
    CONSENT,
)
OF_PROPOSAL: tuple[Single, ...] = (
    replace(_plain("headline", "题目", place="headline_span", longest=300), needed=True),
    Single(
        "kind",
        "种类",
        lambda found: found.kind.value,
        lambda found: _place(found.filing_span),
        lambda found, value: replace(found, kind=Kind(value or found.kind)),
        KINDS,
        needed=True,
    ),
    _plain("number", "案号", place="number_span", longest=20),
    _named("session", "会议", 60),
    _named("field", "领域", 20),
    _named("keyword", "高频词", 20),
    _plain("reply_class", "办理结果类别", place="reply_class_span", longest=20),
    _of_letter(_named("number", "文号", 60)),
    _of_letter(_named("date", "答复日期", 10, dated=True)),
    _of_letter(_named("issuer", "发文单位", 80)),
    _of_letter(_PUBLIC),
)
OF_DELEGATE: tuple[Single, ...] = (
    Single(
        "name",
        "姓名",
        lambda person: person.name,
        lambda person: person.spans,
        lambda person, value: replace(person, name=value),
        needed=True,
        longest=40,
    ),
    Single(
        "body",
        "身份",
        lambda person: person.body.value,
        lambda person: person.identity,
        lambda person, value: replace(person, body=Body(value or person.body)),
        BODIES,
        needed=True,
    ),
    Single(
        "level",
        "级别",
        lambda person: person.level.value if person.level else "",
        lambda person: person.identity,
        lambda person, value: replace(person, level=Level(value) if value else None),
        LEVELS,
    ),
    Single(
        "role",
        "资格",
        lambda person: person.role,
        lambda person: (),
        lambda person, value: replace(person, role=value),
        SEATS,
        needed=True,
    ),
    Single(
        "group",
        "代表团或界别",
        lambda person: person.group or "",
        lambda person: (),
        lambda person, value: replace(person, group=value),
        longest=40,
    ),
)
ROLE_OF_PROPOSER = Single(
    "role",
    "提出人的身份",
    lambda one: one.role,
    lambda one: (one.span,),
    lambda one, value: replace(one, role=value),
    PARTS,
    needed=True,
)
ROLE_OF_DEPARTMENT = Single(
    "role",
    "单位的分工",
    lambda one: one.role,
    lambda one: one.spans,
    lambda one, value: replace(one, role=value or "unknown"),
    DUTIES,
)
OF_REPORT: tuple[Single, ...] = (
    _plain("title", "版面标题", place="title_span", longest=200),
    _plain("publisher", "发布者", place="publisher_span", longest=80),
    _plain("place", "城市", place="place_span", longest=40),
    Single(
        "date", "日期", lambda found: found.date or "", lambda found: (),
        lambda found, value: replace(found, date=value), longest=10, dated=True,
    ),
)  # fmt: skip


def person_as_text(person: Person) -> str:
    """A delegate in one line: 罗梓文（政协委员）."""
    return f"{person.name}（{dict(BODIES)[person.body.value]}）"
