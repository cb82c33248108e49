"""Where a name ends: which of the two to four characters after a seat or post are one.

Four signs are added up: the surname, what follows the name, whether the article repeats it, and whether it is an
everyday word instead. A name is taken when they reach what its left side asks for.
"""

import re
from dataclasses import dataclass

from .everyday import EVERYDAY
from .names import HAN, NO_PERSON, repeated
from .surnames import COMPOUND, ENDINGS, PLAIN, SLIPPERY, SOUNDS, SURNAMES, SYLLABLES
from .titles import core_length

SPEAKING = (
    "建议|认为|表示|提出|呼吁|希望|带来|指出|告诉|介绍|领衔|联名|提交|坦言|关注|关心|发言|递交|撰写|直言|透露|提议|主张|强调|围绕|针对|"
    "看来|结合|建言|倡议|回应|解释|补充|点赞|感慨|感叹|分析|评价|回答|接受|走上|走进|走访|来到|参加|参与|出席|当选|履职|准备|调研|了解|"
    "发现|注意到|连续|今年|今天|此次|这次|去年|昨天|昨日|日前|近日|首先|最后|随后|一边|一直|始终|多次|先后|牵头|代表|委员|面对|根据|作为|"
    "带着|拿着|同样|同时|正在|正是|特别|十分|非常|高度|长期|长年|常年|积极|充分|开门见山|谈到|谈及|说道|讲述|公布|提案|倾向|反映|反问|"
    "出生|创办|创建|发表|发起|成为|毕业|领办|主持|选择|决定|开始|收到|提到|提醒|直呼|坦率|感触|心中|眼中|手中|面前|身上|所在|负责|从事|来自|拿出|"
    "翻开|打开|掏出|带领|投身|深入|奔走|奔波|把脉|支招|献策|发问|追问|询问|聚焦|瞄准|锁定|扎根|返乡|每天|每年|每次|经常|去过|走访|畅谈|做客|"
    "女士|先生|同志|院士|教授|律师|博士|"
    "常常|总是|往往|时常|获|一出现|一到|一见到|一上来|一走进|"
    "苦笑|笑着|笑了|笑称|叹|有话|有感|有备而来|有着|有信心|分别|当即|立即|马上|刚刚|深感|深受|坚信|相信|感同身受|感到|充满|倍感|备受|也曾|曾经|便|却|均|仍|亦|皆|并|才|刚|"
    "举例|举手|打着|笑着|身为|现任|担任|摄影|通过|自己|进一步|重点|为第一|为首|为组长|为代表|为主|获评|荣获|获得|欣喜|激动|自豪|深有|颇有|颇为|也|还|则|就|在|对|说|道|谈|的|是|了|着|过|曾|"
    "与|及|等|把|被|让|给|之|而|但|再|已|很|更|最|不|没|问|答|讲|称|又|都|既|所|邀|用|以|因|此|他|她|我|你|您|这|那|每|某|系|若|如"
)
OPEN = (
    "为|同|和|可|应|会|能|要|来|正|从|向|自|手|看|一|两|三|由|任|将|提|出|主|到|于|去|有|想|先|代|围|结|通|近|今|昨|长"
)
EDGE = re.compile(r"$|[^\u4e00-\u9fffA-Za-z0-9*＊×Xx]")
AFTER = re.compile(SPEAKING)
MAYBE = re.compile(OPEN)
MASKED = frozenset("*＊×某")
DOTTED = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·•・‧][\u4e00-\u9fff]{1,6}?){1,3}(?![\u4e00-\u9fff·•・‧])")
DOTTED_STOP = "|".join([*(word for word in SPEAKING.split("|") if len(word) > 1), *"说在对的就还则和与及等是为了向从"])
DOTTED_ON = re.compile(rf"[\u4e00-\u9fff]{{1,6}}(?:[·•・‧][\u4e00-\u9fff]{{1,6}}?){{1,3}}(?={DOTTED_STOP})")
UNSURNAMED = re.compile(rf"[\u4e00-\u9fff]{{1,3}}(?:{ENDINGS})(?=[^\u4e00-\u9fff]|{SPEAKING}|$)")
TRANSCRIBED = re.compile(rf"[{SOUNDS}]{{4,8}}?(?=[^\u4e00-\u9fff]|代表|委员|{SPEAKING}|$)")
VERBAL = frozenset("有要可应会能将")  # seldom a given name's second character
ADVERBS = frozenset(
    re.split(
        r"\|",
        "分别|先后|多次|共同|一起|一致|联名|联合|集体|纷纷|连续|长期|一直|经常|近日|日前|此次|普遍|积极|同时|专门|主动|深入|"
        "热烈|认真|重点|全部|当场|现场",
    )
)
SPACED = re.compile(
    rf"(?P<one>[\u4e00-\u9fff])[ \u3000]{{1,2}}(?P<two>[\u4e00-\u9fff])(?:(?![\u4e00-\u9fff])|(?={SPEAKING}))"
)
NEVER_LAST = frozenset("便却仍乃说也还则就在谈是了着过与及等把被让给之而但再很更最没问答讲的曾又都您我你他她某提呼认告坦介")
NEVER_INSIDE = frozenset("的了在是们么吗呢吧这那说也都")
UNIT_END = frozenset("局厅处科室院校省市县区镇乡村街社团部会委办站队所厂店")
NO_NAME = frozenset(
    "会上中时后前间里内议审讨论座提案报告纷普踊热联分共同都也还就们集认真积极视察调研说对此为并在了的是一有不这那个多位名各我他她你们和与及或"
    "次期以从向由到把被让给请叫要想能可应该需将已经正曾常又再更最很太非特别部局委办省市县区镇乡村街道社区公司厂校院所站队年月日今明昨"
)
VERBS = ("说", "认为", "表示", "建议", "介绍", "告诉", "呼吁")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: where it ends in the text, and the sum of its signs."""

    end: int
    score: float


def candidate(text: str, begin: int, article: str) -> Candidate | None:
    """The best name that begins at `begin`; None when nothing there has the shape of one."""
    if dotted := DOTTED_ON.match(text, begin) or DOTTED.match(text, begin):
        return Candidate(dotted.end(), 4.0)
    if steppe := transcribed(text, begin) or UNSURNAMED.match(text, begin):
        return Candidate(steppe.end(), 3.5)
    spaced = SPACED.match(text, begin)
    if spaced and spaced["one"] in SURNAMES and text[spaced.end() : spaced.end() + 1] not in MASKED:
        return Candidate(spaced.end(), 3.0 if begin and text[begin - 1 : begin] in " \u3000、，\n" else 2.0)
    found = [one for length in (3, 2, 4) if (one := _rated(text, begin, length, article))]
    return max(found, key=lambda one: one.score, default=None) or _rare(text, begin, article)


def _rare(text: str, begin: int, article: str) -> Candidate | None:
    """答文杰说: a surname no list has, when the text says the three characters again and lets them speak."""
    name = text[begin : begin + 3]
    if len(name) < 3 or not HAN.match(name) or NO_PERSON.search(name) or core_length(name) or NO_NAME & set(name):
        return None
    if name[-1] in NEVER_LAST or repeated(name, article) < 2 or not _speaks(name, article):
        return None
    return Candidate(begin + 3, 2.0) if AFTER.match(text, begin + 3) or EDGE.match(text, begin + 3) else None


def transcribed(text: str, begin: int) -> re.Match[str] | None:
    """益西达瓦, 敖登格日勒: four or more characters that spell other languages, two of them a known pair."""
    match = TRANSCRIBED.match(text, begin)
    if not match or NO_PERSON.search(match.group()) or core_length(match.group()):
        return None
    name = match.group()
    known = any(name[at : at + 2] in SYLLABLES for at in range(len(name) - 1))
    return match if known or repeated(name, text) > 1 else None


def shaped(name: str) -> bool:
    """Whether it has the shape of a Han name: surname and one or two characters, or a known syllable first."""
    if not HAN.match(name) or NO_PERSON.search(name) or name[-1] in NEVER_LAST or core_length(name):
        return False
    if name[1:] in ADVERBS:
        return False  # 曾分别, 都纷纷
    if any(char in NEVER_INSIDE for char in name):
        return False
    if name[:2] in SYLLABLES:
        return len(name) in (2, 4) or (len(name) == 3 and name[0] in SURNAMES)
    if name[:2] in COMPOUND:
        return 3 <= len(name) <= 4
    return 2 <= len(name) <= 3 and name[0] in SURNAMES


def _rated(text: str, begin: int, length: int, article: str) -> Candidate | None:
    end = begin + length
    name = text[begin:end]
    if len(name) < length or not shaped(name) or text[end : end + 1] in MASKED:
        return None
    everyday = name[:2] in EVERYDAY
    again = 2.0 * (_speaks(name, article) > 1) if everyday else _again(name, article)
    score = _follows(text, end, length) + again + (0.5 if length == 3 else 0.0) - (3.0 if everyday else 0.0)
    if name[:2] in COMPOUND or name[0] in PLAIN or name[:2] in SYLLABLES:
        score += 1.0
    if name[0] in SLIPPERY:
        score -= 2.0
    if name[-1] in UNIT_END and length == 3:
        score -= 3.0
    return Candidate(end, score)


def _follows(text: str, end: int, length: int) -> float:
    """What the words after the name say: 3 when it must end here, 1 when it can."""
    if EDGE.match(text, end) or AFTER.match(text, end) or _joined(text, end):
        return 3.0
    if not MAYBE.match(text, end):
        return 0.0
    if length > 2:
        return 1.0
    longer = EDGE.match(text, end + 1) or AFTER.match(text, end + 1) or MAYBE.match(text, end + 1)
    return 1.0 if text[end] in VERBAL and not longer else 0.0  # 糜庆|有话说: nothing goes on after 糜庆有


def _joined(text: str, at: int) -> bool:
    """李明和王芳: another name is joined."""
    return text[at : at + 1] == "和" and text[at + 1 : at + 2] in SURNAMES and text[at : at + 2] not in EVERYDAY


def _speaks(name: str, article: str) -> int:
    """How often the article lets somebody of this name speak; 文明 and 安宁 are names then, and words otherwise."""
    return sum(repeated(name + verb, article) for verb in VERBS)


def _again(name: str, article: str) -> float:
    """2 when the article names the same person again; a shorter name must stand there with something else after."""
    times = repeated(name, article)
    if times < 2:
        return 0.0
    if len(name) > 2:
        return 2.0
    at = article.find(name)
    return 0.0 if repeated(article[at : at + 3], article) == times else 2.0
