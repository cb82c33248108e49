"""All that stands of the handling of one proposal, as one member of staff may read it: each question asked once."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from proposals.models import Ask, Assignment, Commitment, Deadline, FollowUp, Proposal, Proposer, Rating, Reply
from proposals.models.staff import role_of
from proposals.models.visibility import own_parts, worked_on_by
from proposals.tracking.standings import custom_of, standing_of
from proposals.workflow.events import Event
from proposals.workflow.procedure import LAWFUL, Custom
from proposals.workflow.roles import Role, may
from proposals.workflow.standing import Standing, legal
from proposals.workflow.states import Duty

from .ratings import all_accept

if TYPE_CHECKING:
    from delegates.models.delegate import Reader


class Dossier:
    """Read lazily and kept: a page asks for the same from its form, its log and its buttons. Not for writing."""

    def __init__(self, proposal: Proposal, user: "Reader") -> None:
        """Of this proposal, for this reader."""
        self.proposal, self.user, self.role = proposal, user, role_of(user)

    @cached_property
    def parts(self) -> list[Assignment]:
        """Every department's part, those handed on as well."""
        return list(self.proposal.assignments.select_related("department"))

    @cached_property
    def own(self) -> set[int]:
        """The parts on which this reader acts: a liaison on the own department's."""
        if self.role is not Role.LIAISON:
            return {one.pk for one in self.parts}
        return set(own_parts(self.user).filter(proposal=self.proposal).values_list("pk", flat=True))

    @cached_property
    def log(self) -> list[FollowUp]:
        """What this reader may read of the log, oldest first."""
        return list(worked_on_by(self.user, self.proposal.followups.select_related("department", "recorded_by")))

    @cached_property
    def standing(self) -> Standing:
        """Where it stands. Begun where anything is recorded; what a liaison reads of the log may be less."""
        return standing_of(self.proposal, self.parts, begun=bool(self.parts or self.log) or None)

    @cached_property
    def custom(self) -> Custom:
        """What its place drops: asked only where a department is at work."""
        return custom_of(self.proposal) if self.parts else LAWFUL

    @cached_property
    def clocks(self) -> list[Deadline]:
        """Those that run, the nearest first."""
        return list(self.proposal.deadlines.running().order_by("due_on"))

    @cached_property
    def letters(self) -> list[Reply]:
        """What this reader may read, without the words; whoever answers reads the opinions given for the answer too."""
        rows = worked_on_by(self.user, Reply.objects.filter(proposal=self.proposal))
        if self.role is Role.LIAISON and any(one.pk in self.own and Duty(one.duty).answers for one in self.parts):
            rows = rows | Reply.objects.sent().filter(proposal=self.proposal, role=Reply.Role.OPINION)
        found = list(rows.select_related("department", "result").defer("text", "summary").order_by("round", "pk"))
        for one in found:
            one.proposal = self.proposal
        return found

    @cached_property
    def ratings(self) -> list[Rating]:
        """What was said of these letters."""
        sent = [one for one in self.letters if one.status == Reply.Status.SENT]
        rows = Rating.objects.filter(reply__in=sent) if sent else Rating.objects.none()
        return list(rows.select_related("proposer__delegate", "proposer__organisation"))

    @cached_property
    def promises(self) -> list[Commitment]:
        """What they promised."""
        return list(worked_on_by(self.user, Commitment.objects.filter(proposal=self.proposal)))

    @cached_property
    def proposers(self) -> list[Proposer]:
        """Who may rate."""
        return list(self.proposal.proposers.all())

    @cached_property
    def asks(self) -> list[Ask]:
        """The separate points."""
        return list(self.proposal.asks.all())

    @property
    def content(self) -> bool:
        """Whether every proposer accepts each answer of the latest round, so that closing may be offered."""
        return all_accept(self.proposal, self.letters, self.proposers, self.ratings)

    def able(self, part: Assignment | None = None) -> list[Event]:
        """What this reader may record next, of the proposal or of one department's part."""
        found = legal(self.standing) if part is None else legal(self.standing, part.pk, self.custom)
        return [event for event in found if may(self.role, event)]

    def able_anywhere(self) -> list[Event]:
        """Of the proposal and of all parts on which this reader acts, in the order of the procedure."""
        mine: Sequence[Assignment] = [one for one in self.parts if one.pk in self.own]
        found: Iterable[Event] = [*self.able(), *(event for one in mine for event in self.able(one))]
        possible = set(found)
        return [event for event in Event if event in possible]


def dossier_of(proposal: Proposal, user: "Reader") -> Dossier:
    """The one kept on this very object, so that form, log and buttons of one page share it."""
    held: Dossier | None = getattr(proposal, "dossier", None)
    if held is None or held.user != user:
        held = Dossier(proposal, user)
        proposal.dossier = held  # type: ignore[attr-defined]  # lives as long as the page that is being built
    return held
