"""Words that prove a filing: 带来的提案, 联名提交建议, 领衔提出议案. Opinions in the press prove none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..asks.cast import Cast, Voice
from ..asks.cues import VERBAL, named_after, without_adverbs
from ..people.collectives import written_for
from ..people.names import plausible
from ..records import Kind, Span
from ..text.earlier import earlier
from ..text.passage import Passage
from ..text.sentences import Sentences, sentences
from .naming import DOCUMENT, Title, number_span, titles

BRINGING = "带来|带了|写了|写成|提交|递交|提出|撰写|准备|领衔|联名|拟交|上交|公布|拿出|递上"
GAP = (
    r"(?:(?:[^，。！？；“”《\n]|“[^”\n]{1,80}”|《[^》\n]{1,90}》){0,30}?"
    r"|[^，。！？；“”\n]{0,8}关于[^。！？；“”\n]{2,60}?)"
)
PHRASE = r"(?:[^。！？；“”《》\n]|“[^”\n]{1,40}”){4,60}?"
PAPER = r"《[^》\n]{1,90}》"
FILED = re.compile(
    rf"(?:{BRINGING})(?!的?\d+[余多]?[件份条项]的?办理){GAP}(?P<brought>提案|议案)(?!办理|委员会|工作|审查|组|号|人|方面|质量)"
    rf"|(?P<mine>(?:[我他她]|自己|代表|委员)的(?P<named>提案|议案|建议(?=(?:就?是|题为)?(?:[《“]|关于))))(?:就?是|题为|聚焦|关注|《|，|：)"
    rf"|(?:提交|递交|领衔提出|联名提出|联名提交)(?!的)[^。！？；，“”《\n]{{0,20}}?(?:{PAPER})?(?P<suggested>建议)(?![^，。；！？、》的了”\n])"
    rf"|(?:带来|带了|写了|提交|递交|提出|发表|撰写|领衔)[^。！？；，“”\n]{{0,16}}?(?P<first>《[^》\n]{{1,90}}》)(?:、?{PAPER}|[、和与及])*"
    r"(?:(?:等[^，。；\n]{0,8}?)?的?(?:集体|团体|联名|界别)?(?P<titled>建议|提案|议案))?"
    r"|(?:带来|带了|提交|递交|提出)了?[^。！？；，“”\n]{0,8}(?=[“‘](?:关于)?[^”’\n]{4,80}[”’]的?(?P<quoted>建议|提案|议案))"
    rf"|(?:带来|带了|提交|递交|撰写)[^，。！？；“”\n]{{0,8}}关于{PHRASE}的(?P<about>建议)(?=[，。；、等]|$)"
    rf"|提交的(?P<phrase>(?!关于|《){PHRASE}的建议)(?=[，。；、等])"
    rf"|[对就]?(?:围绕|聚焦|针对|对|就)“?(?P<topic>{PHRASE}|(?<=“)[^”\n]{{4,60}})”?(?:提出了?(?:相关|具体|几点|意见)*建议|建言(?:献策)?|发表了?见解)(?=[；。，])"
    rf"|(?={PAPER}(?:[、和与及]?{PAPER}){{0,11}}等?(?:[一二三四五六七八九十两\d]{{1,3}}[篇件份项]|的)?(?:集体|团体|党派)提案)(?P<listed>《)"
    r"|(?:就|围绕)“(?P<theme>[^”\n]{4,60})”(?:的?(?:主题|议题|为题))?(?:在[^，。；\n]{2,16}上)?(?:作了?)?(?:大会|交流|口头|书面)?发言(?=[，。；])"
    r"|的?(?P<own>《[^》\n]{4,90}》)(?=的?(?:提案|建议|议案|发言)|[将作被获入引成，；])"
    r"|作了?(?:题为)?[^，。；\n《“]{0,6}(?:《(?P<spoken>[^》\n]{4,80})》|“(?P<said>[^”\n]{4,80})”)"
)
OTHERS = ("代表", "委员", "公司", "部门", "政府", "市民", "家长", "学生", "企业", "单位", "会员")
STRICT = (
    "spoken",
    "said",
    "own",
    "topic",
    "phrase",
    "theme",
)  # statements that count only of whoever their clause names
ANNOUNCED = re.compile(
    r"(?:给出|提出|带来了|谈了|说了|说出|发表|分享|谈及)(?!的)[^。！？；，\n]{0,14}?建议(?![^，。！；”、\n])|(?:就|围绕|针对)[^，。；\n]{2,40}建言(?!献策|资政)"
)
CAREER = re.compile(
    r"年来|以来|先后|累计|每年|多年|历年|任期|任职|履职|当选|一共|共(?:提|有|收|撰)|曾|期间共|据统计|\d+[余多]?[件份条个]|[二三四五六七八九十百两]+[余多]?[件份条个]|"
    r"[多数几][件份条个]|许多|不少|很多|大量|一[件份]件"
)
FURTHER = re.compile(r"(?:还|另外?|又)(?:将|要|准备|计划|打算|拟)?$")
CAREFUL = 10  # characters before the verb
AROUND = 200  # characters around a filing that say whether it is an account of years
TITLES = 600  # characters after the verb in which titles can stand
SUBJECT = re.compile(r"聚焦|关注|关于|围绕|就|涉及|主题|呼吁|建议|此次|今年|这次|本次|会议期间|两会")


@dataclass(frozen=True, slots=True)
class Filing:
    """One statement that something was filed. `title` is the file's own title where the text prints it."""

    kind: Kind
    voice: Voice
    span: Span
    title: str | None
    title_span: Span | None
    at: int  # offset in the passage
    number: str | None = None
    number_span: Span | None = None
    topic: bool = False  # a subject spoken to, no file
    further: bool = False  # 还将提交一项提案: another file beside the one told of before
    titular: bool = False  # only the title says what it is: files of both assemblies are titled 关于…的建议


