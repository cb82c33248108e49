"""The shapes of whole answers: entries of each kind, and the pages that hold them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers as s

from proposals.models import Department as Unit
from proposals.models import Report as Material

from . import parts as p
from .parts import coded, day, ids, shape, text, whole

PROPOSAL: dict[str, Any] = {
    "id": whole(_("编号，长期不变")),
    "url": s.URLField(help_text=_("这一件的页面，长期不变")),
    "kind": p.Kind(),
    "number": text(_("案号，照文件上印的写")),
    "headline": s.CharField(help_text=_("题目")),
    "session": p.SessionOf(allow_null=True, help_text=_("哪次会议；没有确认就为 null")),
    "field": p.Field(allow_null=True, help_text=_("领域；没有登记就为 null")),
    "state": p.State(),
    "round": whole(_("办到第几轮")),
    "proposers": p.Proposer(many=True),
    "asks": p.Ask(many=True),
    "industries": p.Named(many=True),
    "keywords": p.Keyword(many=True),
    "mentions": p.Mention(many=True, help_text=_("原文点到名的单位；被点到不等于已经交给它办")),
    "merged_into": whole(_("并入了哪一件；没有并案或那一件没有公开就为 null"), null=True),
    "merged": ids(_("并入这一件的")),
    "departments": p.Department(many=True, help_text=_("承办单位")),
    "deadlines": p.Deadline(many=True, help_text=_("不属于哪一个单位的期限")),
    "replies": p.Reply(many=True, help_text=_("按轮次")),
    "promises": p.Promise(many=True),
    "promises_unquoted": whole(_("另有几项承诺，所在的答复没有公开，不写原话")),
    "actions": p.Action(many=True, help_text=_("公开的经过，按登记的次序")),
    "sources": p.Source(many=True),
}
Proposal = shape("Proposal", **PROPOSAL)
ProposalDetail = shape(
    "ProposalDetail",
    **{**PROPOSAL, "replies": p.Letter(many=True, help_text=_("按轮次，带公开的文字"))},
    quotations=p.Quotation(many=True, help_text=_("各篇来源里引用的原文")),
    same_matter=p.Same(many=True, help_text=_("还有谁提过：相近的件")),
)
Removed = shape(
    "Removed", id=whole(_("编号")), since=day(_("从哪天起不再公开")), reason=text(_("页面上写的原因；没有写就为空"))
)
Search = shape(
    "Search",
    terms=s.ListField(child=s.CharField(), help_text=_("实际检索的词；空的就是没有可以检索的字")),
    explanation=text(_("检索词是怎么理解的")),
)


def page(called: str, entry: type[s.Serializer], /, **more: Any) -> type[s.Serializer]:
    """One page of entries."""
    return shape(
        called,
        count=whole(_("一共多少")),
        **more,
        results=entry(many=True),
        next=s.URLField(allow_null=True, help_text=_("下一页的网址；到底了就为 null")),
    )


Proposals = page(
    "Proposals",
    Proposal,
    count_exact=s.BooleanField(help_text=_("count 是不是准数；检索结果很多时是约数")),
    withheld=p.Withheld(many=True, help_text=_("依法不予公开的，按依据只计件数")),
    search=Search(allow_null=True, help_text=_("检索了什么；没有检索就为 null")),
    removed=Removed(many=True, help_text=_("取变化时：已经不再公开的")),
    sync=s.CharField(help_text=_("读完以后留着，下次作为 updated_since，只取这以后的变化")),
)
Place = shape("Place", code=s.CharField(help_text=_("行政区划代码")), name=s.CharField())
Seat = shape(
    "Seat", title=s.CharField(), body=p.BodyOf(), region=Place(), term=whole(_("第几届；不知道就为 null"), null=True),
    group=text(_("代表团或界别")),
)  # fmt: skip
OF_DELEGATE: dict[str, Any] = {
    "id": whole(_("编号")), "url": s.URLField(), "name": s.CharField(), "seats": Seat(many=True),
    "proposals": whole(_("参与提出的已公开的件数")),
}  # fmt: skip
Delegate = shape("Delegate", **OF_DELEGATE)
Career = shape(
    "Career", organisation=text(_("单位")), title=text(_("职务")), note=text(_("附注")),
    first_on=day(_("最早见于")), last_on=day(_("最近见于")), reports=ids(_("写明它的材料")),
)  # fmt: skip
Figures = shape(
    "DelegateFigures", published=whole(_("已公开的件")), asked=whole(_("诉求")), replied=whole(_("有了答复的件")),
    fulfilled=whole(_("已落实的件")), solved=whole(_("已经解决的诉求")), unhappy=whole(_("评为不满意或不太满意的次数")),
)  # fmt: skip
DelegateDetail = shape("DelegateDetail", **OF_DELEGATE, posts=Career(many=True), figures=Figures())
Department = shape(
    "Department",
    id=whole(_("编号")),
    url=s.URLField(),
    name=s.CharField(),
    system=coded("System", dict(Unit.System.choices))(),
    region=Place(),
    valid_until=day(_("从哪天起撤销或更名")),
    successor=p.Named(allow_null=True, help_text=_("继任单位")),
    proposals=whole(_("参与办理的已公开的件数")),
    as_lead=whole(_("其中主办、独办或分办")),
    as_assistant=whole(_("其中会办")),
    overdue=whole(_("其中今天有超期未办的；不一定是这个单位超期")),
)
Industry = shape(
    "Industry", id=whole(_("编号")), url=s.URLField(), name=s.CharField(), parent=whole(_("上级行业"), null=True),
    aliases=s.ListField(child=s.CharField()), codes=s.ListField(child=s.CharField(), help_text=_("GB/T 4754 代码")),
    proposals=whole(_("已公开的件数")),
)  # fmt: skip
Session = shape(
    "Session", id=whole(_("编号")), url=s.URLField(), name=s.CharField(), body=p.BodyOf(), region=Place(),
    term=whole(_("第几届")), number=whole(_("第几次")), starts_on=day(_("开幕")), ends_on=day(_("闭幕")),
    proposals=whole(_("已公开的件数")), withheld=p.Withheld(many=True),
)  # fmt: skip
OF_REPORT: dict[str, Any] = {
    "id": whole(_("编号")), "url": s.URLField(), "title": text(_("标题")),
    "kind": coded("ReportKind", dict(Material.Kind.choices))(), "publisher": text(_("发布者")),
    "region": Place(allow_null=True, help_text=_("地区；不知道就为 null")),
    "published_on": day(_("发布日期；原文没有印就为 null")),
    "shown": coded("ReportShown", dict(Material.Shown.choices))(), "proposals": whole(_("从里面取出的已公开的件数")),
}  # fmt: skip
Report = shape("Report", **OF_REPORT)
Article = shape(
    "Article", id=whole(_("编号")), section=text(_("栏目")), headline=text(_("标题")), publisher=text(_("署名媒体")),
    proposals=ids(_("从这篇取出的件")),
)  # fmt: skip
ReportDetail = shape("ReportDetail", **OF_REPORT, articles=Article(many=True))
Problem = shape(
    "Problem",
    type=s.URLField(help_text=_("说明这种错误的网址")),
    title=s.CharField(),
    status=whole(_("HTTP 状态")),
    detail=s.CharField(help_text=_("哪里不对，该怎么办")),
    code=s.CharField(help_text=_("给程序用的代码")),
    parameter=s.CharField(required=False, help_text=_("哪个参数")),
    allowed=s.ListField(child=s.CharField(), required=False, help_text=_("可以是什么")),
    since=s.DateField(required=False, help_text=_("从哪天起不再公开")),
    now=s.URLField(required=False, help_text=_("现在的网址")),
    retry_after=s.IntegerField(required=False, help_text=_("过几秒再来")),
    number=s.CharField(required=False, help_text=_("错误编号")),
)
