"""Small reports in the project's own words, each with the facts expected of it beside it in the contract's shape.

A specimen states what it cares about: only the keys its file names are compared, lists item by item.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from proposals.ingest import contract, vocabulary
from proposals.ingest.extract import extract
from proposals.ingest.read import read

ROOT = Path(__file__).resolve().parents[3]
REPORTS = ROOT / "fixtures" / "reports"
NOTHING = ("no-proposal-statistics", "no-proposal-procedure", "no-proposal-praise")


def line(name: str) -> dict[str, Any]:
    source = read((REPORTS / f"{name}.txt").read_bytes())
    found = extract(source.text, vocabulary.load(ROOT / "fixtures" / "reference"))
    return contract.extracted(f"{name}.txt", source.sha256, found)


def only(value: Any, wanted: Any) -> Any:
    """`value` with the keys that `wanted` names and no others."""
    if isinstance(wanted, dict):
        return {key: only(value[key], wanted[key]) for key in wanted}
    if isinstance(wanted, list) and len(wanted) == len(value):
        return [only(one, other) for one, other in zip(value, wanted, strict=True)]
    return value


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.json")), ids=lambda path: path.stem)
def test_a_specimen_yields_the_facts_written_beside_it(path: Path):
    wanted = json.loads(path.read_text("utf-8"))

    assert only(line(path.stem), wanted) == wanted


@pytest.mark.parametrize("name", NOTHING)
def test_a_story_that_proposes_nothing_yields_no_proposal(name: str):
    assert line(name)["proposals"] == []


def test_a_story_with_counts_and_officials_names_no_delegate():
    assert [line(name)["delegates"] for name in NOTHING[:2]] == [[], []]


def test_praise_names_its_delegate_all_the_same():
    assert [(one["name"], one["level"]) for one in line("no-proposal-praise")["delegates"]] == [("彭玉", "市")]


def test_a_reply_letter_is_recognised_and_left_to_people():
    found = extract(
        "对市九届人大三次会议第0012号建议的答复\n\n秦远山代表：\n一是已经修好路灯。\n", vocabulary.load(REPORTS)
    )

    assert (found.kind, found.articles, len(found.unclaimed), len(found.warnings)) == ("reply", (), 3, 1)


def test_no_vocabulary_file_means_no_industry_and_no_error(tmp_path: Path):
    words = vocabulary.load(tmp_path)

    assert (words.industries, words.departments) == ({}, {})
    assert extract((REPORTS / "voices.txt").read_text("utf-8"), words).proposals[0].industries == ()


def test_a_name_outranks_the_same_word_as_alias_of_another(tmp_path: Path):
    (tmp_path / "industries.json").write_text(
        json.dumps([{"name": "能源", "aliases": ["电力", "新能源"]}, {"name": "新能源", "aliases": []}]), "utf-8"
    )

    assert vocabulary.load(tmp_path).industries == {"能源": "能源", "电力": "能源", "新能源": "新能源"}
