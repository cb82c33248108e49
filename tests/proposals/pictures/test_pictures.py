"""Pictures at 0, 9 and 90,000: nothing overlaps, nothing leaves the sheet, nothing is drawn of nothing."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from proposals.pictures.drawing import Drawing, Picture, Words
from proposals.pictures.flow import Exit, Stop, flow
from proposals.pictures.phrases import percent, share
from proposals.pictures.shares import Part, cell, shade, stacked
from proposals.pictures.times import Answers, ahead, median_of, times

SIZES = (0, 1, 9, 10, 412, 90_000)
CLASSES = ("已经解决", "正在解决", "列入计划", "暂不能解决", "留作参考", "不予采纳", "没有公开或没有写明")


def road_of(size: int, *, kept: float = 0.9) -> list[Stop]:
    """A flow in which `kept` of those at each stop go on."""
    assigned = int(size * kept)
    replied = int(assigned * kept)
    done = int(replied * kept)
    out = size - assigned
    press, ended = out // 3, out // 3
    late = (assigned - replied) // 2
    return [
        Stop(
            "提出",
            size,
            (
                Exit("仅见报道", "仅见报道", press),
                Exit("等待交办", "等待交办", out - press - ended),
                Exit("没有立案或已撤回", "不再办理", ended),
            ),
        ),
        Stop(
            "交办", assigned, (Exit("办理中", "办理中", assigned - replied - late), Exit("重新办理", "重新办理", late))
        ),
        Stop("答复", replied, (Exit("已答复或办结", "已答复", replied - done),)),
        Stop("落实", done),
    ]


def answers_of(size: int) -> list[Answers]:
    """Most come early, many in the last days, some late, one very late."""
    days: dict[int, int] = {}
    for number in range(size):
        day = (number * 7) % 70 - 6 if number % 50 else -400
        days[day] = days.get(day, 0) + 1
    return [Answers("人大代表建议", days), Answers("政协提案", dict(days)), Answers("人大议案", {})]


def parts_of(size: int) -> list[Part]:
    left, parts = size, []
    for name in CLASSES:
        count = left // 2 if name != CLASSES[-1] else left
        parts.append(Part(name, count, "b1"))
        left -= count
    return parts


def pictures(size: int) -> dict[str, Picture]:
    return {
        "flow": flow(road_of(size)),
        "a flow of which little goes on": flow(road_of(size, kept=0.02)),
        "a flow of which nothing goes on": flow(road_of(size, kept=0)),
        "times": times(answers_of(size)),
        "shares": stacked(parts_of(size), "答复"),
    }


def overlapping(sheet: Drawing) -> list[tuple[str, str]]:
    return [(a.text, b.text) for a, b in combinations(sheet.words, 2) if a.box.meets(b.box)]


def outside(sheet: Drawing) -> list[str]:
    def leaves(words: Words) -> bool:
        box = words.box
        return box.left < 0 or box.right > sheet.width or box.top < 0 or box.bottom > sheet.height + 4

    return [one.text for one in sheet.words if leaves(one)]


def every_sheet(size: int) -> list[tuple[str, Drawing]]:
    return [
        (f"{name}, {sheet.width} wide", sheet)
        for name, picture in pictures(size).items()
        for sheet in (picture.narrow, picture.wide)
    ]


@pytest.mark.parametrize("size", SIZES)
def test_no_words_stand_over_others(size: int):
    assert {name: found for name, sheet in every_sheet(size) if (found := overlapping(sheet))} == {}


@pytest.mark.parametrize("size", SIZES)
def test_no_words_leave_the_sheet(size: int):
    assert {name: found for name, sheet in every_sheet(size) if (found := outside(sheet))} == {}


@pytest.mark.parametrize("size", SIZES)
def test_every_drawing_is_good_svg_with_real_numbers_and_no_style_of_its_own(size: int):
    for picture in pictures(size).values():
        root = ElementTree.fromstring(f"<div>{picture.svg}</div>")  # noqa: S314  our own drawing
        numbers = [
            float(number)
            for shape in root.iter()
            for name in ("x", "y", "width", "height", "d", "viewBox")
            for number in re.findall(r"-?[\w.]+", re.sub("[MLCvz]", " ", shape.get(name, "")))
        ]
        assert [number for number in numbers if number != number or abs(number) > 2000] == []
        assert not [shape.tag for shape in root.iter() if shape.get("style")]
        assert [svg.get("aria-label") for svg in root] == [picture.label, picture.label]


@pytest.mark.parametrize("size", [1, 9])
def test_of_fewer_than_ten_nothing_is_said_in_shares(size: int):
    for name, picture in pictures(size).items():
        assert not re.search(r"%|成多|[一二三四五六七八九]成|一半", picture.title + picture.svg), name


def test_shapes_stay_on_the_sheet_with_a_share_of_a_thousandth():
    stops = [
        Stop("提出", 90_000, (Exit("仅见报道", "仅见报道", 1),)),
        Stop("交办", 89_999, (Exit("办理中", "办理中", 89_998),)),
        Stop("答复", 1, (Exit("已答复或办结", "已答复", 1),)),
        Stop("落实", 0),
    ]

    picture = flow(stops)

    for sheet in (picture.narrow, picture.wide):
        assert sheet.height < 520
        assert overlapping(sheet) == []
    assert "仅见报道 1" in picture.wide.svg("", "wide")


def test_the_flow_says_what_it_finds():
    assert flow(road_of(0)).title == "还没有公开的件"
    assert flow(road_of(9, kept=0)).title == "9 件，还没有一件交办"
    assert flow(road_of(412)).title == "交办的 370 件里，九成有了答复，落实的有 299 件"
    assert flow(road_of(1)).label == "1 件提出，0 件交办，0 件答复，0 件落实；其中等待交办 1 件。"


def test_the_times_say_what_they_find():
    assert times([]).title == "还没有能和期限相比的答复"
    assert times([Answers("政协提案", {5: 3})]).title == "3 次答复都没有晚于期限"
    assert times([Answers("政协提案", {0: 6, 1: 4, -3: 2})]).title == "12 次答复里，2 次晚于期限，八成多赶在最后三天"
    assert times([Answers("政协提案", {5: 3, -1: 1})]).label == (
        "答复日期与期限的距离。政协提案 4 次，中位数早 5 天，晚于期限 1 次。"
    )


def test_every_answer_stands_in_one_bar():
    one = Answers("政协提案", {400: 2, 3: 50, 0: 4, -1: 3, -500: 1})

    sheet = times([one]).wide

    late = re.findall(r'class="lt"', sheet.svg("", "wide"))
    assert len(late) == 2  # the first step after the limit, and the last one
    assert one.between(-999, 999) == one.count == 60


def test_an_answer_on_the_day_is_in_time_and_one_a_day_later_is_not():
    assert times([Answers("政协提案", {0: 1})]).wide.svg("", "wide").count('class="lt"') == 0
    assert times([Answers("政协提案", {-1: 1})]).wide.svg("", "wide").count('class="lt"') == 1


def test_words_of_people_cannot_become_markup():
    svg = stacked([Part('<b>&"甲"', 3, "b1")], "答复").svg

    assert "<b>" not in svg
    assert "&lt;b&gt;" in svg


@pytest.mark.parametrize(
    ("part", "whole", "said", "exact"),
    [
        (3, 9, "3 件", ""), (0, 10, "没有一件", "0%"), (10, 10, "全部", "100%"), (4, 10, "四成", "40%"),
        (141, 334, "四成多", "42%"), (5, 10, "一半", "50%"), (1, 90_000, "不到一成", "1%"),
        (89_999, 90_000, "九成多", "99%"),
    ],
)  # fmt: skip
def test_shares_are_said_in_tenths(part: int, whole: int, said: str, exact: str):
    assert (share(part, whole), percent(part, whole)) == (said, exact)


def test_the_median_is_found_without_writing_all_days_out():
    assert median_of({}) is None
    assert median_of({3: 1, 8: 1}) == 3
    assert median_of({-5: 30_000, 2: 1, 40: 30_000}) == 2
    assert [ahead(day) for day in (14, 0, -3)] == ["早 14 天", "当天", "晚 3 天"]


def test_a_bar_in_a_cell_never_leaves_it():
    for parts, most in (([("i1", 0), ("b1", 0)], 0), ([("i1", 30.5), ("b1", 59.5)], 90), ([("i1", 1)], 90_000)):
        ends = [float(x) + float(width) for x, width in re.findall(r'x="([\d.]+)" width="([\d.]+)"', cell(parts, most))]
        assert all(0 < end <= 100 for end in ends)
        assert len(ends) == sum(value > 0 for _, value in parts)


def test_shades_grow_with_the_number_and_nothing_is_shaded_for_nothing():
    assert [shade(value, 30) for value in (0, 4, 5, 12, 23, 30)] == ["", "", "h1c", "h2c", "h3c", "h3c"]
    assert shade(0, 0) == ""
