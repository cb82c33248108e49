"""What an import would do, computed without writing anything. Shown first, computed again when applied."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from delegates.identity import Match, find_organisation, match_delegate
from delegates.models import Body, Council, Region
from proposals.ingest.extract import extract
from proposals.ingest.read import read
from proposals.ingest.records import Extraction, Person, Refusal, Source
from proposals.models import Report

from .sessions import SaidSession, council_of, find_region, parse_session
from .vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Said:
    """What staff say about a file, since the text does not: never guessed."""

    sessions: tuple[SaidSession, ...] = ()
    region: str | None = None
    published_on: date | None = None
    publish: bool = False
    show_text: bool = False

    @classmethod
    def of(cls, sessions: Sequence[str], **rest: object) -> "Said":
        """From the words of a command line or form. Raises Refusal."""
        parsed = tuple(parse_session(one) for one in sessions)
        if len({one.body for one in parsed}) < len(parsed):
            raise Refusal("同一个机构只能说一次会议：人大一次，政协一次。")
        return cls(sessions=parsed, **rest)  # type: ignore[arg-type]  # the fields above, by name


@dataclass(frozen=True, slots=True)
class PlannedDelegate:
    """A person of the file with what the database knows of them."""

    person: Person
    council: Council | None
    match: Match


@dataclass(frozen=True, slots=True)
class AlreadyImported:
    """The very bytes are there: nothing to do."""

    report: Report


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an import would write."""

    filename: str
    source: Source
    said: Said
    found: Extraction
    region: Region
    delegates: tuple[PlannedDelegate, ...]
    warnings: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Changes when the outcome would: other matches, another extraction."""
        state = [
            self.source.sha256,
            self.region.pk,
            [(one.person.name, one.match.delegate.pk if one.match.delegate else None) for one in self.delegates],
            repr(self.found),
        ]
        return hashlib.sha256(json.dumps(state, ensure_ascii=False).encode()).hexdigest()


def plan(content: bytes, filename: str, said: Said) -> Plan | AlreadyImported:
    """Read, extract and look up. Writes nothing. Raises Refusal for material that cannot be imported."""
    source = read(content)
    existing = Report.objects.filter(sha256=source.sha256).first()
    if existing is not None:
        return AlreadyImported(existing)
    found = extract(source.text, vocabulary())
    if not found.delegates and not found.proposals:
        raise Refusal("没有在里面找到代表、委员或建议提案，看来不是两会报道。请核对文件；没有导入任何内容。")
    region = find_region(found.place, said.region)
    if region is None:
        raise Refusal("没有认出是哪座城市的两会。请加上行政区划代码，例如 --region 430200（株洲市）。")
    delegates = tuple(_plan_delegate(person, region) for person in found.delegates)
    return Plan(filename, source, said, found, region, delegates, _warnings(source, found, said, delegates))


def _plan_delegate(person: Person, region: Region) -> PlannedDelegate:
    council = council_of(Body(person.body.value), person.level, person.place, region)
    organisations = [find_organisation(post.organisation, region) for post in person.posts if post.organisation]
    return PlannedDelegate(
        person,
        council,
        match_delegate(
            person.name,
            council if council is not None and council.pk else None,
            [one for one in organisations if one is not None],
            [post.title for post in person.posts],
        ),
    )


def _warnings(source: Source, found: Extraction, said: Said, delegates: Sequence[PlannedDelegate]) -> tuple[str, ...]:
    warnings = [*([source.doubt] if source.doubt else []), *found.warnings]
    stated = {one.body.value for one in said.sessions}
    for body in Body:
        if body.value not in stated and any(one.person.body.value == body.value for one in delegates):
            warnings.append(f"没有说是{body.label}哪次会议：件照样登记，会议一栏留空，以后可以补。")
    for one in delegates:
        if one.council is None:
            warnings.append(f"{one.person.name}：原文没有写明是哪一级的{Body(one.person.body.value).label}，资格留空。")
        if one.match.namesakes:
            warnings.append(f"{one.person.name}：{one.match.reason}。")
    return tuple(warnings)
