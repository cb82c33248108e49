"""Others on the same matter: their answers lined up by year, why they stand there, and nothing that is not public."""

import re
from datetime import date

import pytest
from django.test import Client

from proposals.matters.comparing import compare_new
from proposals.matters.deciding import decide, join
from proposals.models import Ask, Proposal, Publication, Reply, SameMatter
from tests.factories import make_delegate, make_proposal, make_session
from tests.pages import page_of, text
from tests.proposals.handling.cases import make_answered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jieba_as_shipped")]
TITLES = ("关于老旧小区加装电梯的建议", "推进既有住宅加装电梯", "老旧住宅加装电梯难在哪里")


def section(page: str) -> str:
    """What a reader sees of that part; "" without it."""
    found = re.search(r'<section class="sec" aria-labelledby="matters">.*?</section>', page, re.DOTALL)
    return text(found[0]) if found else ""


def test_answers_are_lined_up_by_year_with_ones_own_among_them(client: Client):
    old, new = make_session(number=1, starts_on=date(2019, 1, 8)), make_session(number=2, starts_on=date(2021, 1, 8))
    middle = make_session("cppcc", starts_on=date(2020, 1, 8))
    second = make_proposal(TITLES[1], kind="proposal", number="0119", session=middle, indexed=True)
    third = make_proposal(TITLES[2], kind="suggestion", session=new, indexed=True)
    first = make_proposal(TITLES[0], kind="suggestion", session=old, indexed=True)
    compare_new(100)

    shown = section(page_of(client, second))

    assert [shown.index(year) for year in ("2019年", "2020年·本件", "2021年")] == sorted(
        shown.index(year) for year in ("2019年", "2020年·本件", "2021年")
    )
    assert first.get_absolute_url() in page_of(client, second)
    assert third.get_absolute_url() in page_of(client, second)
    assert "两件都写到“电梯”“加装”" in shown
    assert "由程序按字面比对，还没有人核对。" in shown


def test_of_each_the_answer_the_asks_and_the_promises_are_told(client: Client):
    answered, reply = make_answered(headline=TITLES[0], asks=["装电梯", "给补贴"], session=make_session())
    Ask.objects.filter(proposal=answered, order=1).update(outcome="underway")
    own = make_proposal(TITLES[1])
    join(answered, own, reason="都是青禾里一号楼", by=None)

    shown = section(page_of(client, own))

    assert "答复：没有分类，2026年4月27日" in shown or "答复：没有分类，4月27日" in shown
    assert str(reply.department) in shown
    assert "诉求：1项正在解决" in shown
    assert "工作人员核对过，是同一件事。都是青禾里一号楼" in shown


@pytest.mark.parametrize("publication", [Publication.DRAFT, Publication.WITHHELD])
def test_a_letter_that_is_not_public_tells_neither_class_nor_day_nor_unit(client: Client, publication: str):
    answered, reply = make_answered(headline=TITLES[0])
    Reply.objects.filter(pk=reply.pk).update(publication=publication, withheld_ground="个人信息")
    own = make_proposal(TITLES[1])
    join(answered, own, reason="同一栋楼", by=None)

    shown = section(page_of(client, own))

    assert "答复：没有公开" in shown
    assert "4月27日" not in shown
    assert str(reply.department) not in shown


def test_what_a_person_rejected_is_not_shown(client: Client):
    one, other = (make_proposal(title, indexed=True) for title in TITLES[:2])
    compare_new(100)
    assert section(page_of(client, one)) != ""

    decide(SameMatter.objects.get(), SameMatter.Choice.DIFFERENT, reason="不是一回事", by=None)

    assert [section(page_of(client, each)) for each in (one, other)] == ["", ""]


def test_what_was_unpublished_is_not_shown(client: Client):
    own, other = make_proposal(TITLES[0]), make_proposal(TITLES[1], proposers=[make_delegate("司徒望舒")])
    join(own, other, reason="同一栋楼", by=None)
    assert "司徒望舒" in section(page_of(client, own))

    Proposal.objects.filter(pk=other.pk).update(publication=Publication.DRAFT)

    assert section(page_of(client, own)) == ""


def test_no_more_than_six_others_are_shown_those_of_people_first(client: Client):
    own = make_proposal(TITLES[0])
    others = [make_proposal(f"加装电梯第{n}件") for n in range(8)]
    for n, other in enumerate(others[:7]):
        SameMatter.objects.create(first=own, second=other, likeness=0.9 - n / 10, shared=["电梯"])
    join(own, others[7], reason="同一栋楼", by=None)

    shown = section(page_of(client, own))

    assert [f"加装电梯第{n}件" in shown for n in range(8)] == [True] * 5 + [False] * 2 + [True]
