"""Which asks a letter repeats, where a letter begins and ends, and what is none."""

import sys
from types import FrameType

import pytest

from proposals.ingest.extract import extract
from proposals.ingest.records import Extraction, Kind, ReportKind, Span, Vocabulary

TITLE = "关于市八届人大二次会议第{}号建议的答复"
LETTER = """{title}
石磊代表：
您提出的《关于修路的建议》收悉，现答复如下：
{body}
桂溪市交通局
2024年5月6日
"""


def read(text: str) -> Extraction:
    return extract(text, Vocabulary())


def asks(body: str) -> list[str]:
    (proposal,) = read(LETTER.format(title=TITLE.format(77), body=body)).proposals
    return [ask.text for ask in proposal.asks]


@pytest.mark.parametrize(
    "body",
    [
        "我局主要做法：一是修好路面；二是加装护栏；三是增设路灯。",
        "针对您提出的建议，一是修好路面；二是加装护栏。请您继续关注。",
        "按照建议要求，一是修好路面；二是加装护栏。请您继续关注。",
        "一、关于修路的问题\n路面已经修好，请您继续关注。\n二、关于护栏的问题\n护栏已经加装，请您继续关注。",
        "感谢您的建议，我局将：1.修好路面；2.加装护栏；3.增设路灯。",
    ],
)
def test_the_offices_measures_are_no_asks(body: str):
    assert asks(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "您在建议中提出：一是修好路面；二是加装护栏。我局高度重视，已经开工。",
        "您建议：一是修好路面；二是加装护栏等建议，针对性很强，我局已经开工。",
        "建议中提出，一是修好路面；二是加装护栏。我局高度重视，已经开工。",
        "一、关于“修好路面”的建议\n路面已经开工。\n二、关于“加装护栏”的建议\n护栏已经列入计划。",
        "（一）关于修好路面的建议\n路面已经开工。\n（二）关于加装护栏的建议\n护栏已经列入计划。",
        "针对您提出的“修好路面”的建议，我局已经开工。\n针对您提出的“加装护栏”的建议，我局列入计划。",
    ],
)
def test_asks_that_the_letter_repeats_are_the_delegates(body: str):
    assert asks(body) == ["修好路面", "加装护栏"]


def test_every_place_counts_in_the_source():
    text = "　　" + LETTER.format(
        title=TITLE.format("０７７"), body="您建议：一是修好路面；二是加装护栏。我局已经开工。"
    )
    found = read(text)
    (proposal,) = found.proposals

    def at(span: Span | None) -> str:
        return text[slice(*span)] if span else ""

    assert at(proposal.number_span) == "０７７"
    assert at(proposal.headline_span) == "关于修路的建议"
    assert [at(ask.span) for ask in proposal.asks] == ["修好路面", "加装护栏"]
    assert at(proposal.proposers[0].span) == "石磊"
    assert at(proposal.letter.issuer.spans[0]) == "桂溪市交通局"
    assert at(proposal.letter.date.spans[0]) == "2024年5月6日"


def test_letters_one_after_the_other_are_told_apart():
    text = "".join(
        LETTER.format(title=TITLE.format(number), body="路面已经修好，请您继续关注。") for number in (5, 6, 7)
    )

    found = read(text)

    assert [one.number for one in found.proposals] == ["5", "6", "7"]
    assert [one.letter.date.name for one in found.proposals] == ["2024-05-06"] * 3
    assert found.unclaimed == ()


def test_links_to_other_letters_are_no_letters():
    text = LETTER.format(title=TITLE.format(5), body="路面已经修好，请您继续关注。")
    text += f"责任编辑：周小舟\n上一篇：{TITLE.format(4)}\n下一篇：{TITLE.format(6)}\n相关链接\n{TITLE.format(8)}\n"

    found = read(text)

    assert [one.number for one in found.proposals] == ["5"]
    assert [one.text for one in found.unclaimed][:1] == ["责任编辑：周小舟"]


def test_a_title_repeated_above_the_letter_makes_one_letter():
    title = TITLE.format(5)
    text = f"名称：{title}\n首页 > 建议提案\n{title}\n发布时间：2024-06-01\n" + LETTER.format(
        title=title, body="路面已经修好，请您继续关注。"
    )

    assert [one.number for one in read(text).proposals] == ["5"]


