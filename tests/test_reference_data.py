"""What the files of `fixtures/reference` must be before anything is loaded from them. No database."""

import json
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from proposals.models import Field
from proposals.search.fold import fold
from proposals.workflow.outcomes import Outcome
from proposals.workflow.periods import parse

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "reference"
NAMED = ["industries.json", "departments.json", "organisations.json"]
# From which day each step may be counted.
ANCHORS = {
    ("opinion", "assigned"), ("reply", "assigned"), ("reply", "accepted"), ("again", "reopened"),
    ("publish", "replied"),
}  # fmt: skip
MUNICIPALITIES = {"110000", "120000", "310000", "500000"}


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))


def repeated(values: list[Any]) -> list[Any]:
    return [value for value, times in Counter(values).items() if times > 1]


def level(code: str) -> str:
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


@pytest.fixture(scope="module")
def regions() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in read("regions.json")}


@pytest.fixture(scope="module")
def industries() -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in read("industries.json")}


def test_region_codes_are_six_digits_each_once_and_in_order():
    codes = [row["code"] for row in read("regions.json")]

    assert [code for code in codes if not re.fullmatch(r"[1-9]\d{5}", code)] == []
    assert all(left < right for left, right in pairwise(codes))


def test_there_are_as_many_divisions_as_at_the_end_of_2025(regions):
    assert Counter(level(code) for code in regions) == {"province": 34, "city": 333, "county": 2845}


def test_a_region_lies_in_the_nearest_division_that_exists(regions):
    def nearest(code: str) -> str | None:
        above = [code[:4] + "00", code[:2] + "0000"]
        return next((one for one in above if one != code and one in regions), None)

    assert [code for code, row in regions.items() if row["parent"] != nearest(code)] == []
    assert [code for code, row in regions.items() if (row["parent"] is None) != (level(code) == "province")] == []


def test_districts_of_a_municipality_have_no_city_between(regions):
    inside = {code: row["parent"] for code, row in regions.items() if code[:2] + "0000" in MUNICIPALITIES}

    assert set(inside.values()) == {None, *MUNICIPALITIES}
    assert [code for code in inside if level(code) == "city"] == []


def test_no_region_is_a_placeholder_or_a_development_zone(regions):
    placeholders = re.compile(r"市辖区|县|.*(直辖县级行政区划|开发区|产业园区?|管理区|管委会|示范区)")

    assert [row["name"] for row in regions.values() if placeholders.fullmatch(row["name"])] == []


def test_no_two_neighbours_share_a_name():
    assert repeated([(row["parent"], row["name"]) for row in read("regions.json")]) == []


def test_zhuzhou_has_five_districts_three_counties_and_a_city(regions):
    assert (regions["430200"]["name"], regions["430200"]["parent"]) == ("株洲市", "430000")
    assert {code: row["name"] for code, row in regions.items() if row["parent"] == "430200"} == {
        "430202": "荷塘区",
        "430203": "芦淞区",
        "430204": "石峰区",
        "430211": "天元区",
        "430212": "渌口区",
        "430223": "攸县",
        "430224": "茶陵县",
        "430225": "炎陵县",
        "430281": "醴陵市",
    }


@pytest.mark.parametrize("name", NAMED)
def test_a_word_speaks_for_one_entry_only(name):
    words = [word for row in read(name) for word in (row["name"], *row["aliases"])]

    assert repeated(words) == []


@pytest.mark.parametrize("name", NAMED)
def test_words_have_two_characters_and_no_blanks(name):
    words = [word for row in read(name) for word in (row["name"], *row["aliases"])]

    assert [word for word in words if len(word) < 2 or re.search(r"\s", word)] == []


def test_an_industry_stands_after_its_parent():
    seen: set[str] = set()
    for row in read("industries.json"):
        assert row["parent"] is None or row["parent"] in seen, row["name"]
        seen.add(row["name"])


def test_industries_have_two_levels(industries):
    tops = {name for name, row in industries.items() if row["parent"] is None}

    assert {row["parent"] for row in industries.values()} == {None, *tops}
    assert 15 <= len(tops) <= 20
    assert 100 <= len(industries) <= 150


def test_industry_codes_are_of_the_form_of_gbt_4754(industries):
    codes = [(name, code) for name, row in industries.items() for code in row["codes"]]

    assert [pair for pair in codes if not re.fullmatch(r"[A-T]|[A-T]\d{2,4}", pair[1])] == []
    assert repeated(codes) == []


def test_an_industry_code_belongs_to_its_section(industries):
    """Divisions are numbered through the sections, so a division says which letter it needs."""
    first = {"A": 1, "B": 6, "C": 13, "D": 44, "E": 47, "F": 51, "G": 53, "H": 61, "I": 63, "J": 66}
    first |= {"K": 70, "L": 71, "M": 73, "N": 76, "O": 80, "P": 83, "Q": 84, "R": 86, "S": 91, "T": 97}
    codes = {code for row in industries.values() for code in row["codes"] if len(code) > 1}

    def section(division: int) -> str:
        return max(letter for letter, start in first.items() if start <= division)

    assert [code for code in codes if code[0] != section(int(code[1:3]))] == []


@pytest.mark.parametrize(
    ("word", "industry"),
    [
        ("轨道交通", "轨道交通装备"),
        ("硬质合金", "先进硬质材料"),
        ("醴瓷", "陶瓷"),
        ("釉下五彩", "陶瓷"),
        ("服装", "服饰"),
        ("老旧小区", "城市更新"),
        ("指标生", "高中教育"),
        ("职业教育", "职业教育"),
    ],
)
def test_a_word_of_reports_means_its_industry(industries, word, industry):
    assert word in {industry, *industries[industry]["aliases"]}


