"""Which session a report belongs to: said by staff, never guessed."""

import re
from dataclasses import dataclass

from delegates.models import Body, Level, Region, Session
from delegates.numerals import chinese
from proposals.ingest.records import Level as PrintedLevel
from proposals.ingest.records import Refusal

NATION = "000000"
_SAID = re.compile(r"(npc|cppcc):([0-9]{1,2})-([0-9]{1,2})")
_TERM = re.compile(r"([一二三四五六七八九十]{1,3}|[0-9]{1,2})届")
_NUMBER = re.compile(r"([一二三四五六七八九十]{1,3}|[0-9]{1,2})次")
_SCOPE = re.compile(
    r"(?:中国人民政治协商会议|政协)?(?:第?[一二三四五六七八九十0-9]{1,3}届)?(全国|[\u4e00-\u9fff]{0,8}?(?:自治区|[省市区县旗州盟镇乡]))"
)
_COUNTED = {chinese(number): number for number in range(1, 100)}


@dataclass(frozen=True, slots=True)
class SaidSession:
    """A session as staff name it on the command line or in a form: npc:16-1."""

    body: Body
    term: int
    number: int

    @property
    def code(self) -> str:
        """As staff write it: npc:16-1."""
        return f"{self.body.value}:{self.term}-{self.number}"

    def __str__(self) -> str:
        """As people write it: 人大十六届一次."""
        return f"{self.body.label}{chinese(self.term)}届{chinese(self.number)}次"


def parse_session(said: str) -> SaidSession:
    """Read npc:16-1 or cppcc:10-1. Raises Refusal."""
    found = _SAID.fullmatch(said.strip())
    if not found or not (int(found[2]) and int(found[3])):
        raise Refusal(f"看不懂会议“{said}”。请写成 npc:16-1（人大十六届一次）或 cppcc:10-1（政协十届一次）。")
    return SaidSession(Body(found[1]), int(found[2]), int(found[3]))


def printed_session(printed: str, body: Body | None) -> SaidSession | None:
    """The session as a row or letter prints it: 市十六届人大二次会议, 政协第十届二次. None while it leaves it open.

    `body` is that of the proposal, for words that name no assembly.
    """
    term, number = _TERM.search(printed), _NUMBER.search(printed)
    if not term or not number:
        return None
    if "政协" in printed or "政治协商" in printed:
        body = Body.CPPCC
    elif "人大" in printed or "人民代表" in printed:
        body = Body.NPC
    counted = _count(term[1]), _count(number[1])
    return SaidSession(body, *counted) if body is not None and all(counted) else None


def of_elsewhere(printed: str, region: Region) -> bool:
    """Whether the words name the session of another place or level: 省十三届人大 in a letter of a city's bureau."""
    scope = _SCOPE.match(printed)
    if scope is None:
        return False
    name = scope[1]
    return region.name[-1] != name if len(name) == 1 else not name.endswith(region.name)


def _count(printed: str) -> int:
    return int(printed) if printed.isdecimal() else _COUNTED.get(printed, 0)


def existing_session(said: SaidSession, region: Region) -> Session | None:
    """The session in the database, if it is there."""
    named = {"number": said.number, "term__number": said.term, "term__council__kind": said.body}
    rows = Session.objects.filter(**named, term__council__region=region)
    return rows.select_related("term__council__region").first()


def find_region(place: str | None, code: str | None) -> Region | None:
    """The region staff named by code, else the only city of the printed name. Raises Refusal on an unknown code."""
    if code:
        region = Region.objects.filter(code=code).first()
        if region is None:
            raise Refusal(f"没有行政区划代码“{code}”。请用 GB/T 2260 的六位代码，例如株洲市是 430200。")
        return region
    if not place:
        return None
    found = list(Region.objects.filter(name__in=[place, f"{place}市"])[:2])
    return found[0] if len(found) == 1 else None


def seat_of(level: PrintedLevel | None, place: str | None, region: Region | None) -> Region | None:
    """The place whose council a delegate sits in, or None while the text leaves it open."""
    if level is PrintedLevel.NATIONAL:
        return Region.objects.filter(code=NATION).first()
    if region is None or level is None:
        return None
    if place and place != region.name:
        named = list(Region.objects.filter(name=place)[:2])
        return named[0] if len(named) == 1 else None
    wanted = {
        PrintedLevel.PROVINCE: Level.PROVINCE,
        PrintedLevel.CITY: Level.CITY,
        PrintedLevel.COUNTY: Level.COUNTY,
    }.get(level)
    at: Region | None = region
    while at is not None and at.level != wanted:
        at = at.parent
    return at
