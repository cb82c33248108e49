"""What a page costs that is kept, or that its reader has already: python benchmarks/cached_page.py [PROPOSALS]

A city of 100,000 proposals (or as many as given) is written to a database of its own: an SQLite file, or, where
DATABASE_URL names a PostgreSQL server, a test database there that is removed again. Printed for a kept page and for a
304, of the list and of one proposal: the CPU time of this process for one request through the whole of Django, the
median of ROUNDS rounds that take turns, and its ratio to Django saying hello without any middleware in the same run.
Status 1 when a ratio is above MOST.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.own_database import own_database  # noqa: E402  once it can be found

MOST, FULL = 2.0, 100_000
ROUNDS, REQUESTS = 15, 200
ORIGIN = "127.0.0.1:8000"


def main(arguments: list[str]) -> int:
    """Build, measure, print."""
    count = int(arguments[0]) if arguments else FULL
    os.environ["SITE_URL"] = f"http://{ORIGIN}"
    with own_database():
        from django.test import override_settings  # inline: there are settings only now

        from benchmarks.city import build  # inline: as above
        from proposals.models import Proposal, Publication  # inline: as above

        build(count, date.today())
        Proposal.objects.update(publication=Publication.PUBLISHED)
        with override_settings(ROOT_URLCONF="benchmarks.hello"):
            return _measured(count)


def _measured(count: int) -> int:
    from django.db import connection  # inline: as above

    requests = _requests()
    for ask in requests.values():
        ask()
    times: dict[str, list[float]] = {name: [] for name in requests}
    for _ in range(ROUNDS):
        for name, ask in requests.items():
            begun = time.process_time()
            for _ in range(REQUESTS):
                ask()
            times[name].append((time.process_time() - begun) / REQUESTS * 1e6)
    floor = statistics.median(times["hello"])
    ratios = {name: statistics.median(one) / floor for name, one in times.items()}
    print(f"{connection.vendor}, {count:,} proposals, {ROUNDS} rounds of {REQUESTS} requests")
    for name, ratio in ratios.items():
        print(f"{name:24}{statistics.median(times[name]):8.0f} µs CPU{ratio:8.2f} ×")
    return int(max(ratios.values()) > MOST)


def _requests() -> dict[str, Callable[[], bytes]]:
    """By name, one request each, answered and read to its end."""
    from django.core.handlers.wsgi import WSGIHandler  # inline: as above
    from django.test import override_settings  # inline: as above

    from proposals.models import Proposal  # inline: as above

    site = WSGIHandler()
    with override_settings(MIDDLEWARE=[]):
        bare = WSGIHandler()
    row = Proposal.objects.visible_to(None).latest("pk").get_absolute_url()
    asked: dict[str, Callable[[], bytes]] = {"hello": partial(_body, bare, "/hello/")}
    for name, address in (("list", "/proposals/"), ("proposal", row)):
        etag = _answer(site, address)[1]["ETag"]
        asked[f"{name}, kept"] = partial(_body, site, address)
        asked[f"{name}, 304"] = partial(_body, site, address, HTTP_IF_NONE_MATCH=etag)
        told = [_answer(site, address, HTTP_IF_NONE_MATCH=one)[1]["status"][:3] for one in ("", etag)]
        if told != ["200", "304"]:
            raise RuntimeError(f"{address} answers {told}")
    return asked


def _body(handler: Any, path: str, **headers: str) -> bytes:
    return _answer(handler, path, **headers)[0]


def _answer(handler: Any, path: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    told: dict[str, str] = {}
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000", "HTTP_HOST": ORIGIN, "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
        "wsgi.input": BytesIO(), "wsgi.url_scheme": "http", **headers,
    }  # fmt: skip
    response = handler(environ, lambda status, found: told.update({"status": status}, **dict(found)))
    body = b"".join(response)
    response.close()
    return body, told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
