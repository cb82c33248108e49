"""Building blocks of shapes: coded values, references, and what an entry of a proposal is put together from."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers as s

from delegates.models import Body
from proposals.api.records import labels


def shape(called: str, /, **fields: Any) -> type[s.Serializer]:
    """A component of the description with these fields."""
    return type(called, (s.Serializer,), fields)


def coded(called: str, codes: Mapping[str, Any], /, **more: Any) -> type[s.Serializer]:
    """A code with what people call it."""
    choice = s.ChoiceField(choices=list(codes), help_text=_("给程序用的代码"))
    return shape(called, code=choice, label=s.CharField(help_text=_("给人看的中文")), **more)


def text(words: Any) -> s.CharField:
    """Words, "" for none."""
    return s.CharField(allow_blank=True, help_text=words)


def whole(words: Any, *, null: bool = False, required: bool = True) -> s.IntegerField:
    """A number."""
    return s.IntegerField(help_text=words, allow_null=null, required=required)


def day(words: Any) -> s.DateField:
    """An ISO date, null where nobody knows it."""
    return s.DateField(help_text=words, allow_null=True)


def ids(words: Any) -> s.ListField:
    """Several ids."""
    return s.ListField(child=s.IntegerField(), help_text=words)


Named = shape("Named", id=whole(_("编号，长期不变")), name=s.CharField(help_text=_("名称")))
Counted = shape("Counted", code=s.CharField(), label=s.CharField(), n=whole(_("多少位")))
Kind = coded("Kind", labels.KINDS)
Field = coded("Field", labels.FIELDS)
BodyOf = coded("Body", {one.value: one for one in Body})
State = coded(
    "State", labels.STATES, group=s.CharField(help_text=_("状态所在的一组：参数 state 用的就是它"))
)  # fmt: skip
SessionOf = shape(
    "SessionOfProposal", id=whole(_("编号")), name=s.CharField(help_text=_("会议名称")), body=BodyOf(),
    starts_on=day(_("开幕日期")),
)  # fmt: skip
Proposer = shape(
    "Proposer",
    name=s.CharField(help_text=_("姓名或单位名称")),
    delegate=whole(_("代表委员的编号；是单位就为 null"), null=True),
    role=coded("ProposerRole", labels.PROPOSING)(),
    title=text(_("所在的人大或政协：市人大代表")),
    posts=s.ListField(child=s.CharField(), help_text=_("单位和职务，照材料的写法")),
)
Ask = shape(
    "Ask", order=whole(_("第几项")), text=s.CharField(help_text=_("诉求，照原话")),
    outcome=coded("AskOutcome", labels.ASKED)(), note=text(_("结果说明")),
)  # fmt: skip
Keyword = shape(
    "Keyword", id=whole(_("编号")), name=s.CharField(), confirmed=s.BooleanField(help_text=_("是不是核对过配在这一件"))
)
Mention = shape(
    "Mention", name=s.CharField(help_text=_("原文写法")), role=coded("MentionRole", labels.MENTIONED)(),
)  # fmt: skip
Deadline = shape(
    "Deadline",
    step=coded("Step", labels.STEPS)(),
    round=whole(_("第几轮")),
    due_on=s.DateField(help_text=_("期限")),
    first_due_on=s.DateField(help_text=_("延期以前的期限")),
    met_on=day(_("完成日期；还没有完成就为 null")),
    provisional=s.BooleanField(help_text=_("期限是不是暂定的")),
    reason=text(_("为什么是这一天")),
)
Department = shape(
    "DepartmentOfProposal",
    id=whole(_("编号")),
    name=s.CharField(),
    duty=coded("Duty", labels.DUTIES)(),
    stage=coded("Stage", labels.STAGES)(),
    round=whole(_("第几轮")),
    deadlines=Deadline(many=True),
)
Class = shape(
    "ResultClass",
    printed=text(_("答复上印的类别字母")),
    meaning=text(_("这个字母在当地这一届的意思；没有登记就为空")),
    outcome=coded("Outcome", labels.OUTCOMES)(allow_null=True, help_text=_("统一口径；没有登记就为 null")),
)
Ratings = shape(
    "Ratings", people=whole(_("几位提出人评了")), from_paper=whole(_("其中几位由工作人员按纸质表录入")),
    process=Counted(many=True, help_text=_("对办理态度")), result=Counted(many=True, help_text=_("对办理结果")),
)  # fmt: skip
REPLY: dict[str, Any] = {
    "id": whole(_("编号")),
    "role": coded("ReplyRole", labels.ANSWERING)(),
    "round": whole(_("第几轮")),
    "openness": coded("Openness", labels.OPENNESS)(),
    "ground": text(_("不予公开的依据")),
    "shown": coded("ReplyShown", labels.SHOWN)(allow_null=True, help_text=_("公开全文还是摘要；没有公开就为 null")),
    "department": Named(allow_null=True, help_text=_("承办单位；没有公开就为 null")),
    "issuer": text(_("发文单位，照原文的写法")),
    "number": text(_("文号")),
    "date": day(_("答复日期")),
    "signed_by": text(_("签发人")),
    "class": Class(allow_null=True, help_text=_("办理结果类别；没有类别就为 null")),
    "file": s.URLField(allow_null=True, help_text=_("答复原件")),
    "ratings": Ratings(allow_null=True, help_text=_("提出人的评价，只有人数")),
}
Reply = shape("Reply", **REPLY)
Letter = shape("Letter", **REPLY, words=text(_("全文或摘要的文字，没有公开就为空")))
Promise = shape(
    "Promise",
    number=whole(_("页面上的序号")),
    text=s.CharField(help_text=_("答复的原话")),
    reply=whole(_("哪一份答复")),
    round=whole(_("第几轮")),
    ask=whole(_("针对第几项诉求；没有登记就为 null"), null=True),
    due_on=day(_("答应的日期；答复没有说就为 null")),
    state=coded("PromiseState", labels.PROMISED)(),
    settled_on=day(_("兑现或落空的日期")),
    evidence=text(_("凭据")),
)
Action = shape(
    "Action",
    sequence=whole(_("登记的次序")),
    date=day(_("发生的日期；不知道就为 null")),
    event=s.CharField(help_text=_("事项的代码")),
    label=s.CharField(help_text=_("事项")),
    department=Named(allow_null=True, help_text=_("哪个单位的一步")),
    note=text(_("公开的说明")),
    # Each only where the step speaks of one.
    duty=coded("ActionDuty", labels.DUTIES)(required=False, help_text=_("交办时的分工")),
    ask=whole(_("说的是第几项诉求"), required=False),
    reply=whole(_("说的是哪一份答复"), required=False),
    promise=whole(_("说的是第几项承诺"), required=False),
    until=s.DateField(required=False, help_text=_("申请或批准延到的日期")),
    corrects=whole(_("更正的是哪一次登记"), required=False),
)
Source = shape(
    "Source",
    article=whole(_("文章的编号")),
    headline=text(_("文章标题")),
    publisher=text(_("发布者")),
    published_on=day(_("发布日期；原文没有印就为 null")),
    report=whole(_("所在的材料；那份材料没有公开就为 null"), null=True),
    title=text(_("材料的标题")),
)
Fact = shape(
    "Fact", number=whole(_("页面上的编号")), label=s.CharField(), value=s.CharField(), doubt=text(_("疑问")),
)  # fmt: skip
Quotation = shape(
    "Quotation",
    article=whole(_("文章的编号")),
    whole=s.BooleanField(help_text=_("是不是全文；不是全文就只摘取用的句子")),
    heading=s.ListField(child=s.CharField(), help_text=_("正文以前的各行")),
    paragraphs=s.ListField(child=s.CharField(), help_text=_("各段；略去的写作“……”")),
    facts=Fact(many=True, help_text=_("从这篇取出的记录")),
)
Same = shape("SameMatter", id=whole(_("编号")), headline=s.CharField())
Withheld = shape("Withheld", ground=s.CharField(help_text=_("依据")), n=whole(_("件数")))
