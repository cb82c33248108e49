"""The index of the site and, beside it, one of jieba's words over the same rows: storing, asking, weighing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from benchmarks.search_texts import Text
from proposals.search import Document, index_documents, parse, words
from proposals.search.fold import exact, fold
from proposals.search.tables import expression
from proposals.search.terms import Token

POSTGRESQL = connection.vendor == "postgresql"
POSITION = "strpos" if POSTGRESQL else "instr"
BOUND = 2000


@dataclass(frozen=True, slots=True)
class Index:
    """One of the two. `hits` is the SQL of its ids, newest first, for one bound parameter."""

    name: str
    table: str
    column: str


PAIRS, WORDS = Index("pairs", "search_text", "tokens"), Index("words", "bench_words", "tokens")


def create_words() -> None:
    """The table of the word index, in the same form as the site's own."""
    with connection.cursor() as cursor:
        if POSTGRESQL:
            cursor.execute("CREATE TABLE bench_words (id bigint PRIMARY KEY, tokens tsvector NOT NULL)")
            cursor.execute("CREATE INDEX bench_words_tokens ON bench_words USING gin (tokens) WITH (fastupdate = off)")
            cursor.execute(
                "CREATE FUNCTION bench_ids(query tsquery) RETURNS SETOF bigint LANGUAGE sql STABLE "
                "SET enable_seqscan = off AS 'SELECT id FROM bench_words WHERE tokens @@ query'"
            )
        else:
            cursor.execute(
                "CREATE VIRTUAL TABLE bench_words USING fts5(tokens, content='', detail=column, "
                "tokenize=\"ascii tokenchars '_.%+-/&#@'\")"
            )


def store_pairs(texts: Iterable[Text]) -> None:
    """As the site does."""
    index_documents(Document(one.id, one.title, one.body, facets=list(one.facets)) for one in texts)


def words_of(text: Text) -> set[str]:
    """What jieba makes of a row for searching."""
    return set(cut(f"{text.title}\n{text.body}"))


def cut(text: str) -> list[str]:
    """The words of a text, the words inside long ones among them."""
    words.cut("先读词典")  # where the site keeps it
    import jieba  # inline: its dictionary takes seconds to load

    return [word for word in jieba.cut_for_search(fold(text)) if not word.isspace()]


def store_words(texts: Iterable[Text]) -> None:
    """The words of each row, its facets among them."""
    rows = [(one.id, sorted(words_of(one) | {f"_f{facet}" for facet in one.facets})) for one in texts]
    with connection.cursor() as cursor:
        if POSTGRESQL:
            cursor.executemany("INSERT INTO bench_words VALUES (%s, array_to_tsvector(%s::text[]))", rows)
        else:
            packed = [(pk, " ".join(found)) for pk, found in rows]
            cursor.executemany("INSERT INTO bench_words (rowid, tokens) VALUES (%s, %s)", packed)


def newest(index: Index, pieces: Sequence[str], facets: Sequence[str]) -> list[int]:
    """The newest twenty rows that hold all pieces: found by the index, proved on the text."""
    sql, needles = _proof(index, pieces)
    with connection.cursor() as cursor:
        cursor.execute(sql, [_query(index, pieces, facets), *needles])
        return [row[0] for row in cursor.fetchall()]


def _query(index: Index, pieces: Sequence[str], facets: Sequence[str]) -> str:
    both, either = (" & ", " | ") if POSTGRESQL else (" AND ", " OR ")

    def write(token: Token) -> str:
        return f"'{token.text}'" if POSTGRESQL else f'"{token.text}"'

    if index is PAIRS:
        query = parse(" ".join(pieces))
        assert query is not None  # noqa: S101  pieces hold no blanks and no signs
        return expression(query.everywhere(facets), both, either, write)
    found = [word for piece in pieces for word in cut(piece)] + [f"_f{facet}" for facet in facets]
    return both.join(write(Token(word)) for word in dict.fromkeys(found))


def _proof(index: Index, pieces: Sequence[str]) -> tuple[str, list[str]]:
    """The statement of both: two characters are proved by their pair, words prove nothing."""
    needles = [fold(piece).strip() for piece in pieces if index is WORDS or not exact(piece)]
    proof = " AND ".join(f"{POSITION}(s.text, %s) > 0" for _ in needles) or "1 = 1"
    if POSTGRESQL:
        function = "search_ids" if index is PAIRS else "bench_ids"
        return (
            f"WITH h AS MATERIALIZED (SELECT f.id FROM {function}(%s::tsquery) AS f(id)), "  # noqa: S608
            f"o AS (SELECT id FROM h ORDER BY id DESC LIMIT {BOUND}) SELECT p.id FROM o CROSS JOIN LATERAL "
            f"(SELECT s.id FROM search_text s WHERE s.id = o.id AND {proof} OFFSET 0) p LIMIT 20"
        ), needles
    fts = "search_fts" if index is PAIRS else "bench_words"
    return (
        f"SELECT s.id FROM {fts} CROSS JOIN search_text s ON s.id = {fts}.rowid WHERE {fts} MATCH %s AND {proof} "  # noqa: S608
        f"ORDER BY {fts}.rowid DESC LIMIT 20"
    ), needles


def scan(pieces: Sequence[str]) -> list[int]:
    """The newest twenty by reading every text."""
    needles = [fold(piece).strip() for piece in pieces]
    proof = " AND ".join(f"{POSITION}(text, %s) > 0" for _ in needles)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM search_text WHERE {proof} ORDER BY id DESC LIMIT 20", needles)  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def weights() -> dict[str, float]:
    """Bytes a row: of either index, and of what is stored for the proof."""
    if POSTGRESQL:
        asked = {
            "pairs": "SELECT pg_relation_size('search_text_tokens')",
            "words": "SELECT pg_relation_size('bench_words_tokens')",
            "tsvector": "SELECT sum(pg_column_size(tokens)) FROM search_text",
            "text": "SELECT sum(pg_column_size(text)) FROM search_text",
        }
    else:
        asked = {
            # Whole pages of the file, of all tables that FTS5 keeps.
            "pairs": "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_fts%'",
            "words": "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'bench_words%'",
            "text": "SELECT sum(pgsize) FROM dbstat WHERE name = 'search_text'",
        }
    rows = _one("SELECT count(*) FROM search_text")
    return {name: _one(sql) / rows for name, sql in asked.items()}


def settle() -> None:
    """Merge what was written, and let the planner know."""
    with connection.cursor() as cursor:
        if not POSTGRESQL:
            for table in ("search_fts", "bench_words"):
                cursor.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")
        cursor.execute("ANALYZE")


def _one(sql: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return float(cursor.fetchone()[0] or 0)
