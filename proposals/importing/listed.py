"""The facts of which a record has several: asks, proposers, industries, departments, posts. Pure.

Each item reads as one line, and the line given back unchanged means the same item: what a person corrects is a line.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from proposals.ingest.records import Ask, Named, NamedDepartment, Post, Proposer, Refusal, Span
from proposals.ingest.text.quantities import quantities

from .editable import BODIES, ROLE_OF_DEPARTMENT, ROLE_OF_PROPOSER, Single

NOWHERE = Span(0, 0)  # of what a person added and the source does not say in these words
_PERSON = re.compile(r"(?P<name>[^（）()]{1,40})[（(](?P<body>人大代表|政协委员)[）)]")
_LONGEST_NAME = 4  # of a person who is not among the delegates: such a short name is hardly a unit's


@dataclass(slots=True)
class Context:
    """What a typed line may refer to: the text, the record's own part of it, the delegates by name."""

    text: str = ""
    span: Span = NOWHERE
    people: frozenset[str] = frozenset()
    added: dict[str, str] = field(default_factory=dict)  # name → body of the delegates a line has named

    def places(self, words: str) -> tuple[Span, ...]:
        """Where the words stand, blanks aside: in the record first, then anywhere; () when nowhere."""
        pattern = re.compile(r"\s*".join(re.escape(one) for one in words if not one.isspace()))
        found = pattern.search(self.text, *self.span) or pattern.search(self.text)
        return (Span(*found.span()),) if found and words.strip() else ()


@dataclass(frozen=True, slots=True)
class Several:
    """One kind of items. `make` reads a typed line; `correct` puts an item right, keeping its place where it can."""

    name: str
    label: str
    text: Callable[[Any], str]
    spans: Callable[[Any], tuple[Span, ...]]
    make: Callable[[str, Context], Any]
    correct: Callable[[Any, str, Context], Any]
    longest: int
    subs: tuple[Single, ...] = ()

    def line(self, value: object) -> str:
        """The line a person typed. Raises Refusal."""
        return Single(self.name, self.label, str, lambda _: (), lambda _, __: None, longest=self.longest).chosen(value)


def _ask(line: str, context: Context) -> Ask:
    return Ask(line, (context.places(line) or (NOWHERE,))[0], quantities(line))


def _corrected_ask(ask: Ask, line: str, context: Context) -> Ask:
    return Ask(line, (context.places(line) or (ask.span,))[0], quantities(line))


def _proposer(line: str, context: Context) -> Proposer:
    """A delegate of the file by name, a further one with the assembly in brackets, else a unit. Raises Refusal."""
    person = _PERSON.fullmatch(line)
    name = person["name"].strip() if person else line
    if person and name not in context.people:
        context.added[name] = next(code for code, label in BODIES if label == person["body"])
    elif not person and name not in context.people and len(name) <= _LONGEST_NAME:
        raise Refusal(
            f"“{name}”不在这份文件的代表委员里。是个人就写成“{name}（人大代表）”或“{name}（政协委员）”，是单位就写全称。"
        )
    kind = "person" if person or name in context.people else "organisation"
    return Proposer(name, kind, "cosigner", (context.places(name) or (NOWHERE,))[0])


def _corrected_proposer(before: Proposer, line: str, context: Context) -> Proposer:
    new = _proposer(line, context)
    return replace(new, role=before.role, span=before.span if new.span == NOWHERE else new.span)


def _industry(line: str, context: Context) -> Named:
    return Named(line, context.places(line))


def _department(line: str, context: Context) -> NamedDepartment:
    return NamedDepartment(line, "unknown", context.places(line))


def post_as_line(post: Post) -> str:
    """单位｜职务｜附注, without what is unknown at the end; no unit leaves the first place empty."""
    parts = [post.organisation or "", post.title, *([post.note] if post.note else [])]
    return "｜".join(parts)


def _post(line: str, context: Context) -> Post:
    parts = [one.strip() for one in line.replace("|", "｜").split("｜")]
    if len(parts) not in (2, 3) or not parts[1]:
        raise Refusal("单位和职务请写成“单位｜职务”，没有单位就写成“｜职务”。")
    organisation, title, *note = parts
    found = (context.places(organisation + title) or context.places(title) or (NOWHERE,))[0]
    return Post(organisation or None, title, note[0] if note and note[0] else None, found)


ASKS = Several(
    "asks", "诉求", lambda ask: ask.text, lambda ask: (ask.span,), _ask, _corrected_ask, longest=5000
)  # fmt: skip
PROPOSERS = Several(
    "proposers",
    "提出人",
    lambda one: one.name,
    lambda one: (one.span,),
    _proposer,
    _corrected_proposer,
    longest=120,
    subs=(ROLE_OF_PROPOSER,),
)
INDUSTRIES = Several(
    "industries",
    "行业",
    lambda one: one.name,
    lambda one: one.spans,
    _industry,
    lambda before, line, context: Named(line, context.places(line) or before.spans),
    longest=40,
)
DEPARTMENTS = Several(
    "departments",
    "提到的单位",
    lambda one: one.name,
    lambda one: one.spans,
    _department,
    lambda before, line, context: replace(before, name=line),
    longest=80,
    subs=(ROLE_OF_DEPARTMENT,),
)
POSTS = Several(
    "posts",
    "单位和职务",
    post_as_line,
    lambda post: (post.span,),
    _post,
    lambda before, line, context: replace(_post(line, context), span=before.span),
    longest=240,
)
LISTS_OF_PROPOSAL: tuple[Several, ...] = (PROPOSERS, ASKS, INDUSTRIES, DEPARTMENTS)
LISTS_OF_DELEGATE: tuple[Several, ...] = (POSTS,)
LISTS: Mapping[str, tuple[Several, ...]] = {"proposals": LISTS_OF_PROPOSAL, "delegates": LISTS_OF_DELEGATE}
