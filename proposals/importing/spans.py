"""Collects the places of facts during an import, to be written at once with those of other files."""

from collections.abc import Iterable, Mapping
from typing import Any

from proposals.ingest import records
from proposals.models import Report, Span


class SpanWriter:
    """The spans of one report, not inserted: their rows get their numbers first."""

    def __init__(self, report: Report) -> None:
        """Start with no span."""
        self._report = report
        self.spans: list[Span] = []

    def add(self, field: str, places: Iterable[records.Span | None], **target: Any) -> None:
        """Remember where `field` of the one target row stands; without target it is a fact of the report.

        What has no place, since a person added it, gets no span.
        """
        for place in places:
            if place is not None and place.end > place.start:
                self.spans.append(Span(report=self._report, field=field, start=place.start, end=place.end, **target))

    def add_all(self, places: Mapping[str, records.Span | None]) -> None:
        """Facts of the report itself, by field; those without a place are left out."""
        for field, place in places.items():
            self.add(field, [place])
