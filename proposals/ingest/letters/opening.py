"""The first sentences of a letter's text: 您提出的《…》（第012号）收悉，现答复如下."""

import re
from dataclasses import dataclass

from ..records import Named, Span
from .cases import HAN, KIND, Case, Session, cases, sessions
from .line import Compact, clipped, compact
from .people import Addressed, addressed
from .subject import subjects
from .title import TEMPLATE

REACH = 700  # characters of the opening that are looked at
OPENED = re.compile(
    r"^(?:首先[，]?)?(?:非常)?(?:感谢[^。]{0,40}。)?(?:现[将就])?(?:您|你|贵).{0,80}?(?:提出|提交|所提|反映|的)"
)
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


def opening(source: str, spans: list[Span]) -> Opening:
    """What the first sentences say: up to 答复如下, else the first two sentences that name a file."""
    words = compact(source, clipped(spans, REACH))
    cut = _end(words.text)
    words = Compact(words.text[:cut], words.origins[:cut])
    titles = tuple(words.named(*one) for one in subjects(words.text))
    said = SAID.search(words.text, 0, 90)
    who = addressed(words, _bare_start(said), said.end("names")) if said else Addressed(())
    if not who.named and (said := CALLED_FIRST.search(words.text, 0, 120)):
        who = addressed(words, *said.span("names"))
    numbered = cases(words) if KIND.search(words.text) else ()  # 第12号 of a street or an order is no case
    return Opening(words, numbered, sessions(words), titles, who)


def _bare_start(said: re.Match[str]) -> int:
    """你局主办的石磊委员提出的: the names begin after the last 的."""
    return said.start("names") + said["names"].rfind("的") + 1


def _end(text: str) -> int:
    """Where the opening ends: with the sentence that says 如下, else with the one that says 收悉."""
    mark = re.compile(r"如下").search(text) or re.compile(r"收悉|敬悉|收到|已交|交由|办理").search(text)
    stop = re.compile(r"。|：").search(text, mark.end()) if mark else re.compile(r"。").search(text)
    return stop.end() if stop else len(text)


def opens(text: str) -> bool:
    """Whether a line is the first sentence of a reply that has no salutation."""
    head = text[:REACH]
    return (
        OPENED.match(head) is not None
        and KIND.search(head[:200]) is not None
        and re.search(r"收悉|答复如下|回复如下|函复如下", head[:300]) is not None
        and TEMPLATE.search(head[:120]) is None
    )
