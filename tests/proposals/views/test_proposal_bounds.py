"""The page of one proposal stays small and asks as often, however long its life was."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proposals.models import Commitment, Proposal, SameMatter
from proposals.workflow.events import Event
from tests.factories import make_article, make_department, make_proposal, make_report, make_session
from tests.pages import page_of, part, text
from tests.proposals.handling.cases import make_answered

pytestmark = pytest.mark.django_db
MOST = 4
HEAVIEST = 60_000  # bytes of HTML
MANY = 60


def lived(times: int) -> Proposal:
    """A proposal with as many asks, articles, entries of the log, promises, and others on the same matter."""
    report = make_report("".join(f"市人大代表林知夏说，第{n}段旧堤应当今冬修好。\n" for n in range(times)))
    articles = [make_article(report, f"市人大代表林知夏说，第{n}段旧堤应当今冬修好。") for n in range(times)]
    proposal, reply = make_answered(
        headline="修好旧堤", asks=[f"今冬修好第{n}段旧堤" for n in range(times)], articles=articles,
        session=make_session(),
    )  # fmt: skip
    Commitment.objects.bulk_create(
        Commitment(proposal=proposal, reply=reply, text=f"第{n}段旧堤六月底前修好", due_on=date(2026, 6, 30))
        for n in range(times)
    )
    department = make_department()
    for n in range(times):
        on = date(2026, 5, 1) + timedelta(days=n)
        proposal.record(Event.NOTE, by=None, on=on, note=f"到第{n}段旧堤看过", department=department)
        other = make_proposal(f"修好第{n}段旧堤")
        SameMatter.objects.create(first=proposal, second=other, likeness=0.5, shared=["旧堤"])
    return Proposal.objects.get(pk=proposal.pk)


@pytest.mark.parametrize("path", ["", "print/"])
def test_the_page_asks_no_more_than_four_times_and_as_often_for_one_as_for_sixty(client: Client, path: str):
    few, many = lived(1), lived(MANY)
    client.get("/reports/")  # the masthead of every page is asked for once after a change
    asked = []
    for proposal in (few, many):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(f"{proposal.get_absolute_url()}{path}")
        assert response.status_code == 200
        asked.append(len(captured))

    assert asked[0] == asked[1]
    assert asked[1] <= MOST


def test_a_long_life_fits_into_sixty_kilobytes(client: Client):
    page = client.get(lived(30).get_absolute_url()).content

    assert len(page) <= HEAVIEST


def test_of_many_promises_past_their_day_three_stand_on_top_and_the_others_are_counted(client: Client):
    top = text(part(page_of(client, lived(5)), 'div class="now'))

    assert top.count("答应的第") == 3
    assert "答应的还有2项也超期。" in top
