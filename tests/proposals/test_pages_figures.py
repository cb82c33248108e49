"""The pages of figures: every number leads to a list of just so many, and nothing unpublished is in any of them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from delegates.models import Session
from proposals.filters import ProposalFilter
from proposals.handling.ratings import Said, keep
from proposals.models import Assignment, Commitment, Deadline, Department, Proposal, Publication, Reply
from proposals.statistics.scopes import MOST as MOST_LOGS
from proposals.statistics.scopes import MOST_RATED, Choice, scopes
from proposals.views.departments import times_of, unrated
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.states import Duty
from tests.crowd import make_crowd
from tests.factories import make_department, make_followups, make_industry, make_proposal, make_session
from tests.pages import read, text
from tests.proposals.handling.cases import LETTER, answer, make_assigned, make_scheme

pytestmark = pytest.mark.django_db
MOST = 6
GROUND = "《政府信息公开条例》第十五条"
# A link whose words are a number, with or without its unit.
NUMBER = re.compile(r'<a href="(/(?:proposals|statistics/counted)/(?:\?[^"]*)?)">(\d+)(?: 件)?</a>')


def today() -> date:
    return timezone.localdate()


def clock(part: Assignment, due: date, met: date | None = None, step: str = "reply") -> Deadline:
    return Deadline.objects.create(
        proposal=part.proposal, assignment=part, step=step, starts_on=date(2026, 1, 30), due_on=due,
        first_due_on=due, met_on=met, because="三个月",
    )  # fmt: skip


def promise(reply: Reply, due: date | None, state: str = "open") -> None:
    words = "补助将在年内发放。"
    Commitment.objects.create(proposal=reply.proposal, reply=reply, text=words, state=state, due_on=due)


@pytest.fixture
def year() -> Session:
    """Some of everything: classes, letters that are not public, late clocks, ratings, promises, what was withdrawn."""
    session = make_session(starts_on=date(2026, 1, 4))
    classes = {one.letter: one for one in make_scheme(session).classes.all()}
    bureau, industry = make_department("市水利局"), make_industry("花炮")
    for number in range(14):
        proposal = make_proposal(kind="suggestion", session=session, industries=[industry], keyword="旧堤")
        proposal.record(Event.ASSIGN, by=None, on=date(2026, 1, 30), department=bureau, duty=Duty.SOLE)
        part = proposal.assignments.get()
        proposal.record(Event.ACCEPT, by=None, on=date(2026, 2, 2), assignment=part)
        proposal.record(Event.HANDLE, by=None, on=date(2026, 2, 9), assignment=part)
        if number < 12:
            _answered(part, classes["ABC"[number % 3]], number)
        else:
            clock(part, today() - timedelta(days=3))
    _others(session, classes["A"])
    return session


def _answered(part: Assignment, result: Any, number: int) -> None:
    reply = answer(part, result=result, text=LETTER)
    hidden = number % 4 == 3
    Reply.objects.filter(pk=reply.pk).update(publication=Publication.DRAFT if hidden else Publication.PUBLISHED)
    clock(part, date(2026, 4, 27) + timedelta(days=7 * (number - 2)), date(2026, 4, 27))
    promise(reply, today() + timedelta(days=number - 6), "kept" if number % 5 == 4 else "open")
    if number % 2:
        said = Said(process=Satisfaction.VERY, result=Satisfaction.CONTENT if number % 3 else Satisfaction.BASICALLY)
        keep(
            reply=Reply.objects.get(pk=reply.pk),
            proposer=reply.proposal.proposers.get(),
            by=None,
            on=today(),
            said=said,
        )


def _others(session: Session, result: Any) -> None:
    make_proposal(session=session, log=True)
    make_proposal(session=session, kind="suggestion")
    withdrawn, _ = make_assigned(session=session)
    withdrawn.record(Event.WITHDRAW, by=None, note="代表书面要求撤回")
    again, parts = make_assigned(session=session, duties=(Duty.LEAD, Duty.ASSIST))
    answer(parts[0], result=result)
    again.record(Event.REOPEN, by=None, on=date(2026, 5, 1), note="提出人不满意")
    clock(parts[1], today() - timedelta(days=1), step="opinion")
    make_proposal(session=session, kind="proposal", publication=Publication.WITHHELD, withheld_ground=GROUND)
    _, hidden_parts = make_assigned(session=session, publication=Publication.DRAFT)
    clock(hidden_parts[0], today() - timedelta(days=9))
    make_proposal()


def addresses() -> list[str]:
    """Every page of figures that there is."""
    found = scopes()
    of_scope = ["", "?year=all", *(f"?year={one.query['year']}" for one in found.years)]
    pages = [f"/{page}/{query}" for page in ("statistics", "departments") for query in of_scope]
    pages += [f"/departments/?order={order}" for order in ("assist", "going", "late", "name", "nonsense")]
    handled = Department.objects.filter(assignments__proposal__in=Proposal.objects.visible_to(None).values("pk"))
    pages += [
        f"/departments/{pk}/{query}" for pk in handled.distinct().values_list("pk", flat=True) for query in of_scope
    ]
    return [*pages, "/sessions/", *(f"/sessions/{one.pk}/" for one in found.sessions)]


def numbers(page: str) -> Iterator[tuple[str, int]]:
    for address, number in NUMBER.findall(page):
        yield unescape(address), int(number)


def held(client: Client, address: str) -> int:
    """How many the list at this address holds: by the query language, or by what the page itself says."""
    path, _, query = address.partition("?")
    if path == "/proposals/":
        asked = ProposalFilter(QueryDict(query), queryset=Proposal.objects.visible_to(None))
        assert list(asked.asked.misread) == []
        return asked.narrowed().count()
    page = read(client, address)
    said = re.search(r"共 (\d+) ", page)
    assert said is not None
    return int(said[1])


def test_every_number_leads_to_a_list_of_just_so_many(client: Client, year: Session):
    found = {(page, *one) for page in addresses() for one in numbers(read(client, page))}

    assert len(found) > 150
    assert len({address for _, address, _ in found if address.startswith("/statistics/counted/")}) > 20
    lists = {address: held(client, address) for _, address, _ in found}
    assert [(page, address, n, lists[address]) for page, address, n in found if lists[address] != n] == []


def test_the_rows_on_a_list_are_those_that_were_counted(client: Client, year: Session):
    page = read(client, "/statistics/counted/?of=rate&rate=1&part=lower")

    assert "按期率的分母" in page
    assert page.count("<tr>") - 1 == held(client, "/statistics/counted/?of=rate&rate=1&part=lower") == 14
    assert "超期 3 天" in page
    assert "晚 14 天" in page


def test_the_figures_are_those_of_what_is_public(client: Client, year: Session):
    page = text(read(client, "/statistics/"))

    assert "2026年公开的建议提案有18件，已答复12件，已落实0件，有期限已经超过的3件" in page
    assert f"1件，依据：{GROUND}" in page
    assert "已经解决" in page
    assert "没有公开或没有写明" in page


def test_the_class_of_a_letter_that_is_not_public_is_counted_as_unknown(client: Client):
    session = make_session(starts_on=date(2026, 1, 4))
    classes = {one.letter: one for one in make_scheme(session).classes.all()}
    for _ in range(2):
        proposal, (part,) = make_assigned(session=session)
        answer(part, result=classes["A"])
    Reply.objects.filter(proposal=proposal).update(publication=Publication.PUBLISHED)

    page = read(client, "/statistics/")

    assert re.findall(r'<tr><th scope="row"><span class="st st-\w+">(.*?)</span>.*?>(\d)</a>', page) == [
        ("已经解决", "1"), ("没有公开或没有写明", "1"),
    ]  # fmt: skip
    assert "解决率" in page
    assert held(client, "/statistics/counted/?of=rate&rate=3&part=upper") == 1


def test_a_promise_of_a_letter_that_is_not_public_is_counted_nowhere(client: Client):
    _, (part,) = make_assigned(session=make_session(starts_on=date(2026, 1, 4)))
    reply = answer(part)
    promise(reply, today() - timedelta(days=1))
    address = f"/departments/{part.department_id}/"

    assert "补助将在年内发放" not in read(client, address)
    assert "共 0 " not in read(client, "/statistics/counted/?of=rate&rate=5&part=lower")
    assert "现在没有" in read(client, "/statistics/counted/?of=rate&rate=5&part=lower")

    Reply.objects.filter(pk=reply.pk).update(publication=Publication.PUBLISHED)
    assert "补助将在年内发放" in read(client, address)
    assert held(client, "/statistics/counted/?of=rate&rate=5&part=lower") == 1

    Reply.objects.filter(pk=reply.pk).update(shown=Reply.Shown.SUMMARY, summary="将发补助。")
    assert "补助将在年内发放" not in read(client, address)
    assert "现在没有" in read(client, "/statistics/counted/?of=rate&rate=5&part=lower")


def test_departments_and_sessions_of_nothing_public_have_no_page(client: Client):
    hidden, (part,) = make_assigned(session=make_session(number=4), publication=Publication.DRAFT)
    withheld = make_proposal(session=make_session(number=5), publication=Publication.WITHHELD, withheld_ground=GROUND)
    pages = [
        f"/departments/{part.department_id}/",
        f"/sessions/{hidden.session_id}/",
        f"/sessions/{withheld.session_id}/",
    ]

    assert [client.get(page).status_code for page in pages] == [404] * 3
    assert str(part.department) not in read(client, "/departments/")


@pytest.mark.parametrize(
    "query",
    [
        "", "of=nothing", "of=rate", "of=rate&rate=6&part=upper", "of=rate&rate=0&part=middle", "of=class&class=A",
        "of=rate&rate=1&part=aside&aside=9", "of=days&kind=none", "of=days&kind=suggestion&days=soon", "of=late",
        "of=rate&rate=٣&part=upper", "of=rate&rate=99999999999999999999&part=upper",
    ],
)  # fmt: skip
def test_an_address_that_names_no_number_has_no_page(client: Client, query: str):
    assert client.get(f"/statistics/counted/?{query}").status_code == 404


def test_with_nothing_there_every_page_says_when_there_will_be_something(client: Client):
    assert "公开第一件以后，这里就会有数" in read(client, "/statistics/")
    assert "公开第一件以后，这里就会列出是哪次会议" in read(client, "/sessions/")
    assert "还没有一件交办" in read(client, "/departments/")


def test_what_was_only_reported_is_not_said_to_be_unhandled(client: Client):
    make_proposal(session=make_session(), log=True)

    page = text(read(client, f"/sessions/{make_session().pk}/"))

    assert "都只见于报道，没有对应正式文件；这不表示没有办" in page


def test_a_session_without_a_day_counts_in_the_year_it_was_raised_in(client: Client):
    session = make_session()
    make_followups(make_proposal(session=session, log=False), (Event.REPORT, date(2021, 1, 5), ""))

    assert scopes().chosen.name == "2021年"
    assert "2021年公开的建议提案有1件" in text(read(client, "/statistics/"))


def test_departments_are_ordered_by_numbers_and_names_never_by_rates(client: Client):
    page = read(client, "/departments/")
    make_assigned(session=make_session(starts_on=date(2026, 1, 4)))
    page = read(client, "/departments/")

    assert re.findall(r"order=(\w+)", page) == ["assist", "going", "late", "name"]
    assert "不评名次" in page


def test_a_department_shows_its_own_row_what_is_due_and_its_other_names(client: Client, year: Session):
    bureau = Department.objects.get(name="市水利局")
    bureau.aliases.create(name="水利局")
    old = make_department("市水务局", valid_until=date(2019, 3, 1), successor=bureau)

    page = read(client, f"/departments/{bureau.pk}/")

    assert page.count('<tr class="own">') == 2
    assert "也写作水利局" in page
    assert f"接办{old.name}的件" in page
    due = page[page.index('id="due"') : page.index('id="league"')]
    assert due.count("超期 3 天") == 2
    assert page.index('id="due"') < page.index('id="league"')


def fill(size: int) -> None:
    """As many proposals as that, each in the hands of a department, answered, late or on time."""
    bureaus = [make_department() for _ in range(4)]
    ids = make_crowd(size)
    parts = Assignment.objects.bulk_create(
        Assignment(proposal_id=pk, department=bureaus[n % 4], duty="sole", stage="answered" if n % 3 else "handling")
        for n, pk in enumerate(ids)
    )
    Proposal.objects.filter(pk__in=[one.proposal_id for one in parts if one.stage == "answered"]).update(
        state="replied"
    )
    Deadline.objects.bulk_create(
        Deadline(
            proposal_id=one.proposal_id, assignment=one, step="reply", starts_on=date(2022, 1, 2), because="",
            due_on=date(2022, 4, 2), first_due_on=date(2022, 4, 2),
            met_on=date(2022, 3, 1 + n % 28) if n % 3 else None,
        )
        for n, one in enumerate(parts)
    )  # fmt: skip
    Reply.objects.bulk_create(
        Reply(proposal_id=one.proposal_id, assignment=one, department=one.department, publication="published")
        for one in parts
        if one.stage == "answered"
    )


def pages_of_one() -> dict[str, str]:
    """One address of each kind."""
    department = Department.objects.filter(assignments__isnull=False).latest("pk").pk
    session = Proposal.objects.latest("pk").session_id
    return {
        "statistics": "/statistics/",
        "all years": "/statistics/?year=all",
        "departments": "/departments/",
        "department": f"/departments/{department}/",
        "sessions": "/sessions/",
        "session": f"/sessions/{session}/",
        "counted": "/statistics/counted/?of=rate&rate=1&part=lower",
        "counted of a department": f"/statistics/counted/?of=late&department={department}",
    }


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured.captured_queries)


def test_no_page_asks_more_than_six_times_and_as_often_for_ten_rows_as_for_a_thousand(client: Client):
    fill(10)
    few = {name: queries(client, address) for name, address in pages_of_one().items()}

    fill(1000)
    many = {name: queries(client, address) for name, address in pages_of_one().items()}

    assert {name: n for name, n in many.items() if n > MOST} == {}
    assert few == many


def test_no_page_of_a_thousand_rows_and_a_hundred_departments_weighs_more_than_sixty_kilobytes(client: Client):
    fill(1000)
    parts = [make_department(f"株洲市经济技术开发区第{n}管理委员会办公室") for n in range(100)]
    for n, part in enumerate(Assignment.objects.all()[:500]):
        Assignment.objects.filter(pk=part.pk).update(department=parts[n % 100])

    weights = {name: len(client.get(address).content) for name, address in pages_of_one().items()}

    assert {name: weight for name, weight in weights.items() if weight > 60_000} == {}


def test_of_very_many_nothing_is_reckoned_one_by_one():
    everything = Choice("全部年份", {"year": "all"}, None)

    assert [unrated([{"n": MOST_RATED - 8_000}, {"n": n}]) for n in (8_000, 8_001)] == [False, True]
    assert times_of(everything, [{"n": MOST_LOGS + 1}], today()) is None
    assert times_of(everything, [{"n": 0}], today()) == {}
