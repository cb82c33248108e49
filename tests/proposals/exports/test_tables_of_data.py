"""The tables of the open data: what each row tells, and that their ids lead to each other."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from proposals.exports.files import FILES
from proposals.exports.selection import CHUNK, Selection
from proposals.exports.tables import LEDGER, TABLES
from proposals.models import Proposal, Publication, Reply
from proposals.workflow.events import Event
from proposals.workflow.states import Duty
from tests.factories import (
    make_article,
    make_delegate,
    make_industry,
    make_mandate,
    make_organisation,
    make_proposal,
    make_report,
    make_session,
)
from tests.proposals.handling.cases import ASSIGNED, SENT, answer, make_assigned, make_scheme

pytestmark = pytest.mark.django_db


def rows(table: str, query: str = "") -> list[dict[str, object]]:
    made = b"".join(FILES[table, "jsonl"].written(Selection(QueryDict(query))))
    return [json.loads(line) for line in made.decode().splitlines()]


def cells(table: str) -> list[dict[str, str]]:
    made = b"".join(FILES[table, "csv"].written(Selection()))
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def answered(letter: str = "A", **more: Any) -> tuple[Proposal, Reply]:
    """One in the hands of two departments; the leading one has answered, and everybody may read it."""
    session = make_session(term=16)
    scheme = make_scheme(session)
    who, other = make_delegate("林知夏", body=None), make_delegate("周子墨")
    make_mandate(who, term=16, group="天元代表团")
    proposal, parts = make_assigned(
        duties=(Duty.LEAD, Duty.ASSIST), headline="关于修好旧堤的建议", session=session, number="0012",
        proposers=[who, other], asks=["修好旧堤", "补种柳树"], industries=[make_industry("水利")], field="ecology",
    )  # fmt: skip
    reply = answer(parts[0], number="建议字〔2026〕8号", result=scheme.classes.get(letter=letter))
    Reply.objects.filter(pk=reply.pk).update(**({"publication": Publication.PUBLISHED} | more))
    return Proposal.objects.get(pk=proposal.pk), reply


def test_a_row_tells_who_asked_what_who_handles_it_and_how_it_was_answered():
    proposal, _ = answered()

    [row] = rows("proposals")

    lead, assist = (one.department.name for one in proposal.assignments.order_by("pk"))
    told = {name: row[name] for name in row if name not in {"id", "session_id", "url", "due_on"}}
    assert told == {
        "number": "0012", "headline": "关于修好旧堤的建议", "kind": "suggestion", "session": "株洲市十六届人大一次会议",
        "region": "430200", "field": "ecology", "lead": ["林知夏"], "cosigners": ["周子墨"], "others": [],
        "group": "天元代表团", "asks": ["修好旧堤", "补种柳树"], "industries": ["水利"], "keywords": [],
        "departments": [lead], "assisting": [assist], "assigned": True, "state": "replied", "round": 1,
        "assigned_on": ASSIGNED.isoformat(), "replied_on": SENT.isoformat(), "reply_number": "建议字〔2026〕8号",
        "reply_class": "A", "reply_meaning": "已经解决或者基本解决", "reply_outcome": "resolved", "satisfaction": [],
        "promises": 0, "merged_into": None, "source_ids": [],
    }  # fmt: skip


def test_people_read_chinese_headings_and_words_and_points_a_line_each():
    answered()

    [row] = cells("proposals")

    assert row["种类"] == "人大代表建议"
    assert row["领域"] == "生态文明建设"
    assert row["诉求"] == "1. 修好旧堤\n2. 补种柳树"
    assert row["状态"] == "已答复"
    assert row["有交办记录"] == "是"


def test_the_ledger_has_the_columns_that_offices_keep():
    answered("B")

    [row] = cells("ledger")

    assert list(row) == [str(one.label) for one in LEDGER.columns]
    assert (row["序号"], row["案号"], row["提出人"], row["联名人"]) == ("1", "0012", "林知夏", "周子墨")
    assert row["办理结果"] == "B（正在解决或者列入规划逐步解决）"
    assert row["备注"] == "已答复"


def test_where_nothing_was_handed_over_the_department_a_source_names_is_told_as_such():
    proposal = make_proposal(kind="suggestion")
    proposal.mentions.create(name="市水利局", role="lead")
    proposal.mentions.create(name="市城管局", role="unknown")

    [row] = rows("proposals")

    assert (row["departments"], row["assigned"]) == (["市水利局"], False)


def test_of_a_letter_that_is_not_public_only_its_being_there_is_told():
    answered(publication=Publication.WITHHELD, withheld_ground="条例第九条")

    [row] = rows("replies")

    assert (row["openness"], row["withheld_ground"]) == ("withheld", "条例第九条")
    assert [row[name] for name in ("number", "text", "summary", "class", "replied_on")] == [None] * 5
    assert rows("proposals")[0]["reply_number"] is None


def test_the_log_keeps_notes_between_colleagues_to_itself():
    proposal, _ = answered()
    proposal.record(Event.NOTE, by=None, on=date(2026, 5, 1), note="现场看过了")

    told = {row["event"]: row["note"] for row in rows("actions")}

    assert told["note"] == "现场看过了"
    assert told["draft"] is None
    assert [row["sequence"] for row in rows("actions")] == list(range(1, proposal.followups.count() + 1))


def test_every_foreign_id_leads_to_a_row_of_the_package():
    proposal, _ = answered()
    unit = make_organisation("青禾合作社")
    make_proposal(
        "关于茶山修路的建议", proposers=[make_delegate(posts=[(unit, "理事长")]), unit],
        articles=[make_article(make_report())], session=proposal.session,
    )  # fmt: skip
    keys = {name: {row.get("id") for row in rows(name)} for name in TABLES}

    for table in TABLES.values():
        for column, target in table.foreign.items():
            given = {row[column] for row in rows(table.name)} - {None}
            assert given <= keys[target], (table.name, column)

    assert {row["organisation_id"] for row in rows("posts")} == {unit.pk}
    assert [row["headline"] for row in rows("sources")] != []


def test_an_address_narrows_every_table_as_it_narrows_the_list():
    kept = make_proposal("关于修好旧堤的建议", kind="suggestion", asks=["修"], session=make_session(number=1))
    make_proposal("关于种茶的提案", kind="proposal", asks=["种"], session=make_session(number=2))

    narrowed = {name: rows(name, "kind=suggestion") for name in ("proposals", "asks", "delegates", "sessions")}

    assert [row["id"] for row in narrowed["proposals"]] == [kept.pk]
    assert [row["proposal_id"] for row in narrowed["asks"]] == [kept.pk]
    assert [row["id"] for row in narrowed["delegates"]] == [kept.proposers.get().delegate_id]
    assert [row["id"] for row in narrowed["sessions"]] == [kept.session_id]
    assert [row["id"] for row in rows("proposals", f"session={kept.session_id}")] == [kept.pk]


@pytest.mark.parametrize(
    ("query", "found"), [("q=旧堤", 1), ("q=%00", 0), ("q=。。", 0), ("q=", 2), ("session=99999", 0)]
)
def test_a_search_holds_for_a_file_as_it_does_for_the_list(query: str, found: int):
    make_proposal("关于修好旧堤的建议", indexed=True)
    make_proposal("关于种茶的提案", indexed=True)

    assert len(rows("proposals", query)) == found


def test_what_is_taken_back_while_somebody_downloads_is_not_sent_any_more():
    first = [make_proposal(log=False, proposers=()) for _ in range(CHUNK)]
    last = make_proposal("最后一件", log=False, proposers=())
    selection = Selection()
    assert len(selection.ids) == CHUNK + 1

    Proposal.objects.filter(pk=last.pk).update(publication=Publication.DRAFT)

    assert [row["id"] for row in TABLES["proposals"].rows(selection)] == [one.pk for one in first]


def test_questions_do_not_grow_with_the_rows():
    session = make_session()
    make_proposal("一", session=session, asks=["一"])
    with_one = _questions("proposals")
    for _ in range(20):
        make_proposal(session=session, asks=["一", "二"])

    assert _questions("proposals") == with_one
    assert with_one <= 16


def _questions(table: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        rows(table)
    return len(asked)
