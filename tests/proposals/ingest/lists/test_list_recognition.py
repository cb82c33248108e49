"""What is a list of proposals and what is not; every place true; the work in proportion to the length."""

import sys

import pytest

from proposals.ingest.extract import extract
from proposals.ingest.lists.cells import plain
from proposals.ingest.read import read
from proposals.ingest.records import Extraction, ReportKind
from tests.proposals.ingest.lists.drawing import WORDS, read_rows, read_text
from tests.proposals.ingest.scoring import ROOT, pairs

SPECIMENS = sorted((ROOT / "fixtures" / "specimens" / "lists").glob("*.json"))
PRESS = """云岭日报讯 市人大代表罗一鸣建议，加快修缮古桥。
他说，古桥年久失修，过往行人不便，希望市里尽快安排资金。
市政协委员秦望舒带来了《关于增设路灯的提案》，受到关注。
"""
LETTER = """云岭市文旅局关于对市十六届人大三次会议第7号建议的答复
罗一鸣代表：
您提出的关于修缮古桥的建议收悉，现答复如下：
一是已安排资金二十万元。
"""
MEETING = """云岭市人大常委会第十二次会议日程
时间\t内容\t主持人
上午\t审议关于修缮古桥的议案\t冯国安
下午\t听取关于建议办理情况的报告\t陶立
"""
OFFICE = """标题\t发布日期
关于印发建议办理办法的通知\t2024-01-02
关于提案答复的公告\t2024-01-03
关于开展督办的方案\t2024-02-01
"""


@pytest.mark.parametrize("text", [PRESS, LETTER, MEETING, OFFICE, "", "关于修缮古桥的建议\n"])
def test_other_material_is_no_list(text: str):
    assert read_text(text).kind is not ReportKind.LIST or read_text(text).proposals == ()


def test_counts_by_delegation_are_no_proposals():
    rows = [["代表团", "议案", "建议", "合计"], ["青山代表团", "1", "42", "43"], ["临江代表团", "0", "37", "37"]]

    assert read_rows(rows, "市十六届人大三次会议代表建议分类").proposals == ()


def test_key_topics_that_bundle_files_are_no_proposals():
    text = """获评优秀提案包括：
《关于修缮古桥的提案》等18件党派提案；
《关于增设路灯的提案》等7件团体提案；
《关于疏浚河道的提案》等9件界别提案。
"""

    assert read_text(text).proposals == ()


def test_two_titles_within_a_longer_story_make_no_list():
    story = "记者走访了解到，古桥的修缮牵动人心，居民们议论纷纷。" * 12

    found = read_text(f"{story}\n关于修缮古桥的建议（罗一鸣）\n关于增设路灯的建议（车小满）\n{story}\n")

    assert found.kind is not ReportKind.LIST


def specimens() -> list[tuple[str, str, Extraction]]:
    found = []
    for file, _ in pairs(ROOT / "fixtures" / "specimens" / "lists"):
        source = read(file.read_bytes(), file.name)
        found.append((file.stem, source.text, extract(source.text, WORDS, source.tables)))
    return found


@pytest.mark.parametrize(
    ("name", "text", "found"), specimens(), ids=lambda one: one if isinstance(one, str) and len(one) < 40 else ""
)
def test_every_fact_stands_where_its_place_says(name: str, text: str, found: Extraction):
    def at(span) -> str:
        return plain(text[span.start : span.end])

    for proposal in found.proposals:
        # a title that goes on in the next line has the cells beside it between its two halves
        place = at(proposal.headline_span)
        assert place == plain(proposal.headline) or (name == "wrapped-rows" and place[:8] == proposal.headline[:8])
        assert proposal.number is None or at(proposal.number_span) == proposal.number
        assert [at(one.span) for one in proposal.proposers] == [plain(one.name) for one in proposal.proposers]
        assert all(plain(ask.text) == at(ask.span) for ask in proposal.asks)
        assert proposal.reply_class is None or at(proposal.reply_class_span) == proposal.reply_class
        assert proposal.field is None or at(proposal.field.spans[0]) == plain(proposal.field.name)
    for person in found.delegates:
        assert {at(span) for span in person.spans} == {plain(person.name)}


