"""The index on PostgreSQL: the token set as a tsvector beside the text, with GIN."""

from collections.abc import Sequence

from proposals.search.document import Row
from proposals.search.tables import Index, Statement, expression
from proposals.search.terms import Condition


class PostgreSQLIndex(Index):
    """A tsvector that holds the token set, and GIN. `search_ids` keeps the planner from reading every row instead."""

    position = "strpos"
    requirement = ("SELECT 1 WHERE current_setting('server_encoding') = %s", ["UTF8"])
    unmet = "这个 PostgreSQL 数据库的编码不是 UTF8。请新建一个编码为 UTF8 的数据库。"

    def install(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE IF NOT EXISTS search_text (id bigint PRIMARY KEY, text text NOT NULL, "
                "title_length integer NOT NULL, marks text NOT NULL, tokens tsvector NOT NULL) "
                "WITH (toast_tuple_target = 128)"
            )
            cursor.execute(
                "CREATE INDEX IF NOT EXISTS search_text_tokens ON search_text USING gin (tokens) "
                "WITH (fastupdate = off)"
            )
            cursor.execute(
                "CREATE OR REPLACE FUNCTION search_ids(query tsquery) RETURNS SETOF bigint LANGUAGE sql STABLE "
                "SET enable_seqscan = off AS 'SELECT id FROM search_text WHERE tokens @@ query'"
            )

    def hits(self, condition: Condition) -> Statement:
        return "SELECT f.id FROM search_ids(%s::tsquery) AS f(id)", [_tsquery(condition)]

    def ids(self, condition: Condition) -> Statement:
        sql, params = self.hits(condition)
        if not (condition.proofs or condition.unless):
            return sql, params
        proof, needles = self._proof(condition)
        # OFFSET 0 keeps the proof from being tried on rows that the index has not found.
        lateral = f"SELECT 1 FROM search_text s WHERE s.id = f.id AND {proof} OFFSET 0"  # noqa: S608
        return f"{sql} CROSS JOIN LATERAL ({lateral}) p", [*params, *needles]

    def membership(self, key: str, condition: Condition, *, each: bool) -> Statement:
        # To find rows, an array of hits is looked up by primary key: with IN, the planner joins every row to every hit.
        # To ask a row, IN is a hashed subplan; an array would be read through for each row.
        sql, params = self.ids(condition)
        return (f"{key} IN ({sql})" if each else f"{key} = ANY (ARRAY({sql}))"), params

    def _write(self, rows: Sequence[Row], old: Sequence[Row]) -> None:
        self._run(
            "INSERT INTO search_text (id, text, title_length, marks, tokens) "
            "VALUES (%s, %s, %s, %s, array_to_tsvector(%s::text[])) "
            "ON CONFLICT (id) DO UPDATE SET text = excluded.text, "
            "title_length = excluded.title_length, marks = excluded.marks, tokens = excluded.tokens",
            [(row.id, row.text, row.title_length, row.marks, row.tokens()) for row in rows],
        )

    def _forget(self, old: Sequence[Row]) -> None:
        self._run("DELETE FROM search_text WHERE id = %s", [(row.id,) for row in old])


def _tsquery(condition: Condition) -> str:
    return expression(condition, " & ", " | ", lambda token: f"'{token.text}'" + ":*" * token.prefix)
