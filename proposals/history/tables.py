"""The tables of this application that have a history (kept as `delegates.history` says).

Not those with a history of their own: the log of follow-ups, from which states, rounds and stages are derived; the
account of an import and what was decided in it; the outbox. Nor what nobody edits: articles, spans, clocks.
What is read with a proposal's history counts as a change of it when two people edit at once. Replies, assignments and
promises are therefore not parts of it: other people write them, and not everybody who edits a proposal reads them.
"""

from delegates.history.reading import read_with
from delegates.history.tracked import track
from proposals.models import (
    AliasGroup,
    Ask,
    Assignment,
    CalendarYear,
    Commitment,
    DeadlineRule,
    Department,
    DepartmentAlias,
    DepartmentMention,
    Holiday,
    Industry,
    IndustryAlias,
    IndustryCode,
    Keyword,
    Position,
    Problem,
    Proposal,
    ProposalIndustry,
    ProposalKeyword,
    Proposer,
    Rating,
    Reply,
    Report,
    ResultClass,
    ResultScheme,
    RuleSet,
    SameMatter,
    SearchAlias,
    Webhook,
)

from .log import moments_of

BY_THE_LOG = ("state", "round", "merged_into_id")


def track_all() -> None:
    """Everything that staff edit; a proposal's changes are read with its log."""
    read_with(Proposal, moments_of)
    track(Proposal, leave=(*BY_THE_LOG, "confidence"))
    for part in (Proposer, Ask, ProposalIndustry, ProposalKeyword, DepartmentMention, Proposal.articles.through):
        track(part, part_of="proposal")
    track(Assignment, leave=("stage", "round"))
    for model in (Reply, Commitment, Rating, Industry, Keyword, RuleSet, ResultScheme, CalendarYear, Holiday):
        track(model)
    track(AliasGroup)
    track(SameMatter, leave=("likeness", "shared", "tags"))
    track(Problem, leave=("nonce", "sender"), hide=("contact",))
    track(Report, leave=("sha256", "warnings", "imported_at"))
    track(Department, hide=("calendar_key",))
    track(Webhook, hide=("url", "secret"))
    track(DepartmentAlias, part_of="department")
    track(IndustryAlias, part_of="industry")
    track(SearchAlias, part_of="group", leave=("folded", "place"))
    track(IndustryCode, part_of="industry")
    track(DeadlineRule, part_of="rule_set")
    track(ResultClass, part_of="scheme")
    track(Position, part_of="user")
