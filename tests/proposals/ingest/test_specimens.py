"""The specimens in our own words: every layout, with the facts a careful clerk would take from it."""

import pytest

from tests.proposals.ingest.scoring import ROOT, Score, pairs, score

FOLDER = ROOT / "fixtures" / "specimens"


@pytest.fixture(scope="module")
def total() -> Score:
    return score(FOLDER)


def test_there_are_at_least_sixty_specimens_of_every_kind():
    found = [file.parent.name for file, _ in pairs(FOLDER)]

    assert len(found) >= 60
    assert {kind: found.count(kind) >= 12 for kind in ("press", "letters", "lists", "none")} == dict.fromkeys(
        ("press", "letters", "lists", "none"), True
    )


def test_every_layout_of_the_field_has_a_specimen():
    covered = {layout for _, expected in pairs(FOLDER) for layout in expected["layout"]}

    wanted = {*(f"N{n}" for n in range(1, 31)), *(f"L{n}" for n in range(1, 7)), *(f"R{n}" for n in range(1, 11))}
    assert wanted - covered == set()


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("kind", 1.0),
        ("delegates", 0.98),
        ("organisations", 0.95),
        ("proposals", 0.98),
        ("proposers", 0.98),
        ("headline", 0.95),
        ("number", 0.98),
        ("reply_class", 0.98),
        ("departments", 0.95),
        ("asks", 0.95),
    ],
)
def test_specimens_are_read_as_a_careful_clerk_reads_them(total: Score, measure: str, least: float):
    found = total[measure]

    assert found.right > 0
    assert found.f1 >= least, "\n".join(miss for miss in total.misses if f" {measure} " in miss)


def test_no_page_without_a_proposal_gives_a_record(total: Score):
    assert total.empty_pages >= 12
    assert total.false_pages == 0
