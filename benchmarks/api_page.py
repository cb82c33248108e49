"""What an uncached page of the API costs beside the least anybody could do: python benchmarks/api_page.py [PROPOSALS]

A city of 100,000 proposals (or as many as given) is written to a database of its own, as benchmarks/list_page.py does.
Each ROUND asks in turn for
    raw    the rows that fifty entries of a filtered list are made of by the bare driver: one plain statement for the
           fifty and one for each of the seven tables that hang on them, in the order of their keys, dumped as JSON as
           they come: no names, no labels, no counts, no decision what is public
    page   the same fifty as entries of the API through all of the site's middleware, with the exact count
    most   five hundred entries of all proposals, beside ten times raw
each under an address that nobody asked for before, and prints the median CPU time, that of the database's own process
included. Status 1 when the page costs more than 3 × raw at 100,000 proposals, or asks more than twice.
"""

import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import list_page as city  # noqa: E402  once it can be found
from benchmarks.own_database import own_database  # noqa: E402  as above

FULL, MOST, MOST_QUERIES = 100_000, 3.0, 2
ROUNDS, EACH, SIZE = 15, 10, 50
OWN = (
    "SELECT p.id, p.kind, p.number, p.headline, p.field, p.state, p.round, s.id, s.starts_on, c.kind"
    " FROM proposals_proposal p JOIN delegates_session s ON s.id = p.session_id"
    " JOIN delegates_term t ON t.id = s.term_id JOIN delegates_council c ON c.id = t.council_id"
    " WHERE p.publication = 'published' AND p.state IN ('closed', 'replied') AND EXISTS (SELECT 1 FROM"
    " proposals_assignment a WHERE a.proposal_id = p.id AND a.stage <> 'returned' AND a.department_id = %s)"
    " ORDER BY p.id DESC LIMIT 50"
)
HUNG = (
    "SELECT m.proposal_id, m.id, m.role, d.id, d.name, c.kind, c.region_id FROM proposals_proposer m"
    " JOIN delegates_delegate d ON d.id = m.delegate_id JOIN delegates_mandate n ON n.delegate_id = d.id"
    " JOIN delegates_council c ON c.id = n.council_id WHERE m.proposal_id {ids} ORDER BY m.proposal_id, m.id",
    "SELECT proposal_id, id, \"order\", text, outcome, outcome_note FROM proposals_ask WHERE proposal_id {ids}"
    " ORDER BY proposal_id, id",
    "SELECT a.proposal_id, a.id, d.id, d.name, a.duty, a.stage, a.round FROM proposals_assignment a"
    " JOIN proposals_department d ON d.id = a.department_id WHERE a.proposal_id {ids} ORDER BY a.proposal_id, a.id",
    "SELECT proposal_id, assignment_id, step, round, due_on, first_due_on, met_on, provisional, because"
    " FROM proposals_deadline WHERE proposal_id {ids} AND NOT dropped ORDER BY proposal_id, id",
    "SELECT r.proposal_id, r.id, r.role, r.round, r.publication, r.shown, r.number, r.replied_on, r.reply_class,"
    " d.name, g.process, g.result FROM proposals_reply r LEFT JOIN proposals_department d ON d.id = r.department_id"
    " LEFT JOIN proposals_rating g ON g.reply_id = r.id WHERE r.proposal_id {ids} ORDER BY r.proposal_id, r.id",
    "SELECT proposal_id, id, reply_id, text, due_on, state, settled_on FROM proposals_commitment"
    " WHERE proposal_id {ids} ORDER BY proposal_id, id",
    "SELECT f.proposal_id, f.sequence, f.event, f.happened_on, d.name, f.note FROM proposals_followup f"
    " LEFT JOIN proposals_department d ON d.id = f.department_id WHERE f.proposal_id {ids}"
    " ORDER BY f.proposal_id, f.sequence",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Build, measure, print."""
    count = int(arguments[0]) if arguments else FULL
    with own_database():
        city._build(count)
        return _measured(count)


def _measured(count: int) -> int:
    from django.conf import settings  # inline: there are settings only by now

    settings.API_BURST = settings.API_SUSTAINED = 10**9
    ask, departments = city._site(), city._departments()
    taken: dict[str, list[float]] = {}
    for round_ in range(ROUNDS):
        for name, one in _asks(ask, departments, round_).items():
            for nth in range(EACH + 1):  # the first is not counted
                spent = city._cpu(one, nth)
                if nth:
                    taken.setdefault(name, []).append(spent)
    floor = statistics.median(taken["raw"])
    for name, some in taken.items():
        city._told(name, statistics.median(some), floor)
    asked = _queries(ask, departments)
    ratio = statistics.median(taken["page"]) / floor
    print(f"the page: {ratio:.1f} × raw (at most {MOST:.0f} at {FULL}), {asked} questions")
    return int((count >= FULL and ratio > MOST) or asked > MOST_QUERIES)


def _asks(ask: Callable[[str], Any], departments: list[int], round_: int) -> dict[str, Callable[[int], Any]]:
    def of(one: int) -> int:
        return departments[(round_ * EACH + one) % len(departments)]

    def address(one: int) -> str:
        """New each time: the order of equal conditions makes another address of the same question."""
        fresh = "&state=replied" * (1 + one % 2 + 2 * (round_ % 8)) + f"&limit={SIZE}"
        return f"/api/v1/proposals/?department={of(one)}{fresh}"

    return {
        "raw": lambda one: _raw(of(one)),
        "page": lambda one: ask(address(one)),
        "most": lambda one: ask(f"/api/v1/proposals/?limit={500 - round_ * EACH - one}"),
    }


def _raw(department: int) -> str:
    from django.db import connection  # inline: as above

    connection.ensure_connection()
    driver: Any = connection.connection
    postgresql = connection.vendor == "postgresql"
    if postgresql:
        driver.prepare_threshold = 5  # as psycopg comes; Django's own cursors prepare nothing all the same
    cursor = _cursor(driver) if postgresql else driver
    own = cursor.execute(OWN if postgresql else OWN.replace("%s", "?"), [department]).fetchall()
    ids = [row[0] for row in own]
    found = [own]
    for sql in HUNG:
        if postgresql:
            found.append(cursor.execute(sql.format(ids="= ANY(%s)"), [ids]).fetchall())
        else:
            found.append(cursor.execute(sql.format(ids=f"IN ({', '.join('?' * len(ids))})"), ids).fetchall())
    return json.dumps([[list(row) for row in some] for some in found], ensure_ascii=False, default=str)


def _cursor(driver: Any) -> Any:
    import psycopg  # inline: for this engine alone

    return psycopg.Cursor(driver)


def _queries(ask: Callable[[str], Any], departments: list[int]) -> int:
    from django.db import connection  # inline: as above
    from django.test.utils import CaptureQueriesContext  # inline: as above

    with CaptureQueriesContext(connection) as queries:
        ask(f"/api/v1/proposals/?state=handling&department={departments[-1]}&limit=49")
    return len(queries)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
