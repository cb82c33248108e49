"""What the shapes are called on the page about the API."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "Proposals": _("一页建议提案"), "Proposal": _("一件，在清单里"), "ProposalDetail": _("一件，全部"),
    "SessionOfProposal": _("它的会议"), "Proposer": _("提出人"), "Ask": _("诉求"), "Keyword": _("高频词"),
    "Mention": _("提到的单位"), "DepartmentOfProposal": _("承办单位"), "Deadline": _("期限"), "Reply": _("答复"),
    "Letter": _("答复，带文字"), "ResultClass": _("办理结果类别"), "Ratings": _("提出人的评价"),
    "Counted": _("评价的人数"), "Promise": _("承诺"), "Action": _("经过里的一步"), "Source": _("出处"),
    "Quotation": _("引用的原文"), "Fact": _("取出的记录"), "SameMatter": _("相近的件"), "Withheld": _("不予公开的件数"),
    "Removed": _("不再公开的"), "Search": _("检索了什么"), "Named": _("编号和名称"), "Delegates": _("一页代表委员"),
    "Delegate": _("代表委员，在清单里"), "DelegateDetail": _("代表委员，全部"), "Seat": _("在人大或政协的身份"),
    "Career": _("职务"), "DelegateFigures": _("数字"), "Departments": _("一页承办单位"), "Department": _("承办单位"),
    "Industries": _("一页行业"), "Industry": _("行业"), "Sessions": _("一页会议"), "Session": _("会议"),
    "Reports": _("一页材料"), "Report": _("材料，在清单里"), "ReportDetail": _("材料，全部"), "Article": _("文章"),
    "Place": _("地区"), "Problem": _("错误"),
}  # fmt: skip
