"""Organisations that propose: parties, federations, committees, sectors, delegations; and those who speak for them.

An organisation has the word only where it acts itself: 民盟市委建议, 邵阳代表团提出, 由民进界别提交. 民盟市委主委张三
names a post. In 李四委员代表民建市委作发言 the word 代表 is a verb: the party proposes and the person speaks for it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

AREA = r"(?:(?:(?![与和及委的由])[\u4e00-\u9fff]){0,6}?[省市区县州旗盟])"
HAN = r"[\u4e00-\u9fff]"
PARTIES = r"(?:民革|民盟|民建|民进|农工(?:民主)?党|致公党|九三学社|台盟)"
PARTY = (
    rf"{PARTIES}(?:中央|{HAN}{{0,8}}?(?:委员会|委会|[省市区县州旗盟]工?委|总支部?|支部|小组|组?界别?)(?!员))"
    rf"|[省市区县州]?{PARTIES}"
)
FEDERATION = (
    rf"(?:全国|中华全国|{AREA})?(?:工商联|工商业联合会|总工会|妇联|妇女联合会|侨联|归国华侨联合会|科协|科学技术协会|残联|文联|社科联|台联|"
    rf"青联|团[省市区县州]委|共青团{HAN}{{0,6}}?委(?:员会)?|知联会|新联会)"
)
FIELD = (
    "提案|经济(?:科技)?|农业(?:和?农村)?|社会(?:和?法制|建设)?|教科(?:文?卫体?)|科教文?卫体?|文化(?:文史|教育)|"
    "文史(?:学习|资料)?|学习文史|港澳台侨|民族(?:和?宗教)|民宗|人口资源环境|城建(?:环资|环保)?|城乡建设|经贸|财政经济|"
    "委员(?:学习|联络)"
)
COMMITTEE = (
    rf"(?:{HAN}{{0,4}}政协)?(?:{FIELD}){HAN}{{0,6}}?(?:委员会|专委会|工委)"
    rf"|{HAN}{{0,4}}政协{HAN}{{2,8}}?(?:委员会|专委会|委(?!员))"
)
WORD = r"(?:(?![的了和与及是在由为])[\u4e00-\u9fff])"
GROUP = (
    rf"{WORD}{{2,6}}界别(?:委员小组|活动组|组)?|(?:无党派人士|共青团和青联|青联|{WORD}{{2,4}})界(?=[发作])"
    rf"|(?:第?[一二三四五六七八九十\d]{{1,3}}|{WORD}{{2,4}})(?:委员小组|联组)|{WORD}{{2,6}}代表团"
)
NAME = rf"(?:{PARTY}|{FEDERATION}|{COMMITTEE}|{GROUP})"
BETWEEN = (
    r"(?:共(?=提交)|联名|联合|共同|集体|正式|已|(?:作?大会)?发言|大会发言|此次|这次|今年|也|还|则|又|同时|进一步|率先|多次|向(?:大会|市?政协|全会)|"
    r"在[^，。；：“”\n]{1,24}?(?:中|上|里|时|期间))*"
)
ACT = (
    rf"{BETWEEN}(?:就[^，。；\n]{{2,24}}?)?(?:建议|呼吁|提出|提交|递交|带来|希望|认为|指出|主张|倡议|建言|发言时?(?:说|表示|强调)|拟提交|作(?!为)|《|"
    r"(?:的)?(?:集体|团体|联名)?提案)"
)
EDGE = r"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[由是和与及在为了的])|(?<=代表)|(?<=今年)|(?<=会上)|(?<=列为))"
ACTING = re.compile(rf"{EDGE}(?P<name>{NAME})(?={ACT})")
POSTS = "主委|主席|会长|秘书长|委员|代表(?!团)|会员|盟员|社员|党员|干部|专家"
FAR_ON = rf"(?:(?!{POSTS}|[。！？；\n《]).){{1,60}}?(?:提交|递交|名义提出)了?《"  # 民盟市委围绕…，提交《…》
LATER = re.compile(rf"{EDGE}(?P<name>{PARTY}|{FEDERATION}|{WORD}{{2,6}}代表团)(?!员?会|[、和与及])(?={FAR_ON})")
BARE = re.compile(PARTIES)
BRANCH = re.compile(r"[盟社]?[省市区县]委会?$")
SHORT = r"[盟社]?[省市区县]委会|[盟社][省市区县]委|基层委(?:员会)?|无党派(?:界别)?人士界?|共青团和青联界|特别?邀请?人士"
SPEAKING = re.compile(
    rf"(?:代表|委员)?代表(?P<name>{NAME}|{SHORT})(?=[作做提就发在以呼建向]|进行|递交|表示|认为|说|，)"
)
WRITTEN = re.compile(rf"作为(?P<name>{NAME})(?:的)?(?:集体|团体|联名)?提案")
NO_PROPOSER = re.compile(
    r"人大[\u4e00-\u9fff]{0,10}委员会$|^(?:各|多个|全体|有关|相关|一些|我|本|该|这|其他)|审查委员会"
)
BEFORE = re.compile(rf"{EDGE}(?P<name>{NAME})$")
WITH = re.compile(r"(?:^|(?<=[，。；：]))(?:与|会同|联合|和)[^，。；：]*$")  # 与各党派共同提交: the others only join in
ROW = 24  # characters back from one name of a row to the one before
MOST = 12  # organisations in one row
SUFFIX = re.compile(r"(?:委员会|委会|委)$")


@dataclass(frozen=True, slots=True)
class Collective:
    """One place where an organisation takes the word; `end` is where its name ends."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person's word given to an organisation: `at` is where the person's name ends."""

    at: int
    collective: Collective


