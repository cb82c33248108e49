"""Hot words, industries over the years, and the pages that explain: what they say and what they keep apart."""

from datetime import date

import pytest
from django.test import Client, override_settings

from delegates.models import Session
from proposals.models import Proposal, ResultScheme, RuleSet
from proposals.shown.searchable import reindex
from proposals.wording.counting import count_new
from proposals.workflow.events import Event
from tests.factories import make_department, make_followups, make_industry, make_proposal, make_session
from tests.pages import part, read, text

pytestmark = pytest.mark.django_db


def session(year: int, number: int) -> Session:
    return make_session(number=number, starts_on=date(year, 1, 10))


def test_counted_words_stand_apart_from_those_a_paper_chose(client: Client):
    make_proposal("修缮陶瓷作坊", keyword="裂变", proposers=())
    make_proposal("扶持陶瓷企业", proposers=())
    count_new(10)

    page = read(client, "/words/")
    counted, printed = page.split('id="printed"')

    assert "陶瓷2件" in text(part(counted, 'ul class="words"'))
    assert "裂变" not in part(counted, 'ul class="words"')
    assert "裂变配在1件上，1件待核对" in text(printed)
    assert 'href="/proposals/?q=%E9%99%B6%E7%93%B7"' in counted


def test_words_of_one_session_are_chosen_by_the_address(client: Client):
    first, second = session(2023, 1), session(2024, 2)
    for headline, of in (("修缮陶瓷作坊", first), ("扶持陶瓷企业", first), ("种好茶叶", second), ("卖好茶叶", second)):
        make_proposal(headline, session=of, proposers=())
    count_new(10)

    page = read(client, "/words/", session=second.pk)

    words = text(part(page, 'ul class="words"'))
    assert "茶叶2件" in words
    assert "陶瓷" not in words
    table = text(part(page, "table"))
    assert "茶叶022" in table
    assert "陶瓷202" in table
    assert f"q=%E8%8C%B6%E5%8F%B6&amp;session={second.pk}" in page


def test_a_session_that_means_nothing_is_said_and_left_out(client: Client):
    make_proposal()

    assert "地址里的会议不认识" in read(client, "/words/", session="99999")
    assert "地址里的会议不认识" in read(client, "/words/", session="';--")


def test_no_word_of_a_withdrawn_title_stands_on_any_page(client: Client):
    hidden = make_proposal("修缮陶瓷作坊", proposers=())
    make_proposal("扶持陶瓷企业", proposers=())
    count_new(10)
    assert "陶瓷" in read(client, "/words/")

    Proposal.objects.filter(pk=hidden.pk).update(publication="draft")
    reindex([hidden.pk])

    assert "陶瓷" not in read(client, "/words/")
    assert "还没有两件以上都有的词" in read(client, "/words/")


def test_an_industry_is_told_by_years_with_what_each_number_counts(client: Client):
    trade, first, second = make_industry("堤防"), session(2023, 1), session(2024, 2)
    make_proposal("修堤", industries=[trade], session=first, kind="suggestion", number="1")
    assigned = make_proposal("护堤", industries=[trade], session=second, kind="suggestion", number="2")
    make_followups(assigned, (Event.ASSIGN, date(2024, 2, 1), ""))

    page = read(client, f"/industries/{trade.pk}/")

    table = part(page, "table")
    assert text(table) == "年份提出已交办有了答复已落实2024年11002023年1000"
    assert f"/proposals/?industry={trade.pk}&amp;year=2024" in table
    assert str(assigned.assignments.get().department) in page


def test_the_industries_asked_of_most_are_compared_over_the_years(client: Client):
    trade = make_industry("堤防")
    make_proposal("修堤", industries=[trade], session=session(2023, 1))
    make_proposal("护堤", industries=[trade], session=session(2024, 2))
    make_proposal("藏着", industries=[trade], session=session(2025, 3), publication="draft")

    table = text(part(read(client, "/industries/"), "table"))

    assert table == "行业2023年共1件2024年共1件这些年堤防112"


@override_settings(OPERATOR="", CONTACT="", DATA_LICENCE="")
def test_what_nobody_wrote_down_about_the_operator_is_said_to_be_missing(client: Client):
    assert "还没有在这里写明自己是谁" in read(client, "/about/")
    assert "还没有写明整理出来的记录用什么许可" in read(client, "/data/")


@override_settings(OPERATOR="江岸读报社", CONTACT="0731-0000", DATA_LICENCE="CC BY 4.0")
def test_the_operator_the_contact_and_the_licence_are_those_of_the_settings(client: Client):
    about, data = read(client, "/about/"), read(client, "/data/")

    assert "本站由江岸读报社运行" in about
    assert "0731-0000" in about
    assert "CC BY 4.0" in data


def test_the_data_page_promises_only_what_there_is(client: Client):
    make_proposal()
    make_proposal(publication="draft")
    page = text(read(client, "/data/"))

    assert "已公开1件" in page
    assert "现在没有整批下载" not in page
    assert "建议提案一件一行CSV·XLSX·JSONLines" in page
    assert "还没有附原件的公开答复可以下载" in page


def test_deadlines_are_cited_from_the_rules_of_the_country_and_of_the_councils_shown(client: Client):
    here, elsewhere = make_session(), make_session(number=9, term=9)
    country = RuleSet.objects.create(name="全国规则", citation="全国某法第五十一条")
    country.deadlines.create(step="reply", anchor="assigned", period="3m")
    own = RuleSet.objects.create(name="本市规则", citation="本市某办法", council=here.term.council)
    own.deadlines.create(step="reply", anchor="assigned", period="=06-30")
    scheme = ResultScheme.objects.create(name="本市分类", council=elsewhere.term.council)
    scheme.classes.create(order=1, letter="A", meaning="办好了", outcome="resolved")

    before = read(client, "/method/")
    make_proposal(session=here)
    after = read(client, "/method/")

    assert "全国某法第五十一条" in before
    assert "交办之日起3个月：答复" in before
    assert "本市某办法" not in before
    assert "本市某办法" in after
    assert "办好了" in after


def test_every_rate_is_explained_by_its_own_definition(client: Client):
    page = text(read(client, "/method/"))

    for name in ("办复率", "按期率", "满意率", "解决率", "二次办理率", "承诺兑现率"):
        assert name in page
    assert "答复了不等于解决了" in page


def test_every_page_leads_to_the_explanations(client: Client):
    foot = part(read(client, "/delegates/"), 'footer class="foot"')

    for address in ("/about/", "/method/", "/data/", "/words/", "/industries/"):
        assert f'href="{address}"' in foot


def test_a_department_that_handles_an_industry_is_named_with_its_number(client: Client):
    trade, bureau = make_industry("堤防"), make_department("株洲市水利局")
    row = make_proposal("修堤", industries=[trade], kind="suggestion")
    row.record(Event.ASSIGN, by=None, on=date(2024, 2, 1), department=bureau)

    page = read(client, f"/industries/{trade.pk}/")

    assert "办得最多的是株洲市水利局" in text(page)
    assert f"/proposals/?industry={trade.pk}&amp;department={bureau.pk}" in page
