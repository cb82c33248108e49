"""What this site's own tables carry beyond a usual list: industries, numbers of letters, numbered points."""

import pytest

from proposals.ingest.extract import extract
from proposals.ingest.lists.headers import columns_of
from proposals.ingest.lists.points import points
from proposals.ingest.read import read
from proposals.ingest.records import Body, Cell, Column, Extraction, Kind, Span, Vocabulary

HEAD = "本站编号,案号,题目,种类,会议,领衔人,诉求,行业,主办单位,答复日期,答复文号,办理结果,网址"
SESSION = "株洲市十六届人大一次会议"


def listed(*rows: str) -> Extraction:
    more = (f"{at},{at:04},关于种树第{at}处的建议,人大代表建议,{SESSION},车小满,,,,,,,http://a/{at}/" for at in (8, 9))
    source = read("\n".join((HEAD, *rows, *more)).encode())
    return extract(source.text, Vocabulary(), source.tables)


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("本站编号", Column.ORDINAL),
        ("行业", Column.INDUSTRY),
        ("文号", Column.REPLY_NUMBER),
        ("答复文号", Column.REPLY_NUMBER),
        ("网址", Column.IGNORED),
        ("办理结果含义", Column.IGNORED),
        ("承诺数量", Column.IGNORED),
    ],
)
def test_headings_of_our_own_tables(head: str, column: Column):
    assert columns_of(head) == (column,)


def test_a_row_carries_its_industries_and_the_number_of_its_letter():
    found = listed(
        f"7,闭003,关于修路的建议,人大代表建议,{SESSION},罗一鸣,1. 修好村道,交通、水利,市交通局,2026-05-09,建字〔2026〕8号,A（已解决）,http://a/7/"
    )

    [proposal] = found.articles[0].proposals
    assert [one.name for one in proposal.industries] == ["交通", "水利"]
    assert proposal.letter is not None
    assert proposal.letter.number is not None
    assert (proposal.letter.number.name, proposal.reply_class, proposal.number) == ("建字〔2026〕8号", "A", "闭003")


def test_a_number_without_an_answer_is_no_answer():
    found = listed(f"7,0003,关于修路的建议,人大代表建议,{SESSION},罗一鸣,,,,,建字〔2026〕8号,,http://a/7/")

    assert found.articles[0].proposals[0].letter is None


def test_what_a_list_calls_reported_is_neither_proposal_nor_doubt():
    found = listed(f"7,,关于修路的建议,媒体报道,{SESSION},罗一鸣,,,,,,,http://a/7/")

    [proposal] = found.articles[0].proposals
    assert (proposal.kind, proposal.doubts) == (Kind.REPORTED, ())
    assert {(one.name, one.body) for one in found.delegates} == {("罗一鸣", Body.NPC), ("车小满", Body.NPC)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. 修好村道", ["修好村道"]),
        ("1. 修好村道。 2. 一是补树，二是种草 3. 装灯", ["修好村道。", "一是补树，二是种草", "装灯"]),
        ("1. 通车里程达 30. 5公里 2. 装灯", ["通车里程达 30. 5公里", "装灯"]),
    ],
)
def test_points_numbered_as_we_write_them_stay_whole(text: str, expected: list[str]):
    assert [one.text for one in points(Cell(text, Span(0, len(text))), "诉求")] == expected


def test_under_any_other_heading_a_single_number_makes_no_point():
    assert points(Cell("1. 背景是这样的", Span(0, 10)), "内容") == ()
