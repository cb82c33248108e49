"""What the uncached list costs beside the least anybody could do: python benchmarks/list_page.py [PROPOSALS]

A city of 100,000 proposals (or as many as given) is written to a database of its own: an SQLite file, or, where
DATABASE_URL names a PostgreSQL server, a test database there that is removed again. Each ROUND asks in turn for
    hello   a Django view that says hello, without middleware
    raw     the twenty rows of a filtered list by the bare driver, joined over five tables, as JSON: no counts, no page
    list    the filtered list of the site through all of its middleware: exact counts of every facet, twenty rows, HTML
    …, its lines drawn before    the same where other pages of this version of the data showed the same proposals
    text    the same with a word to search for, another one each time
each under an address that nobody asked for before, and prints the median CPU time, that of the database's own process
included. Status 1 when the list costs more than 6 × raw at 100,000 proposals, asks more than twice, or counts wrongly.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.own_database import analysed, own_database, spent  # noqa: E402  once it can be found

FULL, MOST, MOST_QUERIES = 100_000, 6.0, 2
ROUNDS, EACH = 15, 10
AGAIN = "list, its lines drawn before"
WORDS = ("河堤", "老旧小区", "公交", "校门口", "菜市场", "雨污分流", "东湖", "停车位", "食堂", "电梯")
# The rows of the same list, as a program would ask for them that does nothing else.
RAW = (
    "SELECT p.id, p.number, p.headline, p.state, s.number, t.number, c.kind, d.name, e.name FROM proposals_proposal p"
    " JOIN delegates_session s ON s.id = p.session_id JOIN delegates_term t ON t.id = s.term_id"
    " JOIN delegates_council c ON c.id = t.council_id JOIN proposals_proposer m ON m.proposal_id = p.id"
    " JOIN delegates_delegate d ON d.id = m.delegate_id JOIN proposals_assignment a ON a.proposal_id = p.id"
    " JOIN proposals_department e ON e.id = a.department_id WHERE p.publication = 'published'"
    " AND p.state IN ('closed', 'replied') AND a.stage <> 'returned' AND a.department_id = %s"
    " ORDER BY p.id DESC LIMIT 20"
)


def main(arguments: list[str]) -> int:
    """Build, measure, print."""
    count = int(arguments[0]) if arguments else FULL
    with own_database():
        _build(count)
        return _measured(count)


def _build(count: int) -> None:
    from django.db import connection  # inline: there are settings only by now
    from django.utils import timezone  # inline: as above

    from benchmarks.city import build  # inline: as above
    from proposals.catalogue.shared import current  # inline: as above
    from proposals.models import Proposal  # inline: as above
    from proposals.shown.searchable import BATCH, reindex  # inline: as above

    started = time.monotonic()
    build(count, timezone.localdate())
    ids = list(Proposal.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        reindex(ids[start : start + BATCH])
    analysed()
    print(f"{connection.vendor}: {count} proposals built and indexed in {time.monotonic() - started:.0f} s")
    _told("catalogue read whole", _cpu(current))
    Proposal.objects.filter(pk=ids[-1]).update(field="economy")
    _told("catalogue after one change", _cpu(current))


def _measured(count: int) -> int:
    list_of, hello = _site(), _hello()
    departments = _departments()
    wrong = _wrong_counts(list_of, departments[0])
    taken: dict[str, list[float]] = {}
    for round_ in range(ROUNDS):
        for name, ask in _asks(list_of, hello, departments, round_).items():
            for one in range(EACH + 1):  # the first is not counted
                if name == "list":
                    _forget_lines()
                elif name == AGAIN:
                    seen = departments[(round_ * EACH + one) % len(departments)]
                    list_of(f"/proposals/?state=replied&department={seen}&w={round_}-{one}")
                spent = _cpu(ask, one)
                if one:
                    taken.setdefault(name, []).append(spent)
    floor = statistics.median(taken["raw"])
    for name, some in taken.items():
        _told(name, statistics.median(some), floor)
    asked = _queries(list_of, departments)
    ratio = statistics.median(taken["list"]) / floor
    print(f"the list: {ratio:.1f} × raw (at most {MOST:.0f} at {FULL}), {asked} questions, wrong: {wrong or 'none'}")
    return int((count >= FULL and ratio > MOST) or asked > MOST_QUERIES or bool(wrong))


def _asks(list_of: Any, hello: Any, departments: list[int], round_: int) -> dict[str, Callable[[int], Any]]:
    def of(one: int) -> int:
        return departments[(round_ * EACH + one) % len(departments)]

    def fresh(one: int) -> str:
        return f"state=replied&department={of(one)}&r={round_}-{one}"

    return {
        "hello": lambda one: hello("/hello/"),
        "raw": lambda one: _raw(of(one)),
        "list": lambda one: list_of(f"/proposals/?{fresh(one)}"),
        AGAIN: lambda one: list_of(f"/proposals/?{fresh(one)}&again=1"),
        "text": lambda one: list_of(f"/proposals/?{fresh(one)}&q={WORDS[one % len(WORDS)]}{'　区' * (round_ % 2)}"),
    }


def _forget_lines() -> None:
    from proposals.models import Proposal  # inline: as above
    from proposals.views.list_lines import drawn_before  # inline: as above

    drawn_before(Proposal(pk=0).get_absolute_url()).clear()


def _raw(department: int) -> str:
    from django.db import connection  # inline: as above

    connection.ensure_connection()
    driver: Any = connection.connection
    if connection.vendor == "postgresql":
        import psycopg  # inline: for this engine alone

        driver.prepare_threshold = 5  # as psycopg comes; Django's own cursors prepare nothing all the same
        rows = psycopg.Cursor(driver).execute(RAW, [department]).fetchall()
    else:
        rows = driver.execute(RAW.replace("%s", "?"), [department]).fetchall()
    return json.dumps([list(row) for row in rows], ensure_ascii=False)


def _site() -> Callable[[str], Any]:
    from django.conf import settings  # inline: as above
    from django.core.handlers.base import BaseHandler  # inline: as above
    from django.test import RequestFactory  # inline: as above

    settings.ALLOWED_HOSTS = ["testserver"]
    handler, factory = BaseHandler(), RequestFactory()
    handler.load_middleware()

    def ask(address: str) -> Any:
        response = handler.get_response(factory.get(address))
        assert response.status_code == 200, response.status_code  # noqa: S101  a page that failed costs nothing
        return response

    return ask


def _hello() -> Callable[[str], Any]:
    from django.core.handlers.base import BaseHandler  # inline: as above
    from django.http import HttpResponse  # inline: as above
    from django.test import RequestFactory, override_settings  # inline: as above
    from django.urls import path, set_urlconf  # inline: as above

    class Addresses:
        urlpatterns = (path("hello/", lambda request: HttpResponse("hello")),)

    handler, factory = BaseHandler(), RequestFactory()
    with override_settings(MIDDLEWARE=[]):
        handler.load_middleware()

    def ask(address: str) -> Any:
        request = factory.get(address)
        request.urlconf = Addresses  # type: ignore[assignment]  # as Django allows any middleware to
        response = handler.get_response(request)
        set_urlconf(None)  # the handler leaves that to a signal that only a server sends
        return response

    return ask


def _departments() -> list[int]:
    from proposals.models import Department  # inline: as above

    return list(Department.objects.order_by("pk").values_list("pk", flat=True))


def _wrong_counts(list_of: Callable[[str], Any], department: int) -> list[str]:
    """Every number beside a department, as the page prints it and as the database counts it."""
    import re  # inline: for this alone

    from django.http import QueryDict  # inline: as above

    from proposals.filters import ProposalFilter  # inline: as above
    from proposals.models import Proposal  # inline: as above

    query = f"state=replied&state=handling&department={department}&more=session"
    page = list_of(f"/proposals/?{query}").content.decode()
    boxes = re.findall(r'name="(state|session|overdue)" value="(\w+)"[^>]*>[^<]*<b>([\d,]+)</b>', page)
    wrong = [] if boxes else ["none printed"]
    for name, value, printed in boxes:
        asked = QueryDict(query, mutable=True)
        asked.setlist(name, [value])
        n = ProposalFilter(asked, queryset=Proposal.objects.visible_to(None)).narrowed().count()
        if f"{n:,}" != printed:
            wrong.append(f"{name}={value}: {printed}, not {n:,}")
    return wrong


def _queries(list_of: Callable[[str], Any], departments: list[int]) -> int:
    from django.db import connection  # inline: as above
    from django.test.utils import CaptureQueriesContext  # inline: as above

    with CaptureQueriesContext(connection) as queries:
        list_of(f"/proposals/?state=closed&department={departments[-1]}&r=counted")
    return len(queries)


def _cpu(ask: Callable[..., Any], *given: Any) -> float:
    """Milliseconds on a processor, here and in the process of the database."""
    before = spent()
    ask(*given)
    return (spent() - before) * 1000


def _told(name: str, taken: float, floor: float = 0.0) -> None:
    print(f"{name:30} {taken:9.2f} cpu-ms{f'  {taken / floor:6.2f} × raw' if floor else ''}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
