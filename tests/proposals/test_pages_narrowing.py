"""The list over everything a reader narrows by: numbers, orders, places, what is withheld, and what it costs."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from proposals.catalogue.shared import current
from proposals.models import Ask, Assignment, Deadline, Proposal, Publication
from proposals.shown.searchable import reindex
from proposals.templatetags.road import Stop, stops
from proposals.views import turning
from proposals.views.list_lines import drawn, drawn_before, drawn_road
from proposals.views.list_rows import Step
from proposals.workflow.events import Event
from proposals.workflow.states import Duty, State
from tests.crowd import make_crowd
from tests.factories import make_delegate, make_proposal, make_session
from tests.pages import read, text
from tests.proposals.handling.cases import make_answered, make_assigned
from tests.proposals.test_pages_list import chips, found, options

pytestmark = pytest.mark.django_db


def asked(client: Client, address: str, **query: Any) -> list[str]:
    """The questions to the database."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, query).status_code == 200
    return [one["sql"] for one in captured.captured_queries]


def onward(page: str) -> str:
    """The address of the next page, "" on the last."""
    links = re.findall(r'<a href="([^"]*)" rel="next', page)
    return unescape(links[0]) if links else ""


def make_clock(part: Assignment, step: str, *, days: int) -> None:
    """What a department owes by a day so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    Deadline.objects.create(
        proposal=part.proposal, assignment=part, step=step, starts_on=day, due_on=day, first_due_on=day, because=""
    )


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ({}, 2),
        ({"state": ["handling", "replied"], "body": "npc", "kind": "suggestion"}, 2),
        ({"page": "3"}, 2),
        ({"q": "旧堤"}, 4),
        ({"q": "第7段旧堤", "state": "handling"}, 4),
        ({"q": "第7段旧堤", "order": "newest"}, 4),
    ],
)
def test_a_list_asks_twice_and_with_a_search_four_times_for_ten_rows_as_for_a_thousand(client: Client, query, most):
    counts = []
    for size in (10, 1000):
        reindex(make_crowd(size))
        read(client, "/proposals/")  # what changed is read once
        drawn_before("/proposals/0/").clear()
        counts.append(len(asked(client, "/proposals/", **query)))

    assert counts[0] <= most
    assert counts[1] <= most
    assert counts[0] == counts[1]


def test_a_line_drawn_before_is_shown_though_another_request_empties_what_both_share():
    first, second = make_proposal("先画过的一件"), make_proposal("还没有画的一件")
    today, catalogue = timezone.localdate(), current()
    drawn(catalogue, [first.pk], (), lambda pk: f"/{pk}", today)

    def emptied_meanwhile(pk: int) -> str:
        if pk:
            drawn_before("/0").clear()
        return f"/{pk}"

    page = drawn(catalogue, [first.pk, second.pk], (), emptied_meanwhile, today)
    assert text(page).index("先画过的一件") < text(page).index("还没有画的一件")


def test_departments_roles_and_days_narrow_and_are_counted(client: Client):
    _, (lead, assist) = make_assigned(duties=(Duty.LEAD, Duty.ASSIST), headline="主办会办")
    make_assigned(headline="独办")
    make_clock(lead, "reply", days=-3)
    make_clock(assist, "sign", days=5)

    of_assist = read(client, "/proposals/", department=assist.department_id)
    assert found(of_assist) == ["主办会办"]
    both = read(client, "/proposals/", department=[lead.department_id, assist.department_id])
    assert options(both, "role") == {"lead": ("主办、独办或分办1", False), "assist": ("会办1", False)}
    assert found(read(client, "/proposals/", department=assist.department_id, role="lead")) == []
    late = read(client, "/proposals/", overdue="1")
    assert found(late) == ["主办会办"]
    assert "超期 3 天" in late
    assert f"主办 {lead.department}" in late


def test_a_step_that_is_late_before_the_answer_is_due_is_said(client: Client):
    _, (part,) = make_assigned(headline="等签收")
    make_clock(part, "reply", days=40)
    make_clock(part, "sign", days=-2)

    assert "有一步超期 2 天" in read(client, "/proposals/", overdue="1")


def test_replies_and_their_absence_are_counted_and_a_closed_letter_tells_no_class(client: Client):
    make_answered(headline="答复了", publication=Publication.DRAFT)
    make_assigned(headline="没答复")
    page = read(client, "/proposals/")

    assert options(page, "has_reply") == {"1": ("已有答复1", False), "0": ("还没有答复1", False)}
    assert options(page, "class") == {}
    assert found(read(client, "/proposals/", has_reply="0")) == ["没答复"]
    assert found(read(client, "/proposals/", has_reply=["0", "1"])) == ["没答复", "答复了"]


def test_a_delegate_and_a_year_stand_in_the_address_and_on_a_chip(client: Client):
    who = make_delegate("祁连雪")
    make_proposal("她提的", proposers=[who], session=make_session(starts_on=date(2025, 1, 6), ends_on=date(2025, 1, 9)))
    make_proposal("别人提的")
    page = read(client, "/proposals/", delegate=who.pk, year="2025")

    assert found(page) == ["她提的"]
    assert set(chips(page)) == {"代表委员：祁连雪", "年份：2025 年"}
    assert chips(page)["年份：2025 年"] == f"?delegate={who.pk}"


def test_the_name_of_a_delegate_nobody_may_know_of_is_on_no_chip(client: Client):
    who = make_delegate("祁连雪")
    make_proposal("草稿", proposers=[who], publication=Publication.DRAFT)

    page = read(client, "/proposals/", delegate=who.pk)

    assert "祁连雪" not in page
    assert f"代表委员：编号 {who.pk}" in chips(page)


def test_conditions_that_leave_nothing_tell_what_each_costs(client: Client):
    make_proposal("甲", kind="suggestion", session=make_session())
    make_proposal("乙")
    page = text(read(client, "/proposals/", kind="suggestion", state="press"))

    assert "去掉“状态：仅见报道”：1件" in page
    assert "去掉“种类：人大代表建议”：1件" in page


def test_withheld_ones_are_counted_with_their_ground_and_only_under_what_may_be_told(client: Client):
    session = make_session()
    hidden: dict[str, Any] = {
        "publication": Publication.WITHHELD,
        "withheld_ground": "政府信息公开条例第十五条",
        "kind": "suggestion",
    }
    make_proposal("不公开的一件", session=session, **hidden)
    make_proposal("公开的一件", kind="suggestion", session=session)

    told = read(client, "/proposals/", session=session.pk)
    assert "另有不公开的，按规定只计数：1 件，依据：政府信息公开条例第十五条。" in text(told).replace("1件", "1 件")
    assert "不公开的一件" not in told
    for query in ({"body": "npc"}, {"state": "intake"}, {"q": "公开"}, {"field": "economy"}):
        assert "第十五条" not in read(client, "/proposals/", **query), query


def test_a_search_puts_titles_first_unless_the_newest_are_asked_for(client: Client):
    rows = [make_proposal("修渡口"), make_proposal("别的事", asks=["先修渡口"]), make_proposal("渡口照明")]
    reindex([row.pk for row in rows])

    assert found(read(client, "/proposals/", q="渡口")) == ["渡口照明", "修渡口", "别的事"]
    assert found(read(client, "/proposals/", q="渡口", order="newest")) == ["渡口照明", "别的事", "修渡口"]


def test_every_row_is_met_once_from_page_to_page_and_nothing_new_moves_them(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(turning, "MOST_PAGES", 2)
    ids = make_crowd(75)
    page, met = read(client, "/proposals/"), list[str]()
    while True:
        met += re.findall(r'<h2 class="item-h"><a href="/proposals/(\d+)/"', page)
        if not (there := onward(page)):
            break
        make_proposal("刚登记的") if "after" in there else None
        page = read(client, f"/proposals/{there}")

    assert [int(one) for one in met] == sorted(ids, reverse=True)


def test_a_facet_shows_ten_and_all_of_them_when_asked(client: Client):
    for number in range(12):
        make_proposal(keyword=f"潮词{number}")
    page = read(client, "/proposals/")

    assert len(options(page, "keyword")) == 10
    assert "全部 12 项" in page
    assert len(options(read(client, "/proposals/", more="keyword"), "keyword")) == 12


def test_what_a_person_typed_into_names_is_escaped_in_lines_and_boxes(client: Client):
    row = make_proposal(
        "<b>题</b>", proposers=[make_delegate("<i>名</i>")], keyword="<u>词</u>", number="<s>号</s>", kind="suggestion"
    )
    Ask.objects.create(proposal=row, order=1, text="<em>诉求</em>里有渡口")
    reindex([row.pk])

    for query in ({}, {"q": "渡口"}, {"q": "题"}):
        page = read(client, "/proposals/", **query)
        assert not re.search(r"<(b|i|u|s|em)>(题|名|词|号|诉求)", page), query


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("due", [None, date(2026, 1, 1), date(2027, 12, 31)])
def test_the_road_of_a_line_is_the_road_of_the_template(state: State, due: date | None):
    today = timezone.localdate()
    days = [date(2025, 12, 30), date(2026, 1, 5), None, date(2026, 4, 1)]
    logs: list[list[Step]] = [
        [],
        [Step(Event.REPORT.value, days[0])],
        [Step(Event.SUBMIT.value, days[0]), Step(Event.ASSIGN.value, days[1])],
        [Step(Event.SUBMIT.value, days[0]), Step(Event.REPLY.value, days[3]), Step(Event.REOPEN.value, days[2])],
        [Step(Event.SUBMIT.value, None), Step(Event.ASSIGN.value, days[1]), Step(Event.FULFIL.value, days[3])],
    ]
    for log in logs:
        of: list[Stop] = stops(state, log, due=due)  # type: ignore[arg-type]  # a step is read like a row of the log

        assert drawn_road(of, today) == render_to_string("proposals/_road.html", {"stops": of}).strip()


def test_a_proposal_taken_back_while_the_page_is_made_is_not_on_it(client: Client):
    row = make_proposal("马上不公开")
    read(client, "/proposals/")
    Proposal.objects.filter(pk=row.pk).update(publication=Publication.DRAFT)

    assert found(read(client, "/proposals/")) == []
