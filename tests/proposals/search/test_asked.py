"""What people type against the specimens and the report: the first hits that a person would expect, told by hand.

Wherever the newspaper lies beside the repository it is searched itself, else the same facts in our own words.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from proposals.classification.dictionary import cut
from proposals.importing.apply import apply_batch
from proposals.models import Proposal, Reply, Report, SearchAlias
from proposals.search import in_words, parse, search
from proposals.shown.searchable import reindex
from tests.proposals.importing.batches import make_batch
from tests.reference import put_reference
from tests.zhuzhou import OWN, REAL, ROOT

pytestmark = pytest.mark.django_db
ASKED = Path(__file__).with_name("asked.txt")
LEAST, RIGHT = 200, 0.95
SPECIMENS = sorted((ROOT / "fixtures" / "specimens").glob("*/*.txt"))
NOTHING = "∅"


def asked() -> Iterator[tuple[str, list[str]]]:
    """(query, pieces of a title or names) of each line."""
    for line in ASKED.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            query, _, expected = line.partition(" ⇒ ")
            yield query, [] if expected == NOTHING else expected.split(", ")


@pytest.fixture
def everything_imported() -> None:
    """All specimens and the report, published in full."""
    put_reference()
    for folder in sorted({path.parent.name for path in SPECIMENS}):
        texts = [path.read_bytes() for path in SPECIMENS if path.parent.name == folder]
        apply_batch(make_batch(*texts, region_id="430200"), by=None)
    apply_batch(make_batch((REAL if REAL.exists() else OWN).read_bytes(), region_id="430200"), by=None)
    for model in (Proposal, Report, Reply):
        model.objects.update(publication="published")
    Report.objects.update(shown=Report.Shown.FULL)
    reindex(Proposal.objects.values_list("pk", flat=True))


def meant(expected: list[str], rows: dict[int, tuple[str, list[str]]]) -> set[int]:
    """The proposals that are expected. Each has to be told apart by what is written."""
    found = set()
    for key in expected:
        named = [pk for pk, (title, people) in rows.items() if key in title or key in people]
        assert len(named) == 1, (key, named)
        found.add(named[0])
    return found


def first_hits(query: str, count: int) -> list[int]:
    """As the list shows them: title first, other names included, in words where it stands nowhere."""
    parsed = parse(query, SearchAlias.objects.beside)
    if parsed is None:
        return []
    found = search(parsed, order="title", limit=max(count, 1))
    assert found is not None
    if not found.count and (words := in_words(parsed, cut)):
        found = search(words, order="title", limit=max(count, 1))
    return list(found.ids) if found else []


def test_nineteen_of_twenty_queries_show_first_what_a_person_expects(everything_imported: None):
    rows = {one.pk: (one.headline, [str(who) for who in one.proposers.all()]) for one in Proposal.objects.all()}
    queries = list(asked())

    wrong = {}
    for query, expected in queries:
        wanted = meant(expected, rows)
        found = first_hits(query, len(wanted))
        if set(found) != wanted:
            wrong[query] = (expected, [rows[pk][0][:24] for pk in found])

    print(f"{len(queries) - len(wrong)} of {len(queries)} right")
    for query, (expected, instead) in wrong.items():
        print(f"  {query}: {expected}, but {instead}")
    assert len(dict(queries)) >= LEAST
    assert 1 - len(wrong) / len(queries) >= RIGHT
