"""The index on SQLite: FTS5 without content and without positions.

FTS5 must be told the old tokens when a row changes. They are computed from the stored row, so that no ghost remains.
"""

from collections.abc import Sequence

from proposals.search.document import Row
from proposals.search.tables import Index, Statement, expression
from proposals.search.terms import Condition


class SQLiteIndex(Index):
    """FTS5 without content and without positions. Its rowid is the id, so that newest first stops early."""

    position = "instr"
    requirement = ("SELECT 1 FROM pragma_module_list WHERE name = %s", ["fts5"])
    unmet = "这个 Python 的 SQLite 没有 FTS5 全文检索模块。请换用带 FTS5 的 Python，或用 DATABASE_URL 指定 PostgreSQL。"

    def install(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE IF NOT EXISTS search_text (id integer PRIMARY KEY, text text NOT NULL, "
                "title_length integer NOT NULL, marks text NOT NULL)"
            )
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(tokens, content='', detail=none, "
                "tokenize=\"ascii tokenchars '_.%+-/&#@'\")"
            )

    def hits(self, condition: Condition) -> Statement:
        return "SELECT rowid AS id FROM search_fts WHERE search_fts MATCH %s", [_fts5(condition)]

    def ids(self, condition: Condition) -> Statement:
        if not (condition.proofs or condition.unless):
            return self.hits(condition)
        proof, needles = self._proof(condition)
        # CROSS JOIN fixes the order: the index first, then the text of each candidate.
        sql = (
            "SELECT s.id FROM search_fts CROSS JOIN search_text s ON s.id = search_fts.rowid "  # noqa: S608
            f"WHERE search_fts MATCH %s AND {proof}"
        )
        return sql, [_fts5(condition), *needles]

    def membership(self, key: str, condition: Condition, *, each: bool) -> Statement:
        sql, params = self.ids(condition)
        return f"{key} IN ({sql})", params

    def _write(self, rows: Sequence[Row], old: Sequence[Row]) -> None:
        self._forget(old)
        self._run(
            "INSERT INTO search_text (id, text, title_length, marks) VALUES (%s, %s, %s, %s)",
            [(row.id, row.text, row.title_length, row.marks) for row in rows],
        )
        self._run(
            "INSERT INTO search_fts (rowid, tokens) VALUES (%s, %s)", [(row.id, " ".join(row.tokens())) for row in rows]
        )

    def _forget(self, old: Sequence[Row]) -> None:
        self._run(
            "INSERT INTO search_fts (search_fts, rowid, tokens) VALUES ('delete', %s, %s)",
            [(row.id, " ".join(row.tokens())) for row in old],
        )
        self._run("DELETE FROM search_text WHERE id = %s", [(row.id,) for row in old])


def _fts5(condition: Condition) -> str:
    return expression(condition, " AND ", " OR ", lambda token: f'"{token.text}"' + "*" * token.prefix)