def acting(text: str) -> list[Collective]:
    """Where organisations act themselves, in order; 市妇联、市残联联合提交 are two."""
    found: list[Collective] = []
    for match in _acts(text):
        one = _collective(match)
        if one and not WITH.search(text, max(0, one.start - ROW), one.start):
            found += [*_joined(text, one), one]
    return found


def _acts(text: str) -> list[re.Match[str]]:
    """Each place once, in order: with the verb behind the name, or with what it filed later in the sentence."""
    found = {match.start("name"): match for pattern in (LATER, ACTING) for match in pattern.finditer(text)}
    return [found[start] for start in sorted(found)]


def _joined(text: str, last: Collective) -> list[Collective]:
    """Those named in one row before the one that acts."""
    row: list[Collective] = []
    start = last.start
    while start and text[start - 1] in "、和与" and len(row) < MOST:
        match = BEFORE.search(text, max(0, start - ROW), start - 1)
        if not match or NO_PROPOSER.search(match["name"]):
            break
        start = match.start("name")
        row.insert(0, Collective(match["name"], start, match.end("name")))
    return row


def spoken_for(text: str) -> list[Speaker]:
    """Where somebody speaks for an organisation: 李四委员代表民建市委作发言."""
    return [Speaker(match.start(), one) for match in SPEAKING.finditer(text) if (one := _collective(match))]


def written_for(text: str) -> list[Collective]:
    """由某人撰写的《…》作为民进界别提案: the organisation proposes, whoever wrote it."""
    return [one for match in WRITTEN.finditer(text) if (one := _collective(match))]


def _collective(match: re.Match[str]) -> Collective | None:
    name = match["name"]
    if NO_PROPOSER.search(name):
        return None
    return Collective(name, match.start("name"), match.end("name"))


def united(found: Iterator[Collective] | list[Collective]) -> dict[str, str]:
    """民盟市委会 and 民盟市委 are one, and 市委会 is the one party's: each name with the one that stands for it."""
    first: dict[str, str] = {}
    named = {one.name: first.setdefault(SUFFIX.sub("委", one.name), one.name) for one in found}
    others = set(named.values())
    return {name: _in_full(to, others) for name, to in named.items()}


def _in_full(name: str, others: set[str]) -> str:
    """市委会 and 民进 by the one longer name that says which; the name itself where several do."""
    if not BRANCH.fullmatch(name) and not BARE.fullmatch(name):
        return name
    short = SUFFIX.sub("委", name)
    full = {one for one in others if one != name and (one.startswith(name) or SUFFIX.sub("委", one).endswith(short))}
    return full.pop() if len(full) == 1 else name
