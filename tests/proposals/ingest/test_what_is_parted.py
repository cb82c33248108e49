"""Which clauses of a call are measures of their own, whose speech goes on, and what a page of headlines says."""

import pytest

from proposals.ingest.asks.splitting import parts
from proposals.ingest.asks.undersigned import statements
from proposals.ingest.extract import extract
from proposals.ingest.records import Proposal, Vocabulary

OPENING = "会场内外\n云岭日报记者 柳青\n"


def proposals(text: str) -> tuple[Proposal, ...]:
    return extract(text, Vocabulary()).proposals


def asks(text: str) -> list[str]:
    return [ask.text for one in proposals(OPENING + text) for ask in one.asks]


def parted(sentence: str) -> list[str]:
    return [sentence[start:end] for start, end in parts(sentence, 0, len(sentence))]


@pytest.mark.parametrize(
    "measures",
    [
        ["把山路纳入省级养护范围", "提高养护补助标准"],
        ["取消路边收费", "改建立体车库"],
        ["要扩大技校招生", "稳步提高津贴标准", "增强岗位吸引力"],
        ["对老街的暗渠逐段摸底", "重新铺设排水管"],
        ["国家应支持手艺人带徒", "推动老手艺进课堂"],
        ["为村医提供宿舍", "建立轮训制度"],
        ["加快北岸渡口改造", "推动南岸渡口改造"],
        ["在站台加装风雨棚", "与邻县车站合作，增开早班车"],
        ["摸清古井底数", "通过认养等方式，修复残破井台"],
        ["给夜班护士发津贴", "全社会共同关心她们的孩子"],
        ["对桥面定期检修", "破损的要当天更换"],
        ["以老渠带动新渠改造", "明确管护人"],
        ["县人民政府立法保护古渡", "划定两岸禁建区"],
    ],
)
def test_each_clause_with_a_measure_of_its_own_is_one(measures: list[str]):
    assert parted("，".join(measures)) == measures


@pytest.mark.parametrize(
    "sentence",
    [
        "加快山路修建进度，方便村民出行",
        "完善村医养老保障，提升服务水平",
        "制定古道保护办法，明确巡护人和经费来源",
        "对不肯让路的货车，要依法处理，并在网上公布",
        "山里的孩子能不能读好书，要看老师，加强培训只是一面",
        "对于企业而言，要加大技改力度，完善制度",
        "加强对电梯厂家，安装、维保单位进行监管",
        "修好渡口的栈道，推动沿江游步道实现贯通",
        "增设早班渡船，缓解两岸拥堵",
        "配齐村校图书，为山里孩子读书提供保障",
        "由县交通局牵头，会同乡镇，制定渡口修缮导则，明确分段责任",
        "把渡口的老屋修好，将码头打造成游客的第一站",
        "鼓励返乡青年，依托老粮仓，开办木工作坊",
    ],
)
def test_what_a_measure_is_for_and_what_it_settles_stay_with_it(sentence: str):
    assert parted(sentence) == [sentence]


def test_an_opinion_behind_a_measure_is_left_out():
    assert parted("在渡口立碑，对后人记住这段路很有帮助") == ["在渡口立碑"]
    assert parted("把渡船票价降到一元，这也是村民多年的愿望") == ["把渡船票价降到一元"]
    assert parted("在渡口开早市，以此带动夜市，让船工多一份收入") == ["在渡口开早市"]


def test_between_semicolons_commas_part_nothing():
    assert parted("完善制度，建立台账；加强巡查，公开结果") == ["完善制度，建立台账", "加强巡查，公开结果"]


def test_the_linking_word_before_a_measure_is_left_out():
    assert parted("把夜校写进年度计划，同时为夜校配备专职教师") == ["把夜校写进年度计划", "为夜校配备专职教师"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市人大代表李小明说，村里的桥旧了。应尽快拆除重建。", ["应尽快拆除重建"]),
        ("“河道应当全面禁止采砂。”市人大代表李小明说。", ["河道应当全面禁止采砂"]),
        ("“我建议，在村口多装几盏灯。”李小明委员说。", ["在村口多装几盏灯"]),
        ("李小明委员发言说，书屋缺人。要培训一批管书人，开放夜间时段。", ["要培训一批管书人", "开放夜间时段"]),
        ("李小明委员分析了原因并建议，修好村口的路。", ["修好村口的路"]),
        ("市人大代表李小明希望有关部门能够修好村口的路。", ["修好村口的路"]),
    ],
)
def test_a_speech_demands_in_all_its_sentences(text: str, expected: list[str]):
    assert asks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "李小明委员说，志愿服务应当成为习惯。",
        "李小明委员说，我们必须鼓足干劲，坚持做下去。",
        "“我们更应该珍惜好日子。”李小明委员说。",
        "李小明委员看望老人。家长们异口同声：“希望增加校车。”",
        "李小明委员说，政协委员应该常到村里走走。",
        "去年，李小明委员提交过提案，建议修路。",
    ],
)
def test_mottoes_duties_and_the_hopes_of_others_demand_nothing(text: str):
    assert asks(text) == []


def test_in_one_sentence_each_delegate_keeps_his_own_demand():
    found = proposals(OPENING + "会上，市政协委员李小明：应修路；市人大代表王大力：建议架桥。")

    assert [([one.name for one in p.proposers], [ask.text for ask in p.asks]) for p in found] == [
        (["李小明"], ["应修路"]),
        (["王大力"], ["架桥"]),
    ]


def test_a_further_file_of_one_delegate_is_a_proposal_of_its_own():
    found = proposals(OPENING + "市政协委员李小明建议修路。李小明还将提交一份提案，建议架桥。")

    assert [[ask.text for ask in one.asks] for one in found] == [["修路"], ["架桥"]]


def test_a_page_of_headlines_gives_a_proposal_for_each_line_that_demands():
    found = proposals(
        "市人大代表李小明：加快修建江东公路\n气象台：今日有雨\n市政协委员王大力建议“桥头装灯”\n"
        "人大代表呼吁 给车站装座椅\n"
        "致公党云岭市委：应保护古树\n市人大代表李小明的烦恼：找不到车位\n会场外的雪，你看到了吗？"
    )

    assert [(one.headline, [maker.name for maker in one.proposers]) for one in found] == [
        ("加快修建江东公路", ["李小明"]),
        ("桥头装灯", ["王大力"]),
        ("给车站装座椅", []),
        ("应保护古树", ["致公党云岭市委"]),
    ]


def test_thousands_of_measures_in_one_sentence_are_all_parted():
    sentence = "明确责任，" * 3_000 + "按按按按按按按按按按按按按按按按按按按按按按按按按按按按"

    assert len(parted(sentence)) == 3_000


def test_each_of_thousands_of_signatures_stands_below_its_own_words():
    page = "给桥头装灯。\n——李小明\n" * 3_000

    found = list(statements(page))

    assert len(found) == 3_000
    assert {page[one.start : one.end].strip() for one in found} == {"给桥头装灯。"}
