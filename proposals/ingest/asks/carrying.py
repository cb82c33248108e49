"""The sentence after a point that goes on asking without a verb of asking: 还要…, 对…的，应…, 此外，…."""

import re

from ..text.sentences import Sentences
from .measures import governs
from .speech import SHOULD

GOES_ON = re.compile(
    r"(?P<adding>[“‘]?(?:(?:同时|与此同时|此外|另外|除此之外|其次|再次|再者)[，,]?)?(?:还|也|更|并)?)(?:"
    r"(?:要|应当?|应该|必须|需要|可以|可考虑)(?![求素点闻是说见看])"
    r"|(?:对|对于|针对|为|给|由|通过|在)[^。！？；：“”\n]{2,40}?(?:要|应|予以|给予|加大|配备|提供|建立|开展|实行|设立|加强|完善|健全|推[动进]|制定|出台|鼓励|支持|确保)"
    r"|[把将][^。！？；\n]{2,40}?(?:纳入|作为|列入|改造|用于)"
    r"|加强|加大|建立|健全|完善|鼓励|支持|引导|设立|成立|出台|制定|落实|强化|优化|探索|开展|增[加设]|扩大|规范|统筹|整合|充分利用|充分发挥|"
    r"大力|积极|尽快|严格|坚决)"
)
ADDED = re.compile(
    r"(?P<adding>[“‘]?(?:同时|与此同时|此外|另外|除此之外|最后)[，,])"
    r"[^，。！？；：“”\n]{2,20}?(?:[也还更](?:要|应|需)|应当|应该|必须)(?![求素点闻])"
)
SAID_SO = re.compile(r"”[^，。；！？：“”\n]{2,30}(?:说|表示|介绍|建议|认为|补充道?|指出)[，：]“")
REACH = 800  # characters of a sentence that are looked through for a report
HEAD = 40  # characters of a sentence that tell whether it begins with a measure
NEW_PARAGRAPH = re.compile(r"\n(?=同时|此外|另外|与此同时|除此之外|针对)")
REPORTS = re.compile(
    r"目前|已经|近年来|去年|据|由于|原因|[了过](?:[，。；]|$)|已(?!有)|曾|我们(?:公司|律师|企业|学校)|[？?]|说[，。：]|表示|介绍"
)


def carried(text: str, end: int, cut: Sentences) -> tuple[int, int] | None:
    """The next sentence, if it goes on asking without a verb of asking: 还要…, 对…的，应…."""
    at = end
    said = SAID_SO.match(text, at - 1 if text.startswith("”", at - 1) else at)
    at = said.end() if said else at
    while at < len(text) and text[at] in "”’":
        at += 1
    if crossing := NEW_PARAGRAPH.match(text, at):
        at = crossing.end()
    if at >= len(text) or text[at] == "\n":
        return None
    more = GOES_ON.match(text, at) or ADDED.match(text, at)
    stop = cut.end(at)
    asks = more or governs(text[at : at + HEAD]) or SHOULD.match(text, at)
    if not asks or REPORTS.search(text, at, min(stop, at + REACH)):
        return None
    return more.end("adding") if more else at, stop
