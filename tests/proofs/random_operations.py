"""Ten thousand operations drawn by lot, legal and illegal, by people of all roles; the log must tell what is stored.

    python -m tests.proofs.random_operations --operations 10000 [--proposals 50] [--database sqlite|postgresql]

What is refused must have changed nothing, by plain SQL before and after. Rules of the place and departments change in
between. After each hundred operations every log is replayed and compared.
"""

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.proofs.databases import KINDS, site_on

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from proposals.models import Department, Proposal
    from proposals.workflow.events import Event

FIRST_DAY = date(2026, 1, 5)
TABLES = {
    "proposals_proposal": "id",
    "proposals_assignment": "proposal_id",
    "proposals_followup": "proposal_id",
    "proposals_deadline": "proposal_id",
}


# Always possible, or the end: drawn less often, so that proposals come far.
SELDOM = {
    "withdraw",
    "reject",
    "convert",
    "note",
    "attach",
    "rate",
    "promise",
    "keep",
    "break",
    "outcome",
    "urge",
    "meet",
}


@dataclass
class Play:
    """Proposals, departments, people, and what became of the operations. `broken` has a sentence for each fault."""

    lot: random.Random
    proposals: "list[Proposal]" = field(default_factory=list)
    departments: "list[Department]" = field(default_factory=list)
    people: "list[User | None]" = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def set_up(self, proposals: int) -> None:
        """Proposals of every kind, eight departments with a liaison each, one of every other role, and the system."""
        from proposals.workflow.roles import Role  # inline: settings stand only now
        from tests.factories import make_department, make_proposal, make_session  # inline: as above

        session = make_session(starts_on=date(2025, 12, 23), ends_on=date(2025, 12, 27))
        kinds = ("suggestion", "proposal", "motion", "reported")
        self.departments = [make_department() for _ in range(8)]
        self.people = [None, None, person("nobody", None, None)]
        self.people += [person(role.value, role, None) for role in Role if role is not Role.LIAISON for _ in "12"]
        self.people += [person("liaison", Role.LIAISON, one) for one in self.departments]
        of = {"suggestion": session, "motion": session}
        self.proposals = [
            make_proposal(kind=kind, session=of.get(kind)) for kind in (kinds[at % 4] for at in range(proposals))
        ]

    def run(self, operations: int) -> None:
        """Draw and perform; look at every log after each hundred."""
        for number in range(1, operations + 1):
            self.operate()
            if number % 100 == 0 or number == operations:
                self.look()

    def operate(self) -> None:
        """One operation on one proposal."""
        if self.lot.random() < 0.01:
            self._change_the_world()
        proposal = self.lot.choice(self.proposals)
        event, what = self._drawn(proposal)
        before = _rows(proposal.pk)
        outcome = self._recorded(proposal, event, what)
        after = _rows(proposal.pk)
        self.done[outcome] += 1
        if outcome == "accepted":
            self.done[f"accepted {event}"] += 1
        elif before != after:
            self.broken.append(f"{proposal.pk}: {event} was refused ({outcome}) and changed something")

    def look(self) -> None:
        """Compare every proposal with its log."""
        from proposals.models import Proposal  # inline: settings stand only now
        from tests.proofs.agreement import faults  # inline: as above

        for proposal in Proposal.objects.order_by("pk"):
            self.broken += faults(proposal)
        self.done["logs replayed"] += len(self.proposals)

    def _recorded(self, proposal: "Proposal", event: "Event", what: dict[str, Any]) -> str:
        from proposals.models import Proposal  # inline: settings stand only now
        from proposals.workflow.needs import IllegalMove, Missing  # inline: as above
        from proposals.workflow.roles import NotAllowed  # inline: as above

        by = self.lot.choice(self.people) if self._happens(0.35) else None
        try:
            Proposal.objects.get(pk=proposal.pk).record(event, by=by, **what)
        except (IllegalMove, Missing, NotAllowed) as refused:
            if not str(refused).endswith("。"):
                self.broken.append(f"{event}: no sentence says what to do: {refused!r}")
            return next(one.__name__ for one in (IllegalMove, Missing, NotAllowed) if isinstance(refused, one))
        return "accepted"

    def _drawn(self, proposal: "Proposal") -> "tuple[Event, dict[str, Any]]":
        from proposals.models import Proposal  # inline: settings stand only now
        from proposals.tracking.standings import legal_events  # inline: as above
        from proposals.workflow.events import Event  # inline: as above

        current = Proposal.objects.get(pk=proposal.pk)
        possible = [one for one in legal_events(current) if one not in SELDOM or self._happens(0.1)]
        event = self.lot.choice(possible) if possible and self._happens(0.7) else self.lot.choice(list(Event))
        event = Event.CORRECT if self._happens(0.05) else event
        if event is Event.RETRACT and self._happens(0.9):
            event = Event.CORRECT
        return event, self._arguments(current, event)

    def _arguments(self, proposal: "Proposal", event: "Event") -> dict[str, Any]:
        """What comes with it: mostly all that it needs, sometimes too little, sometimes another's."""
        from proposals.models import Assignment  # inline: settings stand only now
        from proposals.workflow.needs import Need  # inline: as above
        from proposals.workflow.states import Duty, Stage, State  # inline: as above

        parts = list(Assignment.objects.all() if self._happens(0.03) else proposal.assignments.all())
        named = 0.9 if event in {"assign", "reassign"} else 0.1
        correcting = event == "correct"
        drawn = {
            "on": FIRST_DAY + timedelta(days=self.lot.randrange(300)) if self._happens(0.8) else None,
            "note": "写明的理由" if self._happens(0.9) else " ",
            "department": self.lot.choice(self.departments) if self._happens(named) else None,
            "duty": self.lot.choice(list(Duty)) if event == "assign" and self._happens(0.8) else None,
            "assignment": self.lot.choice(parts) if parts and self._happens(0.6) else None,
            "main": self.lot.choice(self.proposals) if event == "merge" and self._happens(0.9) else None,
            "until": FIRST_DAY + timedelta(days=self.lot.randrange(400)) if self._happens(0.9) else None,
            "corrects": self.lot.choice(list(proposal.followups.all())) if correcting else None,
            "state": self.lot.choice(list(State)) if correcting and self._happens(0.5) else None,
            "stage": self.lot.choice(list(Stage)) if correcting and self._happens(0.5) else None,
            "gives": frozenset({Need.LETTER, Need.RATING, Need.COMMITMENT, Need.ASK} if self._happens(0.9) else ()),
            "imported": self._happens(0.03),
        }
        return {name: value for name, value in drawn.items() if value is not None}

    def _change_the_world(self) -> None:
        """The rules of all places change, or a department is dissolved and taken over."""
        from proposals.models import Department, RuleSet  # inline: settings stand only now

        if self._happens(0.6):
            rules = RuleSet.objects.filter(council=None, kind="", raised="").first() or RuleSet(
                name="全国", citation="法"
            )
            rules.signs, rules.checks = self._happens(0.5), self._happens(0.5)
            rules.save()
            return
        gone, heir = self.lot.sample(self.departments, 2)
        until = FIRST_DAY + timedelta(days=self.lot.randrange(300)) if self._happens(0.5) else None
        Department.objects.filter(pk=gone.pk).update(valid_until=until, successor=heir if until else None)
        self.departments = list(Department.objects.filter(pk__in=[one.pk for one in self.departments]))

    def _happens(self, chance: float) -> bool:
        return self.lot.random() < chance


