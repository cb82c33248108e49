"""Whom a letter names as having proposed: in its salutation, its title, its first sentence or its table."""

import re
from dataclasses import dataclass

from ..people.names import plausible
from ..records import Body, Span
from .cases import HAN
from .line import Compact
from .units import is_collective

NAME = rf"(?:[{HAN}]{{2,4}}|[{HAN}]{{1,10}}(?:·[{HAN}]{{1,10}}){{1,3}})"
DOTTED = re.compile(rf"[{HAN}]{{1,10}}(?:·[{HAN}]{{1,10}}){{1,3}}")
JOINT = r"[、，,；;和及与]"
MANY = re.compile(
    r"等\s?(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})?\s?(?:位|名|人|个)?(?:市|省|区|县)?(?:人大|政协)?(?P<suffix>代表|委员)?"
)
RANK = re.compile(
    rf"^(?:尊敬的|敬爱的|致(?!公))?(?:[驻住在][{HAN}](?=全国|省|市|区|县))?(?:(?:全国|省|市|区|县|自治区|州|镇|乡)(?:级)?)?(?:第?[一二三四五六七八九十]{{1,3}}届)?(?:人大代表|政协委员|人大|政协|代表|委员)?"
)
SUFFIX = re.compile(r"(?:人大|政协)?(?P<word>代表|委员)(?:们)?(?:（[^（）]{0,12}）)?$")
NOBODY = re.compile(r"各位|全体|有关|诸位|广大|某|[×xX*＊○_]|您|你们?|我|人大|政协|先生|女士|同志|网友|市民|居民")
POLITE = re.compile(r"尊敬的|敬爱的|致(?!公)")
NUMBERS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Named:
    """One who proposed. `body` is what the word after the name says: 代表 or 委员."""

    name: str
    span: Span
    person: bool
    body: Body | None


@dataclass(frozen=True, slots=True)
class Addressed:
    """Everybody a salutation or title names. `count` is how many it says there are; `hidden` marks masked names."""

    named: tuple[Named, ...]
    count: int | None = None
    hidden: bool = False


def addressed(words: Compact, start: int, end: int, *, polite: bool = True) -> Addressed:
    """Read 李明、王强代表, 纪占山等3名代表, 民盟市委. `polite` says that a bare name without 代表 is one too."""
    text = words.text
    many = MANY.search(text, start, end)
    stop = many.start() if many and many.end() == end else end
    parts = _parts(text, start, stop)
    body = _body(many["suffix"] if many and stop < end else None)
    found: list[Named] = []
    hidden = False
    for first, last in reversed(parts):
        said, first, last = _bared(text, first, last)
        body = said or body
        if first >= last:
            continue
        one = _one(words, first, last, body, polite)
        found += [one] if one else []
        hidden = hidden or bool(one is None and re.search(r"[*＊×]|某", text[first:last]))
    return Addressed(tuple(reversed(found)), _count(many["count"]) if many and stop < end else None, hidden)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """李明代表王强代表 run together are two as well."""
    if is_collective(text[start:end]) and not re.search(r"[、，]", text[start:end]):
        return [(start, end)]
    cuts = [start]
    for match in re.compile(rf"{JOINT}|(?<=代表)(?=[{HAN}])|(?<=委员)(?=[{HAN}])").finditer(text, start, end):
        if match.group() in ("和", "及", "与") and not _two_names(text, cuts[-1], match, end):
            continue
        if not match.group() and text[match.start() - 2 : match.start() + 1] in ("委员会", "代表团"):
            continue
        if not match.group() and text[match.start() - 4 : match.start()] in ("人大代表", "政协委员"):
            continue
        if not match.group() and not re.match(rf"{NAME}(?:代表|委员|{JOINT}|等|$)", text[match.end() : end]):
            continue
        cuts += [match.start(), match.end()]
    cuts.append(end)
    return [(cuts[at], cuts[at + 1]) for at in range(0, len(cuts), 2) if cuts[at] < cuts[at + 1]]


def _two_names(text: str, begin: int, joint: re.Match[str], end: int) -> bool:
    """和 parts two names only where one stands on each side: 和 is a surname and part of names too."""
    before, after = (
        text[begin : joint.start()],
        re.match(rf"[{HAN}]{{2,4}}?(?=代表|委员|、|等|$)", text[joint.end() : end]),
    )
    before = RANK.sub("", SUFFIX.sub("", before))
    return 2 <= len(before) <= 4 and after is not None and plausible(after.group())


def _bared(text: str, start: int, end: int) -> tuple[Body | None, int, int]:
    """A name without 尊敬的, 市人大 before it and 代表 behind it."""
    suffix = SUFFIX.search(text, start, end)
    whole = is_collective(text[start:end])
    body = _body(suffix["word"]) if suffix and not whole else None
    if suffix and not whole:
        end = suffix.start()
    if end > start and text[end - 1] == "）" and (note := text.rfind("（", start, end)) > start:
        end = note
    polite = POLITE.match(text, start, end)
    start = polite.end() if polite else start
    rank = RANK.match(text[start:end])
    if rank and not is_collective(text[start:end]) and len(text[start:end]) - rank.end() != 1:
        if "政协" in rank.group() or "委员" in rank.group():
            body = body or Body.CPPCC
        elif "人大" in rank.group():
            body = body or Body.NPC
        start += rank.end()
    return body, start, end


def _one(words: Compact, start: int, end: int, body: Body | None, polite: bool) -> Named | None:
    text = words.text[start:end]
    span = words.span(start, end)
    if is_collective(text):
        return Named(text, span, False, body)
    if NOBODY.search(text) or re.search(r"单位|部门|局$|委$|厅$|办$|政府|代表$|委员$|公司|中心$", text):
        return None
    if body is None and not polite:
        return None
    shaped = DOTTED.fullmatch(text) or plausible(text) or (body and re.fullmatch(rf"[{HAN}]{{2,4}}", text))
    return Named(text, span, True, body) if shaped else None


def _body(word: str | None) -> Body | None:
    return {"代表": Body.NPC, "委员": Body.CPPCC}.get(word or "")


def _count(printed: str | None) -> int | None:
    if not printed:
        return None
    if printed.isdecimal():
        return int(printed)
    tens, mark, ones = printed.rpartition("十")
    return (NUMBERS.get(tens, 1) * 10 if mark else 0) + NUMBERS.get(ones, 0)
