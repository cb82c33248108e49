"""What proposals hang on: delegates, departments, industries, sessions, reports, by id, with their numbers."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from rest_framework.response import Response

from delegates.freshness.pages import current as version
from delegates.merging import successor
from delegates.portrait import portrait
from proposals.catalogue.shared import Catalogue, current
from proposals.outside.gone import gone_report

from . import asking, cursors
from .answering import Answer
from .problems import Problem, nothing
from .proposals import address_of_next
from .records import places, sources
from .shapes import schema

Entry = dict[str, Any]


class Several(Answer):
    """All rows of one kind, in the order of their ids."""

    room: ClassVar[Any]  # gives `ids` and `entries`
    name: ClassVar[str]

    def get(self, request: Any) -> Response:
        """Two questions: the data version, and the entries."""
        wanted, catalogue = asking.turning(request.GET), current(version())
        ids: Sequence[int] = self.room.ids(catalogue)
        last = cursors.read(self.name, "cursor", wanted.cursor)["a"] if wanted.cursor else -1
        start = bisect_right(ids, last)
        here = ids[start : start + wanted.limit]
        more = start + len(here) < len(ids)
        cursor = cursors.written(self.name, {"a": here[-1]}) if more else ""
        return Response(
            {
                "count": len(ids),
                "results": self.room.entries(here, catalogue),
                "next": address_of_next(request, cursor),
            }
        )


class Single(Answer):
    """One row of a kind."""

    room: ClassVar[Any]

    def get(self, request: Any, pk: int) -> Response:
        """404 for whatever is not in the list."""
        asking.turning(request.GET, known=())
        catalogue = current(version())
        entries = self.room.entries([pk], catalogue) if pk in set(self.room.ids(catalogue)) else []
        if not entries:
            raise self.missing(pk, catalogue)
        return Response({**entries[0], **self.more(pk, catalogue)})

    def missing(self, pk: int, catalogue: Catalogue) -> Problem:
        """What is said where there is none."""
        return nothing()

    def more(self, pk: int, catalogue: Catalogue) -> Entry:
        """What only the one entry has."""
        return {}


@schema.DELEGATES
class Delegates(Several):
    """Those who propose something public."""

    room, name = places.DELEGATES, "delegates"


@schema.DELEGATE
class Delegate(Single):
    """One of them with posts and figures, as the page has them."""

    room = places.DELEGATES

    def more(self, pk: int, catalogue: Catalogue) -> Entry:
        """One question more."""
        found = portrait(pk, timezone.localdate(), {})
        return {"posts": [sources.career(one) for one in found.posts], "figures": sources.figures(found.figures)}

    def missing(self, pk: int, catalogue: Catalogue) -> Problem:
        """Somebody whose two records became one is led to by the other number."""
        now = successor("delegates.Delegate", pk)
        if now is None or now not in set(self.room.ids(catalogue)):
            return nothing()
        return sources.moved(settings.SITE_URL + reverse("proposals:api:delegate", args=[now]))


@schema.DEPARTMENTS
class Departments(Several):
    """Those that have a part in something public."""

    room, name = places.DEPARTMENTS, "departments"


@schema.DEPARTMENT
class Department(Single):
    """One of them."""

    room = places.DEPARTMENTS


@schema.INDUSTRIES
class Industries(Several):
    """The whole tree."""

    room, name = places.INDUSTRIES, "industries"


@schema.INDUSTRY
class Industry(Single):
    """One of them."""

    room = places.INDUSTRIES


@schema.SESSIONS
class Sessions(Several):
    """Those at which something public was put."""

    room, name = places.SESSIONS, "sessions"


@schema.SESSION
class Session(Single):
    """One of them."""

    room = places.SESSIONS


@schema.REPORTS
class Reports(Several):
    """Published sources, by their citation."""

    room, name = sources.REPORTS, "reports"


@schema.REPORT
class Report(Single):
    """One of them with its articles, and what was taken from each."""

    room = sources.REPORTS

    def more(self, pk: int, catalogue: Catalogue) -> Entry:
        """One question more."""
        return {"articles": sources.articles(pk)}

    def missing(self, pk: int, catalogue: Catalogue) -> Problem:
        """410 where it was public and is no more."""
        gone = gone_report(pk)
        if gone is None:
            return nothing()
        return Problem(410, "gone", gone.title, gone.why, since=gone.on.isoformat() if gone.on else None)
