"""A heading or byline that a newspaper's column broke into lines is read as the unbroken one."""

import pytest

from proposals.ingest.extract import extract
from proposals.ingest.normal import normal
from proposals.ingest.press.layout import Draft, layout
from proposals.ingest.press.mending import mended
from proposals.ingest.records import Vocabulary
from proposals.ingest.text.blocks import blocks
from tests.proposals.ingest.test_variants import BASE, PRESENT, WORDS, facts

STRIDE = 13  # every thirteenth place of each article, another first one in each


def drafts(text: str) -> tuple[Draft, ...]:
    return layout(blocks(normal(text).text)).drafts


def places(text: str) -> list[int]:
    """Where headings, headlines and bylines can break between two characters, every STRIDE-th of them."""
    found: list[int] = []
    for order, draft in enumerate(drafts(text)):
        assert draft.heading is not None
        assert draft.byline is not None
        start, end = draft.heading.start, draft.byline.end - 1  # 何春|林 might as well be a reporter 何春
        inside = [at for at in range(start + 1, end) if "\n" not in text[at - 1 : at + 1]]
        found += inside[order % STRIDE :: STRIDE]
    return found


@pytest.mark.parametrize("name", sorted(PRESENT))
def test_a_break_anywhere_in_a_heading_or_byline_changes_nothing(name: str):
    text = PRESENT[name]
    cuts = places(text)
    changed = [text[at - 8 : at + 8] for at in cuts if facts(extract(f"{text[:at]}\n{text[at:]}", WORDS)) != BASE[name]]

    assert len(cuts) > 30
    assert changed == []


@pytest.mark.parametrize("name", sorted(PRESENT))
def test_breaks_in_every_heading_at_once_change_nothing(name: str):
    text = PRESENT[name]
    cuts = [draft.heading.start + 4 + 3 * order for order, draft in enumerate(drafts(text)) if draft.heading]
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]

    assert facts(extract("\n".join(pieces), WORDS)) == BASE[name]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (
            "两会高频词\n市人大代表、云岭厂厂\n长吴青禾：修好旧楼\n本报记者 王小明\n",
            ["两会高频词", "市人大代表、云岭厂厂长吴青禾：修好旧楼", "本报记者 王小明"],
        ),
        (
            "市\n人大代表、云岭厂厂长吴青禾：修好旧楼\n本报记者\n王小明\n",
            ["市人大代表、云岭厂厂长吴青禾：修好旧楼", "本报记者 王小明"],
        ),
        (
            "修好旧楼\n云岭日报记者/王小明\n云岭日报记者/李大山\n",
            ["修好旧楼", "云岭日报记者/王小明", "云岭日报记者/李大山"],
        ),
        ("市人大代表吴青禾建议\n修路：先修东路\n他说。\n", ["市人大代表吴青禾建议", "修路：先修东路", "他说。"]),
    ],
)
def test_only_the_lines_of_one_heading_or_byline_are_put_together(source: str, lines: list[str]):
    assert [line.text for line in mended(blocks(source))] == lines


def test_a_name_divided_by_a_break_is_placed_across_it():
    text = "市人大代表、云岭厂厂长吴青\n禾： 修好旧楼\n本报记者 王小明\n吴青禾说，旧楼应当修好。\n"
    [person] = extract(text, Vocabulary()).delegates

    assert (person.name, [text[start:end] for start, end in person.spans]) == ("吴青禾", ["吴青\n禾", "吴青禾"])
