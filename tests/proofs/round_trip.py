"""All of the invented city as CSV, brought in again by the ordinary import: every column that a list carries, compared.

    python -m tests.proofs.round_trip [--proposals 1500] [--seed N] [--database sqlite|postgresql]

Exits with status 1 when a cell tells otherwise afterwards. A list knows one group a name: where one name has several in
the file (namesakes, or a person of two terms), the group is not compared and the number of such rows is said.
"""

import argparse
import sys
from datetime import date

from tests.proofs.databases import KINDS, site_on


def compared(proposals: int, seed: int, today: date) -> tuple[int, int, list[tuple[str, str, str, str]]]:
    """Rows, differences that the group of a name explains, and all others. The city is taken back in between."""
    from django.db import transaction  # inline: settings stand only now

    from delegates.models import Region  # inline: as above
    from proposals.demo.loading import load  # inline: as above
    from tests.proposals.exports.again import bring_in, differences, rows, told, unexplained  # inline: as above

    with transaction.atomic():
        load(proposals=proposals, seed=seed, today=today)
        first = told()
        transaction.set_rollback(True)
    region = Region.objects.create(code="990100", name="云汀市", is_example=True)
    bring_in(first, region=region.pk)
    second = told()
    left = unexplained(first, second)
    return len(rows(first)), len(differences(first, second)) - len(left), left


def main() -> int:
    """Arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--proposals", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    given = parser.parse_args()
    with site_on(given.database):
        count, explained, left = compared(given.proposals, given.seed, date(2026, 11, 23))
    for title, heading, before, after in left[:20]:
        print(f"{title}: {heading}: {before!r} → {after!r}")
    print(f"{count} rows, {len(left)} differences; {explained} cells not compared: one name with several groups")
    return 1 if left or not count else 0


if __name__ == "__main__":
    sys.exit(main())