@pytest.mark.parametrize(
    ("name", "text", "found"), specimens(), ids=lambda one: one if isinstance(one, str) and len(one) < 40 else ""
)
def test_nothing_is_claimed_twice_or_lost(name: str, text: str, found: Extraction):
    rows = [article.span for article in found.articles]

    assert all(
        not (row.start < rest.span.end and rest.span.start < row.end) for row in rows for rest in found.unclaimed
    )
    assert all(text[one.span.start : one.span.end] == one.text for one in found.unclaimed)


ROWS = {
    "tabs": "{n}\t{n:05}\t关于改善第{n}小区停车的建议\t罗一鸣、车小满等3人\t青山代表团\t市住建局、市公安局\n",
    "blanks": "{n} {n:05} 关于改善第{n}小区停车的建议 罗一鸣 青山代表团 市住建局\n",
    "stacked": "{n}\n{n:05}\n关于改善第{n}小区停车的建议\n罗一鸣\n青山代表团\n市住建局\n",
}
HEADS = {"tabs": "\t", "blanks": " ", "stacked": "\n"}
HEADER = ["序号", "编号", "标题", "领衔代表", "代表团", "主办单位"]
PIECES = [
    "1.关于（",
    "《关于",
    "（张三",
    "等",
    "和",
    "、",
    "关于修桥的建议\n",
    "案由：关于修桥的提案\n",
    " ",
    "\t",
    "市届",
    "通知（",
    "序号\t标题\n",
]


def calls(text: str) -> int:
    """How many functions, ours and built in, one extraction enters: the same on any machine."""
    entered = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal entered
        entered += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(text, WORDS)
    finally:
        sys.setprofile(before)
    return entered


@pytest.mark.parametrize("form", ROWS)
def test_work_grows_with_the_rows_only(form: str):
    head = "市十六届人大三次会议建议目录\n" + HEADS[form].join(HEADER) + "\n"
    once, twice = (calls(head + "".join(ROWS[form].format(n=n) for n in range(1, rows))) for rows in (150, 300))

    assert twice < once * 2.2


def test_two_thousand_rows_are_read():
    head = "市十六届人大三次会议建议目录\n" + "\t".join(HEADER) + "\n"

    found = read_text(head + "".join(ROWS["tabs"].format(n=n) for n in range(1, 2_001)))

    assert (len(found.proposals), len(found.delegates), found.warnings) == (2_000, 2, ())


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_lines_take_work_in_proportion(piece: str):
    head = "市十六届人大三次会议建议目录\n1.关于修桥的建议（罗一鸣）\n2.关于修路的建议"
    once, twice = (calls(head + piece * (size // len(piece))) for size in (4_000, 8_000))

    assert twice < once * 2.5 + 1_000


@pytest.mark.parametrize("title", ["市政协十届二次会议提案参考选题", "市政协十届二次会议发言目录"])
def test_topics_and_speeches_are_no_proposals(title: str):
    text = f"{title}\n1.关于修缮古桥的建议\n2.关于增设路灯的建议\n3.关于疏浚河道的建议\n"

    assert read_text(text).proposals == ()


def test_a_delegation_that_brings_numbered_items_proposes_them():
    found = read_text(
        "南江代表团提出建议\n省人大南江代表团昨天提出以下建议：\n1.关于修缮古桥的建议；\n2.关于增设路灯的建议。\n"
        "部门当天就打来电话，表示将认真研究。记者了解到，相关工作此前已经列入日程，正在有序推进当中。\n"
    )

    assert [[one.name for one in proposal.proposers] for proposal in found.proposals] == [
        ["南江代表团"],
        ["南江代表团"],
    ]
    assert len(found.unclaimed) == 1


def test_a_story_that_names_delegates_beside_such_items_is_left_to_the_press_layouts():
    found = read_text(
        "民盟市委提交的提案如下：\n1.关于修缮古桥的提案\n2.关于增设路灯的提案\n"
        "市政协委员秦望舒建议，加快老城更新，保护好每一条街巷，让居民就近就业，让游客愿意停留，让老手艺有人传承。\n"
    )

    assert found.kind is not ReportKind.LIST


def test_one_sheet_of_counts_does_not_hide_the_list_on_another():
    counts = "建议提案统计表\n单位\t建议\t提案\n市教育局\t12\t9\n"
    text = counts + "序号\t案号\t案由\t提案人\n1\t007\t关于修缮古桥的提案\t柳青\n"

    assert [one.number for one in read_text(text).proposals] == ["007"]
