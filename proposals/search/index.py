"""The search index of a connection, in tables beside Django's own: the same database, the same transaction.

`search_text` keeps each document's folded text, the length of its title and its marks; the tokens are in a tsvector
there (PostgreSQL) or in `search_fts` beside it (SQLite).
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from proposals.search.postgresql import PostgreSQLIndex
from proposals.search.sqlite import SQLiteIndex
from proposals.search.tables import Index

ENGINES: dict[str, type[Index]] = {"sqlite": SQLiteIndex, "postgresql": PostgreSQLIndex}


def index_of(connection: BaseDatabaseWrapper) -> Index:
    """The index of this connection. Raises ImproperlyConfigured for an engine without one."""
    if connection.vendor not in ENGINES:
        raise ImproperlyConfigured(
            f"检索只支持 SQLite 和 PostgreSQL，不支持 {connection.vendor}。请改正 DATABASE_URL。"
        )
    return ENGINES[connection.vendor](connection)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create what is missing of the index. Raises ImproperlyConfigured where the database cannot hold one."""
    index = index_of(connection)
    if problem := index.problem():
        raise ImproperlyConfigured(problem)
    index.install()


def install_after_migrate(using: str, **_: Any) -> None:
    """Receiver of `post_migrate`."""
    install(connections[using])


@register(Tags.database)
def check_search(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """`migrate` and `check --database` say beforehand what a database lacks."""
    problems = (index_of(connections[alias]).problem() for alias in databases or ())
    return [Error(problem, id="search.E001") for problem in problems if problem]
