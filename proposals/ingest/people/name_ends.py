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
# Two characters that go on after a name: a verb, an adverb, a preposition with its noun.
GOING_ON = (
    "为此|为了|为民|为推|为何|从自|从小|从事|从业|从一|从这|从基层|从实|从前|从去|从今|从不|从没|从医|从教|从农|从民|从老|从国|从企|从政|"
    "向大|向记|向会|向社|向前|向政|向有|向我|向在|向全|向各|向市|向省|向本|向书|向现|对此|对于|对这|对记|就此|就如|就这|就在|就是|就有|"
    "接过|接着|接到|接待|接连|接话|心系|心里|心头|心想|心怀|开口|开头|开玩|开门|开车|开出|开了|当场|当天|当日|当年|当过|当着|"
    "可以|可谓|可能|可不|应该|应当|应邀|会上|会后|会前|会场|能够|有关|有的|有人|有个|有两|有三|有很|有时|有了|有些|有心|有幸|要求|要说|要为|"
    "来说|来回|来不|来讲|来了|来给|来这|来京|来开|来看|同意|同他|同记|和大|和他|和她|和记|和同|和村|和乡|和身|和其|和代|和工|和家|"
    "出任|出示|出行|出差|出发|提笔|提到|提了|提过|提交|提及|到了|到会|到过|到基|到村|到现|到任|到社|自己|自豪|自费|自发|自信|自从|"
    "手里|手上|手捧|手持|手拿|手指|看到|看着|看见|看望|看完|看过|一口|一下|一句|一番|一连|一再|一行|一路|一手|一头|一同|一脸|一见|一开|一个|一直|"
    "一针|一语|两次|两年|两眼|三次|三年|由衷|由于|任职|将自|将继|将在|将为|将把|主动|主要|于是|去年|去了|去过|去基|想到|想起|想了|想要|想让|"
    "先是|先说|先生|先后|先从|先给|近年|近期|近几|长年|长期|通报|结束|结识|深知|深谙|深刻|深情|深耕|牵挂|惦记|惦念|算了|算账|掰着|翻着|翻阅|翻看|"
    "指着|指向|捧着|捧出|抱着|站在|站起|坐在|坐不|走到|走出|走街|走遍|走村|跑遍|跑了|赶到|赶往|赶来|忙着|忙碌|笑道|挥动|挥着|握着|拍着|竖起|"
    "点头|点开|点出|摇头|举起|举出|举了|抬头|望着|望向|盯着|盯住|瞄向|瞄准|听取|听完|听了|听到|听说|读到|读完|写下|写好|写了|写的|画出|做了|做出|做的|做好|"
    "干了|种植|种了|养殖|带头|带着|带动|带回|领着|领到|领取|奔波|扎进|守护|守着|助力|帮助|帮着|捐出|捐赠|教书|学习|学成|讲起|讲了|讲到|唱起|回忆|回到|回想|回乡|"
    "用自|用一|用了|用心|以自|以一|以身|以其|以个|凭借|凭着|靠着|沿着|朝着|按照|根据|依托|围着|受访|受邀|受聘|受到|受命|获选|入选|入党|入职|生于|"
    "立足|立刻|立志|致力|致电|致辞|发动|发来|发微|发言|发声|放下|放弃|放眼|打开|打算|打了|打电|打比|抛出|抛砖|亮出|亮相|列举|列出|梳理|整理|归纳|总结|"
    "直接|直奔|直指|直截|专门|专程|专注|持续|坚持|坚决|努力|认真|仔细|耐心|热情|欣慰|激情|兴奋|高兴|开心|满怀|满脸|难掩|难忘|忍不|不禁|不仅|不断|不止|不忘|"
    "还有|还是|还在|再次|再度|又一|又在|都在|都有|都是|也在|也是|也有|已经|已在|刚从|刚在|刚一|刚到|马不|迅速|迫不|急切|及时|随即|随身|当即|"
)
OPEN = (
    "为|同|和|可|应|会|能|要|来|正|从|向|自|手|看|一|两|三|由|任|将|提|出|主|到|于|去|有|想|先|代|围|结|通|近|今|昨|长"
)
EDGE = re.compile(r"$|[^\u4e00-\u9fffA-Za-z0-9*＊×Xx]")
AFTER = re.compile(GOING_ON + SPEAKING)
MAYBE = re.compile(OPEN)
MASKED = frozenset("*＊×某")
DOTTED = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·•・‧][\u4e00-\u9fff]{1,6}?){1,3}(?![\u4e00-\u9fff·•・‧])")
DOTTED_STOP = "|".join([*(word for word in SPEAKING.split("|") if len(word) > 1), *"说在对的就还则和与及等是为了向从"])
DOTTED_ON = re.compile(rf"[\u4e00-\u9fff]{{1,6}}(?:[·•・‧][\u4e00-\u9fff]{{1,6}}?){{1,3}}(?={DOTTED_STOP})")
UNSURNAMED = re.compile(rf"[\u4e00-\u9fff]{{1,3}}(?:{ENDINGS})(?=[^\u4e00-\u9fff]|{SPEAKING}|$)")
TRANSCRIBED = re.compile(rf"[{SOUNDS}]{{4,8}}?(?=[^\u4e00-\u9fff]|代表|委员|{SPEAKING}|$)")
WEAK = frozenset("系若如某每以用邀此这那")  # 崔勇|心系 rather than 崔勇心|系
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
NEVER_LAST = frozenset(
    "带接从拿跑走坐站打找吃喝买卖谁哪什吗拍抱捧挥翻盯指握赶忙抬摇抛瞄两次到去便却仍乃说也还则就在谈是了着过与及等把被让给而但再很更最没问答讲的曾又都您我你他她某提呼认告坦介"
)
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
    word = AFTER.match(text, end)
    if EDGE.match(text, end) or word or _joined(text, end):
        return 2.4 if word and word.group() in WEAK else 3.0
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
