"""The log of a proposal told in memory, to be stored with a thousand others: the rules of `recording`, no query.

For what is loaded in bulk: what people do is recorded one by one. A test holds both ways to the very same rows.
"""

from typing import TYPE_CHECKING, Any, Unpack

from proposals.models.assignment import Assignment
from proposals.models.deadline import Deadline
from proposals.models.department import Department
from proposals.models.followup import FollowUp
from proposals.models.holiday import Holiday
from proposals.models.proposal import Proposal
from proposals.models.reply import Reply
from proposals.models.rules import DeadlineRule, RuleSet
from proposals.models.staff import department_of, role_of
from proposals.workflow.calendar import Calendar
from proposals.workflow.events import Event
from proposals.workflow.procedure import LAWFUL, Custom
from proposals.workflow.roles import NotAllowed, Role, may
from proposals.workflow.standing import Standing, after
from proposals.workflow.states import Duty

from .numbering import Numbers
from .parts import check_free, new_part, part_for
from .recorded import Recorded, data_for, entry_for
from .told_clocks import follow

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A correction looks back over the log and may wake clocks: it is recorded one by one.
NOT_HERE = frozenset({Event.CORRECT, Event.RETRACT, Event.RECOMPUTE})


class Known:
    """What holds at a place, asked for once: its steps, its periods, its working days."""

    def __init__(self, numbers: Numbers) -> None:
        """`numbers` gives every new row its number."""
        self.numbers = numbers
        self._customs: dict[tuple[Any, ...], Custom] = {}
        self._rules: dict[tuple[Any, ...], dict[str, DeadlineRule]] = {}
        self._calendars: dict[str, Calendar] = {}

    def custom(self, proposal: Proposal) -> Custom:
        """The steps that the place of this proposal may drop."""
        key = _alike(proposal)
        if key not in self._customs:
            rules = RuleSet.objects.for_proposal(proposal)
            self._customs[key] = Custom(rules.signs, rules.checks) if rules else LAWFUL
        return self._customs[key]

    def rules(self, proposal: Proposal) -> dict[str, DeadlineRule]:
        """The period of each step."""
        key = _alike(proposal)
        if key not in self._rules:
            self._rules[key] = DeadlineRule.objects.by_step(proposal)
        return self._rules[key]

    def calendar(self, region: str) -> Calendar:
        """The working days of a region by its code."""
        if region not in self._calendars:
            self._calendars[region] = Holiday.objects.calendar(region)
        return self._calendars[region]


def _alike(proposal: Proposal) -> tuple[Any, ...]:
    """Proposals alike in this have the same rules."""
    return proposal.session_id, proposal.kind, proposal.between_sessions


class Chronicle:
    """A numbered proposal that is not stored yet, with its log, its parts and its clocks."""

    def __init__(self, proposal: Proposal, known: Known) -> None:
        """Nothing is recorded yet."""
        self.proposal, self.known = proposal, known
        self.log: list[FollowUp] = []
        self.parts: list[Assignment] = []
        self.deadlines: list[Deadline] = []
        self.letters: dict[int, Reply] = {}  # whoever writes a letter puts it here: ratings and publication name it
        self.standing = Standing(proposal.kind)

    def record(self, event: Event, *, by: "User | None", **what: Unpack[Recorded]) -> FollowUp:
        """As `recording.record`. Raises IllegalMove, Missing or NotAllowed."""
        assert event not in NOT_HERE, event  # noqa: S101  a slip of the program
        current = self.proposal
        custom = self.known.custom(current) if self.parts or event is Event.ASSIGN else LAWFUL
        part = part_for(event, self.parts, what)
        _allow(event, by, part)
        department = what.get("department")
        if event is Event.REASSIGN and department is not None:
            check_free(event, self.parts, department)
        made = new_part(current, self.parts, what) if event is Event.ASSIGN else None
        if made is not None:
            self.known.numbers.give(made)
        reached = after(self.standing, entry_for(event, made or part, what), custom)
        kept = data_for(event, made or part, what, current, custom)
        if event is Event.REOPEN:
            kept["round"] = reached.places[part.pk].round if part else reached.round
        self._keep(reached, made)
        followup = self._append(event, made or part, kept, by, what)
        follow(self, followup)
        if event is Event.REASSIGN and part is not None and department is not None:
            self._hand_on(part, department, by, what)
        return followup

    def _hand_on(self, part: Assignment, to: Department, by: "User | None", what: Recorded) -> None:
        self.record(
            Event.ASSIGN, by=by, on=what.get("on"), department=to, duty=Duty(part.duty), data={"replaces": part.pk}
        )

    def _keep(self, reached: Standing, made: Assignment | None) -> None:
        """Fill in the columns that are derived."""
        current = self.proposal
        assert reached.state is not None  # noqa: S101  an entry was taken
        if current.kind != reached.kind:  # 议案转建议: the log keeps its number
            current.from_motion, current.number, current.version = True, "", current.version + 1
        current.state, current.round = reached.state.value, reached.round
        current.kind, current.merged_into_id = reached.kind, reached.main
        self.parts += [made] if made is not None else []
        for one in self.parts:
            place = reached.places[one.pk]
            one.stage, one.duty, one.round = place.stage.value, place.duty.value, place.round
        self.standing = reached

    def _append(
        self, event: Event, part: Assignment | None, data: dict[str, Any], by: "User | None", what: Recorded
    ) -> FollowUp:
        row = FollowUp(
            proposal=self.proposal,
            sequence=len(self.log) + 1,
            event=event.value,
            state=self.proposal.state,
            happened_on=what.get("on"),
            note=what.get("note", ""),
            department=what.get("department") or (part.department if part else None),
            assignment=part,
            data=data,
            recorded_by=by,
        )
        self.log.append(self.known.numbers.give(row))
        return row


def _allow(event: Event, by: "User | None", part: Assignment | None) -> None:
    if by is None:
        return
    role, own = role_of(by), department_of(by)
    if not may(role, event):
        raise NotAllowed(event, role)
    if role is Role.LIAISON and (part is None or own is None or own not in part.department.line()):
        raise NotAllowed(event, role)
