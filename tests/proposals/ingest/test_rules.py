"""Single rules on sentences made for them: names, posts, seats, series, figures, who speaks."""

import pytest

from proposals.ingest.extract import extract
from proposals.ingest.people.names import split_name
from proposals.ingest.people.posts import posts
from proposals.ingest.records import Extraction, Span, Vocabulary
from proposals.ingest.text.passage import Passage
from proposals.ingest.text.quantities import quantities


def read(text: str) -> Extraction:
    return extract(text, Vocabulary())


def asks(text: str) -> list[tuple[list[str], list[str]]]:
    """Each proposal as its proposers and its points."""
    return [([one.name for one in p.proposers], [ask.text for ask in p.asks]) for p in read(text).proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("荷塘区副区长、致公党市委副主委(兼)", [("荷塘区", "副区长", None), ("致公党市委", "副主委", "兼")]),
        (
            "甲乙股份有限公司总经理兼丙丁集团副董事长",
            [("甲乙股份有限公司", "总经理", None), ("丙丁集团", "副董事长", None)],
        ),
        ("甲乙公司党委书记、董事长", [("甲乙公司", "党委书记", None), ("甲乙公司", "董事长", None)]),
        ("醴陵市委副书记、市长", [("醴陵市委", "副书记", None), (None, "市长", None)]),
        ("中国剪纸行业艺术大师", [(None, "中国剪纸行业艺术大师", None)]),
        ("甲乙有限公司（以下简称“甲乙”）董事长", [("甲乙有限公司", "董事长", None)]),
        ("云岭市第五中学校长", [("云岭市第五中学", "校长", None)]),
    ],
)
def test_posts_part_into_unit_title_and_note(text: str, expected: list[tuple[str | None, str, str | None]]):
    whole = Passage.of(text, [(Span(0, len(text)),)])

    assert [(one.organisation, one.title, one.note) for one in posts(whole, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("heading", "article", "name"),
    [
        ("湖南某厂营销总监罗小文", "罗小文说，罗小文建议", "罗小文"),
        ("某行业艺术大师孙小成", "大师孙小成说，孙小成认为", "孙小成"),
        ("某公司总经理王军", "王军说", "王军"),
        ("某局局长李建设", "建设要快，建设要好，建设不能停。李建设说", "李建设"),
        ("某学院院长欧阳一鸣", "欧阳一鸣说", "欧阳一鸣"),
        ("某学院院长阿里木·买买提", "阿里木·买买提说", "阿里木·买买提"),
    ],
)
def test_a_name_is_the_tail_that_the_article_repeats(heading: str, article: str, name: str):
    found = split_name(heading, article)

    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("seat", "body", "level", "role", "place"),
    [
        ("全国人大代表", "npc", "全国", "member", None),
        ("驻湘全国政协委员", "cppcc", "全国", "member", None),
        ("省政协委员", "cppcc", "省", "member", None),
        ("株洲市人大代表", "npc", "市", "member", "株洲市"),
        ("我市人大代表", "npc", "市", "member", None),
        ("荷塘区政协委员", "cppcc", "县区", "member", "荷塘区"),
        ("镇人大代表", "npc", "乡镇", "member", None),
        ("人大代表", "npc", None, "member", None),
        ("列席代表", "npc", None, "observer", None),
    ],
)
def test_a_seat_says_body_level_role_and_place(seat: str, body: str, level: str | None, role: str, place: str | None):
    [person] = read(f"修一条路\n\n{seat}李小明建议，尽快修路。\n").delegates

    assert (person.name, person.body, person.level, person.role, person.place) == ("李小明", body, level, role, place)


def test_a_heading_with_two_people_names_both_in_order():
    found = read(
        "市人大代表、甲公司经理李小明，市人大代表、乙公司经理王大力：\n修一条路\n李小明说，王大力建议，尽快修路。\n"
    )

    assert [person.name for person in found.delegates] == ["李小明", "王大力"]
    assert [(one.name, one.role) for one in found.proposals[0].proposers] == [
        ("李小明", "lead"),
        ("王大力", "cosigner"),
    ]
    assert found.articles[0].headline == "修一条路"


def test_a_series_may_mix_its_markers():
    text = "标题\n市人大代表李小明建议，一是修路；二是架桥。第三，种树。\n"

    assert asks(text) == [(["李小明"], ["修路", "架桥", "种树"])]


def test_a_series_of_causes_asks_for_nothing():
    text = "标题\n市人大代表李小明说，原因有两个：一是缺钱；二是缺人。李小明认为，一是要立项；二是要招标。\n"

    assert asks(text) == [(["李小明"], ["要立项", "要招标"])]


def test_an_office_that_replies_asks_for_nothing():
    text = (
        "标题\n市人大代表李小明建议，尽快修路。市交通局局长周明表示，一是加快勘察；二是加快招标。周明建议大家绕行。\n"
    )

    assert asks(text) == [(["李小明"], ["尽快修路"])]


def test_experts_citizens_and_last_year_ask_for_nothing():
    text = "标题\n市人大代表李小明来到会场。专家建议多种树。市民希望早点通车。去年，李小明建议修桥。\n"

    assert asks(text) == []


def test_a_demand_in_the_quote_before_the_verb_counts_and_praise_does_not():
    text = "标题\n“路灯要装到巷子里。”市人大代表李小明建议，电费由街道出。“这里变美了。”李小明建议，再种些树。\n"

    assert asks(text) == [(["李小明"], ["路灯要装到巷子里", "电费由街道出", "再种些树"])]


def test_a_call_that_repeats_the_headline_gives_way_to_the_series():
    text = "市人大代表、甲厂厂长李小明：加快建设北山公园\n他呼吁：加快建设北山公园。李小明建议，一是征地；二是修路。\n"

    assert asks(text) == [(["李小明"], ["征地", "修路"])]


def test_those_named_in_one_row_ask_together():
    text = "标题\n李小明、王大力代表建议，尽快修路。王大力代表还希望，早点通车。\n"

    assert asks(text) == [(["李小明", "王大力"], ["尽快修路"]), (["王大力"], ["早点通车"])]


def test_a_verb_is_no_seat():
    assert read("标题\n李小明代表民革市委作了发言，人大代表列席。\n").delegates == ()


def test_the_seat_before_the_verb_is_one():
    [person] = read("标题\n李小明委员代表民革市委作了发言。\n").delegates

    assert (person.name, person.body) == ("李小明", "cppcc")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("占比3.27%，20余家企业，1000多种产品", ("3.27%", "20余家", "1000多种")),
        ("瞄准千亿产业，投入1.2亿元，三年内建成12所", ("千亿", "1.2亿元", "三年", "12所")),
        ("提高5个百分点，每年300万元，不少于两次", ("5个百分点", "300万元", "两次")),
        ("2025年底前，第三次会议，一批一支，两会", ()),
    ],
)
def test_figures_are_kept_with_their_units(text: str, figures: tuple[str, ...]):
    assert quantities(text) == figures


def test_a_word_broken_by_a_column_is_one_word_again():
    text = "标题\n市人大代表李小明建议，加快高分\n\n子材料园建设，让高分子企业入园。\n"
    [proposal] = extract(text, Vocabulary(industries={"高分子": "高分子新材料"})).proposals

    assert proposal.asks[0].text == "加快高分子材料园建设，让高分子企业入园"
    [industry] = proposal.industries
    assert (industry.name, [text[a:b] for a, b in industry.spans]) == ("高分子新材料", ["高分\n\n子", "高分子"])
