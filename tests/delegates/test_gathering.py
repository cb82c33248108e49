"""One question brings the rows of several tables as they would come one by one."""

from datetime import date

import pytest
from django.db import connection, connections
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from delegates.gathering import gathered
from proposals.models import Ask, Commitment, FollowUp, Proposal
from proposals.workflow.events import Event
from tests.factories import make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal() -> Proposal:
    row = make_proposal(kind="suggestion", asks=["修“堤”", "架桥\n铺路", "装灯"], log=False)
    row.record(Event.SUBMIT, by=None, on=date(2024, 2, 29), note="百分之 5% 与 \\ 都在")
    row.record(Event.NOTE, by=None, note="后来", data={"own": {"list": [1, None]}})
    Ask.objects.filter(proposal=row, order=1).update(quantities=[{"n": 3, "unit": "段"}])
    Commitment.objects.create(proposal=row, text="六月底前印发", start=3, end=9, due_on=date(2026, 6, 30))
    return row


def test_rows_come_as_their_own_query_would_give_them_in_one_question(proposal: Proposal):
    queries = {
        "asks": Ask.objects.filter(proposal=proposal).order_by("-order"),
        "log": FollowUp.objects.filter(proposal=proposal).defer("recorded_at").order_by("sequence"),
        "promises": Commitment.objects.filter(proposal=proposal),
    }

    with CaptureQueriesContext(connection) as asked:
        found = gathered(Proposal.objects.filter(pk=proposal.pk), queries)

    assert len(asked) == 1
    for name, query in queries.items():
        names = [one.attname for one in query.model._meta.concrete_fields if one.name != "recorded_at"]
        one_by_one = [{name: getattr(row, name) for name in names} for row in query]
        assert [{name: getattr(row, name) for name in names} for row in found[name]] == one_by_one


def test_what_is_deferred_is_not_read(proposal: Proposal):
    query = FollowUp.objects.filter(proposal=proposal).only("event", "happened_on").order_by("sequence")

    (row, _) = gathered(Proposal.objects.filter(pk=proposal.pk), {"log": query})["log"]

    assert row.get_deferred_fields() >= {"note", "data", "recorded_at", "recorded_by_id"}
    assert (row.event, row.happened_on) == (Event.SUBMIT, date(2024, 2, 29))


def test_annotations_come_along_and_values_come_as_dicts(proposal: Proposal):
    asks = Ask.objects.filter(proposal=proposal).order_by("order")
    queries = {"rows": asks.annotate(of=F("proposal__headline")), "lines": asks.values("order", words=F("text"))}

    found = gathered(Proposal.objects.filter(pk=proposal.pk), queries)

    assert {row.of for row in found["rows"]} == {proposal.headline}
    assert found["lines"][:2] == [{"order": 1, "words": "修“堤”"}, {"order": 2, "words": "架桥\n铺路"}]


def test_a_table_without_rows_gives_none(proposal: Proposal):
    none = Ask.objects.filter(proposal=proposal, order=99)

    assert gathered(Proposal.objects.filter(pk=proposal.pk), {"asks": none}) == {"asks": []}


def test_a_new_connection_to_sqlite_knows_json_without_asking(tmp_path):
    """Asking takes the lock of a writer, and who waits for that in vain is told that there is no JSON."""
    fresh = connections.create_connection("default")
    if fresh.vendor != "sqlite":
        assert fresh.features.has_json_object_function
        return
    fresh.settings_dict = fresh.settings_dict | {"NAME": str(tmp_path / "other.sqlite3")}
    try:
        fresh.ensure_connection()
        assert vars(fresh.features).get("supports_json_field") is True
    finally:
        fresh.close()
