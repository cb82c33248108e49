"""Writing: what was taken out or changed leaves nothing behind, on either engine, in the caller's transaction."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from proposals.search import Document, index_documents, remove_documents, search, words
from proposals.search.index import check_search, index_of, install, install_after_migrate
from proposals.search.sqlite import SQLiteIndex
from tests.proposals.search.corpus import invented, seeded

pytestmark = pytest.mark.django_db

BRIDGE = Document(1, "渌江大桥检测", "请为大桥装上传感器", names=["林知夏"], number="0240", facets=["pub"])


def ids(typed: str, **more: Any) -> tuple[int, ...]:
    result = search(typed, **more)
    assert result is not None
    return result.ids


def postings() -> set[tuple[str, int]]:
    """Every (token, id) the engine itself has in its index."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES('integrity-check')")
            cursor.execute("CREATE VIRTUAL TABLE temp.postings USING fts5vocab('main', 'search_fts', 'instance')")
            cursor.execute("SELECT term, doc FROM temp.postings")
            found = set(cursor.fetchall())
            cursor.execute("DROP TABLE temp.postings")
            return found
        cursor.execute("SELECT unnest(tsvector_to_array(tokens)), id FROM search_text")
        return set(cursor.fetchall())


def expected() -> set[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM search_text")
        stored = [row[0] for row in cursor.fetchall()]
    return {(token, row.id) for row in index_of(connection).rows(stored) for token in row.tokens()}


def test_a_changed_document_is_found_by_its_new_words_only():
    index_documents([BRIDGE, Document(2, "茶叶", "茶园")])
    index_documents([Document(1, "渌江大桥亮化", "请装上路灯", names=["赵一川"], number="7", facets=[])])

    assert ids("亮化") == ids("路灯") == ids("赵一川") == ids("zyc") == ids("渌江大桥") == (1,)
    assert ids("检测") == ids("传感器") == ids("林知夏") == ids("linzhixia") == ids("240") == ()
    assert ids("大桥", facets=["pub"]) == ()
    assert postings() == expected()
    assert {at for _, at in postings()} == {1, 2}


def test_a_removed_document_leaves_no_posting():
    index_documents([BRIDGE, Document(2, "茶叶", "茶园")])
    remove_documents([1, 99])

    assert ids("大桥") == ()
    assert postings() == expected()
    assert {at for _, at in postings()} == {2}


def test_indexing_the_same_twice_changes_nothing():
    index_documents([BRIDGE])
    before = postings()
    index_documents([BRIDGE, BRIDGE])

    assert postings() == before == expected()
    assert before


def test_the_index_follows_the_transaction_of_the_caller():
    index_documents([BRIDGE])
    point = transaction.savepoint()
    index_documents([Document(1, "别的", "内容"), Document(3, "新的", "内容")])
    remove_documents([1])
    transaction.savepoint_rollback(point)

    assert ids("大桥检测") == (1,)
    assert ids("新的") == ()
    assert postings() == expected()


def test_more_documents_than_one_statement_holds_are_replaced_and_removed():
    index_documents(Document(at, f"第{at}件", "修桥") for at in range(1, 1203))
    index_documents(Document(at, f"第{at}件", "补路") for at in range(1, 1203))
    remove_documents(range(3, 1203))

    assert ids("修桥") == ()
    assert ids("补路") == (2, 1)
    assert postings() == expected()


def test_nothing_to_index_or_to_remove_is_no_error():
    index_documents([])
    remove_documents([])

    assert postings() == set()


def test_installing_again_keeps_what_is_indexed():
    index_documents([BRIDGE])
    install(connection)
    install_after_migrate(using="default", sender=None)

    assert ids("大桥") == (1,)


def test_new_words_of_the_dictionary_change_no_byte_of_the_index():
    texts = [Document(at, title, body) for at, (title, body) in enumerate(invented(seeded(5), 20), start=1)]

    before = built(texts)
    words.teach(["的机翼要", "补种行道樹"])
    after = built(texts)

    assert words.cut("的机翼要") == ["的机翼要"]
    assert len(before) >= 20
    assert after == before


def built(texts: list[Document]) -> list[tuple[Any, ...]]:
    """Everything the engine stores for these, as it stores it; nothing is left of it."""
    point = transaction.savepoint()
    index_documents(texts)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM search_text ORDER BY id")
        found: list[tuple[Any, ...]] = cursor.fetchall()
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES('optimize')")  # writes what is held back
            cursor.execute("SELECT id, block FROM search_fts_data ORDER BY id")
            found += cursor.fetchall()
    transaction.savepoint_rollback(point)
    return found


def test_a_facet_must_be_one_folded_word():
    with pytest.raises(ValueError, match="Pub"):
        index_documents([Document(1, "桥", "梁", facets=["Pub"])])


def test_a_title_cannot_forge_a_facet_a_name_or_a_number():
    index_documents([Document(1, "_fpub _nlzx _#240 fpub nlzx", "_fpub")])

    assert ids("fpub") == (1,)
    assert ids("fpub", facets=["pub"]) == ids("lzx", facets=["pub"]) == ids("0240") == ()


def test_this_database_can_hold_the_index():
    assert check_search(databases=["default"]) == []


def test_a_database_that_lacks_what_the_search_needs_is_refused_with_a_sentence(monkeypatch):
    engine = type(index_of(connection))
    monkeypatch.setattr(engine, "requirement", ("SELECT 1 WHERE 1 = %s", [2]))

    assert [error.msg for error in check_search(databases=["default"])] == [engine.unmet]
    with pytest.raises(ImproperlyConfigured, match="请"):
        install(connection)


def test_full_text_search_missing_from_sqlite_names_both_ways_out():
    assert "FTS5" in SQLiteIndex.unmet
    assert "DATABASE_URL" in SQLiteIndex.unmet