def filings(body: Passage, cast: Cast) -> list[Filing]:
    """The filings a text states, one for each title, in order; those of earlier years and of nobody are left out."""
    text, cut = body.text, sentences(body.text)
    found: list[Filing] = []
    taken = -1
    matches = list(FILED.finditer(text))
    for order, match in enumerate(matches):
        start = cut.start(match.start())
        voice = _voice(cast, cut, match.start(), strict=any(match[group] for group in STRICT))
        if voice is None or earlier(text, start, match.end()):
            continue
        end = min(cut.end(match.end() - 1), match.start() + TITLES, cast.until_others(match.end(), voice))
        end = min(end, next((one.start() for one in matches[order + 1 : order + 2] if not one["own"]), end))
        printed = _printed(text, match, start, end, taken)
        if printed:
            taken = max(taken, printed[-1].end)
            found += [_filing(body, match, voice, title) for title in printed]
        elif not _titled(match) and not _accounted(text, start, min(end, match.end() + AROUND // 2)):
            found.append(_filing(body, match, voice, None))
    return _written(body, found)


def _titled(match: re.Match[str]) -> bool:
    """Whether a statement counts only with a title."""
    return any(match[group] for group in ("first", "listed", *STRICT))


def _printed(text: str, match: re.Match[str], start: int, end: int, taken: int) -> list[Title]:
    """The titles of one statement, those of earlier years left out."""
    if match["topic"]:
        return [Title.of(match, "topic")] if VERBAL.match(match["topic"]) else []
    for group in ("spoken", "said", "phrase", "theme"):
        if match[group]:
            return [] if DOCUMENT.search(match[group]) else [Title.of(match, group)]
    behind = titles(text, max(taken, match.start()), end)
    if match["own"]:
        behind = [one for one in behind if one.word or text.startswith(("将", "作", "的发言"), one.end + 1)]
    return [one for one in behind if not earlier(text, start, one.start)] or _before(text, start, match.start(), taken)


def _voice(cast: Cast, cut: Sentences, at: int, *, strict: bool) -> Voice | None:
    """Whose filing it is: the clause's subject, the speaker of the quote, else whoever had the word."""
    start = cut.clause(at)
    stop = without_adverbs(cast.text, start, at)
    subject = cast.subject(start, stop) if stop > start else None
    if subject or (strict and stop > start) or (stop > start and _somebody(cast.text[start:stop])):
        return subject  # 李某提交了…: somebody of whom no seat is known
    after = named_after(cast.text, cast, at)
    return after[0] if after else cast.current(at)


def _somebody(clause: str) -> bool:
    """Whether a clause names a person or body that is no delegate of the article."""
    return plausible(clause.lstrip("、和与如")) or clause.endswith(OTHERS)


def _before(text: str, start: int, at: int, taken: int) -> list[Title]:
    """《…》、《…》由张三提交: titles that stand before the verb."""
    if not text.startswith(("由", "系", "是"), max(0, at - 8)) and "由" not in text[max(start, at - 40) : at]:
        return []
    return titles(text, max(start, taken, at - 300), at)


def career(text: str, start: int, end: int) -> bool:
    """五年来提交建议30多件: an account of years, or of numbers, is no filing of one file."""
    return CAREER.search(text, max(start, end - AROUND), end) is not None


def _accounted(text: str, start: int, end: int) -> bool:
    start = max(start, end - AROUND)
    return career(text, start, end) or SUBJECT.search(text, start, end) is None


def _filing(body: Passage, match: re.Match[str], voice: Voice, title: Title | None) -> Filing:
    return Filing(
        kind=_kind(match, title),
        voice=voice,
        span=body.span(match.start(), match.end()),
        title=title.text.replace("\n", "") if title else None,
        title_span=body.span(title.start, title.end) if title else None,
        at=title.start if title else match.start(),
        number=title.number if title else None,
        number_span=number_span(body, title) if title else None,
        titular=_word(match) is None,
        topic=bool(match["topic"]),
        further=FURTHER.search(body.text, max(0, match.start() - CAREFUL), match.start()) is not None,
    )


def _word(match: re.Match[str]) -> str | None:
    """What the statement itself calls the file."""
    groups = ("brought", "named", "suggested", "titled", "quoted")
    return next((match[group] for group in groups if match[group]), None)


def _kind(match: re.Match[str], title: Title | None) -> Kind:
    """What the text calls the file; a title ending 的建议 says least: files of both assemblies end so."""
    word = _word(match) or (title.word if title else None)
    word = "建议" if match["phrase"] else word
    return {"提案": Kind.PROPOSAL, "议案": Kind.MOTION, "建议": Kind.SUGGESTION}.get(word or "", Kind.REPORTED)


def _written(body: Passage, found: list[Filing]) -> list[Filing]:
    """由某人撰写的《…》作为民进界别提案: the organisation's, whoever wrote it."""
    cut = sentences(body.text)
    places: dict[int, str] = {}
    for one in written_for(body.text):
        start = max(cut.start(one.start), one.start - TITLES // 4)
        places |= {title.start: one.name for title in titles(body.text, start, one.start)}
    others = [filing for filing in found if filing.at not in places]
    made = [
        Filing(
            kind=Kind.PROPOSAL,
            voice=(places[title.start],),
            span=body.span(title.start, title.end),
            title=title.text,
            title_span=body.span(title.start, title.end),
            at=title.start,
            number=title.number,
            number_span=number_span(body, title),
        )
        for start in sorted(places)
        for title in titles(body.text, max(0, start - 1), start + 90)[:1]
    ]
    return sorted([*others, *made], key=lambda filing: filing.at)


def announced(text: str, cast: Cast) -> set[Voice]:
    """Those of whom the text says that they made suggestions, whether or not it says which."""
    cut = sentences(text)
    voices: Iterator[Voice | None] = (
        cast.current(match.start())
        for match in ANNOUNCED.finditer(text)
        if not career(text, cut.start(match.start()), match.end())
    )
    return {voice for voice in voices if voice}
