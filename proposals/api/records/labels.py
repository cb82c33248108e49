"""Codes with what people call them: every coded value of an entry is one of these small dicts, shared by all."""

from collections.abc import Mapping

from delegates.models import Body
from proposals.filters import GROUP_OF
from proposals.models import Ask, Commitment, DeadlineRule, DepartmentMention, Proposer, Rating, Reply
from proposals.models.proposal import Field, Kind
from proposals.workflow.outcomes import Outcome, Satisfaction
from proposals.workflow.states import Duty, Stage, State

Coded = dict[str, str]


def _coded(labels: Mapping[str, object]) -> dict[str, Coded]:
    return {code: {"code": code, "label": str(label)} for code, label in labels.items()}


KINDS = _coded(dict(Kind.choices))
FIELDS = _coded(dict(Field.choices))
BODIES = _coded(dict(Body.choices))
# `group` is the value of the parameter `state` that finds it.
STATES: dict[str, Coded] = {
    one.value: {"code": one.value, "label": one.label, "group": GROUP_OF[one.value]}
    for one in State
    if one.value in GROUP_OF
}
PROPOSING = _coded(dict(Proposer.Role.choices))
ASKED = _coded(dict(Ask.Outcome.choices))
MENTIONED = _coded(dict(DepartmentMention.Role.choices))
DUTIES = _coded({one.value: one.label for one in Duty})
STAGES = _coded({one.value: one.label for one in Stage})
STEPS = _coded(dict(DeadlineRule.Step.choices))
ANSWERING = _coded(dict(Reply.Role.choices))
SHOWN = _coded(dict(Reply.Shown.choices))
OUTCOMES = _coded({one.value: one.label for one in Outcome})
SATISFACTION = _coded({one.value: one.label for one in Satisfaction})
PROMISED = _coded(dict(Commitment.State.choices))
CHANNELS = _coded(dict(Rating.Channel.choices))
# Whether everybody may read a letter, may only know that it is there, or is told why not.
OPENNESS = _coded({"open": "已公开", "unpublished": "还没有公开", "withheld": "不予公开"})
