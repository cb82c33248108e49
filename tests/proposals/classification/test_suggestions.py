"""Fields and departments are suggested with the words that voted; what people decide is learned, and unlearned."""

from pathlib import Path

import pytest
from django.conf import settings

from proposals.classification import dictionary, learn, suggest, suggest_department
from proposals.importing.reference import load_reference
from proposals.models import About, Department, Lesson, Proposal, WordVote
from proposals.workflow.events import Event
from tests.factories import make_department, make_industry, make_proposal, make_region, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference():
    load_reference(Path(settings.BASE_DIR) / "fixtures" / "reference")


def decided(headline: str, department: Department) -> Proposal:
    proposal = make_proposal(headline, kind="suggestion", session=make_session())
    proposal.record(Event.ASSIGN, by=None, department=department)
    learn(proposal)
    return proposal


def test_a_field_is_suggested_with_the_words_that_voted(reference: None):
    first = suggest(About.FIELD, "在老旧小区加装电梯，方便老年人出行")[0]

    assert first.target == "society"
    assert {"电梯", "老年人"} <= set(first.words)


def test_a_department_of_the_region_is_suggested_with_its_words(reference: None):
    region = Department.objects.get(name="株洲市教育局").region

    department, why = suggest_department("增加公办幼儿园学位，改善教师待遇", region)[0]

    assert str(department) == "株洲市教育局"
    assert {"幼儿园", "学位", "教师"} <= set(why.words)


def test_nothing_is_suggested_where_no_word_is_known():
    assert suggest(About.FIELD, "把这件事情办好") == []
    assert suggest_department("把这件事情办好", None) == []


def test_a_decision_is_learned_and_helps_the_next_proposal():
    department = make_department("市教育局")
    for street in ("东", "西", "南"):
        decided(f"{street}片区增设校车停靠站台", department)

    department_found, why = suggest_department("增设校车停靠站台", department.region)[0]

    assert department_found == department
    assert "校车" in why.words


def test_learning_one_proposal_twice_counts_once():
    proposal = decided("增设校车停靠站台", make_department("市教育局"))
    before = sorted(WordVote.objects.values_list("word", "learned"))

    learn(proposal)

    assert sorted(WordVote.objects.values_list("word", "learned")) == before


def test_a_changed_decision_is_unlearned_exactly():
    proposal = make_proposal("增设校车停靠站台", field="economy")
    learn(proposal)
    proposal.field = "society"
    proposal.save()

    learn(proposal)

    assert list(Lesson.objects.values_list("about", "target")) == [("field", "society")]
    assert set(WordVote.objects.filter(target="economy").values_list("learned", flat=True)) == {0}
    assert suggest(About.FIELD, "增设校车停靠站台")[0].target == "society"


def test_an_industry_is_learned_too():
    proposal = make_proposal("扶持陶瓷工艺展览", industries=[make_industry("陶瓷")])

    learn(proposal)

    assert suggest(About.INDUSTRY, "陶瓷工艺怎样展览")[0].target == "陶瓷"


def test_a_suggestion_costs_one_query(reference: None, django_assert_num_queries):
    suggest(About.FIELD, "先认得全库的名称")
    with django_assert_num_queries(1):
        suggest(About.FIELD, "在老旧小区加装电梯")


def test_names_of_the_database_are_words():
    from proposals.classification.dictionary import telling

    telling("先认得全库的名称")
    make_department("株洲市云龙示范片区管理办")

    assert "株洲市云龙示范片区管理办" in telling("请株洲市云龙示范片区管理办牵头")


def test_names_that_another_process_brought_are_words_a_minute_later(monkeypatch: pytest.MonkeyPatch):
    dictionary.telling("先认得全库的名称")
    there = Department.objects.order_by("pk").last()
    far = 1_000_000 + (there.pk if there else 0)  # beyond what other tests have shown this process
    # Without a signal, as rows of another process come.
    Department.objects.bulk_create([Department(pk=far, name="株洲市云麓示范片区管理办", region=make_region())])
    text = "请株洲市云麓示范片区管理办牵头"

    assert "株洲市云麓示范片区管理办" not in dictionary.telling(text)
    monkeypatch.setattr(dictionary, "STALE", -1.0)
    assert "株洲市云麓示范片区管理办" in dictionary.telling(text)
