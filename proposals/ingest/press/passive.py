"""Files told of before those who made them: 关于…的议案，是张三等10名代表联名提交的."""

import re

from ..asks.cast import Cast
from ..records import Kind
from ..text.earlier import earlier
from ..text.passage import Passage
from ..text.sentences import sentences
from .filing import Filing

KINDS = {"提案": Kind.PROPOSAL, "议案": Kind.MOTION, "建议": Kind.SUGGESTION}
SIGNED = re.compile(
    r"(?:^|(?<=[。！？；，：、\n]))(?:《(?P<marked>[^《》\n]{4,80})》(?:的?(?P<called>提案|议案|建议))?"
    r"|(?P<title>关于[^。！？；“”《》\n]{3,60}?的(?P<word>提案|议案|建议)))[，,]?"
    r"(?:正?是|就是|系|由)(?P<who>[^。！？；，《》\n]{2,40}?)(?:联名|联合|共同|领衔|首先|牵头)*(?:提交|提出|递交|撰写)的?(?=[，。；])"
)


def signed(body: Passage, cast: Cast) -> list[Filing]:
    """Such files, in order; those of earlier years and of nobody known are left out."""
    cut = sentences(body.text)
    found: list[Filing] = []
    for match in SIGNED.finditer(body.text):
        voice = cast.subject(*match.span("who"))
        if voice is None or earlier(body.text, cut.start(match.start()), match.end()):
            continue
        group = "marked" if match["marked"] else "title"
        word = match["called"] or match["word"] or match[group][-2:]
        start, end = match.span(group)
        found.append(
            Filing(
                kind=KINDS.get(word, Kind.REPORTED),
                voice=voice,
                span=body.span(*match.span()),
                title=match[group].replace("\n", ""),
                title_span=body.span(start, end),
                at=start,
            )
        )
    return found
