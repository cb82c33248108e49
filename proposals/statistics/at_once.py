"""Several grouped questions in one: each comes back as its lines."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Func, IntegerField, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from delegates.gathering import Lines, gathered


def at_once(queries: "Mapping[str, QuerySet[Any, Any]]") -> dict[str, Lines]:
    """The lines of each query, which must be of `values`. One question, whatever there is, also where there is nothing.

    They hang on a row that every database has: that of the table of proposals among the tables.
    """
    found = gathered(ContentType.objects.filter(app_label="proposals", model="proposal"), queries)
    return {name: lines or [] for name, lines in found.items()}  # Django does not even ask for what cannot be


class DaysBetween(Func):
    """The first day minus the second, in days."""

    output_field = IntegerField()
    arg_joiner = " - "
    template = "(%(expressions)s)"

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        """Days are text there."""
        return self.as_sql(
            compiler, connection, template="CAST(JULIANDAY(%(expressions)s) AS INTEGER)", arg_joiner=") - JULIANDAY("
        )
