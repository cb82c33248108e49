"""Other names: what staff may put together, and what a search does with it."""

from typing import Literal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import AliasGroup, DepartmentAlias, SearchAlias
from proposals.search import Document, Result, highlight, index_documents, parse, search
from tests.factories import make_aliases, make_department, make_proposal, make_user
from tests.pages import read, text

pytestmark = pytest.mark.django_db
beside = SearchAlias.objects.beside


def ask(typed: str, *, exactly: bool = False, order: Literal["newest", "title"] = "newest") -> Result:
    query = parse(typed, None if exactly else beside)
    assert query is not None
    result = search(query, order=order)
    assert result is not None
    return result


def group_form(*names: str, note: str = "") -> dict[str, str]:
    form = {"note": note, "aliases-TOTAL_FORMS": str(len(names)), "aliases-INITIAL_FORMS": "0"}
    return form | {f"aliases-{at}-name": name for at, name in enumerate(names)}


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(make_user(staff=True))
    return client


@pytest.fixture
def carbide():
    make_aliases("硬质合金", "先进硬质材料")
    index_documents(
        [
            Document(1, "硬质合金刀具", "刀具出口"),
            Document(2, "园区扩建", "先进硬质材料产业园"),
            Document(3, "两样都写", "硬质合金就是先进硬质材料"),
            Document(4, "硬质的合金", "先进的硬质材料"),
            Document(5, "先进硬质材料", "题目里有"),
        ]
    )


def test_a_whole_term_brings_the_other_names_of_its_group(carbide):
    result = ask("硬质合金")

    assert (result.ids, result.count) == ((5, 3, 2, 1), 4)
    assert result.query.included == ("先进硬质材料",)
    assert result.query.typed == ("硬质合金",)
    assert ask("先进硬质材料").ids == (5, 3, 2, 1)
    assert ask("硬質合金").ids == ask("硬质合金").ids


def test_an_exact_search_leaves_them_out(carbide):
    result = ask("硬质合金", exactly=True)

    assert (result.ids, result.query.included) == ((3, 1), ())


def test_a_piece_of_a_name_or_more_than_it_brings_nothing_else(carbide):
    assert (ask("硬质").ids, ask("硬质").query.included) == ((5, 4, 3, 2, 1), ())
    assert (ask("硬质合金刀").ids, ask("硬质合金刀").query.included) == ((1,), ())


def test_each_of_several_terms_brings_its_own(carbide):
    make_aliases("园区", "产业园")

    assert ask("硬质合金 园区").ids == (2,)
    assert ask("硬质合金 园区").query.included == ("先进硬质材料", "产业园")


def test_another_name_in_the_title_counts_as_a_title(carbide):
    assert ask("硬质合金", order="title").ids == (5, 1, 3, 2)


def test_other_names_are_marked_where_they_stand(carbide):
    assert highlight("先进硬质材料产业园", ask("硬质合金").terms) == [("先进硬质材料", True), ("产业园", False)]


def test_a_department_is_found_by_its_short_name_and_the_other_way():
    DepartmentAlias.objects.create(department=make_department("株洲市发展和改革委员会"), name="市发改委")
    index_documents([Document(1, "甲", "株洲市发展和改革委员会承办"), Document(2, "乙", "市发改委说")])

    assert ask("市发改委").ids == ask("株洲市发展和改革委员会").ids == (2, 1)
    assert ask("市发改委").query.included == ("株洲市发展和改革委员会",)


def test_a_departments_loose_names_are_not_looked_for_but_lead_to_its_name():
    department = make_department("株洲市发展和改革委员会")
    for name in ("市发改委", "市发展改革委", "发改"):
        DepartmentAlias.objects.create(department=department, name=name)

    assert set(parse("株洲市发展和改革委员会", beside).included) == {"市发改委", "市发展改革委"}
    assert set(parse("发改", beside).included) == {"株洲市发展和改革委员会", "市发展改革委"}  # 市发改委 holds it


