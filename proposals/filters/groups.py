"""The words of the query language: its parameters, and the groups of states that a reader tells apart."""

from proposals.workflow.states import State

S = State

STATE_GROUPS: dict[str, tuple[str, frozenset[S]]] = {
    "press": ("仅见报道", frozenset({S.REPORTED})),
    "intake": ("等待交办", frozenset({S.SUBMITTED, S.IN_REVIEW, S.FILED, S.MERGED, S.SENT_BACK})),
    "handling": ("办理中", frozenset({S.ASSIGNED, S.ACCEPTED, S.CONTESTED, S.HANDLING, S.DRAFTED})),
    "again": ("重新办理", frozenset({S.REOPENED})),
    "replied": ("已答复", frozenset({S.REPLIED, S.CLOSED})),
    "tracking": ("跟踪落实", frozenset({S.TRACKING})),
    "fulfilled": ("已落实", frozenset({S.FULFILLED})),
    "ended": ("没有立案或已撤回", frozenset({S.CONVERTED, S.REJECTED, S.WITHDRAWN})),
}
GROUP_OF = {state.value: group for group, (_, states) in STATE_GROUPS.items() for state in states}
# The parameters that narrow, in the order in which a page shows them.
NARROWING = (
    "state", "overdue", "body", "kind", "session", "year", "department", "role", "industry", "class", "has_reply",
    "satisfaction", "field", "region", "keyword", "delegate",
)  # fmt: skip
