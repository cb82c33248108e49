"""Who takes the word besides the delegates: strangers before a verb of saying, speakers named before a colon.

朱某说, 会议强调, 市民代表马某认为 take the word from the delegate named before them; 他说, 同时指出, 提案中建议 do not.
In 问：…答：… and 张三：… the label at the head of a paragraph gives the word until the next label.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.sentences import Sentences

SAYING = (
    "说|说道|问道|表示|认为|介绍|指出|强调|要求|回应|答复|回复|坦言|透露|建议|呼吁|提出|希望|提议|主张|直言|(?<![简职俗统名号著])称|觉得|告诉记者|解释|"
    "补充|看来|提醒|宣布"
)
NOUNS = "建议|呼吁|希望|提议|主张|要求|提醒|介绍|答复|回复|回应|解释|补充"
SAYS = re.compile(
    rf"(?<![的些点条份件项了个出])(?:(?:{NOUNS})(?=[，：:,“‘])|(?!{NOUNS})(?:{SAYING})(?=[，：:,。”！“‘]))"
)
PRONOUN = re.compile(r"(?:[他她它]们?|我们?|本人|笔者|两人|二人|三人|[该这位]{1,2}(?:人大|政协)?(?:代表|委员))$")
DOCUMENT = re.compile(
    r"(?:提案|议案|建议|发言|《(?![^》\n]{0,40}(?:规划|纲要|报告|通知|条例|办法|方案|决定|规定|意见|法)》)[^》\n]{1,60}》)(?:中|里|上|还|也|明确|稿)*$"
)
NO_SUBJECT = re.compile(
    r"^(?:[他她](?!们?的)|我(?![市省县区国校镇乡村们的])|在|当(?=[^地])|就|针对|围绕|结合|面对|为[此了]|谈|据|对于?|随|通过|从|经过|因此|所以|此外|此次|另外|同时|首先|其次|再次|再者|最[后终]|"
    r"进一步|[并还也又更则]|于是|一致|[另一]{1,2}方面|今年|由此|与此|说起|采访|会上|发言|可以|也就是|换句话|总[的体]|具体|比如|应该?|"
    r"不得不|或者|如果|建议|呼吁|希望|要|须|不仅|不但|只能|有人|强烈|特别|多次|反复|再三|郑重|后来|去年|近年)"
)
IMPERSONAL = re.compile(
    r"(?:报告|文件|规划|纲要|通知|意见|方案|办法|条例|数据|调查|调研|研究|统计|决定|精神|文章|资料|结果|显示|政策|讲话|规定|(?<=法)(?=》))》?(?:中|里|还|明确)*$"
)
LABEL = re.compile(
    r"(?:^|(?<=\n))[\s●■◆▶★◎○Q\d.、【\[]{0,4}(?P<label>[^\s，。！？；：“”《》\n][^，。！？；：“”《》\n]{0,24}?)[】\]]?[：:]"
)
ASKING = re.compile(
    r"^(?:问|记者|主持人|本报记者|提问|网友|编辑|Q)|(?:日报|晚报|早报|晨报|时报|新京报|周刊|周末|新闻|记者|网|社|台)$"
)
ANSWERING = re.compile(r"^(?:答|A|回答)$")
TOPIC = re.compile(
    r"关键词|观点|建议|主题|标题|问题|背景|话题|热词|案由|时间|地点|来源|链接|声音|简介|提案|议案|如下|方面|举措|认为|说|表示"
)
CROWD = re.compile(
    r"(?:(?<![他她它我咱你])们|家长|群众|网友|居民|村民|市民|专家|学生|老师|先生|女士|师傅|大爷|大妈|阿姨)[^，。！？；：“”\n]{0,8}[：:]“"
)
PERSONAL = re.compile(r"[\u4e00-\u9fff·]{2,12}$")
OFFICE = re.compile(
    r"(?:长|主任|书记|主席|负责人|发言人|专家|教授|律师|经理|市民|居民|代表|委员|先生|女士|干事|处|局|委|办)[\u4e00-\u9fff]{0,4}$"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody takes the word at `start`; the words from there to `end` name who."""

    start: int
    end: int
    kind: str  # "says", "report" (of a paper: one sentence long), "label", "question" or "answer"


def taken(text: str, cut: Sentences) -> Iterator[Turn]:
    """Every clause before a verb of saying that could name its subject, and every label."""
    for match in SAYS.finditer(text):
        start = cut.clause(match.start())
        if match.start() - start >= 2 and not _without_subject(text[start : match.start()]):
            paper = IMPERSONAL.search(text, start, match.start())
            yield Turn(start, match.start(), "report" if paper else "says")
    for match in CROWD.finditer(text):
        yield Turn(cut.clause(match.start()), match.start() + 1, "says")
    for match in LABEL.finditer(text):
        label = match["label"].strip()
        kind = "question" if ASKING.match(label) else "answer" if ANSWERING.match(label) else "label"
        if kind != "label" or not TOPIC.search(label):
            yield Turn(match.start("label"), match.end("label"), kind)


def _without_subject(clause: str) -> bool:
    return bool(NO_SUBJECT.match(clause) or PRONOUN.search(clause) or DOCUMENT.search(clause))


def names_somebody(label: str) -> bool:
    """Whether a label that names no delegate names a person all the same: 市交通局局长周明."""
    return PERSONAL.search(label) is not None and (len(label) <= 3 or OFFICE.search(label) is not None)
