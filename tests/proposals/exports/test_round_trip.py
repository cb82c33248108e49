"""The CSV of proposals comes in again through the ordinary import, and tells the same afterwards."""

from datetime import date

import pytest
from django.db import transaction

from delegates.models import Region, Session
from proposals.demo.loading import load
from proposals.ingest.lists.columns import guess
from proposals.ingest.read import read
from proposals.ingest.records import Column
from proposals.models import Proposal
from proposals.workflow.states import State
from tests.factories import make_proposal, make_session
from tests.proposals.exports.again import CARRIED, bring_in, rows, told, unexplained
from tests.reference import put_reference

pytestmark = pytest.mark.django_db
CITY = "990100"


class _Back(Exception):
    """Everything written since is taken back."""


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker) -> tuple[bytes, bytes, str]:
    """The CSV of the invented city, the one of its fullest session, and that session; the city itself is gone."""
    found: list[tuple[bytes, bytes, str]] = []
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                put_reference()
                load(proposals=200, seed=3, today=date(2026, 11, 23))
                met = Session.objects.filter(proposals__publication="published", term__council__kind="npc").last()
                assert met is not None
                code = f"npc:{met.term.number}-{met.number}"
                found.append((told(), told(f"session={met.pk}"), code))
                raise _Back
        except _Back:
            pass
        assert not Proposal.objects.exists()
    return found[0]


@pytest.fixture
def emptied(db) -> str:
    """A database with its reference data and the place alone."""
    put_reference()
    return str(Region.objects.create(code=CITY, name="云汀市", is_example=True).pk)


def test_the_importer_knows_every_heading_and_leaves_those_that_no_list_proves(city: tuple[bytes, bytes, str]):
    source = read(city[0])
    mapping = guess(source.tables)
    headings = list(rows(city[0])[0])

    assert len(mapping.columns) == len(headings)
    left = {Column.IGNORED, Column.ORDINAL}
    read_in = [one for one, column in zip(headings, mapping.columns, strict=True) if column not in left]
    assert sorted(read_in) == sorted(CARRIED)


def test_the_whole_city_tells_the_same_after_it_was_brought_in_again(city: tuple[bytes, bytes, str], emptied: str):
    bring_in(city[0], region=emptied)

    again = told()
    assert len(rows(again)) == len(rows(city[0])) > 150
    assert unexplained(city[0], again) == []


def test_one_session_tells_the_same_to_the_last_group(city: tuple[bytes, bytes, str], emptied: str):
    bring_in(city[1], region=emptied, sessions=(city[2],))

    assert len(rows(city[1])) > 10
    assert unexplained(city[1], told()) == []


def test_what_was_only_reported_is_not_filed_by_being_brought_in_again(city: tuple[bytes, bytes, str], emptied: str):
    reported = sum(row["种类"] == "媒体报道" for row in rows(city[0]))
    assert reported > 0

    bring_in(city[0], region=emptied)

    assert Proposal.objects.filter(kind="reported", state=State.REPORTED).count() == reported
    assert not Proposal.objects.filter(kind="reported").exclude(state=State.REPORTED).exists()


def test_what_has_a_number_is_known_again_when_it_is_brought_in_a_second_time(
    city: tuple[bytes, bytes, str], emptied: str
):
    bring_in(city[1], region=emptied, sessions=(city[2],))
    before = [one for one in rows(told()) if one["案号"]]
    assert len(before) > 10

    bring_in(told(), region=emptied, sessions=(city[2],))

    after = [one for one in rows(told()) if one["案号"]]
    assert [[one[name] for name in CARRIED] for one in after] == [[one[name] for name in CARRIED] for one in before]


def test_a_mark_against_formulas_is_taken_off_again(emptied: str):
    titles = ["=关于修好旧堤的建议", "＋关于补种柳树的建议", "-2关于照亮村道的建议", "'=关于引号的建议"]
    with transaction.atomic():
        for at, title in enumerate(titles):
            make_proposal(title, kind="suggestion", proposers=(), number=f"{at:04}", session=make_session())
        content = told()
        transaction.set_rollback(True)

    bring_in(content, region=emptied, sessions=("npc:16-1",))

    assert [one["题目"] for one in rows(told())] == [one["题目"] for one in rows(content)]
    assert list(Proposal.objects.order_by("pk").values_list("headline", flat=True))[:3] == titles[:3]
