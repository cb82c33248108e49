"""Files: which sentences prove one, what it is called, its number, its kind; and whose it is."""

import pytest

from proposals.ingest.extract import extract
from proposals.ingest.records import Proposal, Vocabulary

OPENING = "会场内外\n云岭日报记者 柳青\n"


def proposals(text: str) -> tuple[Proposal, ...]:
    return extract(OPENING + text, Vocabulary()).proposals


def files(text: str) -> list[tuple[str, str, str | None]]:
    return [(one.headline, one.kind.value, one.number) for one in proposals(text)]


def test_three_titles_in_one_sentence_are_three_proposals():
    text = "政协委员李小明公布了今年的提案：一、关于修路的提案；二是关于架桥，方便出行的提案 ；三是关于种树的提案 。"

    assert files(text) == [
        ("关于修路的提案", "proposal", None),
        ("关于架桥，方便出行的提案", "proposal", None),
        ("关于种树的提案", "proposal", None),
    ]


def test_last_years_number_is_not_this_years():
    text = "政协委员李小明去年提交的0240号提案《关于修路的提案》已办结，今年又带来第0036号提案《关于架桥的提案》。"

    assert files(text) == [("关于架桥的提案", "proposal", "0036")]


def test_each_of_several_titles_is_of_whoever_stands_before_it():
    text = "政协委员李小明提交了《关于修路的提案》，市民盟提交了《关于架桥的提案》，周文静提交了《关于种树的提案》。"

    assert [(one.headline, one.proposers[0].name) for one in proposals(text)] == [
        ("关于修路的提案", "李小明"),
        ("关于架桥的提案", "市民盟"),
        ("关于种树的提案", "周文静"),
    ]


def test_what_a_stranger_suggests_tells_of_no_seat():
    text = "政协委员李小明提交了《关于修路的提案》，周文静提交了《关于种树的建议》。"

    assert [(one.headline, one.proposers[0].name) for one in proposals(text)] == [("关于修路的提案", "李小明")]


@pytest.mark.parametrize(
    ("text", "kind", "headline", "names"),
    [
        (
            "关于修订河道条例的议案，是市人大代表江小荷、何小满等10名代表联名提交的。",
            "motion",
            "关于修订河道条例的议案",
            ["江小荷", "何小满"],
        ),
        ("《关于修路的建议》是市人大代表江小荷提出的。", "suggestion", "关于修路的建议", ["江小荷"]),
        (
            "市政协委员在会上讨论。今年，民建云岭市委向大会提交《关于修路的建议》、《关于架桥的建议》两篇集体提案。",
            "proposal",
            "关于修路的建议",
            ["民建云岭市委"],
        ),
        (
            "政协委员热议。民盟市委会围绕中心工作调研，共提交《关于修路的建议》等5件团体提案。",
            "proposal",
            "关于修路的建议",
            ["民盟市委会"],
        ),
        (
            "市两会上，清溪代表团举行全团会议，决定以代表团名义提出《关于修水库的建议》。",
            "suggestion",
            "关于修水库的建议",
            ["清溪代表团"],
        ),
        (
            "市政协全会上，江小荷委员就“改善老城路灯照明”在全体会议上发言。",
            "reported",
            "改善老城路灯照明",
            ["江小荷"],
        ),
    ],
)
def test_a_file_is_of_those_whom_its_sentence_names(text: str, kind: str, headline: str, names: list[str]):
    first = proposals(text)[0]

    assert (first.kind, first.headline, [one.name for one in first.proposers]) == (kind, headline, names)


def test_last_years_joint_motion_is_not_told_of_again():
    assert proposals("去年，关于修订河道条例的议案，是市人大代表江小荷等10名代表联名提交的。") == ()


def test_asks_go_to_the_title_they_are_about():
    text = (
        "政协委员李小明提交了《关于修建江东公路的提案》和《关于保护古树的提案》。"
        "李小明建议，给每棵古树挂牌。李小明建议，江东公路分两段修建。"
    )

    assert [(one.headline, [ask.text for ask in one.asks]) for one in proposals(text)] == [
        ("关于修建江东公路的提案", ["江东公路分两段修建"]),
        ("关于保护古树的提案", ["给每棵古树挂牌"]),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "doubted"),
    [
        ("市人大代表李小明提交了《关于修路的建议》。", "suggestion", False),
        ("市人大代表李小明领衔提出《关于修路的议案》。", "motion", False),
        ("市政协委员李小明提交了《关于修路的提案》。", "proposal", False),
        ("市政协委员李小明提交了《关于修路的建议》。", "proposal", False),
        ("市政协委员李小明今年带来了一份议案，建议修路。", "reported", True),
        ("市人大代表李小明今年带来了一份提案，建议修路。", "reported", True),
        ("市人大代表李小明建议修路。", "reported", False),
    ],
)
def test_the_kind_is_what_the_text_says_was_filed(text: str, kind: str, doubted: bool):
    [proposal] = proposals(text)

    assert proposal.kind == kind
    assert ("原文用词与提出者身份不符，请核对类别" in proposal.doubts) is doubted


@pytest.mark.parametrize(
    "text",
    [
        "市人大代表李小明今年带来了7份建议，都写在本子里。",
        "五年来，市人大代表李小明先后提交建议三十多件。",
        "市人大代表李小明积极建言献策。",
        "截至昨天，委员们共提交提案185件。市政协委员李小明前来报到。",
        "市政协委员李小明说，提案工作做得好。",
    ],
)
def test_numbers_and_careers_are_no_files(text: str):
    assert proposals(text) == ()


def test_a_title_names_the_proposal_and_a_round_up_is_named_by_what_is_asked():
    text = "李小明委员建议，先把路修好，再架桥。王大力委员提交了《关于种树的提案》。"

    assert [one.headline for one in proposals(text)] == ["先把路修好", "关于种树的提案"]
