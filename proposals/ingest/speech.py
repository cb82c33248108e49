"""Demands that no 建议 leads in: modal verbs in quotes and in a delegate's reported speech."""

import re
from collections.abc import Iterable

from .cast import Cast, Voice
from .sentences import Sentences

MODAL = re.compile(
    r"应当|应该|必须|(?<![反相适供响回对])应(?=[加推完建强进尽把将由从在以给予着注该当重立继引])"
    r"|(?<![最重主需不只就首紧必摘纲机险扼简概])要(?![紧素求点么不是害塞闻领命])"
)
SPOKEN = re.compile(r"(?:提出|认为|表示|指出|说|看来)[，：:,]“?")
SHOULD = re.compile(
    r"(?:^|[，；：“])[^，；。“”]{0,12}?(?:应当|应该|必须|亟[需须待]|有必要|应(?=[加推完建强进尽把将由从以给着注重立继引]))"
)
WANTED = re.compile(r"(?:^|[，；：“])要(?=[加推完建强进尽把将由从以在着注重立继引扩增优培让给对支鼓落改减降保打])")


def has_modal(quote: str) -> bool:
    """Whether a quote demands something: 要, 应, 必须 as modal verbs."""
    return MODAL.search(quote) is not None


def demands_in_speech(text: str, cast: Cast, cut: Sentences) -> Iterable[tuple[int, int, Voice]]:
    """Sentences in which a delegate is reported to say what should be done; 要 counts after 提出 only."""
    for match in SPOKEN.finditer(text):
        start = cut.clause(match.start())
        voice = cast.subject(start, match.start())
        end = cut.end(match.start())
        said = text[match.end() : end]
        demanded = SHOULD.search(said) or (match.group().startswith("提出") and WANTED.search(said))
        if voice and demanded:
            yield match.end(), end, voice
