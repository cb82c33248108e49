"""Names before a seat: 张三，市人大代表; 处长张三等13位市人大代表; 张三是市政协委员; 作为市人大代表，张三."""

import re
from collections import Counter
from functools import lru_cache

from .identity import Identity
from .mentions import Mention, confidence, more
from .name_ends import Candidate, candidate
from .names import repeated
from .surnames import SURNAMES
from .titles import CORES, core_length

ETC = re.compile(
    r"(?:等?(?:[0-9]{1,3}|[一二三四五六七八九十百两几]{1,4})(?:多|余)?[位名个]|等)(?:来自[^，。、]{1,10}的)?(?:[住驻在][\u4e00-\u9fff])?$"
)
PREDICATE = re.compile(
    r"(?P<verb>是|系|为|以(?=[^，。]{0,12}$)|作为|身为|当选为?|当选的|担任|成为|出任|现任|任|连任[了三四五两二]{0,2}届?|获得|荣获|获评|被评为|获)"
    r"(?:了|一名|一位|一个|本届|连续[一二三四五六七八九十两]届|新当选的?|来自[^，。、]{1,10}的|[\u4e00-\u9fff]{0,3}届|[0-9]{4}年度?|优秀|模范|的)*$"
)
START = re.compile(r"[。！？；：，“”\n!?;:,】》]")
APART = re.compile(r"(?:[，, \u3000（(/：:\n]|——|—|\|)+$")
CLOSED = re.compile(r"$|[。！？；，、）)：: \u3000\n!?;,]|的")
AFTER = re.compile(r"[，,]?的?(?:(?!他|她|我(?![校院市县区省会社局所村]))(?P<name>[\u4e00-\u9fff·]{2,30}))")
SUBJECT = re.compile(r"(?:代表|委员)?[ \u3000]?")
FORMER = re.compile(r"(?:曾任|曾是|曾为|历任|曾担任|曾当选|原任|卸任|不再担任)[^。；\n]*$")
SELF = re.compile(r"(?:他|她)[\u4e00-\u9fff]{0,4}$|[0-9零〇一二三四五六七八九十年月]+$")
OMITTED = re.compile(r"(?:作为|并|还|先后|连续|又|再次|被|也|同年|随后|后来|因此)")  # a clause before names who
CALLED = re.compile(r"(?P<surname>[\u4e00-\u9fff])(?P<post>[\u4e00-\u9fff]{1,3})$")
SENTENCE = re.compile(r"[。！？；\n】]")
LIFE = re.compile(
    r"^(?:男|女|[\u4e00-\u9fff]{1,4}族|.{0,8}(?:党员|会员|盟员|社员)|.{0,12}[年月]生|.{0,10}(?:学历|学位|毕业|本科|硕士|博士|人))$"
)
PIECES = re.compile(r"[，,、]")
FAR = 120
REACH = 40
POST_ENDS = sorted({post[-1] for post in CORES})
MOST_NAMED = 5  # places where somebody of that surname and post is named
ABOUT = 3_000  # characters in which a text shows whom it is about


def preceding(text: str, seat: Identity) -> tuple[int, list[Mention]]:
    """The names a clause gives before the seat, and where the stretch with their posts begins.

    To be asked only when no name follows the seat. () when none stands there.
    """
    before = text[max(0, seat.start - REACH) : seat.start]
    if FORMER.search(before):
        return seat.start, []
    offset = seat.start - len(before)
    etc = ETC.search(before)
    if etc and before[etc.start() - 1 : etc.start()] not in tuple("是为系作"):
        return _joined(text, offset + etc.start())
    if (
        (verb := PREDICATE.search(before))
        and not _unnamed(before[verb.start() :])
        and _stands(text, seat, verb["verb"])
    ):
        return _subject(text, seat, offset + verb.start(), verb["verb"])
    if (apart := APART.search(before)) and CLOSED.match(text, seat.end):
        named = _apposed(text, offset + apart.start())
        return named if named[1] else _listed(text, seat.start)
    return seat.start, []


def _listed(text: str, end: int) -> tuple[int, list[Mention]]:
    """张三，某集团董事长，某市政协委员: a name at a sentence's start, with posts between it and the seat."""
    start = max((mark.end() for mark in SENTENCE.finditer(text, max(0, end - FAR), end)), default=max(0, end - FAR))
    pieces = PIECES.split(text[start:end].rstrip("，,、 "))
    if len(pieces) < 2 or not all(core_length(piece) or LIFE.search(piece) for piece in pieces[1:]):
        return end, []
    found = candidate(text, start, text)
    if not found or found.score < 3.5 or found.end - start not in (len(pieces[0]), len(pieces[0]) - 2):
        return end, []
    return start, [Mention(start, found.end, confidence(found.score - 1))]


def _stands(text: str, seat: Identity, word: str) -> bool:
    """以人大代表身份, but not 以人大代表为主体."""
    return word != "以" or text.startswith(("身份", "的身份"), seat.end)


def _unnamed(words: str) -> bool:
    return "各级" in words or "不是" in words


def _joined(text: str, end: int) -> tuple[int, list[Mention]]:
    """The names in a row that end before 等."""
    found: list[Mention] = []
    while name := _ending(text, end, loose=bool(found)):
        found.insert(0, name)
        if text[name.start - 1 : name.start] not in tuple("、和与") or name.start < 2:
            break
        end = name.start - 1
    return (found[0].start if found else end), found


