"""What is said of the files: the manifest, the record for catalogues, the schema of each table."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from proposals.models import FollowUp, Proposal

from .columns import Table
from .dataset import TYPE as LINKED
from .dataset import dataset
from .files import FILES, File
from .language import told
from .manifest import as_json, json_schema, manifest
from .measured import Measured, known
from .tables import TABLES


def data_of() -> date | None:
    """The day of the latest entry that everybody may see; None before the first."""
    last = FollowUp.objects.visible_to(None).aggregate(last=Max("recorded_at"))["last"]
    return timezone.localdate(last) if last else None


def years() -> tuple[int, int] | None:
    """The first and the last year of a session whose day is known."""
    found = Proposal.objects.visible_to(None).order_by()
    days = found.aggregate(first=Min("session__starts_on"), last=Max("session__starts_on"))
    return (days["first"].year, days["last"].year) if days["first"] else None


def sizes(measured: Mapping[str, Measured]) -> dict[File, Measured | None]:
    """Every file with what is known of it."""
    return {file: measured.get(file.filename) for file in FILES.values()}


def the_manifest(measured: Mapping[str, Measured], base: str = "") -> dict[str, Any]:
    """Of the files as they are now."""
    return manifest(sizes(measured), data_of() or timezone.localdate(), base=base)


def the_dataset(measured: Mapping[str, Measured]) -> dict[str, Any]:
    """Of the data as they are now."""
    return dataset(sizes(measured), data_of(), years())


def _schema(table: Table) -> Callable[[], bytes]:
    return told(lambda: as_json(json_schema(table)))


# By name and ending: media type and content. What a file measures is learned without the data changing, so these are
# told anew each time; a schema changes with the program alone.
MEASURED: dict[tuple[str, str], tuple[str, Callable[[], bytes]]] = {
    ("manifest", "json"): ("application/json", told(lambda: as_json(the_manifest(known())))),
    ("catalog", "jsonld"): (LINKED, told(lambda: as_json(the_dataset(known())))),
}
SCHEMAS = {(f"{one.name}-schema", "json"): ("application/schema+json", _schema(one)) for one in TABLES.values()}
