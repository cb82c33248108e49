"""Where a proposal stands: by the stored columns, and by the log alone: the same, or something is broken."""

from collections.abc import Collection
from dataclasses import replace

from proposals.models.assignment import Assignment
from proposals.models.followup import FollowUp
from proposals.models.proposal import Proposal
from proposals.models.rules import RuleSet
from proposals.workflow.events import Event
from proposals.workflow.needs import Need
from proposals.workflow.procedure import LAWFUL, Custom
from proposals.workflow.standing import Entry, Place, Standing, after, legal
from proposals.workflow.states import Duty, Stage, State

ON_TIME = (Event.ASK_TIME.value, Event.EXTEND.value, Event.DENY_TIME.value)


def standing_of(proposal: Proposal, assignments: Collection[Assignment], *, begun: bool | None = None) -> Standing:
    """Where the stored columns say the proposal stands. `begun`: whether anything is recorded, where that is known."""
    begun = proposal.followups.exists() if begun is None else begun
    asked = _asked(assignments)
    places = {one.pk: Place(Duty(one.duty), Stage(one.stage), one.pk in asked, one.round) for one in assignments}
    state = State(proposal.state) if begun else None
    return Standing(proposal.kind, state, places, proposal.round, proposal.merged_into_id)


def _asked(assignments: Collection[Assignment]) -> set[int]:
    """The parts whose last word on time is a question."""
    if not assignments:
        return set()
    words = FollowUp.objects.filter(assignment__in=[one.pk for one in assignments], event__in=ON_TIME)
    last = dict(words.order_by("sequence").values_list("assignment", "event"))
    return {pk for pk, event in last.items() if event == Event.ASK_TIME}


def custom_of(proposal: Proposal) -> Custom:
    """The steps that the place of this proposal may drop."""
    rules = RuleSet.objects.for_proposal(proposal)
    return Custom(rules.signs, rules.checks) if rules else LAWFUL


def legal_events(proposal: Proposal) -> tuple[Event, ...]:
    """What may be recorded next: moves of the proposal, then steps of its departments, each once."""
    assignments = list(proposal.assignments.all())
    standing, custom = standing_of(proposal, assignments), custom_of(proposal)
    steps = [event for one in assignments for event in legal(standing, one.pk, custom)]
    return tuple(dict.fromkeys([*legal(standing), *steps]))


def replayed(proposal: Proposal) -> Standing:
    """Where the log alone says the proposal stands, for proofs and repairs.

    A row written before the log kept its kind is taken at its word: the rules it followed are gone.
    """
    standing = Standing(proposal.kind)
    for row in proposal.followups.select_related("corrects").order_by("sequence"):
        entry = entry_of(row)
        standing = after(standing, entry) if entry.kind else replace(standing, state=State(row.state))
    return standing


def entry_of(row: FollowUp) -> Entry:
    """A row of the log as the pure rules read it."""
    data = row.data
    drops = data.get("drops", ())
    return Entry(
        Event(row.event),
        row.assignment_id,
        Duty(data["duty"]) if "duty" in data else None,
        frozenset(Need(one) for one in data.get("gives", ())),
        State(data["state"]) if "state" in data else None,
        Stage(data["stage"]) if "stage" in data else None,
        data.get("main"),
        Event(row.corrects.event) if row.corrects else None,
        data.get("kind", ""),
        Custom(signs="signs" not in drops, checks="checks" not in drops),
        data.get("imported", False),
        data.get("replaces"),
    )
