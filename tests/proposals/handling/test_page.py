"""The public page of a proposal shows every step that is public, and nothing else of it."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from proposals.handling.asks import settle_ask
from proposals.handling.commitments import promise, settle, words_in
from proposals.handling.merging import merge
from proposals.handling.publishing import publish, withhold
from proposals.handling.ratings import Said, rate_from_paper
from proposals.handling.replies import draft, hand_in, send_back
from proposals.models import Commitment, Deadline, DeadlineRule, Proposal, Reply, RuleSet
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.states import Duty
from tests.factories import make_article, make_delegate, make_department, make_proposal, make_report, make_session
from tests.pages import page_of, read, road, text
from tests.proposals.handling.cases import (
    HANDED_IN,
    LETTER,
    RATED,
    SENT,
    answer,
    make_answered,
    make_assigned,
    make_scheme,
    paper,
    reviewer,
)

pytestmark = pytest.mark.django_db
MOST = 4
HEAVIEST = 60_000


def section(page: str, name: str) -> str:
    """What a reader sees of one section; "" without it."""
    if f'aria-labelledby="{name}"' not in page:
        return ""
    start = page.index(f'aria-labelledby="{name}"')
    shown = page[page.index(">", start) + 1 : page.index("</section>", start)]
    return text(re.sub(r'<p class="wrong .*?</p>', "", shown, flags=re.DOTALL))  # the way to report an error in it


def rate(reply: Reply, result: Satisfaction, *, note: str = "", at: int = 0) -> None:
    who = reply.proposal.proposers.order_by("order")[at]
    said = Said(Satisfaction.CONTENT, result, note)
    rate_from_paper(reply=reply, proposer=who, by=reviewer(), on=RATED, said=said, scan=paper())


def found(words: str) -> set[int]:
    return set(Proposal.objects.search(words).values_list("pk", flat=True))


def ruled(proposal: Proposal, step: str, anchor: str, *, local: bool = True) -> DeadlineRule:
    """The place of the proposal, or the country, has one rule from now on."""
    assert proposal.session is not None
    council = proposal.session.term.council if local else None
    rules = RuleSet.objects.create(name="办法", council=council, citation="本市办法")
    return DeadlineRule.objects.create(rule_set=rules, step=step, anchor=anchor, period="3m")


def clock(proposal: Proposal, **more) -> Deadline:
    given = {
        "step": "reply", "starts_on": date(2026, 1, 30), "due_on": date(2026, 5, 6), "first_due_on": date(2026, 5, 6),
        "because": "代表法第五十一条：自交办之日起3个月内答复。到4月30日；适逢放假，顺延到5月6日。",
    }  # fmt: skip
    return Deadline.objects.create(proposal=proposal, **{**given, **more})


def test_departments_stand_with_duty_stage_and_the_clock_that_explains_itself(client: Client):
    proposal, (lead, assist) = make_assigned(duties=(Duty.LEAD, Duty.ASSIST))
    clock(proposal, assignment=lead, met_on=date(2026, 4, 27))
    clock(proposal, assignment=assist, step="opinion", due_on=date(2026, 3, 30), met_on=date(2026, 4, 6))

    shown = section(page_of(client, proposal), "handling")

    year = "" if timezone.localdate().year == 2026 else "2026年"
    assert f"{lead.department}主办办理中应于{year}5月6日前，{year}4月27日完成，早9天" in shown
    assert f"{assist.department}会办办理中送会办意见：应于{year}3月30日前，{year}4月6日完成，晚7天" in shown
    assert f"为什么答复的期限是{year}5月6日" in shown
    assert "自交办之日起3个月内答复。到4月30日；适逢放假，顺延到5月6日。依据：代表法第五十一条" in shown


@pytest.mark.parametrize(
    ("days", "words", "look"), [(40, "还有40天", "now"), (3, "还有3天", "now soon"), (-5, "已经超期5天", "now late")]
)
def test_the_day_everybody_waits_for_stands_at_the_top(client: Client, days: int, words: str, look: str):
    proposal, (part,) = make_assigned()
    clock(proposal, assignment=part, due_on=timezone.localdate() + timedelta(days=days))

    page = page_of(client, proposal)

    assert f'<div class="{look}">' in page
    assert f"前答复，{words}。" in text(page)


def test_a_place_without_a_rule_is_told_from_a_deadline_that_nobody_entered(client: Client):
    proposal, _ = make_assigned(duties=(Duty.LEAD, Duty.ASSIST))
    ruled(proposal, "reply", "assigned")

    shown = section(page_of(client, proposal), "handling")

    assert "主办办理中没有登记期限" in shown
    assert shown.endswith("会办办理中本地和全国的办理规则都没有规定送会办意见的期限")


def test_a_second_round_without_a_rule_is_said_to_have_none_beside_the_first(client: Client):
    proposal, reply = make_answered()
    ruled(proposal, "reply", "assigned")
    clock(proposal, assignment=proposal.assignments.get(), met_on=SENT)
    rate(reply, Satisfaction.NOT)

    shown = section(page_of(client, proposal), "handling")

    assert "第一轮答复：应于" in shown
    assert "本地和全国的办理规则都没有规定再次答复的期限" in shown


@pytest.mark.parametrize("local", [False, True])
def test_the_page_says_whether_the_place_or_the_country_decides(client: Client, local: bool):
    proposal, (part,) = make_assigned()
    rule = ruled(proposal, "reply", "assigned", local=local)
    clock(proposal, assignment=part, rule=rule, because="代表法第五十一条：自交办之日起3个月内答复。")

    shown = section(page_of(client, proposal), "handling")

    words = "依据：代表法第五十一条（全国的规定；没有登记本地另外的规定）"
    assert (words in shown) is not local
    assert "依据：代表法第五十一条" in shown


@pytest.mark.parametrize(
    ("anchor", "events", "words"),
    [
        ("assigned", (), "独办待签收没有登记交办日期，期限算不出来"),
        ("session_end", (), "独办待签收没有登记大会闭会的日期，期限算不出来"),
        ("accepted", (), "独办待签收期限从签收那天算起，现在还没有签收"),
        ("accepted", (Event.ACCEPT,), "独办已签收没有登记签收日期，期限算不出来"),
    ],
)
def test_a_day_that_is_not_known_is_named(client: Client, anchor: str, events: tuple[Event, ...], words: str):
    proposal = make_proposal(kind="suggestion", session=make_session())
    ruled(proposal, "reply", anchor)
    proposal.record(Event.ASSIGN, by=None, on=None, department=make_department(), duty=Duty.SOLE)
    for event in events:
        proposal.record(event, by=None, on=None)

    assert section(page_of(client, proposal), "handling").endswith(words)


def test_who_keeps_the_others_waiting_is_named_at_the_top(client: Client):
    proposal, (lead, assist) = make_assigned(duties=(Duty.LEAD, Duty.ASSIST))
    today = timezone.localdate()
    clock(proposal, assignment=lead, due_on=today + timedelta(days=40))
    clock(proposal, assignment=assist, step="opinion", due_on=today - timedelta(days=4))

    page = page_of(client, proposal)

    assert '<div class="now late">' in page
    assert f"{lead.department}应于" in text(page)
    assert "前答复，还有40天。" in text(page)
    assert "前送会办意见，已经超期4天。" in text(page)


def test_what_is_not_handled_says_why_and_promises_no_answer(client: Client):
    proposal = make_proposal(kind="suggestion", asks=["定规划"], session=make_session())
    proposal.record(Event.REJECT, by=None, on=SENT, note="属于正在审理的案件：办法第九条")

    page = page_of(client, proposal)

    assert "没有立案，不再办理。理由：属于正在审理的案件：办法第九条" in text(page)
    assert section(page, "replies") == ""
    assert section(page, "asks") == "提了什么1项诉求定规划"


def test_a_clock_that_stopped_with_a_withdrawal_is_not_said_to_be_missing(client: Client):
    proposal, (part,) = make_assigned()
    clock(proposal, assignment=part)
    proposal.record(Event.WITHDRAW, by=None, on=SENT, note="已经解决")

    assert section(page_of(client, proposal), "handling").endswith(f"{part.department}独办办理中期限不再计")


def test_one_department_that_answered_is_not_said_to_be_still_without_an_answer(client: Client):
    proposal, parts = make_assigned(duties=(Duty.SEPARATE, Duty.SEPARATE))
    answer(parts[0])

    assert "有的单位已经答复，有的还没有。" in page_of(client, Proposal.objects.get(pk=proposal.pk))


def test_the_same_step_of_several_departments_on_one_day_is_one_entry_and_one_reason(client: Client):
    proposal, parts = make_assigned(duties=(Duty.LEAD, Duty.ASSIST, Duty.ASSIST))
    for part in parts[1:]:
        clock(proposal, assignment=part, step="opinion", due_on=date(2026, 3, 30))

    page = page_of(client, proposal)

    lead, *assisting = (str(part.department) for part in parts)
    assert section(page, "history").count("交办") == 1
    assert f"交办主办：{lead}会办：{'、'.join(assisting)}" in section(page, "history")
    assert section(page, "handling").count("为什么送会办意见的期限") == 1


def test_a_letter_is_shown_with_its_meaning_first_and_its_promises_marked(client: Client):
    make_scheme()
    proposal, (part,) = make_assigned()
    reply = answer(part, result=proposal.session.result_schemes.get().classes.get(letter="B"), number="〔2026〕18号")
    promise(reply=reply, by=reviewer(), on=RATED, words=words_in(LETTER, "计划六月底前印发"), due_on=date(2026, 6, 30))
    publish(reply=reply, by=reviewer(), on=RATED, shown="full")

    page = page_of(client, proposal)
    shown = section(page, "replies")

    assert "正在解决或者列入规划逐步解决（本会期B类）统一口径：正在解决" in shown
    assert "〔2026〕18号" in shown
    assert "规划已经起草，计划六月底前印发\u2060承诺1。" in shown
    assert 'id="p1"' in page
    assert "计划六月底前印发" in section(page, "promises")


def test_of_a_summary_nothing_else_of_the_letter_is_shown_or_found(client: Client):
    proposal, reply = make_answered(publication="draft")
    promise(reply=reply, by=reviewer(), on=RATED, words=words_in(LETTER, "补助将在年内发放"))
    publish(reply=reply, by=reviewer(), on=RATED, shown="summary", summary="规划已经起草。")

    page = page_of(client, proposal)

    assert "公开的是摘要" in section(page, "replies")
    assert "补助将在年内发放" not in page
    assert "有1项承诺，所在的答复没有公开，这里不写原话。" in section(page, "promises")
    assert (found("规划已经起草"), found("补助将在年内")) == ({proposal.pk}, set())


def test_a_withheld_letter_is_a_counted_placeholder_with_its_ground(client: Client):
    proposal, reply = make_answered()
    withhold(reply=reply, by=reviewer(), on=RATED, ground="政府信息公开条例第十四条")

    page = page_of(client, proposal)

    assert "1份答复不予公开。依据：政府信息公开条例第十四条。" in section(page, "replies")
    assert "规划已经起草" not in page
    assert (found("规划已经起草"), found("信息公开条例")) == (set(), {proposal.pk})
    assert client.get(reverse("proposals:letter", args=[reply.pk])).status_code == 404


def test_a_letter_nobody_decided_on_is_said_to_be_there_and_not_shown(client: Client):
    proposal, _ = make_answered(publication="draft")
    reindex([proposal.pk])

    page = page_of(client, proposal)

    assert "1份答复还没有公开。" in section(page, "replies")
    assert "规划已经起草" not in page
    assert found("规划已经起草") == set()


def test_drafts_opinions_and_reasons_among_colleagues_do_not_leak(client: Client):
    proposal, (lead, assist) = make_assigned(duties=(Duty.LEAD, Duty.ASSIST))
    hand_in(reply=draft(proposal=proposal, assignment=assist, by=None, text="钴蓝意见"), by=None, on=HANDED_IN)
    handed = hand_in(reply=draft(proposal=proposal, assignment=lead, by=None, text="钴蓝草稿"), by=None, on=HANDED_IN)
    send_back(reply=handed, by=None, on=HANDED_IN, note="钴蓝理由")
    reindex([proposal.pk])

    page = page_of(client, proposal)

    assert "钴蓝" not in page
    assert "退回重拟" in section(page, "history")
    assert found("钴蓝") == set()


def test_a_second_round_is_seen_beside_the_first(client: Client):
    proposal, reply = make_answered()
    rate(reply, Satisfaction.NOT, note="钴蓝意见")
    reopened = page_of(client, proposal)
    proposal.record(Event.HANDLE, by=None, on=RATED, assignment=proposal.assignments.get())
    again = answer(proposal.assignments.get(), text="规划已经印发。", on=RATED)
    publish(reply=again, by=reviewer(), on=RATED, shown="full")
    reindex([proposal.pk])

    page = page_of(client, proposal)

    assert "第二轮：正在重新办理，等待再次答复。" in reopened
    assert ("again", "答复：第二轮重新办理中") in road(reopened)
    shown = section(page, "replies")
    compared, letters = shown.split("第一轮答复·")
    assert "第一轮没有分类不满意满意由工作人员按纸质表录入，附扫描件" in compared
    assert "第二轮没有分类还没有评价还没有评价—" in compared
    assert letters.index("规划已经起草") < letters.index("第二轮") < letters.index("规划已经印发")
    assert "钴蓝" not in page
    assert found("钴蓝") == set()


def test_what_several_proposers_say_is_counted_and_nobody_named(client: Client):
    proposal, reply = make_answered(proposers=[make_delegate("林知夏"), make_delegate("周子墨")])
    rate(reply, Satisfaction.VERY)
    one = section(page_of(client, proposal), "replies")
    rate(reply, Satisfaction.NOT, at=1)

    both = section(page_of(client, proposal), "replies")

    assert "非常满意满意2位提出人里1位评了；由工作人员按纸质表录入，附扫描件" in one
    assert "1位非常满意，1位不满意2位满意由工作人员按纸质表录入" in both
    assert "林知夏" not in both


def test_promises_show_whether_they_were_kept(client: Client):
    proposal, reply = make_answered()
    by = reviewer()
    plan = promise(reply=reply, by=by, on=RATED, words=words_in(LETTER, "计划六月底前印发"), due_on=date(2026, 6, 30))
    open_one = promise(reply=reply, by=by, on=RATED, words=words_in(LETTER, "补助将在年内发放"))
    settle(commitment=plan, kept=True, by=by, on=date(2026, 6, 28), evidence="市府办公示")
    Commitment.objects.filter(pk=open_one.pk).update(due_on=timezone.localdate() - timedelta(days=2))

    shown = section(page_of(client, proposal), "promises")

    assert "已兑现" in shown
    assert "市府办公示" in shown
    assert "超期2天还没有" in shown
    assert found("市府办公示") == {proposal.pk}


def test_asks_name_the_answer_their_outcome_rests_on(client: Client):
    proposal, reply = make_answered(asks=["定规划"])
    settle_ask(ask=proposal.asks.get(), outcome="underway", reply=reply, by=reviewer(), on=RATED, note="规划已起草")

    assert "定规划正在解决：规划已起草凭第一轮答复" in section(page_of(client, proposal), "asks")


def test_an_ask_without_an_outcome_is_not_said_to_be_unanswered_once_a_letter_went_out(client: Client):
    proposal, _ = make_answered(asks=["定规划"])

    assert "结果还没有登记" in section(page_of(client, proposal), "asks")


def test_merged_files_name_each_other(client: Client):
    main, _ = make_answered()
    second = make_proposal(kind="suggestion", session=main.session)
    hidden = make_proposal("钴蓝题目", kind="suggestion", session=main.session, publication="draft")
    for one in (second, hidden):
        merge(proposal=one, main=main, by=reviewer(), on=RATED)

    of_main, of_second = page_of(client, main), page_of(client, second)

    assert f"各自答复的：{second.headline}。" in section(of_main, "handling")
    assert f"这一件与{main.headline}并案办理，单独答复。" in section(of_second, "handling")
    assert "钴蓝" not in of_main


def test_a_printed_letter_is_read_by_the_classes_of_its_session(client: Client):
    make_scheme()
    article = make_article(make_report("办理结果类别A。\n"))
    proposal = make_proposal(kind="suggestion", session=make_session(), articles=[article])
    Reply.objects.create(proposal=proposal, article=article, reply_class="A类", replied_on=SENT)

    shown = section(page_of(client, proposal), "replies")

    assert "已经解决或者基本解决（本会期A类）" in shown
    assert "原信没有登记，这里只有出处印着的" in shown


def test_a_printed_letter_of_an_unpublished_source_is_not_shown(client: Client):
    article = make_article(make_report("办理结果类别A。\n", publication="draft"))
    proposal = make_proposal(kind="suggestion", session=make_session(), articles=[article])
    Reply.objects.create(proposal=proposal, article=article, reply_class="钴蓝类", number="钴蓝号")
    reindex([proposal.pk])

    assert "钴蓝" not in page_of(client, proposal)
    assert found("钴蓝") == set()


def test_a_file_is_downloaded_only_while_the_whole_letter_is_public(client: Client):
    proposal, (part,) = make_assigned()
    reply = answer(part, text="", file=paper("答复.pdf"))
    address = reverse("proposals:letter", args=[reply.pk])
    statuses = [client.get(address).status_code]

    publish(reply=reply, by=reviewer(), on=RATED, shown="full")
    shown = client.get(address)
    statuses.append(shown.status_code)
    body = shown.getvalue()
    publish(reply=reply, by=reviewer(), on=RATED, shown="summary", summary="摘要")
    statuses.append(client.get(address).status_code)
    Proposal.objects.filter(pk=proposal.pk).update(publication="draft")
    statuses.append(client.get(address).status_code)

    assert (statuses, body) == ([404, 200, 404, 404], b"%PDF-1.4 scan")
    assert shown["Content-Disposition"].startswith("attachment")


def test_the_page_asks_no_more_than_four_times_whatever_hangs_on_it(client: Client):
    make_scheme()
    counts = []
    for departments in (1, 6):
        proposal, parts = make_assigned(duties=(Duty.SEPARATE,) * departments)
        result = proposal.session.result_schemes.get().classes.get(letter="B")
        for part in parts:
            clock(proposal, assignment=part)
            publish(reply=answer(part, result=result), by=None, on=RATED, shown="full")
        for reply in proposal.replies.all():
            promise(reply=reply, by=reviewer(), on=RATED, words=words_in(LETTER, "计划六月底前印发"))
        Reply.objects.create(proposal=proposal, reply_class="A", article=make_article(make_report("类别A。\n")))
        read(client, proposal.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            page = read(client, proposal.get_absolute_url())
        counts.append(len(captured))
        assert len(page.encode()) <= HEAVIEST

    assert counts[0] == counts[1]
    assert counts[1] <= MOST
