"""What the words of a header say that a column holds."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ..records import Column
from .cells import plain

C = Column
# What this site's own tables tell beside a list (`proposals.exports.main`): read by people, proved by no list.
OWN = (
    r"^(?:本站会议编号|行政区划代码|发言执笔人|高频词|有交办记录|轮次|办理结果含义|办理结果统一口径|承诺|并入|材料编号"
    r"|网址)$"
)
# The first rule that fits decides; several columns in one rule are told apart by what the cells hold.
RULES: tuple[tuple[str, tuple[Column, ...]], ...] = (
    (OWN, (C.IGNORED,)),
    (r"^本站编号$", (C.ORDINAL,)),
    (r"^行业$|^(?:所涉|涉及|所属)行业$", (C.INDUSTRY,)),
    (r"^(?:答复|复函|复文)?文号$|^答复(?:件|函)文?号$", (C.REPLY_NUMBER,)),
    (r"督办|领办|包案|领导|专委会|电话|手机|联系|邮编|邮箱|地址|备注|说明|公开|满意|评价|签收|签字|推荐", (C.IGNORED,)),
    (r"(?:经办|承办|主办|办理|责任|联络|填表|录入)(?:人|员)|科室|股室|处室|交办单位", (C.IGNORED,)),
    (r"时限|期限|交办(?:时间|日期)|提交(?:时间|日期)|状态|审查意见|立案(?!编?号)", (C.IGNORED,)),
    (r"人数|件数|数量|占比|合计|文号|链接|附件|性别|民族|^(?:所属)?(?:民主)?党派$", (C.IGNORED,)),
    (r"^(?:序号?|编次|行号|顺序号?|次序|№|[Nn][Oo]\.?)$", (C.ORDINAL,)),
    (r"(?:标题|题目|题名|(?<!单位)(?<!部门)(?<!会议)(?<!团)名称|案由|案题|事由|主题)(?:[（(].*)?$", (C.TITLE,)),
    (r"^(?:案号|案次|件号|编码|立案(?:编号|号))$", (C.NUMBER,)),
    (r"^(?:代表|委员|人大|政协)?(?:议案建议|建议提案|建议|提案|议案)案?(?:编号|号码?|序号)$", (C.NUMBER,)),
    (r"^(?:编号|号数|登记号|流水号|总号|.{0,8}编号|.{0,4}序号)$", (C.NUMBER, C.ORDINAL)),
    (r"附议|联名|联署|共同(?:提|领)|其他(?:提案|提出|代表|委员)", (C.COSIGNERS,)),
    (r"领衔|第一(?:提|代表|委员)|首提|主提|牵头(?:代表|委员|人)|领衔人", (C.LEAD,)),
    (r"主办|独办|分办|承办|牵头|主(?:（会）|会)办|(?:责任|办理)(?:单位|部门)", (C.LEAD_DEPARTMENT,)),
    (r"会办|协办|配合|参办", (C.ASSIST_DEPARTMENT,)),
    (r"代表团|团组|所(?:属|在)团|^团别?$|界别|选举单位|选区|代表小组|组别|^小组$|^组$", (C.GROUP,)),
    (
        r"工作单位|所在单位|(?:人|代表|委员)(?:单位|职务)|单位(?:及|和|、|与|\\|/)?(?:职务|职位)|^职务$|职业",
        (C.ORGANISATION,),
    ),
    (r"提案(?:人|者|单位|方)|提出(?:人|者|单位)|建议(?:人|者)|提议人|提交人|议案人|姓名", (C.PROPOSERS,)),
    (r"^(?:提案|提出|建议)(?:代表|委员)$|^作者$", (C.PROPOSERS,)),
    (r"^(?:人大)?代表(?:（委员）|/委员|、委员|委员)?$|^(?:政协)?委员$", (C.PROPOSERS,)),
    (r"(?:答复|回复|复文|办复|办结)(?:时间|日期)", (C.REPLY_DATE,)),
    (r"(?:答复|回复)内容|(?:答复|办理)意见|办理(?:方式|类型|情况|进度)|答复(?:件|函|情况)", (C.IGNORED,)),
    (r"(?:办理|答复|办复)(?:结果|类别|分类)|结果(?:类别|分类)|解决程度|^结果$", (C.REPLY_CLASS,)),
    (r"届次|会次|所属会议|会议名称|^会议$|届别", (C.SESSION,)),
    (r"^(?:建议|提案|议案|案件|文件)?(?:类别|类型|种类|性质)$|提案者性质", (C.KIND, C.FIELD, C.REPLY_CLASS)),
    (r"分类|领域|所属类|专题|类$", (C.FIELD, C.KIND)),
    (r"^(?:具体)?(?:建议|办法|对策|诉求)?(?:及|和)?(?:措施|办法|对策|诉求)$", (C.ASKS,)),
    (r"^[\u4e00-\u9fff]{0,4}(?:内容|事项|问题|项目|议题)$", (C.TITLE, C.ASKS)),
    (r"^(?:人大代表|政协委员|代表|委员|人大|政协)?(?:建议提案|议案建议|建议|提案|议案)$", (C.TITLE, C.ASKS)),
    (r"^单位$|^部门$", (C.LEAD_DEPARTMENT, C.ORGANISATION)),
)
COMPILED = tuple((re.compile(pattern), columns) for pattern, columns in RULES)
LONGEST = 18  # characters: what is longer is no header
UNTOLD = ("姓名", "名称", "单位")  # below a wider header these say less than it does
NO_HEADER = re.compile(r"[：:。，,；;《》“”]|关于|^\d+[、.．]")
NOTE = re.compile(r"[（(][^（()）]*[)）]$")


def columns_of(head: str) -> tuple[Column, ...]:
    """The columns a header cell can mean, the likeliest first; () when it is no header known here."""
    words = plain(head)
    return _columns_of(words) if 0 < len(words) <= LONGEST and not NO_HEADER.search(words) else ()


@lru_cache(maxsize=4096)
def _columns_of(words: str) -> tuple[Column, ...]:
    upper, _, lower = words.partition("/")
    if upper and lower and (found := _columns_of(lower)) and lower not in UNTOLD:
        return found
    for text in dict.fromkeys((words, NOTE.sub("", words) or words)):
        found = next((columns for pattern, columns in COMPILED if pattern.search(text)), ())
        if found:
            return found
    return ()


def is_header(cells: list[str]) -> bool:
    """Whether the filled cells of a row are header words, a title among them, and nothing else to speak of."""
    filled = [cell for cell in cells if plain(cell)]
    known: list[tuple[Column, ...]] = []
    for order, cell in enumerate(filled, start=1):
        known += [columns] if (columns := columns_of(cell)) else []
        if (order - len(known)) * 5 > len(filled):
            return False
    told = {column for columns in known for column in columns[:1]}
    titled = any(Column.TITLE in columns for columns in known)
    enough = len(told) >= 2 or (len(filled) == 1 and known == [(Column.TITLE,)] and _lone(filled[0]))
    return titled and enough


def likeliest(heads: Iterable[str]) -> tuple[Column, ...]:
    """What each header word means before any cell was seen; a word of many meanings promises nothing of its cells."""
    found = [columns_of(head) for head in heads]
    return tuple(
        Column.IGNORED if not one else Column.FIELD if Column.FIELD in one and len(one) > 1 else one[0] for one in found
    )


def _lone(head: str) -> bool:
    """A list of a single column is only believed with a word that says what is listed."""
    return re.fullmatch(r"案由|(?:建议|提案|议案)(?:标题|题目|名称)", plain(head)) is not None
