"""Which row is the header and what each column holds."""

import pytest

from proposals.ingest.lists.columns import guess, header_signature, principal
from proposals.ingest.lists.columns import guessed as guessed_one
from proposals.ingest.lists.headers import columns_of
from proposals.ingest.records import Column, Mapping, Table
from tests.proposals.ingest.lists.drawing import table

C = Column


def guessed(*rows: list[str]) -> Mapping:
    return guess([table(rows)[1]])


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("序号", C.ORDINAL),
        ("案号", C.NUMBER),
        ("建议编号", C.NUMBER),
        ("提案号", C.NUMBER),
        ("案由", C.TITLE),
        ("建议标题（编号）", C.TITLE),
        ("领衔代表", C.LEAD),
        ("第一提案人", C.LEAD),
        ("附议人", C.COSIGNERS),
        ("提案者", C.PROPOSERS),
        ("代表（委员）", C.PROPOSERS),
        ("代表团", C.GROUP),
        ("选举单位", C.GROUP),
        ("界 别", C.GROUP),
        ("单位及职务", C.ORGANISATION),
        ("主办单位", C.LEAD_DEPARTMENT),
        ("承办单位", C.LEAD_DEPARTMENT),
        ("会办单位", C.ASSIST_DEPARTMENT),
        ("答复时间", C.REPLY_DATE),
        ("办理结果", C.REPLY_CLASS),
        ("届次", C.SESSION),
        ("督办领导", C.IGNORED),
        ("具体督办的专委会", C.IGNORED),
        ("推荐单位", C.IGNORED),
        ("联系电话", C.IGNORED),
        ("承办人", C.IGNORED),
        ("承办科室", C.IGNORED),
        ("交办时间", C.IGNORED),
        ("联名人数", C.IGNORED),
        ("立案编号", C.NUMBER),
        ("提案人单位", C.ORGANISATION),
        ("承办单位名称", C.LEAD_DEPARTMENT),
        ("会议名称", C.SESSION),
    ],
)
def test_a_header_word_says_what_its_column_holds(head: str, column: Column):
    assert columns_of(head)[0] is column


@pytest.mark.parametrize("text", ["关于修路的建议", "提案者：柳青", "1、完善路灯的提案", "这是一段说明文字，不是表头"])
def test_what_is_no_header_word_means_nothing(text: str):
    assert columns_of(text) == ()


def test_titles_and_notes_above_the_header_are_passed_over():
    found = guessed(
        ["市政协十届一次会议提案目录", "", ""],
        ["单位：件", "", ""],
        ["案号", "案由", "提案人"],
        ["0001", "关于修缮古桥的提案", "秦望舒"],
    )

    assert found == Mapping(2, (C.NUMBER, C.TITLE, C.PROPOSERS))


def test_a_header_over_two_rows_is_read_from_its_lower_words():
    rows = [
        ["建议号", "标题", "领衔代表", "", "办理单位", ""],
        ["", "", "姓名", "代表团", "主办", "会办"],
        ["7", "关于修缮古桥的建议", "罗一鸣", "荷塘代表团", "市文旅局", "市财政局"],
    ]

    assert guessed(*rows) == Mapping(1, (C.NUMBER, C.TITLE, C.LEAD, C.GROUP, C.LEAD_DEPARTMENT, C.ASSIST_DEPARTMENT))


@pytest.mark.parametrize(
    ("numbers", "column"),
    [(["1", "2", "3"], C.ORDINAL), (["0007", "0012", "0031"], C.NUMBER), (["5", "18", "23"], C.NUMBER)],
)
def test_a_bare_number_column_that_only_counts_the_rows_is_no_case_number(numbers: list[str], column: Column):
    rows = [[number, f"关于改善第{number}中学食堂的建议", "罗一鸣"] for number in numbers]

    assert guessed(["编号", "标题", "代表"], *rows).columns[0] is column


@pytest.mark.parametrize(
    ("cells", "column"),
    [(["代表建议", "委员提案"], C.KIND), (["经济建设", "社会建设"], C.FIELD), (["A", "B"], C.REPLY_CLASS)],
)
def test_a_header_of_many_meanings_is_told_by_its_cells(cells: list[str], column: Column):
    rows = [[cell, "关于修缮古桥的建议", "罗一鸣"] for cell in cells]

    assert guessed(["类别", "标题", "提出人"], *rows).columns[0] is column


def test_a_table_without_header_is_told_by_its_cells():
    found = guessed(
        ["0007", "关于修缮古桥的建议", "罗一鸣", "市文旅局"], ["0031", "关于增设路灯的建议", "车小满", "市住建局"]
    )

    assert found == Mapping(-1, (C.NUMBER, C.TITLE, C.PROPOSERS, C.LEAD_DEPARTMENT))


def test_the_mapping_speaks_of_the_table_with_titles_of_proposals():
    index = table([["索引号", "发文单位"], ["YL-1", "市政府办"]])[1]
    listed = table([["案号", "案由"], ["0001", "关于修缮古桥的提案"]])[1]

    assert principal([index, listed]) is listed
    assert guess([index, listed]).columns == (C.NUMBER, C.TITLE)


def test_no_table_gives_an_empty_mapping():
    assert guess([]) == Mapping(-1, ())
    assert guess([Table(None, ())]) == Mapping(-1, ())


def test_a_header_has_one_signature_in_any_script_and_spacing():
    plain = table([["案号", "标题", "提案人"], ["1", "关于修桥的提案", "秦望舒"]])[1]
    other = table([["案　号", "標題", "提案 人"], ["2", "關於修路的提案", "秦望舒"]])[1]

    assert header_signature(plain, guess([plain])) == "案号|标题|提案人" == header_signature(other, guess([other]))


def test_a_table_in_traditional_script_is_guessed_like_any_other():
    drawn = table([["案號", "標題", "提案人", "主辦單位"], ["0007", "關於修繕古橋的提案", "葉聖文", "市文旅局"]])[1]

    assert guessed_one(drawn) == Mapping(0, (C.NUMBER, C.TITLE, C.PROPOSERS, C.LEAD_DEPARTMENT))


def test_two_records_side_by_side_repeat_their_columns():
    head = ["案号", "案由", "提案人"] * 2

    assert (
        guessed(head, ["1", "关于修桥的提案", "秦望舒", "2", "关于修路的提案", "柳青"]).columns
        == (
            C.NUMBER,
            C.TITLE,
            C.PROPOSERS,
        )
        * 2
    )
