"""Keeps account of what an import writes, so that it can be undone: rows made, columns changed, rows joined."""

from typing import Any, TypeVar

from django.db import models

from delegates.journal import encode, table_of
from proposals.models import ImportFile, Written

Row = TypeVar("Row", bound=models.Model)


class Ledger:
    """The account of one file. Rows are noted as they stand when `account` is called: at the end of the file."""

    def __init__(self, file: ImportFile) -> None:
        """Start with nothing written."""
        self._file = file
        self._made: list[tuple[models.Model, str]] = []
        self._other: list[Written | tuple[models.Model, str]] = []  # of joined rows: the row and the fact

    def made(self, row: Row, fact: str = "") -> Row:
        """A row that this file brought, for this fact."""
        self._made.append((row, fact))
        return row

    def joined(self, row: models.Model, fact: str) -> None:
        """A row that was there and says what this fact says."""
        self._other.append((row, fact))

    def change(self, row: models.Model, fact: str = "", **columns: Any) -> None:
        """Set these columns (by attname) of a row that was there, noting what stood in them."""
        before = encode(row)
        for name, value in columns.items():
            setattr(row, name, value)
        after = encode(row)
        changed = [name for name in columns if before[name] != after[name]]
        if not changed:
            return
        row.save(update_fields=changed)
        for name in changed:
            note = {"table": table_of(row), "row": row.pk, "field": name, "fact": fact}
            self._other.append(
                Written(file=self._file, act=Written.Act.CHANGED, before=before[name], after=after[name], **note)
            )

    def account(self) -> list[Written]:
        """The account, not yet inserted, of rows as they stand now; the ledger is empty again."""
        made = [
            Written(
                file=self._file, act=Written.Act.MADE, table=table_of(row), row=row.pk, after=encode(row), fact=fact
            )
            for row, fact in self._made
        ]
        other = [
            one
            if isinstance(one, Written)
            else Written(file=self._file, act=Written.Act.JOINED, table=table_of(one[0]), row=one[0].pk, fact=one[1])
            for one in self._other
        ]
        self._made, self._other = [], []
        return made + other
