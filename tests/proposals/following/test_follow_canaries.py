"""What is not public is in no mail, whatever its reader follows."""

import re

import pytest
from django.utils import timezone

from delegates.models import Delegate, Session
from proposals.following.telling import tell
from proposals.models import Department, Industry, Message, Proposal
from proposals.workflow.events import Event
from tests.factories import make_department, make_industry, make_proposal, make_session, make_subscription
from tests.proposals.following.reading import DIGEST, mails
from tests.proposals.outside.canaries import HEAD, make_canaries

pytestmark = pytest.mark.django_db
READER = "reader@mail.example"


def test_two_hundred_things_that_are_not_public_are_in_no_mail():
    for model in (Proposal, Delegate, Industry, Department, Session):
        assert not model._default_manager.exists()
    make_subscription("", address=READER)
    shown = make_proposal(
        "修好旧堤", kind="suggestion", industries=[make_industry("花炮")], session=make_session(), indexed=True
    )
    shown.record(Event.ASSIGN, by=None, on=timezone.localdate(), department=make_department())
    canaries = make_canaries()
    for model in (Proposal, Delegate, Industry, Department, Session):
        for row in model._default_manager.all():
            make_subscription(row, address=READER)

    tell(timezone.now())

    assert canaries.items >= 200
    assert "修好旧堤" in "".join(one.text for one in mails(DIGEST))
    for one in Message.objects.filter(key__startswith=DIGEST):
        assert re.findall(f"{HEAD}[0-9]+", one.subject + one.text + one.html + str(one.headers)) == []
