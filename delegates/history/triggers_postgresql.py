"""The SQL of PostgreSQL: one function for all tables, told by each trigger what its table is."""

from collections.abc import Iterator

from .tracked import Tracked

REFUSAL = "the history is append-only"

# Arguments: label, label and table of the whole, key column, column of the whole's key, key column of the whole,
# columns, hidden columns. A part keeps its whole from being checked and saved by another meanwhile.
FUNCTIONS = (
    """
    CREATE OR REPLACE FUNCTION history_write() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        was jsonb := '{}';
        is_now jsonb := '{}';
        stands jsonb;
        moved jsonb := '{}';
        did text := CASE TG_OP WHEN 'INSERT' THEN 'made' WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END;
    BEGIN
        IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD); END IF;
        IF TG_OP <> 'DELETE' THEN is_now := to_jsonb(NEW); END IF;
        stands := CASE TG_OP WHEN 'DELETE' THEN was ELSE is_now END;
        IF TG_OP <> 'INSERT' THEN
            SELECT coalesce(jsonb_object_agg(one, CASE
                WHEN one = ANY (TG_ARGV[7]::text[]) THEN '[null, null]'
                ELSE jsonb_build_array(was -> one, is_now -> one) END), '{}')
            INTO moved FROM unnest(TG_ARGV[6]::text[]) AS one
            WHERE coalesce(was -> one, 'null') <> coalesce(is_now -> one, 'null');
            IF moved = '{}' AND TG_OP = 'UPDATE' THEN RETURN NULL; END IF;
        END IF;
        IF TG_ARGV[0] <> TG_ARGV[1] THEN
            EXECUTE format('SELECT 1 FROM %I WHERE %I = %L FOR KEY SHARE',
                TG_ARGV[2], TG_ARGV[5], stands ->> TG_ARGV[4]);
        END IF;
        INSERT INTO delegates_change ("table", "row", whole, whole_row, kind, at, by_id, why, act, fields) VALUES (
            TG_ARGV[0], stands ->> TG_ARGV[3], TG_ARGV[1], stands ->> TG_ARGV[4], did, clock_timestamp(),
            nullif(current_setting('yanlu.by', true), '')::bigint, coalesce(current_setting('yanlu.why', true), ''),
            coalesce(current_setting('yanlu.act', true), ''), moved);
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
    """,
)
KEPT = (
    "CREATE OR REPLACE TRIGGER history_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON delegates_change"
    " FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()"
)


def keeping(one: Tracked) -> Iterator[str]:
    """The trigger of a table, made anew."""
    whole = one.whole._meta
    arguments = (
        one.label, whole.label_lower, whole.db_table, one.model._meta.pk.column, one.link, whole.pk.column,
        _array(one.columns), _array(sorted(one.hidden)),
    )  # fmt: skip
    told = ", ".join(f"'{argument}'" for argument in arguments)
    yield (
        f'CREATE OR REPLACE TRIGGER history_write AFTER INSERT OR UPDATE OR DELETE ON "{one.model._meta.db_table}"'
        f" FOR EACH ROW EXECUTE FUNCTION history_write({told})"
    )


def _array(names: "tuple[str, ...] | list[str]") -> str:
    return "{" + ",".join(names) + "}"
