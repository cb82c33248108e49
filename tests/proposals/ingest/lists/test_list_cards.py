"""Files as a web column shows them, a block each without labels; what looks alike and is none."""

import sys
from types import FrameType

import pytest

from proposals.ingest.lists.cards import cards
from proposals.ingest.records import Kind, ReportKind
from proposals.ingest.text.blocks import blocks
from tests.proposals.ingest.lists.drawing import read_text

ANSWER = "区水利局已把这段水渠列入全年维修计划，汛期过后动工，预计四个月完成。"


def card(title: str, *below: str) -> str:
    return "\n".join((title, *below)) + "\n"


def test_each_block_is_a_file_of_those_named_below_its_title():
    text = "人代会期间\n" + card("关于疏浚水渠的建议", "温如玉 车小满", "2029.1.16", ANSWER)
    text += card("《关于修缮古桥的建议》", "2029年2月3日", "罗一鸣")

    found = read_text(text)

    assert found.kind is ReportKind.LIST
    assert [one.headline for one in found.proposals] == ["关于疏浚水渠的建议", "关于修缮古桥的建议"]
    assert [[maker.name for maker in one.proposers] for one in found.proposals] == [["温如玉", "车小满"], ["罗一鸣"]]
    assert [(one.number, one.asks, one.letter) for one in found.proposals] == [(None, (), None)] * 2
    assert [(one.name, one.body) for one in found.delegates] == [
        ("温如玉", "npc"),
        ("车小满", "npc"),
        ("罗一鸣", "npc"),
    ]


@pytest.mark.parametrize(
    ("page", "kind"),
    [("闭会期间代表建议", Kind.SUGGESTION), ("区人大", Kind.SUGGESTION), ("政协提案", Kind.PROPOSAL)],
)
def test_the_page_says_of_which_assembly_a_title_without_a_kind_is(page: str, kind: Kind):
    text = card(page) + card("关于古桥年久失修问题", "2029-01-16") + card("关于水渠淤塞的问题", "2029-01-17")
    text += card("关于增设路灯的建议", "2029-01-18")

    assert [one.kind for one in read_text(text).proposals] == [kind] * 3


def test_dates_beside_and_ordinals_before_a_title_are_none_of_it():
    text = (
        card("区人大代表建议")
        + card("1. 关于增设路灯的建议 2029-01-18", "已答复")
        + card("2. 关于修桥问题 2029-01-19", "办理中")
    )

    assert [(one.headline, one.number) for one in read_text(text).proposals] == [
        ("关于增设路灯的建议", None),
        ("关于修桥问题", None),
    ]


def test_a_date_beside_the_names_is_none_of_them():
    text = card(
        "区人大代表建议",
        "关于修桥问题",
        "温如玉、车小满  2029-01-18",
        "关于增设路灯的建议",
        "提出人：罗一鸣 2029-01-19",
    )

    assert [[maker.name for maker in one.proposers] for one in read_text(text).proposals] == [
        ["温如玉", "车小满"],
        ["罗一鸣"],
    ]


def test_people_are_left_out_where_nothing_says_what_they_are():
    found = read_text(card("关于修桥问题", "温如玉", "2029-01-18", "关于修路问题", "车小满", "2029-01-18"))

    assert (found.kind is ReportKind.LIST, found.delegates) == (False, ())


def test_a_reply_among_the_files_does_not_hide_them():
    text = card("代表建议") + card("关于增设路灯的建议", "2029-01-18", "回复")
    text += card("关于区十六届人大四次会议第017号建议的答复", "2029-01-19", "回复") + card(
        "关于修缮古桥的建议", "2029-01-20"
    )

    assert [one.headline for one in read_text(text).proposals] == ["关于增设路灯的建议", "关于修缮古桥的建议"]


def test_a_file_s_own_words_below_its_title_are_left_to_the_press():
    said = "市人大代表温如玉说，古桥年久失修，希望市里尽快安排资金，建议由文物部门牵头修缮并设置护栏。"

    found = read_text(card("关于修缮古桥的建议", "温如玉", said) + card("关于增设路灯的建议", "车小满", said))

    assert found.kind is not ReportKind.LIST


@pytest.mark.parametrize(
    "text",
    [
        "市民热线\n关于增设公交站的建议\n2029-01-18\n已答复\n关于增设路灯的建议\n2029-01-19\n已答复\n",
        "政策问答\n关于公积金提取问题\n2029-01-18\n关于学籍转移问题\n2029-01-19\n",
        "要闻\n多位代表提出加快发展的建议\n2029-01-18\n委员带来守护古城的提案\n2029-01-19\n",
        "关于增设路灯的建议\n2029-01-18\n",
    ],
)
def test_columns_of_others_list_no_files(text: str):
    assert read_text(text).kind is not ReportKind.LIST


def test_twice_the_blocks_are_twice_the_records():
    def page(count: int) -> str:
        return "代表建议\n" + "".join(
            card(f"关于修缮第{at}座古桥的建议", "温如玉", "2029-01-18") for at in range(count)
        )

    assert [len(read_text(page(count)).proposals) for count in (50, 100)] == [50, 100]


def test_twice_the_page_is_twice_the_work():
    def steps(count: int) -> int:
        text = "代表建议\n" + "".join(card(f"关于修缮第{at}座古桥的建议", "温如玉", ANSWER) for at in range(count))
        lines = blocks(text)
        taken = 0

        def counted(frame: FrameType, event: str, arg: object) -> None:
            nonlocal taken
            taken += 1

        sys.setprofile(counted)
        try:
            cards(lines)
        finally:
            sys.setprofile(None)
        return taken

    assert steps(400) <= 2.1 * steps(200)
