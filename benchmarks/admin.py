"""How long the workplace takes at many proposals: python benchmarks/admin.py [PROPOSALS]

A city of 50,000 proposals (or as many as given) is written to a database of its own: an SQLite file, or, where
DATABASE_URL names a PostgreSQL server, a test database there that is removed again. Printed for the first page and each
list: queries, the median time of RUNS requests, and its ratio to an authenticated page without rows in the same run.
Status 1 when a page needs more than 15 queries or, at 50,000, more than 500 ms.
"""

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.own_database import analysed, own_database  # noqa: E402  once it can be found

MOST_QUERIES, MOST_MS, FULL = 15, 500, 50_000
RUNS = 5
FILTERS = {
    "proposals_proposal": (
        "waiting=assign", "waiting=rating", "waiting=late_promise", "state=handling", "publication__exact=draft",
        "o=5", "p=400",
    ),
    "proposals_assignment": ("waiting=unsigned", "waiting=time", "waiting=check", "due=overdue"),
    "proposals_deadline": ("due=overdue", "due=30", "due=every"),
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Build, measure, print."""
    count = int(arguments[0]) if arguments else FULL
    with own_database():
        return _measured(count)


def _measured(count: int) -> int:
    from django.db import connection  # inline: there are settings only by now
    from django.test import Client  # inline: as above
    from django.urls import reverse  # inline: as above
    from django.utils import timezone  # inline: as above

    from benchmarks.city import build  # inline: as above
    from proposals.workflow.roles import Role  # inline: as above

    started = time.monotonic()
    city = build(count, timezone.localdate())
    analysed()
    print(f"{connection.vendor}: {count} proposals built in {time.monotonic() - started:.0f} s")
    office, liaison = (Client(raise_request_exception=False, SERVER_NAME="127.0.0.1") for _ in range(2))
    office.force_login(_account("office", Role.ADMINISTRATOR))
    liaison.force_login(_account("liaison", Role.LIAISON, city.departments[0]))
    floor = _time(office, reverse("admin:password_change"))
    print(f"{'floor: a page without rows':60} {floor:7.1f} ms")
    pages = [("first page", office, reverse("admin:index")), ("first page, liaison", liaison, reverse("admin:index"))]
    pages += [(address, office, address) for address in _lists()]
    good = [_told(count, floor, *page) for page in pages]
    return int(not all(good))


def _lists() -> Iterator[str]:
    from django.contrib import admin  # inline: as above
    from django.urls import reverse  # inline: as above

    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        address = reverse(f"admin:{name}_changelist")
        yield address
        yield from (f"{address}?{query}" for query in FILTERS.get(name, ()))


def _told(count: int, floor: float, label: str, client: Any, address: str) -> bool:
    from django.db import connection  # inline: as above
    from django.test.utils import CaptureQueriesContext  # inline: as above

    response = client.get(address)
    if response.status_code != 200:
        print(f"{label:60} status {response.status_code}")
        return response.status_code in {302, 403}
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    asked = len(queries)  # read before further requests empty the log
    took = _time(client, address)
    good = asked <= MOST_QUERIES and (count < FULL or took <= MOST_MS)
    verdict = "" if good else "  TOO MUCH"
    print(f"{label:60} {took:7.1f} ms {took / floor:6.1f} × floor {asked:3} queries{verdict}")
    return good


def _time(client: Any, address: str) -> float:
    """Median of RUNS requests in milliseconds."""
    taken = []
    for _ in range(RUNS):
        before = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - before) * 1000)
    return statistics.median(taken)


def _account(name: str, role: Any, department: Any = None) -> Any:
    from django.contrib.auth.models import User  # inline: as above

    from proposals.models import Position  # inline: as above

    user = User.objects.create_user(name, password=None, is_staff=True)
    Position.objects.create(user=user, role=role, department=department)
    return user


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