def _ending(text: str, end: int, *, loose: bool) -> Mention | None:
    """The name that ends here and begins at a clause's start or behind a post."""
    best: tuple[float, int] | None = None
    for start in range(max(0, end - 4), end - 1):
        found = candidate(text[:end], start, text) if text[start] != "·" else None
        if not found or found.end != end:
            continue
        left = _edge(text, start)
        score = found.score + left
        if (left or loose or repeated(text[start:end], text) > 1) and (best is None or score > best[0]):
            best = (score, start)
    return Mention(best[1], end, confidence(best[0] - 1.5)) if best and best[0] >= 4.0 else None


def _edge(text: str, start: int) -> float:
    """Whether a name can begin here: at a clause's start, behind a mark, behind a post."""
    if start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff":
        return 1.5
    if core_length(text[max(0, start - 10) : start]):
        return 2.0
    return 1.0 if text[start - 1] in "由据和与及让对的" else 0.0


def _apposed(text: str, end: int) -> tuple[int, list[Mention]]:
    name = _ending(text, end, loose=False)
    if not name or (
        not (name.start == 0 or text[name.start - 1] in "。！？；\n!?;（(：: \u3000、—●■◆▲◎【")
        and not core_length(text[max(0, name.start - 10) : name.start])
    ):
        return end, []
    return name.start, [name]


def _subject(text: str, seat: Identity, verb: int, word: str) -> tuple[int, list[Mention]]:
    """张三是市人大代表; 作为市人大代表，张三; 身为市人大代表的张三."""
    clause = max(
        (mark.end() for mark in START.finditer(text, max(0, verb - REACH), verb)), default=max(0, verb - REACH)
    )
    begin = SUBJECT.match(text, clause)
    at, found = _named(text, begin.end() if begin else clause, verb)
    if found:
        names = [(at, found)]
        more(text, names, frozenset(), verb)
        return at, [Mention(begin, one.end, confidence(one.score - 1)) for begin, one in names if one.end <= verb]
    if word in ("作为", "身为", "担任") and (after := _after(text, seat.end))[1]:
        return after
    if (full := _in_full(text, text[at:verb], at))[1]:
        return full
    if OMITTED.match(text, at, verb) and (first := _of_sentence(text, at))[1]:
        return first
    return _main(text, seat, text[at:verb])


def _named(text: str, start: int, end: int) -> tuple[int, Candidate | None]:
    """The name that a clause begins with, or that its first post leads to: 我校董事长张三当选…"""
    for at in range(start, max(start, end - 1)):
        if at > start and not core_length(text[max(start, at - 10) : at]):
            continue
        found = candidate(text, at, text)
        if found and found.end <= end and found.score >= 3.5:
            return at, found
    return start, None


def _in_full(text: str, subject: str, before: int) -> tuple[int, list[Mention]]:
    """侯教授是…: whom the text has named in full before, with the same post behind or before the name."""
    short = CALLED.fullmatch(subject)
    if not short or short["surname"] not in SURNAMES or not core_length(short["post"]):
        return before, []
    floor = max(0, before - ABOUT)
    full = re.compile(
        rf"{short['surname']}[\u4e00-\u9fff]{{1,2}}(?:{short['post']})|(?<=[{''.join(POST_ENDS)}]){short['surname']}"
    )
    for match in reversed([*full.finditer(text, floor, before)][-MOST_NAMED:]):
        name = candidate(text, match.start(), text)
        called = name and text.startswith(short["post"], name.end)
        if name and name.score >= 1.0 and (called or core_length(text[max(0, match.start() - 10) : match.start()])):
            return match.start(), [Mention(match.start(), name.end, 0.8)]
    return before, []


def _of_sentence(text: str, clause: int) -> tuple[int, list[Mention]]:
    """The name that a sentence begins with, one of its clauses in between: 二〇〇六年，张三因为…，当选…"""
    floor = max(0, clause - FAR)
    start = max((mark.end() for mark in SENTENCE.finditer(text, floor, clause)), default=floor if not floor else clause)
    for at in (start, *(mark.end() for mark in PIECES.finditer(text, start, clause))):
        found = candidate(text, at, text)
        if found and found.score >= 3.5:
            return at, [Mention(at, found.end, confidence(found.score - 1))]
    return clause, []


@lru_cache(maxsize=4)
def _about(text: str) -> str:
    """The name that begins most sentences of a text; "" when no name stands out."""
    tally: Counter[str] = Counter()
    for start in (0, *(mark.end() for mark in START.finditer(text, 0, ABOUT))):
        found = candidate(text, start, text)
        if found and found.score >= 3.0:
            tally[text[start : found.end]] += 1
    name, times = next(iter(tally.most_common(1)), ("", 0))
    return name if times > 1 and repeated(name, text) > 2 else ""


def _main(text: str, seat: Identity, subject: str) -> tuple[int, list[Mention]]:
    """当选市政协委员 without a subject, 他是市人大代表: the person the text is about, if it is plainly about one."""
    if subject and not SELF.match(subject):
        return seat.start, []
    name = _about(text)
    if not name:
        return seat.start, []
    at = text.find(name)
    return at, [Mention(at, at + len(name), 0.75)]


def _after(text: str, end: int) -> tuple[int, list[Mention]]:
    following = AFTER.match(text, end)
    if not following or following.start("name") == end:
        return end, []
    at = following.start("name")
    for begin in range(at, min(at + 24, following.end("name") - 1)):
        if begin > at and not core_length(text[max(at, begin - 10) : begin]):
            continue
        found = candidate(text, begin, text)
        if found and found.score >= 3.5:
            return begin, [Mention(begin, found.end, confidence(found.score - 1))]
    return end, []
