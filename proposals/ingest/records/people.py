"""Who speaks: delegates with their posts, and the proposers of one proposal."""

from dataclasses import dataclass

from .kinds import Body, Level
from .places import Span


@dataclass(frozen=True, slots=True)
class Post:
    """One post a person holds. `organisation` is the unit without the post; `note` is what stands in brackets (兼).

    `title` is empty where the source names the unit alone.
    """

    organisation: str | None
    title: str
    note: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """A delegate, once a file. `spans` are the places of the name; `identity` those of 市人大代表 and the like."""

    name: str
    body: Body
    level: Level | None
    role: str  # "member" or "observer" (列席)
    posts: tuple[Post, ...]
    spans: tuple[Span, ...]
    identity: tuple[Span, ...]
    confidence: float
    place: str | None = None  # the assembly's place where the text names it: 株洲市人大代表 -> 株洲市
    doubts: tuple[str, ...] = ()
    group: str | None = None  # 代表团 or 界别, as printed


@dataclass(frozen=True, slots=True)
class Proposer:
    """Who proposes. A person's name is that of a `Person` of the same extraction."""

    name: str
    type: str  # "person" or "organisation"
    role: str  # "lead", "cosigner" or "speaker"
    span: Span
