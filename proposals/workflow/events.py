"""What can happen to a proposal. Each event is one row of the log."""

from enum import StrEnum


class Event(StrEnum):
    """The value is stored; the label is what people read."""

    REPORT = "report"
    SUBMIT = "submit"
    REVIEW = "review"
    FILE = "file"
    MERGE = "merge"
    CONVERT = "convert"
    TURN = "turn"
    REJECT = "reject"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    ASSIGN = "assign"
    ACCEPT = "accept"
    CONTEST = "contest"
    UPHOLD = "uphold"
    REASSIGN = "reassign"
    HANDLE = "handle"
    MEET = "meet"
    URGE = "urge"
    ASK_TIME = "ask_time"
    DENY_TIME = "deny_time"
    EXTEND = "extend"
    OPINION = "opinion"
    DRAFT = "draft"
    REDRAFT = "redraft"
    REPLY = "reply"
    RATE = "rate"
    REOPEN = "reopen"
    CLOSE = "close"
    TRACK = "track"
    FULFIL = "fulfil"
    PROMISE = "promise"
    KEEP = "keep"
    BREAK = "break"
    OUTCOME = "outcome"
    RECOMPUTE = "recompute"
    CORRECT = "correct"
    NOTE = "note"
    ATTACH = "attach"
    RETRACT = "retract"

    @property
    def label(self) -> str:
        """What people read."""
        return _LABELS[self]


_LABELS = {
    Event.REPORT: "见诸报道",
    Event.SUBMIT: "提交",
    Event.REVIEW: "开始审查",
    Event.FILE: "立案",
    Event.MERGE: "并案",
    Event.CONVERT: "转为意见建议",
    Event.TURN: "议案转建议",
    Event.REJECT: "不予立案或受理",
    Event.SEND_BACK: "退回修改",
    Event.WITHDRAW: "撤回",
    Event.ASSIGN: "交办",
    Event.ACCEPT: "签收",
    Event.CONTEST: "申请改办",
    Event.UPHOLD: "不同意改办",
    Event.REASSIGN: "改办",
    Event.HANDLE: "开始办理",
    Event.MEET: "当面沟通",
    Event.URGE: "催办",
    Event.ASK_TIME: "申请延期",
    Event.DENY_TIME: "不同意延期",
    Event.EXTEND: "批准延期",
    Event.OPINION: "会办意见",
    Event.DRAFT: "报送答复稿",
    Event.REDRAFT: "退回重拟",
    Event.REPLY: "答复",
    Event.RATE: "反馈评价",
    Event.REOPEN: "重新办理",
    Event.CLOSE: "办结",
    Event.TRACK: "跟踪落实",
    Event.FULFIL: "落实",
    Event.PROMISE: "登记承诺",
    Event.KEEP: "承诺兑现",
    Event.BREAK: "承诺落空",
    Event.OUTCOME: "登记诉求结果",
    Event.RECOMPUTE: "期限重算",
    Event.CORRECT: "更正",
    Event.NOTE: "记一笔",
    Event.ATTACH: "补充材料",
    Event.RETRACT: "撤销导入",
}