def person(name: str, role: Any, department: "Department | None") -> "User":
    """An account that nobody can sign in to."""
    from django.contrib.auth.models import User  # inline: settings stand only now

    from proposals.models import Position  # inline: as above

    user = User.objects.create(username=f"{name}{User.objects.count()}", password="!", is_staff=True)
    if role:
        Position.objects.create(user=user, role=role, department=department)
    return user


def _rows(proposal: int) -> list[Any]:
    """All that is stored of one proposal's handling."""
    from django.db import connection  # inline: settings stand only now

    found: list[Any] = []
    with connection.cursor() as cursor:
        for table, key in TABLES.items():
            cursor.execute(f"SELECT * FROM {table} WHERE {key} = %s ORDER BY id", [proposal])  # noqa: S608  our names
            found += cursor.fetchall()
    return found


def main() -> int:
    """Print the figures; 0 when nothing was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--operations", type=int, default=10_000)
    parser.add_argument("--proposals", type=int, default=50)
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311  a draw
    given = parser.parse_args()
    with site_on(given.database):
        play = Play(random.Random(given.seed))  # noqa: S311  as above
        play.set_up(given.proposals)
        play.run(given.operations)
    print(f"{given.database}, seed {given.seed}")
    for name, count in sorted(play.done.items()):
        print(f"{count:>7}  {name}")
    print(*play.broken[:20] or ["nothing broken"], sep="\n")
    return 1 if play.broken else 0


if __name__ == "__main__":
    sys.exit(main())