def test_a_name_that_holds_the_term_is_not_looked_for_twice():
    DepartmentAlias.objects.create(department=make_department("株洲市教育局"), name="市教育局")

    assert parse("市教育局", beside).included == ()
    assert parse("株洲市教育局", beside).included == ("市教育局",)


def test_all_other_names_cost_one_query_however_many_terms():
    make_aliases(*(f"说法{at}" for at in range(8)))
    make_aliases("园区", "产业园")

    with CaptureQueriesContext(connection) as captured:
        query = parse("说法1 园区 大桥 路灯", beside)

    assert len(captured) == 1
    assert len(query.included) == 8


def test_a_changed_name_needs_no_new_index(carbide):
    SearchAlias.objects.filter(name="先进硬质材料").delete()

    assert ask("硬质合金").ids == (3, 1)


def test_the_ninth_name_of_a_group_is_refused_by_the_database():
    group = make_aliases(*(f"说法{at}" for at in range(8)))

    with pytest.raises(IntegrityError), transaction.atomic():
        SearchAlias.objects.create(group=group, name="第九个")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("桥", "至少写两个"),
        ("，。", "至少写两个"),
        ("硬质 合金", "不要在中间留空格"),
        ("烟花爆竹", "“烟花爆竹”已经在另一组里：花炮、烟花爆竹"),
        ("煙花爆竹", "“烟花爆竹”已经在另一组里"),
    ],
)
def test_a_name_that_cannot_be_searched_or_is_taken_is_refused_with_a_sentence(name: str, said: str):
    make_aliases("花炮", "烟花爆竹")

    with pytest.raises(ValidationError) as refused:
        SearchAlias(group=AliasGroup.objects.create(), name=name).full_clean()

    assert said in "".join(refused.value.messages)


def test_staff_put_names_together_in_the_admin(staff: Client):
    address = reverse("admin:proposals_aliasgroup_add")

    assert staff.post(address, group_form("花炮", "烟花爆竹", note="业内叫花炮")).status_code == 302

    assert [str(group) for group in AliasGroup.objects.all()] == ["花炮、烟花爆竹"]
    assert "花炮、烟花爆竹" in text(read(staff, reverse("admin:proposals_aliasgroup_changelist")))


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["花炮"], "一组至少要两个说法，请再写一个。"),
        (["花炮", "烟花", "煙花"], "“煙花”写了两遍"),
        ([f"说法{at}" for at in range(9)], "8"),
    ],
)
def test_a_group_of_one_a_repeated_name_and_a_ninth_are_refused(staff: Client, names: list[str], said: str):
    response = staff.post(reverse("admin:proposals_aliasgroup_add"), group_form(*names))

    assert said in response.content.decode()
    assert AliasGroup.objects.count() == 0


def test_groups_stand_in_the_order_of_their_first_names_pinyin(staff: Client):
    make_aliases("竹木", "竹林")
    make_aliases("茶叶", "砖茶")
    make_aliases("陶瓷", "柏木")

    page = text(read(staff, reverse("admin:proposals_aliasgroup_changelist")))

    places = [page.index(names) for names in ("柏木、陶瓷", "茶叶、砖茶", "竹林、竹木")]
    assert places == sorted(places)


def test_the_list_says_what_it_included_and_leads_to_the_exact_search(client: Client):
    make_aliases("硬质合金", "先进硬质材料")
    make_proposal("建先进硬质材料产业园", indexed=True)
    make_proposal("做强硬质合金刀具", indexed=True)

    page = read(client, "/proposals/", q="硬质合金", state="press")
    exact = read(client, "/proposals/", q="硬质合金", state="press", exact="1")

    assert "已包含：先进硬质材料。只查“硬质合金”" in text(page)
    assert "exact=1" in page
    assert "建先进硬质材料产业园" in text(page)
    assert "只查所写的字，不连同义词。连同义词一起查" in text(exact)
    assert "产业园" not in text(exact)
