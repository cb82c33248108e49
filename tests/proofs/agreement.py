"""Whether what is stored is what the log says, looked at from outside: one sentence for each thing that is wrong.

The states and stages that belong together are written down here by hand; the program's own table is not asked.
"""

from collections.abc import Iterator

from proposals.models import Proposal
from proposals.tracking.standings import replayed, standing_of

# Where the slowest answering department stands, the proposal stands: the slowest first.
SLOWEST_FIRST = ("contested", "assigned", "accepted", "reopened", "handling", "drafted")
ANSWERED = ("replied", "closed", "tracking", "fulfilled")
UNASSIGNED = ("reported", "submitted", "in_review", "filed", "merged", "sent_back")


def faults(proposal: Proposal) -> Iterator[str]:
    """All that is wrong with one proposal as it is stored."""
    log = list(proposal.followups.order_by("sequence").values_list("sequence", "state"))
    if [sequence for sequence, _ in log] != list(range(1, len(log) + 1)):
        yield f"{proposal.pk}: the log has a gap"
    if log[-1][1] != proposal.state:
        yield f"{proposal.pk}: stored {proposal.state}, the log ends in {log[-1][1]}"
    parts = list(proposal.assignments.order_by("pk"))
    stored, told = standing_of(proposal, parts), replayed(proposal)
    if told != stored:
        yield f"{proposal.pk}: stored {stored}, the log tells {told}"
    yield from _apart(proposal, [(one.duty, one.stage) for one in parts if one.stage != "returned"])


def _apart(proposal: Proposal, parts: list[tuple[str, str]]) -> Iterator[str]:
    """State and stages that cannot be true together."""
    stages = [stage for duty, stage in parts if duty != "assist"]
    if proposal.state in ANSWERED and set(stages) - {"answered"}:
        yield f"{proposal.pk}: {proposal.state}, and a department stands at {stages}"
    if proposal.state in SLOWEST_FIRST and stages:
        slowest = next((one for one in SLOWEST_FIRST if one in stages), "")
        if slowest != proposal.state:
            yield f"{proposal.pk}: {proposal.state}, and the slowest department stands at {slowest}"
    if proposal.state in UNASSIGNED and parts:
        yield f"{proposal.pk}: {proposal.state}, and departments handle it: {parts}"
    mains = [duty for duty, _ in parts if duty in ("lead", "sole")]
    if len(mains) > 1 or (mains and "separate" in [duty for duty, _ in parts]):
        yield f"{proposal.pk}: departments that exclude each other: {parts}"