def test_several_cases_share_one_letter():
    found = read(LETTER.format(title=TITLE.format("12、15"), body="路面已经修好，请您继续关注。")).proposals

    assert [(one.number, one.headline) for one in found] == [("12", "关于修路的建议"), ("15", "关于修路的建议")]
    assert found[0].letter == found[1].letter
    assert found[0].doubts == ("几件并案答复，标题与案号的对应请核对",)


def test_one_title_alone_is_a_letter_and_several_are_one_each():
    assert read(TITLE.format(5)).kind is ReportKind.REPLY
    assert read(TITLE.format(5)).proposals[0].number == "5"
    assert [one.number for one in read(TITLE.format(5) + "\n" + TITLE.format(6)).proposals] == ["5", "6"]


@pytest.mark.parametrize(
    "line",
    [
        "{} 2024-06-03",
        "{}  [2024-06-03]",
        "2024-06-03  {}",
        "12 {}",
        "[3] {}",
        "· {}（2024年6月3日）",
        "{} https://example.org/a/12.html",
        "- [{}](https://example.org/a/12.html) 2024-06-03 09:30",
        "{}\t2024-06-03",
    ],
)
def test_a_title_of_an_index_stands_without_ordinal_date_and_address(line: str):
    lines = ["桂溪市建议提案公开", line.format(TITLE.format(5)), "桂溪市清洁能源规划发布", line.format(TITLE.format(6))]

    found = read("\n".join(lines))

    assert [(one.number, one.headline) for one in found.proposals] == [("5", TITLE.format(5)), ("6", TITLE.format(6))]


def test_an_index_names_who_signs_in_the_title_beside_it_or_below_it():
    lines = [
        f"市民政局、市财政局{TITLE.format(5)}",
        f"1\t{TITLE.format(6)}\t市水利局\t2024-06-03",
        TITLE.format(7),
        "市教育局",
        "2024-06-04",
        TITLE.format(8),
    ]

    assert [[each.name for each in one.departments] for one in read("\n".join(lines)).proposals] == [
        ["市民政局", "市财政局"],
        ["市水利局"],
        ["市教育局"],
        [],
    ]


def test_the_same_number_of_another_session_or_assembly_is_another_file():
    titles = [
        TITLE.format(5),
        TITLE.format(5),
        "关于市八届人大三次会议第5号建议的答复",
        "关于市政协七届二次会议第5号提案的答复",
    ]

    found = read("\n".join(titles))

    assert [one.kind for one in found.proposals] == [Kind.SUGGESTION, Kind.SUGGESTION, Kind.PROPOSAL]
    assert [one.session.name for one in found.proposals if one.session] == [
        "市八届人大二次会议",
        "市八届人大三次会议",
        "市政协七届二次会议",
    ]


def test_titles_under_a_letter_stay_links_without_a_heading():
    text = LETTER.format(title=TITLE.format(5), body="路面已经修好，请您继续关注。")

    assert [one.number for one in read(f"{text}{TITLE.format(8)}\n{TITLE.format(9)}\n").proposals] == ["5"]


def test_titles_below_a_story_make_no_records():
    story = "记者走访了解到，这座城市的道路正在一条一条修好，居民们出门方便了许多，商户的生意也好了起来。\n" * 4

    assert read(f"{story}{TITLE.format(8)}\n{TITLE.format(9)}\n").proposals == ()


def test_a_table_of_files_with_their_answers_is_read_by_its_rows():
    rows = [f"关于修路的建议\t{TITLE.format(8)}", f"关于架桥的建议\t{TITLE.format(9)}"]

    assert [one for one in read("\n".join(rows)).proposals if one.letter] == []


