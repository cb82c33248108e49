"""What is in the package: for each file its rows, bytes and checksum, and what its columns mean.

A Data Package (frictionlessdata.io, Table Schema) with the checksum as `sha256:…` in `hash`. Bytes and checksum are
those of the file as it is sent; where nobody has written the file out yet, they are left out.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from .columns import Column, Table
from .files import File
from .measured import Measured

TYPES = {"integer": "integer", "boolean": "boolean", "date": "date", "list": "string", "string": "string"}


def manifest(files: Mapping[File, Measured | None], on: date, *, base: str) -> dict[str, Any]:
    """The package as of a day. `base`: where its files lie; "" where they lie beside it."""
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "profile": "data-package",
        "name": "yanlu",
        "title": _("两会建议提案及其办理"),
        "description": _("代表委员提了什么、谁来办、怎么答复、后来怎么样；没有公开的不在里面。"),
        "created": on.isoformat(),
        "homepage": settings.SITE_URL,
        "resources": [resource(file, measured, base) for file, measured in files.items()],
    }
    if settings.DATA_LICENCE:
        package["licenses"] = [{"title": settings.DATA_LICENCE}]
    if settings.OPERATOR:
        package["contributors"] = [{"title": settings.OPERATOR, "roles": ["publisher"]}]
    return package


def resource(file: File, measured: Measured | None, base: str) -> dict[str, Any]:
    """One file."""
    found: dict[str, Any] = {
        "name": file.filename.replace(".", "-"),
        "title": str(file.label),
        "path": f"{base}{file.filename}",
        "format": file.format,
        "mediatype": file.media_type.partition(";")[0],
        "encoding": "utf-8",
    }
    if file.table is not None:
        found["description"] = str(file.table.about)
        found["schema"] = schema(file.table, named=file.format != "jsonl")
    if measured is not None:
        found |= {"bytes": measured.size, "hash": f"sha256:{measured.sha256}"}
        if measured.rows is not None:
            found["rows"] = measured.rows
    return found


def schema(table: Table, *, named: bool) -> dict[str, Any]:
    """Table Schema of a table. `named`: by the headings that people read, as CSV and XLSX have them."""
    columns = table.shown if named else table.columns
    keys = [_key(table, column, target, named=named) for column, target in table.foreign.items()]
    found: dict[str, Any] = {"fields": [_field(one, named=named) for one in columns], "missingValues": [""]}
    if any(one.name == "id" for one in columns):
        found["primaryKey"] = [str(columns[0].label) if named else "id"]
    return found | ({"foreignKeys": keys} if keys else {})


def _field(column: Column, *, named: bool) -> dict[str, Any]:
    kind = TYPES[column.kind] if named else {"list": "array"}.get(column.kind, column.kind)
    field = {
        "name": str(column.label) if named else column.name,
        "title": str(column.label),
        "type": "string" if named and column.kind == "boolean" else kind,
        "description": str(column.about),
    }
    if column.words and column.kind == "string":
        values = column.words.values() if named else column.words
        return field | {"constraints": {"enum": [str(one) for one in values]}}
    return field


def _key(table: Table, column: str, target: str, *, named: bool) -> dict[str, Any]:
    label = next(str(one.label) for one in table.columns if one.name == column)
    own, other = (label, str(_("本站编号"))) if named else (column, "id")
    resource = "" if target == table.name else f"{target}-{'csv' if named else 'jsonl'}"
    return {"fields": [own], "reference": {"resource": resource, "fields": [other]}}


def json_schema(table: Table) -> dict[str, Any]:
    """JSON Schema of one line of a table's JSON Lines."""
    kinds: dict[str, Any] = {
        "integer": {"type": ["integer", "null"]},
        "boolean": {"type": ["boolean", "null"]},
        "date": {"type": ["string", "null"], "format": "date"},
        "list": {"type": "array", "items": {"type": "string"}},
        "string": {"type": ["string", "null"]},
    }
    properties = {}
    for one in table.columns:
        told = {**kinds[one.kind], "title": str(one.label), "description": str(one.about)}
        if one.words and one.kind == "string":
            told["enum"] = [*one.words, None]
        properties[one.name] = told
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{settings.SITE_URL}/data/{table.name}.schema.json",
        "title": str(table.label),
        "description": str(table.about),
        "type": "object",
        "properties": properties,
        "required": [one.name for one in table.columns],
        "additionalProperties": False,
    }


def as_json(value: object) -> bytes:
    """Readable JSON."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
