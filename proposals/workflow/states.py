"""The states of a proposal, and the stages of one department's handling of it.

Source: 代表法 (2025-03-11) Art. 51; 全国政协提案工作条例 (2018) Art. 2. What differs by place is data, not here.
"""

from enum import StrEnum


class State(StrEnum):
    """Where a proposal stands. The value is stored; the label is what people read."""

    REPORTED = "reported"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    FILED = "filed"
    MERGED = "merged"
    CONVERTED = "converted"
    REJECTED = "rejected"
    SENT_BACK = "sent_back"
    WITHDRAWN = "withdrawn"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    CONTESTED = "contested"
    HANDLING = "handling"
    DRAFTED = "drafted"
    REPLIED = "replied"
    REOPENED = "reopened"
    CLOSED = "closed"
    TRACKING = "tracking"
    FULFILLED = "fulfilled"
    RETRACTED = "retracted"

    @property
    def label(self) -> str:
        """What people read."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    State.REPORTED: "仅见报道",
    State.SUBMITTED: "已提交",
    State.IN_REVIEW: "审查中",
    State.FILED: "已立案",
    State.MERGED: "已并案",
    State.CONVERTED: "转为意见建议",
    State.REJECTED: "不予立案或受理",
    State.SENT_BACK: "退回修改",
    State.WITHDRAWN: "已撤回",
    State.ASSIGNED: "已交办",
    State.ACCEPTED: "已签收",
    State.CONTESTED: "申请改办",
    State.HANDLING: "办理中",
    State.DRAFTED: "答复待审",
    State.REPLIED: "已答复",
    State.REOPENED: "重新办理",
    State.CLOSED: "办结",
    State.TRACKING: "跟踪落实",
    State.FULFILLED: "已落实",
    State.RETRACTED: "导入已撤销",
}


class Duty(StrEnum):
    """What a department owes: 主办 answers for all, 独办 alone, 分办 each for itself; 会办 only advises 主办."""

    LEAD = "lead"
    ASSIST = "assist"
    SEPARATE = "separate"
    SOLE = "sole"

    @property
    def label(self) -> str:
        """What people read."""
        return {"lead": "主办", "assist": "会办", "separate": "分办", "sole": "独办"}[self.value]

    @property
    def answers(self) -> bool:
        """Whether the department answers the proposer itself."""
        return self is not Duty.ASSIST


class Stage(StrEnum):
    """Where one department stands with a proposal."""

    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    CONTESTED = "contested"
    HANDLING = "handling"
    DRAFTED = "drafted"
    ANSWERED = "answered"
    REOPENED = "reopened"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """What people read."""
        return _STAGE_LABELS[self]


_STAGE_LABELS = {
    Stage.ASSIGNED: "待签收",
    Stage.ACCEPTED: "已签收",
    Stage.CONTESTED: "申请改办",
    Stage.HANDLING: "办理中",
    Stage.DRAFTED: "答复待审",
    Stage.ANSWERED: "已答复",
    Stage.REOPENED: "重新办理",
    Stage.RETURNED: "已改办",
}

WITH_DEPARTMENTS = frozenset(
    {State.ASSIGNED, State.ACCEPTED, State.CONTESTED, State.HANDLING, State.DRAFTED, State.REOPENED}
)
ANSWERED = frozenset({State.REPLIED, State.CLOSED, State.TRACKING, State.FULFILLED})
# Where nobody was asked to handle it yet.
UNASSIGNED = frozenset({State.REPORTED, State.SUBMITTED, State.IN_REVIEW, State.FILED, State.MERGED, State.SENT_BACK})
# An answer has gone out and nothing is closed: 会办 may still send what it owes.
AFTER_ANSWER = frozenset({State.REPLIED, State.TRACKING})
ENDED = frozenset({State.CONVERTED, State.REJECTED, State.WITHDRAWN, State.RETRACTED})
FINISHED = frozenset({Stage.ANSWERED, Stage.RETURNED})

# A proposal stands where the slowest of its answering departments stands.
PACE: dict[Stage, State] = {
    Stage.CONTESTED: State.CONTESTED,
    Stage.ASSIGNED: State.ASSIGNED,
    Stage.ACCEPTED: State.ACCEPTED,
    Stage.REOPENED: State.REOPENED,
    Stage.HANDLING: State.HANDLING,
    Stage.DRAFTED: State.DRAFTED,
    Stage.ANSWERED: State.REPLIED,
}
