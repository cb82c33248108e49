"""What one file after another asks of the database, looked up once: for one batch, inside its transaction.

What is missing is asked for again, since the next file may make it; councils and units are told as they are made.
A plan alone uses one of its own.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from delegates.directory import Directory, Names
from delegates.models import Body, Council, Region, Session, Term
from proposals.ingest.records import Level as PrintedLevel
from proposals.models import Department, ImportFile, Industry, Keyword, Report

from .sessions import SaidSession, existing_session, find_region, seat_of
from .tally import names_in, titles_in, units_in
from .titles import Titles

Found = TypeVar("Found")


class Known:
    """Places, councils, terms, sessions, units, industries and departments by what sources call them."""

    def __init__(self) -> None:
        """Start with nothing looked up."""
        self.units, self.names, self.titles = Directory(), Names(), Titles()
        self._reports: dict[str, Report | None] = {}  # by their bytes
        self._kept: dict[Hashable, object] = {}

    def expect(self, files: Sequence[ImportFile]) -> None:
        """Look up together what each of these files would ask for alone: its bytes, names, units and titles."""
        self._reports |= dict.fromkeys(one.sha256 for one in files)
        standing = Report.objects.filter(sha256__in=[one.sha256 for one in files], retracted_at__isnull=True)
        self._reports |= {one.sha256: one for one in standing}
        self.names.look_up(name for one in files for name in names_in(one.found))
        self.units.look_up(unit for one in files for unit in units_in(one.found))
        self.titles.look_up(title for one in files for title in titles_in(one.found))

    def written(self, report: Report) -> None:
        """These bytes stand from now on."""
        self._reports[report.sha256] = report

    def region(self, place: str | None, code: str | None) -> Region | None:
        """As `sessions.find_region`. Raises Refusal on an unknown code."""
        return self._once(("region", place, code), lambda: find_region(place, code))

    def council(
        self, body: Body, level: PrintedLevel | None, place: str | None, region: Region | None
    ) -> Council | None:
        """The council a delegate sits in, or None while the text leaves it open. An unsaved one is one to create."""
        at = region.pk if region else None
        seat = self._once(("seat", level, place, at), lambda: seat_of(level, place, region))
        if seat is None:
            return None
        return self.council_in(seat, body) or Council(region=seat, kind=body)

    def council_in(self, region: Region, kind: str) -> Council | None:
        """The council of this kind in the region, if it is there. Also what is missing is kept: see `made`."""
        key = ("council", region.pk, kind)
        if key not in self._kept:
            self._kept[key] = Council.objects.filter(region=region, kind=kind).select_related("region").first()
        return self._kept[key]  # type: ignore[return-value]  # a key has one kind of value

    def made(self, council: Council) -> None:
        """A council that was missing is there from now on."""
        self._kept["council", council.region_id, council.kind] = council

    def term(self, council: Council, number: int) -> Term | None:
        """The term of the council, if it is there."""
        rows = Term.objects.filter(council=council, number=number).select_related("council__region")
        return self._once(("term", council.pk, number), rows.prefetch_related("sessions").first)

    def session(self, said: SaidSession, region: Region) -> Session | None:
        """The session, if it is there."""
        return self._once(("session", said, region.pk), lambda: existing_session(said, region))

    def keyword(self, name: str) -> Keyword | None:
        """The word, if it is there."""
        return self._once(("keyword", name), Keyword.objects.filter(name=name).first)

    def industries(self, names: Iterable[str]) -> dict[str, Industry]:
        """Those of these names that are registered."""
        wanted = set(names)
        rows = self._once("industries", lambda: {one.name: one for one in Industry.objects.all()}) if wanted else None
        return {name: rows[name] for name in wanted if name in rows} if rows else {}

    def departments(self, names: Iterable[str], region: Region, on: date) -> dict[str, Department]:
        """Whom each of these names and aliases meant in the region on a day, as `Department.objects.named`."""
        rows = {name: self._department(name, region, on) for name in sorted(set(names))}
        return {name: row for name, row in rows.items() if row is not None}

    def _department(self, name: str, region: Region, on: date) -> Department | None:
        key = ("department", region.pk, on, name)
        if key not in self._kept:
            self._kept[key] = Department.objects.named(name, on=on, region=region)
        return self._kept[key]  # type: ignore[return-value]  # a key has one kind of value

    def standing(self, sha256: str) -> Report | None:
        """The report of these very bytes, unless its import was undone."""
        if sha256 in self._reports:
            return self._reports[sha256]
        return Report.objects.filter(sha256=sha256, retracted_at__isnull=True).first()

    def _once(self, key: Hashable, look_up: Callable[[], Found]) -> Found:
        if key in self._kept:
            return self._kept[key]  # type: ignore[return-value]  # a key has one kind of value
        found = look_up()
        if found is not None:
            self._kept[key] = found
        return found
