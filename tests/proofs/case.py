"""A city, and one proposal on its way through a year: each step by whom it falls to. Imported once settings stand."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User

from proposals.handling.commitments import promise, words_in
from proposals.handling.links import make_link, rate_by_link
from proposals.handling.ratings import Said
from proposals.handling.replies import draft, hand_in, send
from proposals.handling.results import classes_of
from proposals.models import Assignment, Commitment, Department, FollowUp, Proposal, Reply
from proposals.workflow.events import Event
from proposals.workflow.states import Duty
from tests.factories import make_proposal

E = Event
PROMISE = "计划六月底前完成设计。"
LETTER = f"您提出的建议收悉。{PROMISE}补助将在年内发放。"


@dataclass
class City:
    """Departments with a person each, the reviewer, the editor, and one session of either body."""

    lot: random.Random
    departments: list[Department]
    speakers: dict[int, User]
    reviewer: User
    editor: User
    sessions: dict[str, Any]


@dataclass
class Case:
    """One proposal on its way. `day` moves on with every step."""

    city: City
    kind: str
    day: date
    proposal: Proposal = field(init=False)

    def __post_init__(self) -> None:
        """Raised at the session of its kind, with two asks."""
        session = self.city.sessions.get(self.kind)
        self.proposal = make_proposal(kind=self.kind, session=session, asks=("修一段堤", "装一排灯"))

    def on(self) -> date:
        """The day of the next step."""
        self.day += timedelta(days=self.city.lot.randint(0, 9))
        return self.day

    def do(self, event: Event, by: User | None = None, **what: Any) -> FollowUp:
        """By the reviewer unless somebody else is named; a reason stands where one is needed."""
        what = {"on": self.on(), "note": "写明的理由", **what}
        return self.proposal.record(event, by=by or self.city.reviewer, **what)

    def assign(self, duty: Duty = Duty.SOLE) -> Assignment:
        """To a department that has no part in it yet."""
        made = self.do(E.ASSIGN, department=self.another(), duty=duty).assignment
        assert made is not None
        return made

    def another(self) -> Department:
        """A department that has no part in it yet."""
        taken = set(self.proposal.assignments.standing().values_list("department", flat=True))
        return self.city.lot.choice([one for one in self.city.departments if one.pk not in taken])

    def step(self, part: Assignment, *events: Event, **what: Any) -> None:
        """What a department does itself."""
        for event in events:
            self.do(event, by=self.city.speakers[part.department_id], assignment=part, **what)

    def written(self, part: Assignment) -> Reply:
        """A letter handed in."""
        by, classes = self.city.speakers[part.department_id], classes_of(self.proposal)
        chosen = self.city.lot.choice(classes) if classes and Duty(part.duty).answers else None
        return self.handed_in(draft(proposal=self.proposal, assignment=part, by=by, text=LETTER, result=chosen))

    def handed_in(self, reply: Reply) -> Reply:
        assert reply.assignment is not None
        return self.fresh(hand_in(reply=reply, by=self.city.speakers[reply.assignment.department_id], on=self.on()))

    def sent(self, reply: Reply) -> Reply:
        """It goes out."""
        return self.fresh(send(reply=reply, by=self.city.reviewer, on=self.on()))

    def answer(self, part: Assignment) -> Reply:
        """From the draft to the post."""
        return self.sent(self.written(part))

    def handled(self, duty: Duty = Duty.SOLE) -> Assignment:
        """Assigned, signed for, begun."""
        part = self.assign(duty)
        self.step(part, E.ACCEPT, E.HANDLE)
        return part

    def rate(self, reply: Reply, said: Said) -> None:
        """By the proposer's own link."""
        proposer, day = self.proposal.proposers.get(), self.on()
        token = make_link(reply=reply, proposer=proposer, by=self.city.editor, on=day)
        rate_by_link(token=token, said=said, today=day)
        self.fresh(reply)

    def promised(self, reply: Reply) -> Commitment:
        """A promise of the letter."""
        due = self.day + timedelta(days=90)
        words = words_in(LETTER, PROMISE)
        return promise(reply=reply, by=self.city.editor, on=self.on(), words=words, due_on=due)

    def fresh(self, reply: Reply) -> Reply:
        """Other functions wrote: read the proposal again."""
        self.proposal = Proposal.objects.get(pk=self.proposal.pk)
        return reply
