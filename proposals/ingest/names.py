"""Where a name begins that is glued to a post.

The article itself tells: it repeats the name, not the post's last character.
"""

import re
from dataclasses import dataclass

from .titles import core_length


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(0, len(text), 2)]


SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
    "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓"
    "牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙"
    "池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向"
    "古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢"
    "关蒯相查后荆红游竺权逯盖益桓公佘佟肖覃付闫仝代苟麦涂鄢芦岳帅缑亢况有琴商牟佴伯赏南墨哈谯笪年爱阳言福但展原战冼邝"
    "趙錢孫馮陳衛蔣瀋韓楊許呂張嚴華謝鄒竇蘇葉劉龍羅湯黃蕭鐘駱盧陸榮譚莊閻連歐聶曾饒關肅顧賀項鄧龔賴喬"
)
COMPOUND = frozenset(_pairs("欧阳司马上官诸葛夏侯皇甫尉迟公孙慕容司徒司空令狐长孙宇文端木东方南宫独孤轩辕呼延闻人歐陽"))
HAN = re.compile(r"[\u4e00-\u9fff]+$")
DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,10}){1,3}$")
NO_NAME = frozenset(_pairs("全体全国有关相关与会部分各位各界各级广大列席人大政协时代法人常务和谐经济高级高校"))


NO_END = frozenset("说也还则就在的谈曾是")  # no given name ends so
REACH = 8_000  # characters


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name and how sure its beginning is, 0 to 1; `start` counts in the text it was split from."""

    name: str
    start: int
    confidence: float


def repeated(name: str, text: str) -> int:
    """How often a text names somebody; counted within the length of any article, so that no file takes long."""
    return text.count(name, 0, REACH)


def plausible(name: str) -> bool:
    """Whether a text has the shape of a name: surname first, two or three characters, four after a double surname."""
    if not HAN.match(name) or name in NO_NAME or name[-1] in NO_END or core_length(name):
        return False
    if name[:2] in COMPOUND:
        return 3 <= len(name) <= 4
    return 2 <= len(name) <= 3 and name[0] in SURNAMES


def split_name(text: str, article: str) -> NameFound | None:
    """The tail that the article repeats, that begins with a surname, that follows a post.

    None when not two of these three hold for any tail of two to four characters.
    """
    dotted = DOTTED.search(text)
    if dotted:
        return _dotted(text, dotted.start(), article)
    ranked = sorted((_rated(text, length, article) for length in (2, 3, 4) if length <= len(text)), reverse=True)
    if not ranked or ranked[0][0] < 2:
        return None
    signs, _, length = ranked[0]
    return NameFound(text[-length:], len(text) - length, 0.99 if signs == 3 else 0.8)


def _rated(text: str, length: int, article: str) -> tuple[int, int, int]:
    """How many of the three signs speak for this length, how often the article repeats it, and the length."""
    name, before = text[-length:], text[:-length]
    if not HAN.match(name):
        return 0, 0, length
    times = repeated(name, article)
    follows = not before or before[-1] in ")）、 \u3000" or core_length(before) > 0
    return (times > 0) + plausible(name) + follows, times, length


def _dotted(text: str, start: int, article: str) -> NameFound:
    """阿里木·买买提: the first part reaches back to a post's end, or as far as the article repeats."""
    tails = range(start, text.index("·", start))
    again = [begin for begin in tails if repeated(text[begin:], article)]
    posts = [begin for begin in tails if core_length(text[:begin])]
    begin = next(iter([*posts, *again]), start)
    return NameFound(text[begin:], begin, 0.9 if again else 0.7)
