"""What counts as asked, and where one point ends and the next begins."""

import pytest

from proposals.ingest.extract import extract
from proposals.ingest.records import Vocabulary
from proposals.ingest.text.quantities import quantities
from proposals.ingest.text.repeats import once

OPENING = "会场内外\n云岭日报记者 柳青\n"


def asks(text: str) -> list[str]:
    return [ask.text for one in extract(OPENING + text, Vocabulary()).proposals for ask in one.asks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "李小明委员建议，修好村口的路；架起江上的桥；种满河边的树。",
            ["修好村口的路", "架起江上的桥", "种满河边的树"],
        ),
        ("李小明委员建议在社区办起家长课堂，建立“家长指导工作室”。", ["在社区办起家长课堂", "建立“家长指导工作室”"]),
        ("李小明委员建议，加快修路的进度，改善村民出行。", ["加快修路的进度，改善村民出行"]),
        ("李小明委员建议修路。还要给路装灯。目前，路已修了一半。", ["修路", "要给路装灯"]),
        ("李小明委员建议修路。对不肯让路的，要依法处理。", ["修路", "对不肯让路的，要依法处理"]),
        (
            "李小明委员建议，一是修路；第二，架桥；其三，种树。同时，要把账目公开。",
            ["修路", "架桥", "种树", "要把账目公开"],
        ),
        ("李小明委员建议，鉴于村里没有路，财政负担得起，建议尽快修路。", ["尽快修路"]),
        ("李小明委员建议修路，他认为路是村里的命脉。", ["修路"]),
        ("李小明委员指出，要把路修到家门口。", ["要把路修到家门口"]),
        ("李小明委员认为，村里缺路，在这方面应该有专项资金。", ["在这方面应该有专项资金"]),
        ("“河堤应当加高一米。”——政协委员李小明在讨论时", ["河堤应当加高一米"]),
        ("李小明委员到会发言，提出了加快修建江东公路的建议。", ["加快修建江东公路"]),
        ("李小明委员提出了加固河堤、清理河道、种植护岸林三点建议。", ["加固河堤", "清理河道", "种植护岸林"]),
        ("李小明委员提出疏通暗渠等两条建议。", ["疏通暗渠"]),
        ("市人大代表李小明说：“在今年提交的建议里，修建三座过街天桥。”", ["修建三座过街天桥"]),
        ("李小明代表建议，村里应先修路，建议把渡口迁到下游。", ["村里应先修路", "把渡口迁到下游"]),
        ("市人大代表李小明领衔提交议案。代表建议，在渡口装上路灯。", ["在渡口装上路灯"]),
        ("李小明委员指出，渡口年久失修。要建立定期检修制度。", ["要建立定期检修制度"]),
        ("李小明委员表示，老船工收入低。这需要有关部门出台补贴办法。", ["有关部门出台补贴办法"]),
        (
            "李小明委员认为，渡口该修。对于常年无人管护的旧码头，县里应拿出专项资金。",
            ["对于常年无人管护的旧码头，县里应拿出专项资金"],
        ),
        ("桥头没有路灯，夜里不好走。建议给桥头装灯。\n——市人大代表李小明", ["给桥头装灯"]),
        ("河埠头要铺上防滑砖。把旧石阶保留下来。\n——政协委员李小明", ["河埠头要铺上防滑砖", "把旧石阶保留下来"]),
    ],
)
def test_points_begin_and_end_where_a_clerk_would_cut_them(text: str, expected: list[str]):
    assert asks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "李小明委员说，一年来做了三件事：一是完成了修路；二是建成了大桥；三是获得了表彰。",
        "李小明委员说，下一步，我们将从两方面着手：一是加快修路；二是加快架桥。",
        "怎么才能修好路？应不应该架桥？李小明委员做客直播间。",
        "李小明委员表示，今后要在修路上多出力。",
        "“建议人人学修路”冲上热搜。李小明委员也看到了。",
        "会议强调，要抓好修路。李小明委员参加会议。",
        "李小明委员说，路不平的问题亟待解决。",
        "李小明委员认为，通过办渡口集市，可吸纳村民就业。",
        "李小明委员认为，老渡口不可替代。",
        "李小明委员的建议提得准，得益于常下乡。",
        "李小明委员的《关于呼吁修好渡口的来信》上了报纸。",
        "李小明委员说，应当关注到渡口的历史。",
        "有代表们建议在渡口装灯。李小明委员到场。",
    ],
)
def test_reports_plans_questions_and_problems_ask_for_nothing(text: str):
    assert asks(text) == []


def test_what_is_said_again_is_asked_once():
    text = "李小明委员建议，对独居老人免收电视费。李小明说，老人不少。因此，他建议，对独居老人免收电视费。"

    assert asks(text) == ["对独居老人免收电视费"]


def test_of_two_wordings_the_longer_is_kept_in_its_own_place():
    assert once(["修好江东公路", "种树", "修好江东公路，再装上灯"]) == [2, 1]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("上浮5~10%的退休金，用3至5年", ("5~10%", "3至5年")),
        ("占3.27%，建15—20个", ("3.27%", "15—20个")),
        ("2020-2025年，第3-5名", ()),
    ],
)
def test_ranges_are_kept_as_printed(text: str, figures: tuple[str, ...]):
    assert quantities(text) == figures


def test_words_to_one_person_are_no_demand():
    text = "过了一年，一位老先生打电话给市政协委员林知夏说：“你这双手就应该写字，不应该再做裁缝了。”\n"

    assert extract(text, Vocabulary()).proposals == ()
