"""经过: oldest first, one line a day with its parts, each with a link to what it speaks of; then what is owed."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from proposals.handling.asks import settle_ask
from proposals.handling.commitments import promise, settle, words_in
from proposals.handling.correcting import correct
from proposals.handling.merging import merge
from proposals.handling.publishing import publish, withhold
from proposals.models import Deadline, Proposal
from proposals.workflow.events import Event
from proposals.workflow.states import Duty, Stage
from tests.factories import make_department, make_proposal
from tests.pages import page_of, text
from tests.proposals.handling.cases import (
    ASSIGNED,
    HANDED_IN,
    LETTER,
    RATED,
    SENT,
    answer,
    make_answered,
    make_assigned,
    reviewer,
)

pytestmark = pytest.mark.django_db
PROMISED = "计划六月底前印发"


def days(page: str) -> list[tuple[str, str]]:
    """The shape and the words of each line, dates as in `datetime`."""
    (history,) = re.findall(r'<ol class="tl">(.*?)</ol>', page, re.DOTALL)
    lines = re.findall(r'<li id="h\d+"(?: class="(\w+)")?>(.*?)</li>', history, re.DOTALL)
    return [
        (look, text(re.sub(r'<time datetime="([^"]+)">.*?</time>', r"\1 ", line)).replace("日期不明", "?"))
        for look, line in lines
    ]


def told(page: str, on: date) -> str:
    """What the line of one day says, links as [words→#place]."""
    (line,) = re.findall(
        rf'<li[^>]*><time datetime="{on.isoformat()}">.*?</time><div>(.*?)</div></li>', page, re.DOTALL
    )
    return text(re.sub(r'<a href="([^"]+)"[^>]*>(.*?)</a>', r"[\2→\1]", line))


def test_the_steps_of_one_department_on_one_day_are_one_line_also_for_several_departments(client: Client):
    proposal, (lead, assist) = make_assigned(duties=(Duty.LEAD, Duty.ASSIST))

    first, second = str(lead.department), str(assist.department)
    assert days(page_of(client, proposal)) == [
        ("undated", "?提交"),
        ("", f"2026-01-30交办主办：{first}会办：{second}签收、开始办理{first}、{second}"),
    ]


def test_what_is_entered_late_takes_the_place_of_its_day_and_an_unknown_day_stays_where_it_was_entered(client: Client):
    proposal = make_proposal(kind="suggestion", log=False)
    proposal.record(Event.SUBMIT, by=None, on=date(2026, 1, 5))
    proposal.record(Event.NOTE, by=None, on=date(2026, 3, 9), note="三月的事")
    proposal.record(Event.NOTE, by=None, note="不知哪天")
    proposal.record(Event.NOTE, by=None, on=date(2026, 2, 1), note="二月的事")

    assert days(page_of(client, proposal)) == [
        ("", "2026-01-05提交"),
        ("", "2026-02-01说明二月的事"),
        ("", "2026-03-09说明三月的事"),
        ("undated", "?说明不知哪天"),
    ]


def test_a_promise_is_quoted_where_it_was_made_and_where_it_was_kept(client: Client):
    proposal, reply = make_answered()
    by = reviewer()
    made = promise(reply=reply, by=by, on=RATED, words=words_in(LETTER, PROMISED), due_on=date(2026, 6, 30))
    settle(commitment=made, kept=True, by=by, on=date(2026, 6, 28), evidence="市府办公示")

    page = page_of(client, proposal)

    department = proposal.assignments.get().department
    assert told(page, SENT) == f"答复{department}[第一轮答复→#r1]答应：[{PROMISED}→#p1]"
    assert told(page, RATED) == "登记承诺[承诺1→#p1]"
    assert told(page, date(2026, 6, 28)) == f"承诺兑现[承诺1→#p1]{PROMISED}"
    assert '<q class="song">计划六月底前印发</q>' in page


def test_a_promise_of_a_letter_that_is_not_public_is_told_without_its_words(client: Client):
    proposal, reply = make_answered()
    by = reviewer()
    made = promise(reply=reply, by=by, on=RATED, words=words_in(LETTER, PROMISED))
    settle(commitment=made, kept=False, by=by, on=date(2026, 6, 28), evidence="没有印发")
    withhold(reply=reply, by=by, on=RATED, ground="政府信息公开条例第十四条")

    page = page_of(client, proposal)

    assert PROMISED not in page
    assert told(page, RATED) == "登记承诺决定不公开答复[第一轮答复→#r1]"
    assert told(page, date(2026, 6, 28)) == "承诺没有兑现"


def test_making_a_letter_public_is_told_in_words_and_leads_to_the_letter(client: Client):
    proposal, reply = make_answered(publication="draft")
    publish(reply=reply, by=reviewer(), on=RATED, shown="summary", summary="规划已经起草。")

    page = page_of(client, proposal)

    assert told(page, RATED) == "公开答复[第一轮答复→#r1]（摘要）"
    assert "补记" not in page


def test_outcomes_of_one_day_are_one_line_and_each_leads_to_its_ask(client: Client):
    proposal, reply = make_answered(asks=["定规划", "建平台"])
    for ask, outcome in zip(proposal.asks.order_by("order"), ("underway", "not_now"), strict=True):
        settle_ask(ask=ask, outcome=outcome, reply=reply, by=reviewer(), on=RATED)

    page = page_of(client, proposal)

    assert told(page, RATED) == "登记诉求结果[诉求1正在解决→#ask1][诉求2暂不能解决→#ask2]"
    assert 'id="ask2"' in page


def test_who_hands_on_and_who_takes_over_are_both_named(client: Client):
    proposal, (part,) = make_assigned()
    other = make_department()
    proposal.record(
        Event.REASSIGN, by=None, on=SENT, assignment=part, department=other, duty=Duty.SOLE, note="职能划转"
    )

    assert told(page_of(client, proposal), SENT) == f"改办{part.department}职能划转交办独办：{other}"


def test_a_correction_says_what_it_corrects(client: Client):
    proposal, (part,) = make_assigned()
    wrong = proposal.followups.get(event=Event.HANDLE)
    correct(followup=wrong, by=None, on=SENT, note="还没有开始", stage=Stage.ACCEPTED)

    year = "" if timezone.localdate().year == ASSIGNED.year else "2026年"
    assert told(page_of(client, proposal), SENT) == f"更正{part.department}{year}1月30日登记的“开始办理”还没有开始"


def test_merging_names_the_other_file_only_where_everybody_may_see_it(client: Client):
    main, _ = make_answered()
    hidden = make_proposal("钴蓝题目", kind="suggestion", session=main.session, publication="draft")
    of_shown, of_hidden = (make_proposal(kind="suggestion", session=main.session) for _ in range(2))
    merge(proposal=of_shown, main=main, by=reviewer(), on=RATED)
    merge(proposal=of_hidden, main=hidden, by=reviewer(), on=RATED)

    assert told(page_of(client, of_shown), RATED) == f"并案[并入{main.headline}→{main.get_absolute_url()}]"
    assert told(page_of(client, of_hidden), RATED) == "并案"


def test_an_answer_that_came_late_says_by_how_many_days(client: Client):
    proposal, (part,) = make_assigned()
    due = date(2026, 4, 20)
    Deadline.objects.create(
        proposal=proposal, assignment=part, step="reply", starts_on=ASSIGNED, due_on=due, first_due_on=due,
        because="某办法：自交办之日起答复。",
    )  # fmt: skip
    answer(part, on=SENT)

    assert "[晚7天→#handling]" in told(page_of(client, Proposal.objects.get()), SENT)


def test_what_is_owed_stands_before_and_after_today(client: Client):
    proposal, (part, other) = make_assigned(duties=(Duty.SEPARATE, Duty.SEPARATE))
    today = timezone.localdate()
    for one, due in ((part, today - timedelta(days=3)), (other, today + timedelta(days=40))):
        Deadline.objects.create(
            proposal=proposal, assignment=one, step="reply", starts_on=ASSIGNED, due_on=due, first_due_on=due,
            because="某办法：自交办之日起答复。",
        )  # fmt: skip

    last = days(page_of(client, proposal))[-3:]

    assert last == [
        ("late", f"{today - timedelta(days=3)}应当答复，没有等到{part.department}超期3天"),
        ("today", f"{today}今天"),
        ("due", f"{today + timedelta(days=40)}应当答复{other.department}还有40天"),
    ]


def test_nothing_is_owed_where_nothing_was_promised_or_is_waited_for(client: Client):
    proposal, _ = make_answered()

    assert {look for look, _ in days(page_of(client, proposal))} == {"", "undated"}


def test_the_draft_is_told_by_its_day_alone(client: Client):
    proposal, _ = make_answered()

    assert told(page_of(client, proposal), HANDED_IN) == f"报送答复稿{proposal.assignments.get().department}"
