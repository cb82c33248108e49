"""The clocks of one proposal as its log tells them by now: days may have been entered or corrected since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from proposals.models.assignment import Assignment
from proposals.models.followup import FollowUp
from proposals.models.proposal import Proposal
from proposals.models.rules import DeadlineRule
from proposals.workflow.clocks import MEETS, STARTS, Clock, started
from proposals.workflow.events import Event
from proposals.workflow.states import Duty

Anchor = DeadlineRule.Anchor
# The event whose day a period runs from, where it is not the day of the assignment or of the session.
OF_ANCHOR: Mapping[str, Event] = {
    Anchor.ACCEPTED: Event.ACCEPT,
    Anchor.CONTESTED: Event.CONTEST,
    Anchor.REPLIED: Event.REPLY,
    Anchor.REOPENED: Event.REOPEN,
}


def begins(rule: DeadlineRule, event: Event) -> bool:
    """A period from signing begins when it is signed for; every other one of an assignment when it is assigned."""
    of_assignment = event in {Event.ASSIGN, Event.ACCEPT}
    return not of_assignment or (rule.anchor == Anchor.ACCEPTED) == (event is Event.ACCEPT)


def anchor_day(
    rule: DeadlineRule, proposal: Proposal, part: Assignment | None, log: "Log | None" = None
) -> date | None:
    """The day a period runs from, as far as it is known by now; None where nobody knows it."""
    if rule.anchor == Anchor.SESSION_END:
        return proposal.session.ends_on if proposal.session else None
    if rule.anchor == Anchor.ASSIGNED:
        return part.assigned_on if part else None
    log = log or Log(proposal)
    return log.day(log.last(OF_ANCHOR[rule.anchor], part))


@dataclass(frozen=True, slots=True)
class Told:
    """One clock that an entry started: whose, in which round, and when it was met, if the log says so."""

    event: Event
    clock: Clock
    part: Assignment | None
    round: int
    met_on: date | None


class Log:
    """The log of a proposal, read once."""

    def __init__(self, proposal: Proposal) -> None:
        """One query. An entry that was put right as to where things stand no longer tells; a part stands by itself."""
        self.proposal = proposal
        rows = list(proposal.followups.order_by("sequence"))
        mended = [one for one in rows if one.corrects_id]
        undone = {one.corrects_id for one in mended if one.data.keys() & {"state", "stage"}}
        self.days = {one.corrects_id: one.data["day"] for one in mended if "day" in one.data}
        self.rows = [one for one in rows if one.pk not in undone or one.event == Event.ASSIGN]
        sent = [one for one in rows if one.event == Event.REPLY and one.data.get("reply")]
        self.letters = {one.data["reply"]: one.assignment_id for one in sent}

    def day(self, entry: FollowUp | None) -> date | None:
        """When it happened, as it was recorded or as it was put right later; None where nobody knows."""
        if entry is None:
            return None
        told = self.days.get(entry.pk)
        return date.fromisoformat(told) if told else entry.happened_on

    def last(self, event: Event, part: Assignment | None) -> FollowUp | None:
        """The last entry of this event about a part: the whole proposal is reopened for all who answered."""
        return next((one for one in reversed(self.rows) if one.event == event and self._about(one, part)), None)

    def _about(self, entry: FollowUp, part: Assignment | None) -> bool:
        """What is said of a letter is said of the part that sent it."""
        whose = self.letters.get(entry.data.get("reply"), entry.assignment_id)
        return whose == (part.pk if part else None) or (entry.event == Event.REOPEN and entry.assignment_id is None)

    def clocks(self, part: Assignment | None) -> Iterator[Told]:
        """What the last entry of each kind started for a part; None is the proposal itself."""
        duty = Duty(part.duty) if part else None
        for event in STARTS:
            entry = self.last(event, part)
            if entry is None or (part is None and event is Event.ASSIGN):
                continue
            for clock in started(event, duty):
                yield Told(event, clock, part, self._round(entry, part), self._met(entry, clock, part))

    def _after(self, entry: FollowUp, part: Assignment | None) -> Sequence[FollowUp]:
        return [one for one in self.rows if one.sequence > entry.sequence and self._about(one, part)]

    def _round(self, entry: FollowUp, part: Assignment | None) -> int:
        """The round it belongs to: as many before the present one as were opened since."""
        since = sum(one.event == Event.REOPEN for one in self._after(entry, part))
        return max(1, (part or self.proposal).round - since)

    def _met(self, entry: FollowUp, clock: Clock, part: Assignment | None) -> date | None:
        for one in self._after(entry, part):
            if one.event == Event.REOPEN:
                return None
            if clock in MEETS.get(Event(one.event), ()) or (clock is Clock.PUBLISH and "publication" in one.data):
                return self.day(one) or timezone.localdate(one.recorded_at)  # by then it had
        return None


def told(proposal: Proposal, rules: Mapping[str, DeadlineRule]) -> Iterator[tuple[Told, DeadlineRule, date | None]]:
    """Each clock that the log tells of, by which rule, from which day. Parts that were handed on have none."""
    log = Log(proposal)
    parts: list[Assignment | None] = [*proposal.assignments.standing().select_related("department"), None]
    for part in parts:
        for one in log.clocks(part):
            rule = rules.get(one.clock)
            if rule is not None and begins(rule, one.event):
                yield one, rule, anchor_day(rule, proposal, part, log)
