"""Names of places in a title: who asks for a bridge in one village does not ask for the bridge of another.

Small places stand in no dictionary, and a cutter cuts them anywhere. So a name is what stands between a word that the
language knows and an ending such as 村 or 小学.
"""

import re
from dataclasses import dataclass

from proposals.search.words import known, rarity

from .steps import STEPS

_SITES = """
村委会 服务中心 农贸市场 建材市场 菜市场 早市 卫生院 火车站 高铁站 货运站 客运站 货场 渡口 港区 厂区 雅居 物流园
文创园 产业园 工业园 安置区 实验学校 子弟学校 教师楼 水库 园区 车站 老街 绿道 社区 小区 家园 人家 花园 街道 大道
广场 公园 学校 小学 中学 一中 二中 三中 医院 市场 新苑 宿舍 旧址 遗址 名邸 水系 湿地 码头 村 镇 乡 路 街 巷 里
河 江 溪 港 湖 桥 湾 山 坳 冲 洲 园 苑 楼 厂 区 县 站
"""
# Words that hold such an ending and name no place; and words before one that name none.
_WORDS = """
乡村 农村 村民 城乡 乡镇 山区 公路 道路 铁路 线路 高速路 路灯 校园 校区 城区 市区 片区 库区 灾区 楼栋 厂房 工厂
里程 过街 桥梁 天桥 充电站 加油站 县城 县域 站点 港口 区域 江河 河道 山林 街区 街巷 园林 公里 邻里 路面 路段 网格
中小学 托育园 幼儿园
"""
_GENERIC = """
老旧 城市 城镇 县城 公办 民办 历史 文化 附属 职业 人民 老年 体育 口袋 郊野 工业 背街 高速 安置 商贸 实验 中心
重点 集贸 公益 公立 街心 企业 沿线 两侧 两岸 过街 周边 公共 智慧 美丽 传统 移民 居民 教师 职工 单位 机关 家属
既有 新建
"""
SITES = frozenset(_SITES.split())
GENERIC = frozenset(_GENERIC.split())
_ALSO_ENDS_WORDS = frozenset("里河江溪港湖桥湾山坳冲洲园苑楼厂区县站")
_ENDING = re.compile("|".join(sorted(SITES, key=len, reverse=True)))
_NO_PLACE = re.compile("|".join(sorted(_WORDS.split(), key=len, reverse=True)))
_BEFORE = frozenset("在把为将给从到对于和与及、，　 ")  # a name may follow these; else a word of the language
_HAN = re.compile(r"[\u3400-\u9fff]+")
LONGEST = 5  # characters of a name without its ending
RARE = 8.5  # before what also ends ordinary words, anything more common is a word and no name


@dataclass(frozen=True, slots=True)
class Site:
    """A place: its name, and the name with its ending as the title has it."""

    name: str
    whole: str


def sites_of(title: str) -> list[Site]:
    """The places that a title names: 关于修复枫树湾村水毁桥梁的建议 names 枫树湾 and 枫树湾村."""
    masked = _NO_PLACE.sub(lambda word: "·" * len(word[0]), title)
    found = []
    for ending in _ENDING.finditer(masked):
        name = _name_before(masked, title, ending.start())
        if name and (ending[0] not in _ALSO_ENDS_WORDS or rarity([name])[name] >= RARE):
            found.append(Site(name, name + ending[0]))
    return found


def _name_before(masked: str, title: str, at: int) -> str:
    """The shortest name that ends here; "" where none does."""
    for length in range(2, LONGEST + 1):
        start = at - length
        name = masked[max(start, 0) : at]
        if start < 0 or not _HAN.fullmatch(name):
            return ""
        if name in GENERIC or name[:2] in STEPS:
            return ""  # what ends here is no name, or begins with what is to be done: 老旧小区, 治理湘河
        if _begins(title, start):
            return name
    return ""


def _begins(title: str, start: int) -> bool:
    """Whether a name may begin here: at the start, after a preposition, or after a word of the language."""
    before = title[max(start - 2, 0) : start]
    return not before or before[-1] in _BEFORE or before in known([before])
