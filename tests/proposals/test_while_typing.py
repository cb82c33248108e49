"""What is offered for a piece of a word: only what is public, with its number, in few and bounded queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proposals.catalogue.shared import current
from proposals.models import Department, DepartmentAlias
from proposals.models.proposal import Kind
from proposals.shown.searchable import reindex
from proposals.suggestions import Group
from proposals.suggestions import suggestions as everything_meant
from proposals.workflow.events import Event
from proposals.workflow.needs import Need
from tests.crowd import make_crowd
from tests.factories import (
    make_delegate,
    make_department,
    make_industry,
    make_organisation,
    make_proposal,
    make_session,
)
from tests.pages import read, text

pytestmark = pytest.mark.django_db


def suggestions(words: str) -> list[Group]:
    return everything_meant(words, current().holdings)


def offered(words: str) -> dict[str, list[tuple[str, int | None]]]:
    return {group.label: [(one.label, one.count) for one in group.offered] for group in suggestions(words)}


def make_handled(department: Department, *, publication: str = "published") -> None:
    proposal = make_proposal("修好旧堤", kind=Kind.SUGGESTION, publication=publication)
    proposal.record(Event.ASSIGN, by=None, department=department, gives=frozenset({Need.LETTER}))


@pytest.mark.parametrize("typed", ["林", "林知", "知夏", "linzhixia", "linzh", "LZX", "lz", "林 ", "ＬＺＸ"])
def test_a_person_is_offered_by_characters_pinyin_and_initials(typed: str):
    one = make_delegate("林知夏", posts=[(make_organisation("青禾合作社"), "理事长")])
    make_proposal("一件", proposers=[one])
    make_proposal("两件", proposers=[one])
    make_proposal("别人", proposers=[make_delegate("赵一川")])

    assert offered(typed) == {"代表委员": [("林知夏", 2)]}
    (group,) = suggestions(typed)
    assert group.offered[0].note == "青禾合作社理事长"
    assert group.offered[0].path == f"/delegates/{one.pk}/"


def test_people_of_the_same_name_are_told_apart_by_their_posts():
    for unit in ("青禾合作社", "白鹭学校"):
        make_proposal("一件", proposers=[make_delegate("林知夏", posts=[(make_organisation(unit), "主任")])])

    (group,) = suggestions("林知夏")

    assert [one.note for one in group.offered] == ["青禾合作社主任", "白鹭学校主任"]


def test_an_industry_is_offered_by_its_name_and_by_what_speaks_for_it():
    ceramics = make_industry("陶瓷制造", aliases=["醴瓷"])
    make_proposal("一件", industries=[ceramics])
    make_industry("陶瓷零售")  # nothing published

    assert offered("陶瓷") == offered("醴") == {"行业": [("陶瓷制造", 1)]}


@pytest.mark.parametrize("typed", ["教育", "市教体局", "zhuzhoushijiao", "jiaoyuju"])
def test_a_department_is_offered_by_its_names_and_pinyin(typed: str):
    department = make_department("株洲市教育局")
    DepartmentAlias.objects.create(department=department, name="市教体局")
    make_handled(department)

    assert offered(typed) == {"承办单位": [("株洲市教育局", 1)]}


@pytest.mark.parametrize("typed", ["24", "240", "0240", "第0240号", "２４０"])
def test_a_case_number_is_offered_with_its_title(typed: str):
    make_proposal("修好渌江大桥", kind=Kind.SUGGESTION, number="0240", session=make_session(), indexed=True)
    make_proposal("另一件", kind=Kind.SUGGESTION, number="1024", session=make_session(), indexed=True)

    assert offered(typed) == {"案号": [("第 0240 号", None)]}
    (group,) = suggestions(typed)
    assert "修好渌江大桥" in group.offered[0].note


@pytest.mark.parametrize("typed", ["", "  ", "，。", "林 知夏", "林" * 21, "\x00", "'", "%", "_", "2"])
def test_nothing_is_offered_for_nothing_for_several_words_and_for_a_sentence(typed: str):
    make_proposal("一件", proposers=[make_delegate("林知夏")], number="22", kind=Kind.SUGGESTION, indexed=True)

    assert suggestions(typed) == []


def test_what_is_not_public_is_neither_offered_nor_counted(client: Client):
    person, trade, department = make_delegate("林知夏"), make_industry("花炮"), make_department("株洲市水利局")
    for publication in ("draft", "withheld"):
        make_proposal(
            "不公开", proposers=[person], industries=[trade], publication=publication, withheld_ground="依据",
            kind=Kind.SUGGESTION, number=f"077{len(publication)}", indexed=True,
        )  # fmt: skip
        make_handled(department, publication="draft")

    assert [suggestions(typed) for typed in ("林", "lzx", "花炮", "水利", "077", "0775")] == [[]] * 6

    make_proposal("公开", proposers=[person], industries=[trade])
    assert offered("林知夏") == {"代表委员": [("林知夏", 1)]}
    assert offered("花炮") == {"行业": [("花炮", 1)]}


def test_it_is_three_queries_for_ten_proposals_and_for_a_thousand():
    def asked(typed: str) -> int:
        held = current().holdings
        with CaptureQueriesContext(connection) as captured:
            everything_meant(typed, held)
        return len(captured)

    typed = ("林", "lz", "10", "长桥", "旧堤修复工程")
    reindex(make_crowd(10))
    few = [asked(one) for one in typed]
    reindex(make_crowd(1000))

    assert [asked(one) for one in typed] == few
    assert max(few) <= 3


def test_many_of_a_kind_are_cut(client: Client):
    for at in range(9):
        make_proposal(
            "一件", proposers=[make_delegate(f"林{'甲乙丙丁戊己庚辛壬'[at]}")], industries=[make_industry(f"林业{at}")]
        )

    found = offered("林")

    assert {label: len(rows) for label, rows in found.items()} == {"代表委员": 6, "行业": 4}


def test_the_page_works_without_a_script_and_the_list_is_a_piece(client: Client):
    make_proposal("一件", proposers=[make_delegate("林知夏")])

    page = read(client, "/suggest/", q="林", theme="dark")
    piece = read(client, "/suggest/", **{"q": "<林>", "as": "list"})

    assert "“林”可能是指" in text(page)
    assert 'theme=dark"><mark>林</mark>知夏</a>' in page
    assert "<html" not in piece
    assert piece.count('role="option"') == 1
    assert "可能是指" in text(read(client, "/suggest/", q="nobody"))
    assert "写一两个字" in text(read(client, "/suggest/"))


@pytest.mark.parametrize(
    "typed", ["'", '"', "\\", "a' OR 1=1 --", "[", "(", "ü", "*" * 10_000, "\ud800", "林" * 10_000]
)
def test_hostile_words_are_answered(client: Client, typed: str):
    asked: dict[str, str | bytes] = {"q": typed.encode("utf-8", "surrogatepass"), "as": "list"}

    assert client.get("/suggest/", asked).status_code == 200


def test_the_sites_own_words_lead_to_the_condition_they_name():
    make_proposal("修好旧堤")
    make_proposal("另一件", publication="draft")

    assert offered("见报") == {"按条件筛选": [("仅见报道", 1)]}
    (group,) = suggestions("仅见报道")
    assert (group.offered[0].note, group.offered[0].path) == ("状态", "/proposals/?state=press")
    assert offered("跟踪落实") == {}
    assert offered("见") == {}


def test_a_state_of_the_procedure_leads_to_the_group_that_holds_it(client: Client):
    make_handled(make_department("市水利局"))

    (group,) = (one for one in suggestions("已交办") if one.label == "按条件筛选")
    assert [(one.label, one.count) for one in group.offered] == [("办理中", 1)]
    assert "共1件" in text(read(client, group.offered[0].path))
