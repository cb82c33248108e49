"""尊敬的李明代表： and the sentence it opens: 您提出的《…》收悉，现答复如下。"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Named, Span
from ..text.blocks import Block
from .cases import KIND
from .line import Compact, clipped, compact, parted
from .people import Addressed, addressed
from .title import OPINION, TEMPLATE
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
SPEAKER = re.compile(r"[“，]?我(?![局委办厅院市县区部单公们省校处中镇街队])")  # 石磊代表：我今年… is a speech
ANSWER = re.compile(
    r"收悉|敬悉|研究办理|办理情况|交由|转交|已交|(?:复|告|报|馈|明|况|见)如下|如下(?:会办|协办|答复|回复|意见)"
)
PASSED = re.compile(r"并请?转")
INNER = re.compile(r"[，。；：]")
CLOSE, EARLY, SOON = 30, 90, 500  # characters after the salutation
DELEGATE = re.compile(r"代表|委员|代表团|界别?$")


@dataclass(frozen=True, slots=True)
class Salutation:
    """Who is addressed, and on which line."""

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
    words = parted(source, clipped([line.span], REACH))
    match = CALLED.match(words.text) or BARE.match(words.text)
    if not match or TEMPLATE.search(match["who"]):
        return None
    body = _below(source, lines, at, words, match.end())
    if not _answers(match["who"], body, same_line=match.end() < len(words.text)):
        return None
    if not KIND.search(body) and not DELEGATE.search(match["who"]):
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


def _answers(who: str, body: str, *, same_line: bool) -> bool:
    """Whether what follows speaks to the one addressed at once and goes on to answer; an opinion need not."""
    if is_unit(who) and OPINION.search(body, 0, SOON):
        return (
            not same_line or INNER.search(body.partition("\n")[0]) is not None
        )  # 市水利局：河道治理再提速 is a headline
    early = body.partition("\n")[0][:CLOSE] if same_line else body[:EARLY]
    return YOURS.search(early) is not None and not SPEAKER.match(body) and ANSWER.search(body, 0, SOON) is not None


def _below(source: str, lines: Sequence[Block], at: int, words: Compact, begin: int) -> str:
    spans = [line.span for line in lines[at + 1 : at + 1 + LINES]]
    text = words.text[begin:] + "\n" + compact(source, clipped(spans, REACH)).text
    return text[:REACH]
