"""The same acts as `proposals.demo.hands.InMemory`, each by the function that the site itself calls."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User

from proposals.handling.asks import settle_ask
from proposals.handling.commitments import move_due, promise, settle, words_in
from proposals.handling.merging import merge
from proposals.handling.publishing import publish, withhold
from proposals.handling.ratings import Said, keep
from proposals.handling.replies import draft, hand_in, send, send_back
from proposals.models import (
    Ask,
    Assignment,
    Commitment,
    Deadline,
    FollowUp,
    Proposal,
    Proposer,
    Reply,
    ResultClass,
)
from proposals.workflow.events import Event


class OneByOne:
    """One stored proposal."""

    def __init__(self, proposal: Proposal) -> None:
        self.key = proposal.pk

    @property
    def proposal(self) -> Proposal:
        return Proposal.objects.select_related("session__term__council__region").get(pk=self.key)

    @property
    def asks(self) -> list[Ask]:
        return list(Ask.objects.filter(proposal=self.key).order_by("order"))

    @property
    def proposers(self) -> list[Proposer]:
        return list(Proposer.objects.filter(proposal=self.key).order_by("order"))

    def do(self, event: Event, by: User | None, on: date, **what: Any) -> FollowUp:
        return self.proposal.record(event, by=by, on=on, **what)

    def parts(self) -> list[Assignment]:
        return list(Assignment.objects.filter(proposal=self.key).select_related("department").order_by("pk"))

    def due(self, part: Assignment) -> date | None:
        running = Deadline.objects.running().filter(assignment=part, step="reply")
        return running.values_list("due_on", flat=True).first()

    def renumber(self, number: str) -> None:
        Proposal.objects.filter(pk=self.key).update(number=number)

    def merge(self, main: Proposal, by: User, on: date, note: str) -> None:
        merge(proposal=self.proposal, main=main, by=by, on=on, note=note)

    def write(self, part: Assignment, by: User, text: str, summary: str, result: ResultClass | None) -> Reply:
        return draft(proposal=self.proposal, assignment=part, by=by, text=text, summary=summary, result=result)

    def hand_in(self, letter: Reply, by: User, on: date) -> Reply:
        return hand_in(reply=letter, by=by, on=on)

    def send_back(self, letter: Reply, by: User, on: date, note: str) -> Reply:
        return send_back(reply=letter, by=by, on=on, note=note)

    def send(self, letter: Reply, by: User, on: date, number: str) -> Reply:
        return send(reply=letter, by=by, on=on, number=number)

    def publish(self, letter: Reply, by: User, on: date, shown: str) -> None:
        publish(reply=letter, by=by, on=on, shown=shown)

    def withhold(self, letter: Reply, by: User, on: date, ground: str) -> None:
        withhold(reply=letter, by=by, on=on, ground=ground)

    def rate(self, letter: Reply, proposer: Proposer, on: date, said: Said) -> None:
        letter = Reply.objects.select_related("proposal", "assignment").get(pk=letter.pk)
        keep(reply=letter, proposer=proposer, by=None, on=on, said=said)

    def promise(self, letter: Reply, by: User, on: date, text: str, due_on: date, ask: Ask) -> Commitment:
        letter = Reply.objects.select_related("proposal").get(pk=letter.pk)
        words = words_in(letter.text, text)
        return promise(reply=letter, by=by, on=on, words=words, due_on=due_on, ask=ask)

    def settle(self, made: Commitment, by: User, on: date, kept: bool, evidence: str) -> None:
        settle(commitment=made, kept=kept, by=by, on=on, evidence=evidence)

    def move(self, made: Commitment, by: User, on: date, to: date, note: str) -> None:
        move_due(commitment=made, to=to, by=by, on=on, note=note)

    def tell(self, ask: Ask, outcome: str, letter: Reply, by: User, on: date) -> None:
        settle_ask(ask=ask, outcome=outcome, reply=letter, by=by, on=on)
