"""What a batch wrote, read back: which rows are its own, and whether anybody has touched them since."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import models

from delegates.folding import pointing_at, relations
from delegates.journal import encode, model_of, table_of
from proposals.models import ImportBatch, Written

# These move without anybody editing: states follow the log, publishing is no correction, the rest counts and dates.
MOVING = {"state", "publication", "version", "created_at", "updated_at"}
CHUNK = 500


class Account:
    """The rows a batch made, by table, and the columns it changed."""

    def __init__(self, batch: ImportBatch) -> None:
        """Keeps numbers only: what stood in the rows is looked up as it is needed."""
        self._written = Written.objects.filter(file__batch=batch)
        self.own: dict[str, set[int]] = defaultdict(set)
        for table, row in self._written.filter(act=Written.Act.MADE).values_list("table", "row").iterator():
            self.own[table].add(row)
        self.under: dict[tuple[str, int], set[int]] = defaultdict(set)  # table and proposal → rows made for it
        parts = self._written.filter(act=Written.Act.MADE, after__has_key="proposal_id")
        for table, row, proposal in parts.values_list("table", "row", "after__proposal_id").iterator():
            self.under[table, int(proposal)].add(row)
        self.changed: dict[tuple[str, int], dict[str, tuple[Any, Any]]] = defaultdict(dict)
        rows = self._written.filter(act=Written.Act.CHANGED).order_by("pk")
        for one in rows.iterator():
            first = self.changed[one.table, one.row].get(one.field, (one.before, None))[0]
            self.changed[one.table, one.row][one.field] = (first, one.after)

    def is_own(self, row: models.Model) -> bool:
        """Whether this batch made the row."""
        return row.pk in self.own[table_of(row)]

    def rows(self, model: type[models.Model]) -> Iterator[models.Model]:
        """The batch's own rows of a model that are still there, in the order they were made."""
        ids = sorted(self.own[model._meta.label])
        for start in range(0, len(ids), CHUNK):
            yield from model._base_manager.filter(pk__in=ids[start : start + CHUNK]).order_by("pk")

    def touched(self, rows: "list[Any]") -> list[Any]:
        """Those of these own rows (of one model) whose columns are not as the batch left them."""
        if not rows:
            return []
        table = table_of(rows[0])
        kept = self._written.filter(act=Written.Act.MADE, table=table, row__in=[row.pk for row in rows])
        after = dict(kept.values_list("row", "after"))
        return [row for row in rows if self._differs(row, table, after.get(row.pk) or {})]

    def _differs(self, row: models.Model, table: str, after: dict[str, Any]) -> bool:
        expected = after | {name: new for name, (_, new) in self.changed.get((table, row.pk), {}).items()}
        now = encode(row)
        return any(now.get(name) != value for name, value in expected.items() if name in now and name not in MOVING)

    def users(self, row: models.Model, *, besides: tuple[type[models.Model], ...] = ()) -> str:
        """What still points at the row, in Chinese; "" for nothing. Own rows of `besides` do not count."""
        for relation in relations(type(row)):
            there = pointing_at(row, relation)
            if relation.model in besides:
                there = there.exclude(pk__in=self.own[relation.model._meta.label])
            if there.exists():
                return str(relation.model._meta.verbose_name)
        return ""


def model(table: str) -> type[models.Model]:
    """The model of a table as accounts name it."""
    return model_of(table)
