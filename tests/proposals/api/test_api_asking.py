"""Parameters that mean nothing are refused with what they may be; a search and its numbers are those of the page."""

import re
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client

from delegates.models import Delegate
from proposals.api.asking import MOST, SIZE
from proposals.filters import NARROWING, ProposalFilter
from proposals.filters.naming import FIXED
from proposals.models import Proposal, Publication
from tests.factories import make_department, make_industry, make_proposal, make_session
from tests.pages import read, text
from tests.proposals.api.asking import asked, ids, refused, whole_reading
from tests.proposals.handling.cases import make_answered, make_assigned

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "code", "parameter"),
    [
        ("colour=red", "unknown_parameter", "colour"),
        ("page=2", "unknown_parameter", "page"),
        ("state=done", "invalid_value", "state"),
        ("state=handling&state=", "invalid_value", "state"),
        ("&".join(["state=handling"] * 51), "invalid_value", "state"),
        ("kind=%00", "invalid_value", "kind"),
        ("session=one", "invalid_value", "session"),
        ("session=12345678901234567890", "invalid_value", "session"),
        ("department=%EF%BC%91", "invalid_value", "department"),
        ("year=1234", "invalid_value", "year"),
        ("region=43", "invalid_value", "region"),
        ("order=oldest", "invalid_value", "order"),
        ("exact=yes", "invalid_value", "exact"),
        ("q=" + "堤" * 101, "invalid_value", "q"),
        ("q=%00", "invalid_value", "q"),
        ("q=", "invalid_value", "q"),
        ("q=a&q=b", "repeated_parameter", "q"),
        ("limit=0", "invalid_value", "limit"),
        ("limit=501", "invalid_value", "limit"),
        ("limit=%2B5", "invalid_value", "limit"),
        ("limit=" + "9" * 5000, "invalid_value", "limit"),
        ("limit=5&limit=6", "repeated_parameter", "limit"),
        ("cursor=%ED%A0%80", "unknown_cursor", "cursor"),
        ("cursor=" + "A" * 9000, "unknown_cursor", "cursor"),
        ("%ED%A0%80=1", "unknown_parameter", "���"),
    ],
)
def test_what_means_nothing_is_refused_by_name(client: Client, query: str, code: str, parameter: str):
    problem = refused(client, f"proposals/?{query}")

    assert (problem["code"], problem["parameter"], problem["status"]) == (code, parameter, 400)
    assert len(problem["detail"]) < 300


def test_a_refusal_says_what_a_value_may_be(client: Client):
    assert refused(client, "proposals/?kind=law")["allowed"] == list(FIXED["kind"])
    assert "1 到 500" in refused(client, "proposals/?limit=many")["detail"]
    assert set(refused(client, "proposals/?x=1")["allowed"]) >= {*NARROWING, "q", "limit", "cursor", "updated_since"}
    assert refused(client, "delegates/?q=a")["allowed"] == ["cursor", "limit"]


def test_every_condition_leaves_what_the_query_language_leaves(client: Client):
    session, industry = make_session(starts_on=None), make_industry()
    proposal, (part,) = make_assigned(session=session, industries=[industry], keyword="春风", field="economy")
    make_answered(session=make_session("cppcc", term=10))
    make_proposal()
    values = {
        "session": session.pk, "department": part.department_id, "industry": industry.pk, "region": "430200",
        "keyword": proposal.keyword_tags.get().keyword_id, "delegate": Delegate.objects.earliest("pk").pk, "year": 2026,
    }  # fmt: skip
    for name in NARROWING:
        for value in FIXED.get(name, [values.get(name)]):
            found = ProposalFilter(QueryDict(f"{name}={value}"), queryset=Proposal.objects.visible_to(None)).narrowed()
            assert ids(whole_reading(client, f"proposals/?{name}={value}")) == sorted(
                found.values_list("pk", flat=True), reverse=True
            ), f"{name}={value}"


def test_a_search_finds_and_counts_what_the_page_does(client: Client):
    for n in range(3):
        make_proposal(f"把第{n}条河的旧堤修好", indexed=True)
    make_proposal("种树", asks=["沿旧堤种树"], indexed=True)
    make_proposal("别的事", indexed=True)

    told = asked(client, "proposals/", q="旧堤")
    page = text(read(client, "/proposals/", q="旧堤"))

    assert (told["count"], told["count_exact"]) == (4, True)
    assert "4件" in page
    shown = [
        int(one) for one in re.findall(r'item-h"><a href="/proposals/(\d+)/', read(client, "/proposals/", q="旧堤"))
    ]
    assert [one["id"] for one in told["results"]] == shown
    newest = asked(client, "proposals/", q="旧堤", order="newest")
    assert [one["id"] for one in newest["results"]] == sorted(shown, reverse=True)
    assert asked(client, "proposals/", q="海底隧道")["count"] == 0


def test_a_search_without_a_searchable_character_finds_nothing_and_says_so(client: Client):
    make_proposal(indexed=True)

    told = asked(client, "proposals/", q="！")

    assert (told["count"], told["results"], told["search"]) == (0, [], {"terms": [], "explanation": ""})


def test_withheld_ones_are_counted_by_ground_only_where_the_page_counts_them(client: Client):
    hidden = make_proposal(publication=Publication.WITHHELD, withheld_ground="涉及个人隐私", session=make_session())
    make_proposal()

    assert asked(client, "proposals/")["withheld"] == [{"ground": "涉及个人隐私", "n": 1}]
    assert asked(client, "proposals/", session=hidden.session_id)["withheld"] == [{"ground": "涉及个人隐私", "n": 1}]
    assert asked(client, "proposals/", department=make_department().pk)["withheld"] == []
    assert asked(client, "proposals/", q="堤")["withheld"] == []


def test_a_page_has_fifty_entries_unless_another_number_is_asked_for(client: Client):
    for _ in range(SIZE + 2):
        make_proposal(proposers=(), log=False)

    assert len(asked(client, "proposals/")["results"]) == SIZE
    assert len(asked(client, "proposals/", limit=SIZE + 1)["results"]) == SIZE + 1
    assert len(asked(client, "proposals/", limit=MOST)["results"]) == SIZE + 2


def test_turning_pages_gives_each_once_while_others_come_and_go(client: Client):
    made = [make_proposal().pk for _ in range(9)]
    first = asked(client, "proposals/", limit=3)
    seen = [one["id"] for one in first["results"]]

    make_proposal()
    Proposal.objects.filter(pk=made[8]).update(publication=Publication.DRAFT)  # already seen
    Proposal.objects.filter(pk=made[5]).update(publication=Publication.DRAFT)  # the next one
    rest = ids(whole_reading(client, first["next"].split("/api/v1/")[1]))

    assert seen == [made[8], made[7], made[6]]
    assert rest == [made[4], made[3], made[2], made[1], made[0]]


def test_searched_pages_are_turned_over_title_and_text(client: Client):
    titled = [make_proposal(f"修第{n}段旧堤", indexed=True).pk for n in range(3)]
    within = [make_proposal("种树", asks=["沿旧堤种树"], indexed=True).pk for _ in range(3)]

    found = ids(whole_reading(client, f"proposals/?q={quote('旧堤')}&limit=2"))

    assert found == [*reversed(titled), *reversed(within)]


def test_every_page_of_a_reading_gives_the_same_place_to_go_on_from(client: Client):
    for _ in range(4):
        make_proposal()
    first = asked(client, "proposals/", limit=2)
    make_proposal()

    second = asked(client, first["next"].split("/api/v1/")[1])

    assert second["sync"] == first["sync"]
