"""What readers call the parameters, and their values where the product itself knows all of them."""

from collections.abc import Mapping

from delegates.models import Body
from proposals.models.proposal import Field, Kind
from proposals.workflow.outcomes import Outcome, Satisfaction
from proposals.workflow.states import State

from .groups import GROUP_OF, STATE_GROUPS

LABELS = {
    "state": "状态", "overdue": "期限", "body": "提出人", "kind": "种类", "session": "会议", "year": "年份",
    "department": "承办单位", "role": "分工", "industry": "行业", "class": "办理结果", "has_reply": "答复",
    "satisfaction": "提出人评过", "field": "领域", "region": "地区", "keyword": "高频词", "delegate": "代表委员",
}  # fmt: skip
FIXED: dict[str, Mapping[str, str]] = {
    "state": {group: label for group, (label, _) in STATE_GROUPS.items()},
    "overdue": {"1": "有超期未办的"},
    "body": {Body.NPC.value: "人大代表", Body.CPPCC.value: "政协委员"},
    "kind": dict(Kind.choices),
    "role": {"lead": "主办、独办或分办", "assist": "会办"},
    "class": {one.value: one.label for one in Outcome},
    "has_reply": {"1": "已有答复", "0": "还没有答复"},
    "satisfaction": {one.value: one.label for one in Satisfaction},
    "field": dict(Field.choices),
}


def values_called(word: str) -> dict[tuple[str, str], str]:
    """(parameter, value) → what readers call it, of those whose name holds `word`; a state by its own name too."""
    found = {
        (name, value): label
        for name in ("state", "kind", "class")
        for value, label in FIXED[name].items()
        if word in label
    }
    states = {("state", GROUP_OF[one.value]) for one in State if one.value in GROUP_OF and word in str(one.label)}
    return {("state", value): FIXED["state"][value] for _, value in sorted(states)} | found
