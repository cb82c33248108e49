"""The invented city as it is loaded: whole, as its logs tell it, alive on the day of loading, nowhere real."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from delegates.models import Session
from proposals.demo.handing import WANTED
from proposals.demo.loading import Loaded, load
from proposals.models import (
    Assignment,
    Commitment,
    Deadline,
    FollowUp,
    Position,
    Proposal,
    Rating,
    Reply,
    Report,
)
from proposals.search import matching
from proposals.workflow.roles import Role
from tests.proofs.agreement import faults
from tests.reference import put_reference

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SIZE = 160


def of_demo():
    return Proposal.objects.filter(session__term__council__region__is_example=True)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[Loaded]:
    """Loaded once for tests that only look, and rolled back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        put_reference()
        yield load(proposals=SIZE, seed=1, today=TODAY)
        transaction.set_rollback(True)


@pytest.mark.usefixtures("loaded")
def test_every_log_leads_to_what_is_stored():
    assert [fault for one in of_demo().order_by("pk") for fault in faults(one)] == []


@pytest.mark.usefixtures("loaded")
def test_no_title_comes_twice_and_every_proposal_is_of_the_invented_place():
    titles = list(of_demo().values_list("headline", flat=True))

    assert len(titles) == len(set(titles)) == Proposal.objects.count() >= SIZE
    assert all("（示例）" in one.name for one in Session.objects.filter(proposals__isnull=False))


@pytest.mark.usefixtures("loaded")
def test_nothing_has_happened_that_lies_in_the_future():
    assert FollowUp.objects.filter(happened_on__gt=TODAY).count() == 0
    assert Reply.objects.filter(replied_on__gt=TODAY).count() == 0
    assert Rating.objects.filter(given_on__gt=TODAY).count() == 0
    assert Commitment.objects.filter(settled_on__gt=TODAY).count() == 0


@pytest.mark.usefixtures("loaded")
def test_clocks_live_on_the_day_of_loading():
    running = Deadline.objects.running().filter(step="reply")

    assert running.count() > 3
    assert {(one.due_on - TODAY).days for one in running} & {days for days, _ in WANTED}


@pytest.mark.usefixtures("loaded")
def test_what_the_paper_alone_reports_stays_reported():
    reported = of_demo().filter(kind="reported")

    assert set(reported.values_list("state", flat=True)) == {"reported"}
    assert Assignment.objects.filter(proposal__in=reported).count() == 0
    assert Report.objects.filter(region__is_example=True).count() == 4


def test_each_role_has_an_account_and_the_other_liaisons_cannot_sign_in(loaded):
    assert {one.role for one in loaded.accounts} == set(Role)
    for position in Position.objects.select_related("user"):
        shown = [one for one in loaded.accounts if one.name == position.user.username]
        assert position.user.has_usable_password() == bool(shown)
        assert all(position.user.check_password(one.password) for one in shown)


@pytest.mark.usefixtures("loaded")
def test_what_isloaded_is_found_by_search():
    found = of_demo().filter(publication="published").latest("pk")

    condition = matching(found.headline[2:12])

    assert condition is not None
    assert found in Proposal.objects.filter(condition)


@pytest.mark.usefixtures("loaded")
def test_some_are_withheld_on_a_ground():
    withheld = of_demo().filter(publication="withheld")

    assert withheld.exists()
    assert not withheld.filter(withheld_ground="").exists()
