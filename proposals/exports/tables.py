"""All tables of the open data, in the order in which somebody would read them."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from proposals.models import Ask, Commitment, DeadlineRule, Proposer, Reply, Report
from proposals.models.assignment import DUTY_CHOICES, STAGE_CHOICES
from proposals.models.followup import EVENT_CHOICES

from . import parts
from .columns import Column, Table
from .main import LEDGER, OUTCOMES, PROPOSALS, SATISFACTION, STATES
from .tables_of_people import DELEGATES, DEPARTMENTS, ID, MANDATES, ORGANISATIONS, POSTS, SESSIONS

__all__ = ["LEDGER", "PROPOSALS", "TABLES"]

_PROPOSAL = Column("proposal_id", _("件的编号"), _("proposals 表里的本站编号"), "integer")
_OF = {"proposal_id": "proposals"}
_DEPARTMENT = Column("department_id", _("单位编号"), _("departments 表里的本站编号"), "integer")
_PART = Column("assignment_id", _("承办编号"), _("assignments 表里的本站编号"), "integer")
_ROUND = Column("round", _("轮次"), _("第几轮办理"), "integer")
_OPENNESS = {"open": _("已公开"), "not_yet": _("还没有公开"), "withheld": _("不予公开")}

PROPOSERS = Table(
    "proposers",
    _("提出人"),
    _("一件的一位提出人一行"),
    (
        ID,
        _PROPOSAL,
        Column("delegate_id", _("代表委员编号"), _("delegates 表里的本站编号；单位提出的空着"), "integer"),
        Column("organisation_id", _("单位编号"), _("organisations 表里的本站编号；个人提出的空着"), "integer"),
        Column("name", _("名字"), _("人名或单位名")),
        Column("role", _("身份"), _("领衔、联名、发言、执笔"), words=dict(Proposer.Role.choices)),
        Column("order", _("次序"), _("在原文里的次序"), "integer"),
    ),
    parts.proposers,
    foreign=_OF | {"delegate_id": "delegates", "organisation_id": "organisations"},
)
ASKS = Table(
    "asks",
    _("诉求"),
    _("一项诉求一行"),
    (
        ID,
        _PROPOSAL,
        Column("order", _("次序"), _("在这一件里的次序"), "integer"),
        Column("text", _("诉求"), _("照原文")),
        Column("outcome", _("结果"), _("凭答复或凭据登记"), words=dict(Ask.Outcome.choices)),
        Column("outcome_note", _("结果说明"), _("工作人员登记的说明")),
    ),
    parts.asks,
    foreign=_OF,
)
ASSIGNMENTS = Table(
    "assignments",
    _("承办"),
    _("一件交给一个单位一行；改交别的单位的不列"),
    (
        ID,
        _PROPOSAL,
        _DEPARTMENT,
        Column("duty", _("分工"), _("主办、会办、分办、独办"), words=dict(DUTY_CHOICES)),
        Column("stage", _("进度"), _("这个单位办到哪一步"), words=dict(STAGE_CHOICES)),
        _ROUND,
        Column("assigned_on", _("交办日期"), _("没有登记就空着"), "date"),
    ),
    parts.assignments,
    foreign=_OF | {"department_id": "departments"},
)
DEADLINES = Table(
    "deadlines",
    _("期限"),
    _("一个期限一行，写明是怎么算出来的"),
    (
        ID,
        _PROPOSAL,
        _PART,
        Column("step", _("要做的事"), _("签收、会办意见、答复、公开"), words=dict(DeadlineRule.Step.choices)),
        _ROUND,
        Column("due_on", _("期限"), _("最晚哪天"), "date"),
        Column("met_on", _("完成日期"), _("还没完成就空着"), "date"),
        Column("reason", _("为什么是这一天"), _("依据、起算日、延期")),
    ),
    parts.deadlines,
    foreign=_OF | {"assignment_id": "assignments"},
)
REPLIES = Table(
    "replies",
    _("答复"),
    _("发出的一份答复一行；没有公开的只写有这一份"),
    (
        ID,
        _PROPOSAL,
        _PART,
        _DEPARTMENT,
        Column("role", _("种类"), _("给提出人的答复，或给主办单位的会办意见"), words=dict(Reply.Role.choices)),
        _ROUND,
        Column("openness", _("公开"), _("有没有公开"), words=_OPENNESS),
        Column("withheld_ground", _("不予公开的依据"), _("不予公开的才有")),
        Column("number", _("文号"), _("照原文")),
        Column("issuer", _("发文单位"), _("照原文")),
        Column("signed_by", _("签发人"), _("照原文")),
        Column("replied_on", _("答复日期"), _("照原文"), "date"),
        Column("class", _("办理结果"), _("类别，照原文")),
        Column("meaning", _("办理结果含义"), _("这个类别在当地当年的意思")),
        Column("outcome", _("办理结果统一口径"), _("换算成各地统一的说法"), words=OUTCOMES),
        Column("text", _("全文"), _("全文公开的才有")),
        Column("summary", _("摘要"), _("只公开摘要的才有")),
        *(
            Column(
                f"rated_{value}", format_lazy("{}：{}", _("评价"), label), _("有几位提出人对结果这样评价"), "integer"
            )
            for value, label in SATISFACTION.items()
        ),
        Column("file_url", _("原件网址"), _("全文公开并附原件的才有")),
    ),
    parts.replies,
    foreign=_OF | {"assignment_id": "assignments", "department_id": "departments"},
)
PROMISES = Table(
    "promises",
    _("承诺"),
    _("公开的答复里的一项承诺一行"),
    (
        ID,
        _PROPOSAL,
        Column("reply_id", _("答复编号"), _("replies 表里的本站编号"), "integer"),
        Column("ask_id", _("诉求编号"), _("asks 表里的本站编号；没有对应就空着"), "integer"),
        Column("text", _("承诺"), _("照答复的原话")),
        Column("due_on", _("期限"), _("答复没有说到哪一天就空着"), "date"),
        Column("state", _("结果"), _("兑现了没有"), words=dict(Commitment.State.choices)),
        Column("settled_on", _("兑现（落空）日期"), _("没有登记就空着"), "date"),
        Column("evidence", _("凭据"), _("凭什么说兑现了或者落空了")),
    ),
    parts.promises,
    foreign=_OF | {"reply_id": "replies", "ask_id": "asks"},
)
ACTIONS = Table(
    "actions",
    _("经过"),
    _("办理进展的一步一行，只增不改"),
    (
        ID,
        _PROPOSAL,
        Column("sequence", _("次序"), _("在这一件里登记的次序"), "integer"),
        Column("event", _("事项"), _("发生了什么"), words=dict(EVENT_CHOICES)),
        Column("date", _("发生日期"), _("不知道就空着"), "date"),
        Column("state", _("之后的状态"), _("这一步以后走到哪里"), words=STATES),
        _DEPARTMENT,
        _PART,
        Column("until", _("延到"), _("申请或批准延到哪天"), "date"),
        Column("corrects_id", _("更正"), _("更正的是这张表里的哪一步"), "integer"),
        Column("note", _("说明"), _("可以公开的说明")),
    ),
    parts.actions,
    foreign=_OF | {"department_id": "departments", "assignment_id": "assignments", "corrects_id": "actions"},
)
SOURCES = Table(
    "sources",
    _("出处"),
    _("一件见于一篇材料一行"),
    (
        _PROPOSAL,
        Column("report_id", _("材料编号"), _("同一份材料的编号相同"), "integer"),
        Column("article_id", _("文章编号"), _("同一篇文章的编号相同"), "integer"),
        Column("kind", _("种类"), _("材料的种类"), words=dict(Report.Kind.choices)),
        Column("title", _("材料标题"), _("整份材料的标题")),
        Column("publisher", _("发布者"), _("署名的媒体或机构")),
        Column("published_on", _("发布日期"), _("没有印、又无从确认，就空着"), "date"),
        Column("section", _("栏目"), _("文章所在的栏目")),
        Column("headline", _("文章标题"), _("照原文")),
        Column("url", _("网址"), _("原文和记录对照的网址")),
    ),
    parts.sources,
    foreign=_OF,
)
TABLES = {
    one.name: one
    for one in (
        PROPOSALS, PROPOSERS, ASKS, ASSIGNMENTS, DEADLINES, REPLIES, PROMISES, ACTIONS, SOURCES, SESSIONS, DELEGATES,
        MANDATES, POSTS, ORGANISATIONS, DEPARTMENTS,
    )
}  # fmt: skip
