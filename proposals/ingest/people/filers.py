"""Members whom a text names only as those who filed: 李小明提交了《关于…的提案》.

A 提案 is filed by members of the 政协 and by organisations, a 议案 by deputies: where a person files one, the file says
which seat he has. 建议 says nothing, for anybody may make one.
"""

import re
from collections.abc import Iterator

from ..records import Body
from ..text.passage import Passage
from .everyday import EVERYDAY
from .identity import Identity
from .mentions import Mention
from .name_ends import shaped

TITLE = r"《[^》\n]{4,80}"
FILING = re.compile(
    r"(?:^|(?<=[。！？；，、\n]))(?P<name>[\u4e00-\u9fff]{2,4}?)(?:[还又也]|联名|今年|此次)?(?:提交|递交|带来)了?(?:题为)?"
    rf"{TITLE}(?:(?P<inner>提案|议案)》|》的?(?P<outer>提案|议案))"
)
SURE = 0.8  # of a name that no seat stands beside


def filers(passage: Passage) -> Iterator[tuple[Identity, list[Mention]]]:
    """Everybody who files with a seat that only the file tells."""
    if "政协" not in passage.text and "人大" not in passage.text:
        return
    for match in FILING.finditer(passage.text):
        name = match["name"]
        if shaped(name) and name[:2] not in EVERYDAY:
            body = Body.CPPCC if (match["inner"] or match["outer"]) == "提案" else Body.NPC
            start, end = match.span("name")
            seat = Identity(body, None, None, False, start, end, passage.span(start, end))
            yield seat, [Mention(start, end, SURE)]
