"""How a source's lists are read: what a person confirmed once is used again for the same header."""

from typing import TYPE_CHECKING

from proposals.ingest.lists.columns import guessed, header_signature, principal
from proposals.ingest.records import Column, Mapping, Table
from proposals.models import ColumnMapping

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST = 500  # characters of a header that are kept


def remember(source_name: str, table: Table, mapping: Mapping, *, by: "User | None") -> None:
    """A person says that lists of this source with this header are to be read so."""
    ColumnMapping.objects.update_or_create(
        source_name=source_name,
        header=header_signature(table, mapping)[:LONGEST],
        defaults={"columns": [one.value for one in mapping.columns], "confirmed_by": by},
    )


def remembered(source_name: str, tables: tuple[Table, ...]) -> Mapping | None:
    """How a person said that such a list is to be read, if anybody did. At most one query."""
    table = principal(tables)
    mapping = guessed(table) if table else None
    if table is None or mapping is None or mapping.header < 0:
        return None
    signature = header_signature(table, mapping)[:LONGEST]
    known = ColumnMapping.objects.filter(source_name=source_name, header=signature).first()
    return Mapping(mapping.header, tuple(Column(one) for one in known.columns)) if known else None
