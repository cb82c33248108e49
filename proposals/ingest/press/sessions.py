"""Which assembly a text says is in session: the level of delegates whose own seat is named without one.

全国政协十四届一次会议, 市十六届人大五次会议, 政协云岭市第十届委员会第五次会议, 省两会, 湖南两会. Where a text names
sessions of several levels it says nothing.
"""

import re
from functools import lru_cache

from ..people.identity import LEVELS
from ..records import Body, Level

MEETING = re.compile(
    r"第?[一二三四五六七八九十]{1,3}次(?:全体)?(?:会议|大会)|(?<=全国政协)(?:会议|大会)|(?<=全国人大)会议"
)
HAN = re.compile(r"[\u4e00-\u9fff]*$")
ASSEMBLY = re.compile(r"人大|人民代表大会|政协|政治协商会议")
OTHER = re.compile(r"常委会|常务委员会|常委|主席团|主席|主任")
SCOPE = re.compile("|".join(sorted(LEVELS, key=len, reverse=True)))
PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|"
    "内蒙古|广西|西藏|宁夏|新疆"
)
BOTH = re.compile(
    rf"(?:(?<![省市区县、])(?P<scope>全国|自治区|自治州|省|市|州|区|县)|(?P<province>{PROVINCES}))[“‘]?两会(?![”’]?精神)"
)
REACH = 28  # characters before 会议 that can name its assembly


@lru_cache(maxsize=8)
def in_session(text: str) -> dict[Body, Level]:
    """The level of each body's session, where the text names sessions of one level."""
    found: dict[Body, set[Level]] = {}
    for match in BOTH.finditer(text):
        level = LEVELS[match["scope"]] if match["scope"] else Level.PROVINCE
        for body in Body:
            found.setdefault(body, set()).add(level)
    for match in MEETING.finditer(text):
        before = HAN.search(text, max(0, match.start() - REACH), match.start())
        if before and (named := _assembly(before.group())):
            found.setdefault(named[0], set()).add(named[1])
    return {body: next(iter(levels)) for body, levels in found.items() if len(levels) == 1}


def _assembly(words: str) -> tuple[Body, Level] | None:
    """市十六届人大, 政协云岭市第十届委员会: the last place named says which; a standing committee's meeting is none."""
    body = ASSEMBLY.search(words)
    if not body or OTHER.search(words, body.end()):
        return None
    scopes = SCOPE.findall(words)
    if not scopes:
        return None
    level = Level.NATIONAL if "全国" in scopes else LEVELS[scopes[-1]]
    return (Body.CPPCC if body.group().startswith("政") else Body.NPC), level
