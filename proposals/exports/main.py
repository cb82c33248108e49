"""The table of proposals, and the ledger (台账) that offices keep: one row a proposal, each with its own headings.

The headings of proposals are such that the ordinary import of lists knows every column again: those that a list can
prove are read, the others are left (`proposals.ingest.lists.headers`).
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from proposals.models import Rating
from proposals.models.proposal import STATE_CHOICES, Field, Kind
from proposals.workflow.outcomes import Outcome

from .columns import Column, Row, Table
from .loaded import rows_of_proposals
from .selection import Selection

KINDS = dict(Kind.choices)
STATES = dict(STATE_CHOICES)
SATISFACTION = dict(Rating._meta.get_field("result").choices or ())
OUTCOMES = {one.value: one.label for one in Outcome}

PROPOSALS = Table(
    "proposals",
    _("建议提案"),
    _("一件一行"),
    (
        Column("id", _("本站编号"), _("这一件在本站的编号，长期不变"), "integer"),
        Column("number", _("案号"), _("照文件上印的写，前面的零也保留")),
        Column("headline", _("题目"), _("照原文")),
        Column("kind", _("种类"), _("建议、提案、议案，或只见于报道"), words=KINDS),
        Column("session_id", _("本站会议编号"), _("sessions 表里的编号"), "integer"),
        Column("session", _("会议"), _("在哪次会议上提出；没有确认就空着")),
        Column("region", _("行政区划代码"), _("会议所在地的 GB/T 2260 六位代码")),
        Column("field", _("领域"), _("五个领域之一；没有登记就空着"), words=dict(Field.choices)),
        Column("lead", _("领衔人"), _("领衔的代表委员或单位"), "list"),
        Column("cosigners", _("联名人"), _("联名的代表委员或单位，按原文次序"), "list"),
        Column("others", _("发言执笔人"), _("发言的、执笔的"), "list"),
        Column("group", _("代表团或界别"), _("第一位提出人在这一届的代表团或界别")),
        Column("asks", _("诉求"), _("各项诉求，一行一项"), "list", lines=True),
        Column("industries", _("行业"), _("涉及的行业"), "list"),
        Column("keywords", _("高频词"), _("报道给它标的高频词，只列核对过的"), "list"),
        Column("departments", _("主办单位"), _("主办、独办、分办单位；还没有交办记录的，写材料所说的主办单位"), "list"),
        Column("assisting", _("会办单位"), _("会办单位；还没有交办记录的，写材料所说的会办单位"), "list"),
        Column("assigned", _("有交办记录"), _("本站有没有登记交办"), "boolean"),
        Column("state", _("状态"), _("现在走到哪一步"), words=STATES),
        Column("round", _("轮次"), _("第几轮办理"), "integer"),
        Column("assigned_on", _("交办日期"), _("最早的交办日期"), "date"),
        Column("due_on", _("答复期限"), _("还没答复的，最早的期限；都答复了的，最后一个期限"), "date"),
        Column("replied_on", _("答复日期"), _("最后一份公开的答复"), "date"),
        Column("reply_number", _("答复文号"), _("最后一份公开的答复")),
        Column("reply_class", _("办理结果"), _("最后一份公开的答复的类别，照原文")),
        Column("reply_meaning", _("办理结果含义"), _("这个类别在当地当年的意思")),
        Column("reply_outcome", _("办理结果统一口径"), _("换算成各地统一的说法"), words=OUTCOMES),
        Column("satisfaction", _("满意度"), _("提出人对最后一份公开答复的评价，一人一个"), "list", words=SATISFACTION),
        Column("promises", _("承诺数量"), _("公开的答复里有几项承诺"), "integer"),
        Column("merged_into", _("并入"), _("并案办理的，主件的本站编号"), "integer"),
        Column("source_ids", _("材料编号"), _("sources 表里的材料编号"), "list"),
        Column("url", _("网址"), _("这一件的长期网址")),
    ),
    rows_of_proposals,
    foreign={"session_id": "sessions", "merged_into": "proposals"},
)


def _ledger(selection: Selection) -> Iterator[Row]:
    """The same rows, numbered, with what an office writes into its own columns."""
    for number, row in enumerate(rows_of_proposals(selection), start=1):
        yield {
            **row,
            "ordinal": number,
            "result": _result(row["reply_class"], row["reply_meaning"]),
            "remarks": str(STATES[row["state"]]),
        }


def _result(letter: str | None, meaning: str | None) -> str | None:
    """A（已经解决或者基本解决）; the letter alone where nobody entered what it means."""
    return f"{letter}（{meaning}）" if letter and meaning else letter or meaning


LEDGER = Table(
    "ledger",
    _("办理台账"),
    _("各办理单位通用的台账格式，一件一行"),
    (
        Column("ordinal", _("序号"), _("这张表里的次序"), "integer"),
        Column("number", _("案号"), _("照文件上印的写")),
        Column("session", _("届次"), _("在哪次会议上提出")),
        Column("kind", _("类别"), _("建议、提案、议案，或只见于报道"), words=KINDS),
        Column("headline", _("案由"), _("照原文")),
        Column("lead", _("提出人"), _("领衔的代表委员或单位"), "list"),
        Column("group", _("界别/代表团"), _("第一位提出人在这一届的代表团或界别")),
        Column("cosigners", _("联名人"), _("按原文次序"), "list"),
        Column("departments", _("主办单位"), _("主办、独办、分办"), "list"),
        Column("assisting", _("会办单位"), _("会办"), "list"),
        Column("assigned_on", _("交办日期"), _("最早的交办日期"), "date"),
        Column("due_on", _("办理期限"), _("答复的期限"), "date"),
        Column("replied_on", _("答复日期"), _("最后一份公开的答复"), "date"),
        Column("reply_number", _("文号"), _("最后一份公开的答复")),
        Column("result", _("办理结果"), _("类别和它在当地的含义")),
        Column("satisfaction", _("满意度"), _("提出人的评价，一人一个"), "list", words=SATISFACTION),
        Column("promise_lines", _("承诺"), _("公开的答复里的承诺，一行一项"), "list", lines=True),
        Column("remarks", _("备注"), _("现在走到哪一步")),
    ),
    _ledger,
)