def test_departments_are_of_zhuzhou_and_of_a_known_kind():
    rows = read("departments.json")

    assert {row["region"] for row in rows} == {"430200"}
    assert {row["kind"] for row in rows} == {
        "government",
        "party",
        "court",
        "procuratorate",
        "mass",
        "company",
        "county",
    }
    assert 60 <= len(rows) <= 90


def test_each_county_of_zhuzhou_has_a_government(regions):
    counties = {row["name"] for row in regions.values() if row["parent"] == "430200"}
    governments = [row["name"] for row in read("departments.json") if row["kind"] == "county"]

    assert {name.removeprefix("株洲市").removesuffix("人民政府") for name in governments} == counties
    assert len(governments) == len(counties)


@pytest.mark.parametrize(
    ("word", "department"),
    [
        ("市教育局", "株洲市教育局"),
        ("城管", "株洲市城市管理和综合执法局"),
        ("消防", "株洲市消防救援支队"),
        ("公安", "株洲市公安局"),
        ("交警", "株洲市公安局交通警察支队"),
        ("住建", "株洲市住房和城乡建设局"),
        ("市监", "株洲市市场监督管理局"),
        ("工信", "株洲市工业和信息化局"),
    ],
)
def test_a_word_of_asks_means_its_department(word, department):
    assert [row["name"] for row in read("departments.json") if word in row["aliases"]] == [department]


def test_a_bare_field_is_no_department():
    words = {word for row in read("departments.json") for word in (row["name"], *row["aliases"])}

    assert words & {"教育", "交通", "财政", "水利", "文化", "旅游", "农业", "统计", "环保"} == set()


def test_both_councils_have_a_term_and_its_sessions():
    data = read("councils.json")
    councils = [(row["region"], row["kind"]) for row in data["councils"]]
    terms = [(row["region"], row["kind"], row["number"]) for row in data["terms"]]
    sessions = [(row["region"], row["kind"], row["term"], row["number"]) for row in data["sessions"]]

    assert councils == [("430200", "npc"), ("430200", "cppcc")]
    assert terms == [("430200", "npc", 16), ("430200", "cppcc", 10)]
    assert {session[:3] for session in sessions} == set(terms)
    assert repeated(sessions) == []


def test_a_session_has_both_dates_in_order_or_none():
    for row in read("councils.json")["sessions"]:
        dates = [row["start"], row["end"]]
        assert dates == [None, None] or date.fromisoformat(row["start"]) <= date.fromisoformat(row["end"])


def test_organisations_have_an_alias_and_a_region(regions):
    rows = read("organisations.json")

    assert [row["name"] for row in rows if not row["aliases"]] == []
    assert {row["region"] for row in rows} <= set(regions)
    assert {"市第五中学", "株硬集团", "钻石人力"} <= {alias for row in rows for alias in row["aliases"]}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.name)
def test_a_file_has_one_entry_a_line_and_plain_characters(path):
    text = path.read_text("utf-8")

    assert "\\u" not in text
    assert "\r" not in text
    assert text.endswith("\n")
    assert [line for line in text.splitlines() if line.count('{"') > 1] == []


def test_topics_name_known_fields_and_words_that_can_be_cut():
    topics = read("topics.json")

    assert set(topics["field"]) == set(Field.values)
    for targets in topics.values():
        for words in targets.values():
            assert len(words) == len(set(words))
            assert all(re.fullmatch(r"[\u4e00-\u9fff]{2,8}", word) for word in words)


def test_rules_stand_in_known_places_with_periods_that_can_be_read(regions):
    rows = read("rules.json")

    assert {row["region"] for row in rows} - {None} <= set(regions)
    assert [row["name"] for row in rows if not row["citation"] or len(row["citation"]) > 200] == []
    assert repeated([tuple(row[key] for key in ("region", "kind", "term", "session", "raised")) for row in rows]) == []
    for row in rows:
        assert repeated([step for step, *_ in row["deadlines"]]) == []
        for step, anchor, period, limit in row["deadlines"]:
            assert (step, anchor) in ANCHORS
            assert str(parse(period)) == period
            assert limit == "" or str(parse(limit)) == limit


def test_no_law_of_the_country_gives_a_period_for_proposals_of_the_conference():
    country = [row for row in read("rules.json") if row["region"] is None]

    assert [(row["kind"], row["deadlines"]) for row in country] == [("npc", [["reply", "assigned", "3m", "6m"]])]


def test_letters_stand_once_in_a_scheme_and_mean_a_known_outcome(regions):
    rows = read("schemes.json")

    assert {row["region"] for row in rows} - {None} <= {*regions, "000000"}
    assert [row["name"] for row in rows if row["sample"] != (row["region"] is None)] == []
    for row in rows:
        assert repeated([letter for letter, _, _ in row["classes"]]) == []
        assert {outcome for _, _, outcome in row["classes"]} <= set(Outcome)


def test_b_is_not_the_same_everywhere():
    meanings = {meaning for row in read("schemes.json") for letter, meaning, _ in row["classes"] if letter == "B"}

    assert len(meanings) == 3


def test_a_search_word_stands_once_beside_at_most_seven_others():
    groups = read("aliases.json")
    names = Counter(fold(name).strip() for row in groups for name in row["names"])

    assert {len(row["names"]) for row in groups} <= set(range(2, 9))
    assert {name: n for name, n in names.items() if n > 1 or len(name) < 2 or " " in name} == {}
    assert all(row["note"] for row in groups)
