"""Lists and letters meet what is there: one record, both sources, nothing of a person's overwritten."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from delegates.models import Delegate, Session
from proposals.importing.apply import apply_batch
from proposals.importing.decisions import decide
from proposals.importing.plan import Plan, plan_file
from proposals.importing.planned import Action, Settled
from proposals.importing.undo import undo_batch
from proposals.ingest.records import (
    Article,
    Ask,
    Body,
    Extraction,
    Kind,
    Letter,
    Level,
    Named,
    NamedDepartment,
    Person,
    Proposer,
    ReportKind,
    Span,
)
from proposals.ingest.records import Proposal as Found
from proposals.models import ImportBatch, ImportFile, Proposal, Reply
from proposals.shown.evidence import evidence_of
from proposals.workflow.events import Event
from proposals.workflow.roles import Role
from proposals.workflow.states import Duty
from tests.factories import make_delegate, make_department, make_proposal, make_region, make_session, make_user
from tests.proposals.importing.batches import add_read

ROW = """株洲市人大代表建议办理情况
0012 关于修缮东岸河堤的建议 林知夏 一是分段加固东岸河堤。二是在河堤上装路灯。市水利局 主办 办结 A
株建复〔2026〕8号 2026年6月30日
"""
HEADLINE = "关于修缮东岸河堤的建议"
ASKS = ("分段加固东岸河堤", "在河堤上装路灯")


def place(words: str) -> Span:
    start = ROW.index(words)
    return Span(start, start + len(words))


def stated(**more: Any) -> Found:
    """The row of a list as extraction finds it."""
    found = Found(
        kind=Kind.SUGGESTION,
        headline=HEADLINE,
        headline_span=place(HEADLINE),
        proposers=(Proposer("林知夏", "person", "lead", place("林知夏")),),
        asks=tuple(Ask(text, place(text)) for text in ASKS),
        span=Span(0, len(ROW)),
        confidence=0.99,
        number="0012",
        number_span=place("0012"),
        departments=(NamedDepartment("市水利局", "lead", (place("市水利局"),)),),
    )
    return replace(found, **more)


LETTER = Letter(
    number=Named("株建复〔2026〕8号", (place("株建复〔2026〕8号"),)),
    date=Named("2026-06-30", (place("2026年6月30日"),)),
    issuer=Named("市水利局", (place("市水利局"),)),
    public=True,
)
ANSWERED = {"letter": LETTER, "reply_class": "A", "reply_class_span": place("A")}


def extraction(*found: Found, kind: ReportKind = ReportKind.LIST) -> Extraction:
    names = {one.name for each in found for one in each.proposers if one.type == "person"}
    people = tuple(
        Person(name, Body.NPC, Level.CITY, "member", (), (place("林知夏"),), (), 0.99) for name in sorted(names)
    )
    article = Article(
        1, "办理情况", place("株洲市人大代表建议办理情况"), Span(0, len(ROW)), None, None, None, (), (), (), found
    )
    return Extraction(kind, "办理情况", None, None, None, "株洲市", None, None, None, (), (), (article,), people)


def make_file(*found: Found, kind: ReportKind = ReportKind.LIST, tail: str = "", **said: Any) -> ImportFile:
    region = make_region()
    batch = ImportBatch.objects.create(region=region, sessions=["npc:16-1"], **said)
    return add_read(batch, ROW + tail, found=extraction(*found, kind=kind))


def planned(file: ImportFile) -> Plan:
    plan = plan_file(ImportFile.objects.select_related("batch").get(pk=file.pk))
    assert isinstance(plan, Plan)
    return plan


def applied(file: ImportFile) -> None:
    apply_batch(file.batch, by=None)


@pytest.fixture
def session(db: None) -> Session:
    return make_session()


@pytest.fixture
def reported(session: Session) -> Proposal:
    """What the press told: who and what, no number."""
    delegate = make_delegate("林知夏")
    return make_proposal(
        "东岸河堤该修了", proposers=[delegate], asks=["分段加固东岸的河堤"], session=session, publication="draft"
    )


def test_a_row_with_the_number_of_a_record_in_the_same_session_is_that_record(session):
    there = make_proposal("修缮东岸河堤", number="12", kind="suggestion", session=session, proposers=())

    one = planned(make_file(stated())).proposals[0]

    assert (one.action, one.existing, one.confirmed, one.score) == (Action.ATTACH, there, True, 1.0)
    assert one.reason == "案号和会议相同（0012 号）"


@pytest.mark.parametrize(
    "other",
    [
        {"number": "12", "session": None},
        {"number": "112"},
        {"number": "12", "kind": "proposal"},
        {"number": "12", "kind": "motion"},
    ],
)
def test_another_session_number_or_kind_is_another_record(session, other):
    there = {"number": "12", "kind": "suggestion", "session": session, "proposers": ()} | other
    make_proposal("修缮西岸码头", **there)

    one = planned(make_file(stated())).proposals[0]

    assert (one.action, one.existing) == (Action.CREATE, None)


def test_a_number_of_another_session_never_matches(session):
    make_proposal("修缮东岸河堤", number="0012", kind="suggestion", session=make_session(number=2), proposers=())

    assert planned(make_file(stated())).proposals[0].action is Action.CREATE


def test_a_likely_match_is_shown_with_its_reason_and_made_only_when_confirmed(reported):
    file = make_file(stated())

    one = planned(file).proposals[0]

    assert (one.action, one.existing, one.confirmed) == (Action.CREATE, reported, False)
    assert one.reason.endswith("提出人同名")
    assert any("没有人确认" in warning for warning in planned(file).warnings)
    decide(file, "proposals/0/match", "accept", reported.pk, by=None)
    one = planned(file).proposals[0]
    assert (one.action, one.existing, one.confirmed) == (Action.ATTACH, reported, True)


def test_a_likely_match_nobody_confirmed_becomes_a_record_with_a_doubt(reported):
    applied(make_file(stated()))

    new = Proposal.objects.get(number="0012")
    assert new != reported
    assert any(f"可能就是 {reported.pk} 号件" in doubt for doubt in new.doubts)


def test_a_match_by_number_may_be_rejected_and_the_number_is_written_once(session):
    there = make_proposal("修缮东岸河堤", number="0012", kind="suggestion", session=session, proposers=())
    file = make_file(stated())
    decide(file, "proposals/0/match", "reject", by=None)

    applied(file)

    new = Proposal.objects.exclude(pk=there.pk).get()
    assert new.number == ""
    assert new.session == session
    assert any("案号 0012 已经属于" in doubt for doubt in new.doubts)


def attached(reported: Proposal, *found: Found, **said: Any) -> ImportFile:
    file = make_file(*found, **said)
    decide(file, "proposals/0/match", "accept", reported.pk, by=None)
    applied(file)
    reported.refresh_from_db()
    return file


def test_a_reported_ask_and_its_official_file_become_one_record_with_both_sources(reported):
    file = attached(reported, stated(**ANSWERED))

    assert Proposal.objects.count() == 1
    assert (reported.kind, reported.number, reported.headline) == ("suggestion", "0012", "东岸河堤该修了")
    assert [str(ask) for ask in reported.asks.all()] == ["分段加固东岸的河堤", "在河堤上装路灯"]
    assert [(one.name, one.role) for one in reported.mentions.all()] == [("市水利局", "lead")]
    assert [one.event for one in reported.followups.all()] == ["report", "submit", "reply"]
    assert reported.followups.last().happened_on == date(2026, 6, 30)
    assert reported.publication == "draft"
    file.refresh_from_db()
    assert list(reported.articles.values_list("report", flat=True)) == [file.report_id]
    assert reported.asks.first().spans.get().report_id == file.report_id


def test_a_letter_leaves_a_reply_with_its_number_day_issuer_and_class(reported):
    bureau = make_department("市水利局")

    attached(reported, stated(**ANSWERED))

    reply = Reply.objects.get()
    assert (reply.proposal, reply.role, reply.number, reply.issuer, reply.department) == (
        reported, "reply", "株建复〔2026〕8号", "市水利局", bureau,
    )  # fmt: skip
    assert (reply.replied_on, reply.reply_class, reply.public) == (date(2026, 6, 30), "A", True)
    assert set(reply.spans.values_list("field", flat=True)) == {"number", "date", "issuer", "reply_class"}
    assert reported.mentions.get().department == bureau


@pytest.mark.parametrize(("renamed", "meant"), [(date(2026, 7, 1), 0), (date(2026, 6, 1), 1)])
def test_a_letter_means_the_department_of_its_own_day(reported, renamed: date, meant: int):
    heir = make_department("市水务局", valid_from=renamed)
    bureau = make_department("市水利局", valid_until=renamed, successor=heir)

    attached(reported, stated(**ANSWERED))

    assert reported.mentions.get().department == (bureau, heir)[meant]
    assert Reply.objects.get().department == (bureau, heir)[meant]


def test_an_opinion_of_an_assisting_department_answers_nobody(reported):
    attached(reported, stated(letter=replace(LETTER, opinion=True)))

    assert Reply.objects.get().role == "opinion"
    assert reported.state == "submitted"


def test_a_list_that_states_a_class_after_the_letter_adds_no_second_answer(reported):
    attached(reported, stated(letter=LETTER))
    again = make_file(stated(reply_class="B"), tail="再印\n")

    applied(again)

    assert Reply.objects.get().reply_class == "B"
    assert [one.event for one in reported.followups.all()] == ["report", "submit", "reply", "attach"]


def test_where_the_procedure_allows_no_reply_the_log_says_that_material_came(reported):
    reported.record(Event.SUBMIT, by=None)
    reported.record(Event.WITHDRAW, by=None, note="提出人书面撤回")

    attached(reported, stated(**ANSWERED))

    assert reported.state == "withdrawn"
    assert reported.followups.last().event == "attach"
    assert Reply.objects.count() == 1


def test_a_letter_answers_for_the_department_whose_it_is_whatever_was_recorded_before(reported):
    reported.record(Event.SUBMIT, by=None)
    for name in ("市水利局", "市住建局"):
        reported.record(Event.ASSIGN, by=None, department=make_department(name), duty=Duty.SEPARATE)

    attached(reported, stated(**ANSWERED))

    stages = dict(reported.assignments.values_list("department__name", "stage"))
    assert stages == {"市水利局": "answered", "市住建局": "assigned"}
    assert (reported.state, reported.followups.last().event) == ("assigned", "reply")


def test_a_letter_of_nobody_knows_whom_is_kept_and_moves_nothing(reported):
    reported.record(Event.SUBMIT, by=None)
    for _ in "12":
        reported.record(Event.ASSIGN, by=None, department=make_department(), duty=Duty.SEPARATE)

    attached(reported, stated(**ANSWERED))

    assert set(reported.assignments.values_list("stage", flat=True)) == {"assigned"}
    assert (reported.state, reported.followups.last().event, Reply.objects.count()) == ("assigned", "attach", 1)


def test_an_editor_imports_answers_though_only_a_reviewer_sends_them(reported):
    file = make_file(stated(**ANSWERED))
    decide(file, "proposals/0/match", "accept", reported.pk, by=None)
    editor = make_user(role=Role.EDITOR)

    apply_batch(file.batch, by=editor)

    reported.refresh_from_db()
    assert (reported.state, reported.followups.last().recorded_by) == ("replied", editor)


def test_what_a_person_wrote_stays_and_the_conflict_is_listed(reported):
    Proposal.objects.filter(pk=reported.pk).update(field="culture")
    make_mention = reported.mentions.create(name="市水利局", role="assist")
    file = make_file(stated(field=Named("经济建设", ())))
    decide(file, "proposals/0/match", "accept", reported.pk, by=None)
    conflicts = {(one.field, one.new, one.current) for one in planned(file).proposals[0].conflicts}
    assert {("field", "经济建设", "文化建设"), ("departments/0/role", "主办", "会办")} <= conflicts

    applied(file)

    reported.refresh_from_db()
    make_mention.refresh_from_db()
    assert (reported.field, make_mention.role) == ("culture", "assist")
    assert len([doubt for doubt in reported.doubts if "保留了现有的" in doubt]) == 2


def test_a_department_that_was_only_named_gets_the_duty_the_list_states(reported):
    mention = reported.mentions.create(name="市水利局")

    attached(reported, stated())

    mention.refresh_from_db()
    assert mention.role == "lead"


def test_nothing_is_published_by_attaching_unless_staff_said_so(reported):
    attached(reported, stated())
    assert reported.publication == "draft"
    file = make_file(stated(), tail="再印\n", publish=True)

    applied(file)

    reported.refresh_from_db()
    assert reported.publication == "published"


def test_that_attaching_shows_at_once_on_a_public_record_is_said_beforehand(session):
    make_proposal("修缮东岸河堤", number="12", kind="suggestion", session=session, proposers=())

    assert "《修缮东岸河堤》已经公开：这次并入的内容，写入后马上可以看到。" in planned(make_file(stated())).warnings


def test_a_letter_that_must_not_be_public_is_not_published_even_when_the_batch_is(reported):
    file = make_file(stated(letter=replace(LETTER, public=False)), publish=True)
    decide(file, "proposals/0/match", "accept", reported.pk, by=None)
    assert any("不同意公开" in warning for warning in planned(file).warnings)

    applied(file)

    reported.refresh_from_db()
    file.refresh_from_db()
    assert (reported.publication, file.report.publication) == ("draft", "draft")


def test_a_list_alone_makes_records_that_were_submitted_and_a_press_report_ones_that_were_not(session):
    applied(make_file(stated()))
    applied(make_file(stated(headline="种三千棵树", number=None), kind=ReportKind.PRESS, tail="又\n"))

    states = dict(Proposal.objects.values_list("headline", "state"))
    assert states == {HEADLINE: "submitted", "种三千棵树": "reported"}


def test_one_number_twice_in_one_list_is_written_once_and_doubted(session):
    applied(make_file(stated(), stated(headline="关于给渡口修凉亭的建议")))

    assert sorted(Proposal.objects.values_list("number", flat=True)) == ["", "0012"]
    assert "案号 0012" in Proposal.objects.get(number="").doubts[-1]


def test_undoing_takes_off_what_was_attached_and_gives_every_value_back(reported):
    before = state_of(reported)
    file = attached(reported, stated(**ANSWERED))

    done = undo_batch(file.batch, by=None)

    reported.refresh_from_db()
    assert state_of(reported) == before
    assert not Reply.objects.exists()
    assert reported.state == "replied"  # what was recorded is not unsaid
    assert [one.event for one in reported.followups.all()] == ["report", "submit", "reply", "note"]
    assert reported.followups.last().note == "先前登记的“提交”、“答复”，所凭的材料已经撤回"
    assert [(one.table, one.row) for one in done.staying] == [("proposals.Proposal", reported.pk)]


def test_the_log_keeps_the_number_of_a_record_whose_import_was_undone_and_another_may_take_it(session):
    file = make_file(stated())
    applied(file)

    undo_batch(file.batch, by=None)

    assert Proposal.objects.get().followups.last().note.endswith("原案号 0012")
    again = make_file(stated())
    assert planned(again).proposals[0].existing is None
    applied(again)
    assert list(Proposal.objects.exclude(state="retracted").values_list("number", flat=True)) == ["0012"]


def test_undoing_leaves_what_somebody_changed_after_the_attaching(reported):
    file = attached(reported, stated(**ANSWERED))
    Proposal.objects.filter(pk=reported.pk).update(number="0013")
    reported.asks.filter(order=2).update(outcome="resolved")

    done = undo_batch(file.batch, by=None)

    reported.refresh_from_db()
    assert (reported.number, reported.asks.count(), reported.kind) == ("0013", 2, "reported")
    assert {"“案号”后来又有人改过", "写入以后有人改过"} <= {one.reason for one in done.staying}


def state_of(one: Proposal) -> tuple[Any, ...]:
    return (
        one.kind, one.number, one.headline, one.session_id, one.field, one.publication, one.doubts,
        list(one.asks.values_list("text", flat=True)), list(one.mentions.values_list("name", "role")),
        list(one.articles.all()), list(one.proposers.values_list("delegate", flat=True)), one.spans.count(),
    )  # fmt: skip


def test_both_sources_show_on_the_page_of_the_record(reported):
    attached(reported, stated(**ANSWERED), publish=True)

    evidence = evidence_of(list(reported.articles.all()), None, only=reported)

    labels = {fact.label: fact.value for fact in evidence[0].facts}
    assert labels["案号"] == "0012"
    assert labels["文号"] == "株建复〔2026〕8号"
    assert labels["答复日期"] == "2026年6月30日"
    assert labels["发文单位"] == "市水利局"
    assert labels["办理结果类别"] == "A"


def rows_of_a_list(count: int) -> tuple[Found, ...]:
    return tuple(
        stated(number=f"{n:04}", headline=f"关于办好第{n}件实事的建议", asks=(), departments=())
        for n in range(1, count + 1)
    )


def test_matching_asks_the_database_as_often_for_a_hundred_rows_as_for_ten(
    session, reported, django_assert_max_num_queries
):
    small, large = make_file(*rows_of_a_list(10)), make_file(*rows_of_a_list(100), tail="全\n")

    with django_assert_max_num_queries(60) as of_ten:
        planned(small)
    with django_assert_max_num_queries(60) as of_a_hundred:
        planned(large)

    assert len(of_ten) == len(of_a_hundred)


def test_the_same_person_reported_again_with_the_same_point_is_a_likely_match(session):
    first = make_file(stated(number=None, kind=Kind.REPORTED), kind=ReportKind.PRESS)
    applied(first)
    again = stated(
        number=None, kind=Kind.REPORTED, headline="河堤之上盼明灯", asks=(Ask("在河堤上装上路灯", place(ASKS[1])),)
    )

    one = planned(make_file(again, kind=ReportKind.PRESS, tail="又\n")).proposals[0]

    assert one.existing == Proposal.objects.get()
    assert one.reason.startswith("诉求相近")
    assert not one.confirmed
    assert Delegate.objects.count() == 1


def test_changes_say_what_is_filled_and_what_is_the_same(reported):
    file = make_file(stated(**ANSWERED))
    decide(file, "proposals/0/match", "accept", reported.pk, by=None)

    outcomes = {one.field: one.outcome for one in planned(file).proposals[0].changes}

    assert outcomes["number"] is Settled.NEW
    assert outcomes["kind"] is Settled.NEW
    assert outcomes["session"] is Settled.SAME
    assert outcomes["headline"] is Settled.CONFLICT
    assert (outcomes["asks/0"], outcomes["asks/1"]) == (Settled.SAME, Settled.NEW)
    assert outcomes["reply_class"] is Settled.NEW
