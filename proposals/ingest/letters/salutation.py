"""尊敬的李明代表： and the sentence it opens: 您提出的《…》收悉，现答复如下。"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..blocks import Block
from ..records import Named, Span
from .cases import HAN, KIND, Case, Session, cases, sessions
from .line import Compact, compact, parted
from .people import Addressed, addressed
from .subject import subjects
from .title import TEMPLATE
from .units import OFFICE, is_collective, is_unit

LINES = 6  # that the opening may take up
REACH = 700  # characters of the opening that are looked at
GREETING = r"(?:[，！。]?(?:您好|你们?好|大家好)[！。，]?)?"
CALLED = re.compile(
    rf"(?P<who>[^。：；！？《》“”\d]{{1,70}}?(?:等\d{{1,3}}[位名人]?[^。：；！？《》“”\d]{{0,8}}?)?)(?P<suffix>们)?{GREETING}[：:]{GREETING}"
)
BARE = re.compile(
    r"(?P<who>[^。：；！？《》“”\d，]{2,40}(?:代表|委员))(?P<suffix>们)?[，,！!]?(?:您好|你们?好)?[！。!]?$"
)
YOURS = re.compile(r"您|你|贵(?!州|阳|港|溪|池|南)|来函|转来|交办")
ANSWER = re.compile(r"收悉|收到|敬悉|如下|研究办理|办理情况|交由|转交|已交")
PASSED = re.compile(r"并请?转")
EARLY, SOON = 160, 500  # characters after the salutation
OPENED = re.compile(
    r"^(?:首先[，]?)?(?:非常)?(?:感谢[^。]{0,40}。)?(?:现[将就])?(?:您|你|贵).{0,80}?(?:提出|提交|所提|反映|的)"
)
DELEGATE = re.compile(r"代表|委员|代表团|界别?$")
SAID = re.compile(
    r"(?P<names>[^，。《》“”：号]{2,40}?(?:代表|委员)(?:等\d*[位名人]?(?:代表|委员)?)?)(?:在[^，。]{2,36}?上?)?，?(?:所)?(?:提出|提交|反映|领衔|联名)"
)
CALLED_FIRST = re.compile(
    rf"(?:人大代表|政协委员|委员|代表)(?P<names>[{HAN}·、]{{2,30}}?)(?:等\d*[位名人]?(?:代表|委员)?)?(?:所)?(?:提出|提交|撰写)"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The first sentences of a letter's body, with all they name."""

    words: Compact
    cases: tuple[Case, ...]
    sessions: tuple[Session, ...]
    subjects: tuple[Named, ...]
    addressed: Addressed


@dataclass(frozen=True, slots=True)
class Salutation:
    """Who is addressed, on which line; `text` is where the body begins on that line, None where below it."""

    line: int
    span: Span
    addressed: Addressed
    unit: Named | None  # a department: the one that leads, to which an opinion is sent
    plural: str | None  # 代表 or 委员 where nobody is named: 各位委员
    delegate: bool  # proves by itself that delegates are answered
    rest: Span | None  # what follows on the same line


def salutation_at(source: str, lines: Sequence[Block], at: int) -> Salutation | None:
    """The salutation a line begins with, if the lines after it answer a file."""
    line = lines[at]
    if len(line.text) > 40 and "：" not in line.text[:80]:
        return None
    words = parted(source, _within([line.span]))
    match = CALLED.match(words.text) or BARE.match(words.text)
    if not match or TEMPLATE.search(match["who"]):
        return None
    body = _below(source, lines, at, words, match.end())
    if not _answers(body) or not (KIND.search(body) or DELEGATE.search(match["who"])):
        return None
    start, end = match.span("who")
    passed = PASSED.search(match["who"])
    end = start + passed.start() if passed else end
    who = addressed(words, start, end, polite=False)
    bare = re.sub(r"^(?:尊敬的|敬爱的)", "", match["who"])
    unit = words.named(end - len(bare), end) if is_unit(bare) and not is_collective(bare) else None
    plural = re.search(r"(代表|委员)$", match["who"])
    if not (who.named or unit or plural or who.hidden or OFFICE.search(bare)):
        return None
    return Salutation(
        line=at,
        span=words.span(0, match.end()),
        addressed=who,
        unit=unit,
        plural=plural.group() if plural and not who.named else None,
        delegate=DELEGATE.search(match["who"]) is not None or any(not one.person for one in who.named),
        rest=words.span(match.end(), len(words.text)) if match.end() < len(words.text) else None,
    )


def _answers(body: str) -> bool:
    """Whether what follows speaks to somebody at once and goes on to answer."""
    return YOURS.search(body, 0, EARLY) is not None and ANSWER.search(body, 0, SOON) is not None


def _below(source: str, lines: Sequence[Block], at: int, words: Compact, begin: int) -> str:
    spans = [line.span for line in lines[at + 1 : at + 1 + LINES]]
    text = words.text[begin:] + "\n" + compact(source, _within(spans)).text
    return text[:REACH]


def _within(spans: list[Span]) -> list[Span]:
    """The stretches up to the reach: a line that runs on for pages is looked at no further."""
    kept: list[Span] = []
    left = REACH
    for span in spans:
        if left <= 0:
            break
        kept.append(Span(span.start, min(span.end, span.start + left)))
        left -= span.end - span.start
    return kept


def opening(source: str, spans: list[Span]) -> Opening:
    """What the first sentences say: up to 答复如下, else the first two sentences that name a file."""
    words = compact(source, _within(spans))
    cut = _end(words.text)
    words = Compact(words.text[:cut], words.origins[:cut])
    titles = tuple(words.named(*one) for one in subjects(words.text))
    said = SAID.search(words.text, 0, 90)
    who = addressed(words, _bare_start(said), said.end("names")) if said else Addressed(())
    if not who.named and (said := CALLED_FIRST.search(words.text, 0, 120)):
        who = addressed(words, *said.span("names"))
    near = _beside_the_file(words)
    return Opening(words, cases(near), sessions(words), titles, who)


def _bare_start(said: re.Match[str]) -> int:
    """你局主办的石磊委员提出的: the names begin after the last 的."""
    return said.start("names") + said["names"].rfind("的") + 1


def _end(text: str) -> int:
    """Where the opening ends: with the sentence that says 如下, else with the one that says 收悉."""
    mark = re.compile(r"如下").search(text) or re.compile(r"收悉|敬悉|收到|已交|交由|办理").search(text)
    stop = re.compile(r"。|：").search(text, mark.end()) if mark else re.compile(r"。").search(text)
    return stop.end() if stop else len(text)


def _beside_the_file(words: Compact) -> Compact:
    """Only what names a file: 第12号 of a street or an order is no case."""
    if KIND.search(words.text):
        return words
    return Compact("", ())


def opens(text: str) -> bool:
    """Whether a line is the first sentence of a reply that has no salutation."""
    head = text[:REACH]
    return (
        OPENED.match(head) is not None
        and KIND.search(head[:200]) is not None
        and re.search(r"收悉|答复如下|回复如下|函复如下", head[:300]) is not None
        and TEMPLATE.search(head[:120]) is None
    )
