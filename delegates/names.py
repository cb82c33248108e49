"""One form for names that differ only in how they are written. Pure: no Django, no database.

`plain` makes 羅曼, 罗 曼 and 罗曼 one name. `core` goes further for organisations, so that 市第五中学 and
株洲市第五中学校 of one city meet: what shares a core may be one unit, and a person decides. Neither form is ever shown.
"""

import re
import unicodedata
from collections.abc import Iterable

from .script import to_simplified

LEAST = 3  # characters of a core: 工会 or 大学 alone would meet everything

PROVINCES = re.findall(
    r"\S+",
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 "
    "云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门",
)
# Bodies whose full and short names are both in daily use.
SHORT = {
    "中国国民党革命委员会": "民革",
    "中国民主同盟": "民盟",
    "中国民主建国会": "民建",
    "中国民主促进会": "民进",
    "中国农工民主党": "农工党",
    "中国致公党": "致公党",
    "台湾民主自治同盟": "台盟",
    "工商业联合会": "工商联",
    "妇女联合会": "妇联",
    "共产主义青年团": "共青团",
    "科学技术协会": "科协",
    "文学艺术界联合会": "文联",
    "残疾人联合会": "残联",
    "归国华侨联合会": "侨联",
    "管理委员会": "管委会",
    "居民委员会": "居委会",
    "村民委员会": "村委会",
}
BRANCH = re.compile(r"(?<=[省市区县州旗])委员会$")  # 市委员会 is 市委
SCHOOL = re.compile(r"(?<=[中小]学)校$")
# Words that begin with 市, 区 or 县 without naming a level.
WORDS = re.compile(r"市场|市民|市容|市值|市政(?![府协])|区域|区块|区划|区间|县域")
LEGAL = re.compile(r"(股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|分公司|集团|公司)$")


def plain(name: str) -> str:
    """The name as it is compared: simplified, half-width, lower case, without blanks, dots and brackets."""
    wide = unicodedata.normalize("NFKC", name).lower()
    return "".join(to_simplified().get(char, char) for char in wide if char.isalnum())


def core(name: str, place: str = "") -> str:
    """What is left of an organisation's name without its own place, legal form and long-winded words.

    `place` is the name of the region it belongs to. 株洲市第五中学校 and 市第五中学 of 株洲市 both give 第五中学; a
    name of another place keeps it, so that two counties' bureaus never meet.
    """
    whole = plain(name)
    short, legal = _without_legal_form(_shortened(whole))
    found = _without_place(short, plain(place), company=legal)
    return found if len(found) >= LEAST else short if len(short) >= LEAST else whole


def holds(longer: str, shorter: str) -> bool:
    """Whether one core stands whole inside another: 千金药业 in 千金药业研究院."""
    return len(shorter) >= LEAST and shorter != longer and shorter in longer


def related(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether any core of one side is, or stands inside, a core of the other."""
    theirs = [other for other in others if other]
    return any(a == b or holds(a, b) or holds(b, a) for a in ones if a for b in theirs)


def _shortened(name: str) -> str:
    for long, short in SHORT.items():
        name = name.replace(long, short)
    return SCHOOL.sub("", BRANCH.sub("委", name))


def _without_legal_form(name: str) -> tuple[str, bool]:
    """The name without 股份有限公司 and its like, and whether it had one."""
    bare = name
    while (cut := LEGAL.sub("", bare)) != bare and len(cut) >= 2:
        bare = cut
    return bare, bare != name


def _without_place(name: str, place: str, *, company: bool) -> str:
    """Without its own place, in full, short, or as the bare 市 of 市第五中学; a company also without its province."""
    if company:
        name = _cut(name, (*(one + "省" for one in PROVINCES), *PROVINCES))
    elif place and place in name:
        name = _cut(name, tuple(one + "省" for one in PROVINCES))
    if not place:
        return name
    level = place[-1]
    name = name.replace(place, level)
    stem = place[:-1]
    if name.startswith(level):
        return name if WORDS.match(name) else name[1:]
    return name.removeprefix(stem) if len(stem) >= 2 else name


def _cut(name: str, prefixes: tuple[str, ...]) -> str:
    found = next((one for one in prefixes if name.startswith(one)), "")
    return name[len(found) :] if len(name) - len(found) >= 2 else name
