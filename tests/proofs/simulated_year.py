"""A year of a city: every path a proposal may take, and the log of each replayed to what is stored.

    python -m tests.proofs.simulated_year --proposals 200 --departments 30 [--seed N] [--database sqlite|postgresql]

Exits with status 1 when a log tells something else than what is stored, or when an event of the procedure never came.
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
    from tests.proofs.case import City

ASSIGNED = date(2026, 1, 12)


@dataclass
class Year:
    """What happened: how often each event, each path and each state at the end. `broken` has a sentence for a fault."""

    events: Counter[str] = field(default_factory=Counter)
    paths: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def simulate(proposals: int, departments: int, lot: random.Random) -> Year:
    """Send proposals down every path in turn, then look at each log."""
    from tests.proofs.case import Case  # inline: settings stand only now
    from tests.proofs.paths import PATHS  # inline: as above

    city, year = founded(departments, lot), Year()
    for number in range(proposals):
        kind, path = PATHS[number % len(PATHS)]
        path(Case(city, kind, ASSIGNED + timedelta(days=lot.randrange(120))))
        year.paths[path.__name__] += 1
    _look(year)
    return year


def founded(departments: int, lot: random.Random) -> "City":
    """A city with its departments, each with a liaison, and its staff."""
    from delegates.models import Body  # inline: settings stand only now
    from proposals.workflow.roles import Role  # inline: as above
    from tests.factories import make_department, make_session  # inline: as above
    from tests.proofs.case import City  # inline: as above
    from tests.proofs.random_operations import person  # inline: as above

    days: Any = {"starts_on": date(2025, 12, 23), "ends_on": date(2025, 12, 27)}
    congress, conference = make_session(Body.NPC, **days), make_session(Body.CPPCC, **days)
    units = [make_department() for _ in range(departments)]
    return City(
        lot,
        units,
        {one.pk: person("liaison", Role.LIAISON, one) for one in units},
        person("reviewer", Role.REVIEWER, None),
        person("editor", Role.EDITOR, None),
        {"suggestion": congress, "motion": congress, "proposal": conference},
    )


def _look(year: Year) -> None:
    from proposals.models import FollowUp, Proposal  # inline: settings stand only now
    from proposals.workflow.events import Event  # inline: as above
    from tests.proofs.agreement import faults  # inline: as above

    for proposal in Proposal.objects.order_by("pk"):
        year.states[proposal.state] += 1
        year.broken += faults(proposal)
    year.events.update(FollowUp.objects.values_list("event", flat=True))
    year.broken += [f"never recorded: {event}" for event in Event if not year.events[event]]


def main() -> int:
    """Print the figures; 0 when nothing was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--proposals", type=int, default=200)
    parser.add_argument("--departments", type=int, default=30)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311  a draw
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    given = parser.parse_args()
    with site_on(given.database):
        year = simulate(given.proposals, given.departments, random.Random(given.seed))  # noqa: S311  as above
    print(f"{given.database}, seed {given.seed}, {given.departments} departments")
    for name in ("paths", "states", "events"):
        counted = getattr(year, name)
        print(f"{name} ({sum(counted.values())}): {', '.join(f'{one} {n}' for one, n in counted.most_common())}")
    print(*year.broken[:20] or ["every log leads to what is stored, every event came"], sep="\n")
    return 1 if year.broken else 0


if __name__ == "__main__":
    sys.exit(main())