@pytest.mark.parametrize(
    "text",
    [
        "市交通局就第12号建议作出答复\n近日，市交通局对石磊代表提出的《关于修路的建议》作出答复，石磊代表表示满意。\n",
        "关于办理市八届人大二次会议建议的通知\n各承办单位：\n现将第12号建议等交给你们办理，答复函要标明A类、B类，收悉后请抓紧。\n",
        "关于市×届人大×次会议第×号建议的答复\n×××代表：\n您提出的关于××的建议收悉，现答复如下：\n（正文写明办理情况。）\n",
        "政协委员石磊：改造要听居民的\n“您提出的《关于改造的提案》收悉，现答复如下……”收到这份答复函，石磊十分高兴，四处报喜。\n",
        "石磊代表：我带来了《关于修路的建议》，请您支持，如下三点：一是修路；二是架桥；三是种树，请抓紧办理情况通报。\n",
        "市长信箱\n网友“小石”：您好！您提出的关于增设公交站的建议收悉，现回复如下：我局将研究增设站点，请您继续关注。\n",
        "市长信箱\n标题\t答复内容\n关于增设公交站的建议\t您的来信收悉，我局将研究增设站点，请您继续关注。\n",
        "标题：关于增设公交站的建议\n问题内容：站点太少，居民委员会多次反映，希望增设。\n答复内容：我局将研究增设站点，请您继续关注。\n",
        "李女士：\n您提出的关于加装电梯的建议收悉，现答复如下：\n经核实，住户意见尚未统一，社区将组织协商。\n",
        "关于钱某反映“加装电梯的建议”信访事项的答复意见\n钱先生：\n您提出的建议收悉，现答复如下：\n经核实，住户意见尚未统一。\n",
        "关于市八届人大二次会议代表建议办理情况的报告\n各位代表：\n今年共收到建议二百件，现将办理情况报告如下，请予审议。\n",
        "检察建议书\n桂检建〔2024〕8号\n桂溪市交通局：\n你局对第12号检察建议收悉后的办理情况如下，请予核对，并请书面回复。\n",
        "关于对《桂溪市总体规划》修改建议的复函\n市规划局：\n你局来函收悉，我局没有修改建议，现将意见函复如下，请予采用。\n",
    ],
)
def test_what_looks_like_a_letter_is_none(text: str):
    assert [one for one in read(text).proposals if one.letter] == []


def test_what_an_office_demands_of_its_own_people_is_no_ask():
    body = "我局召开会议专题研究代表建议办理工作，提出三点要求：一是认真学习。二是抓紧落实。三是当面沟通。"

    assert asks(body) == []


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("索引号\nTX-2025-19\n发布机构\n县农业农村局\n文　号\n日期\n2025-12-16", "5"),
        (
            "首页 > 建议提案\n来源：市交通局　发布时间：2024-09-11\n类别：提案\n桂溪市交通局文件\n桂交发【2024】275号",
            "5",
        ),
        ("名　称\t关于市八届人大二次会议第5号建议的答复\t文号\t桂交函〔2024〕9号", "5"),
    ],
)
def test_the_table_above_a_letter_is_no_part_of_its_facts(head: str, number: str):
    found = read(f"{head}\n" + LETTER.format(title=TITLE.format(5), body="路面已经修好，请您继续关注。"))

    assert [(one.number, one.reply_class) for one in found.proposals] == [(number, None)]
    assert found.proposals[0].departments[0].name == "桂溪市交通局"


def test_lines_broken_off_change_nothing():
    letter = LETTER.format(
        title="桂溪市交通局" + TITLE.format(5), body="您建议：一是修好路面；二是加装护栏。我局已经开工。"
    )
    broken = "\n".join(line[at : at + 20] for line in letter.split("\n") for at in range(0, len(line) or 1, 20))

    def facts(text: str) -> list[object]:
        return [
            (one.number, one.headline, [ask.text for ask in one.asks], one.letter.issuer.name, one.letter.date.name)
            for one in read(text).proposals
        ]

    assert facts(broken) == facts(letter)
    assert len(facts(letter)) == 1


def calls(text: str) -> int:
    """How many functions, ours and built in, reading a text enters: the same on any machine."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return counted


def test_the_work_grows_with_the_length_only():
    def letters(count: int) -> str:
        return "".join(
            LETTER.format(title=TITLE.format(n), body="路面已经修好，请您继续关注。") for n in range(1, count + 1)
        )

    once, twice = calls(letters(30)), calls(letters(60))

    assert twice < 2.1 * once  # the later numbers are longer


@pytest.mark.parametrize(
    "piece",
    [
        TITLE.format(5) + "\n",
        "上一篇：" + TITLE.format(5) + "\n",
        "石磊代表：\n",
        "石磊代表：您提出的建议收悉，现答复如下：",
        "您在建议中提出",
        "标题\t问题内容\t问题答复\n",
        "2024年5月6日\n",
        "关于《",
        "第1号、",
    ],
)
def test_the_work_on_hostile_text_grows_with_its_length_only(piece: str):
    once, twice = (calls(TITLE.format(1) + "\n" + piece * (size // len(piece))) for size in (5_000, 10_000))

    assert twice < 2.2 * once + 1_000
