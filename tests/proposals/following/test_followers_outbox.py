"""The outbox page: without a mail server it is where mail is read, with one it keeps followers to themselves."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proposals.following.telling import tell
from proposals.models import Message, Subscriber
from proposals.workflow.events import Event
from proposals.workflow.roles import Role
from tests.factories import make_department, make_proposal, make_subscription, make_user
from tests.pages import read, text
from tests.proposals.following.reading import DIGEST, link_in, mails

pytestmark = pytest.mark.django_db
READER, OUTBOX = "reader@mail.example", "/admin/proposals/message/"


@pytest.fixture
def digest() -> Message:
    """A digest to a reader, and a mail to one of the staff."""
    make_subscription(proposal := make_proposal("把旧堤修好", kind="suggestion"), address=READER)
    proposal.record(Event.ASSIGN, by=None, on=timezone.localdate(), department=make_department())
    tell(timezone.now())
    Message.objects.create(key="digest:1:x", to="lin@office.example", subject="提醒", text="x", due_at=timezone.now())
    return mails(DIGEST)[0]


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(make_user(role=role))
    return client


def test_without_a_mail_server_an_administrator_reads_the_mail_as_it_would_arrive(digest: Message):
    client = signed_in(Role.ADMINISTRATOR)

    row = read(client, f"{OUTBOX}{digest.pk}/change/")
    shown = client.get(reverse("admin:proposals_message_letter", args=[digest.pk]))

    assert f'href="http://127.0.0.1:8000{link_in(digest, "leave")}"' in row
    assert shown.content.decode() == digest.html
    assert shown["Content-Security-Policy"].startswith("sandbox allow-popups")
    assert "script" not in shown["Content-Security-Policy"]


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR])
def test_nobody_else_of_the_staff_sees_who_follows(digest: Message, role: Role):
    client = signed_in(role)

    page = read(client, OUTBOX)

    assert "lin@office.example" in page
    assert READER not in page
    assert "把旧堤修好" not in page
    assert client.get(reverse("admin:proposals_message_letter", args=[digest.pk])).status_code == 404
    assert client.get(f"{OUTBOX}{digest.pk}/change/").status_code == 302


def test_where_mail_goes_out_an_administrator_sees_only_what_came_back_and_none_of_its_words(digest: Message, settings):
    settings.MAIL_SERVER = True
    client = signed_in(Role.ADMINISTRATOR)
    before = read(client, OUTBOX)

    Message.objects.filter(pk=digest.pk).update(given_up=True, error="收件地址被拒收（550）")
    after = read(client, OUTBOX)
    row = read(client, f"{OUTBOX}{digest.pk}/change/")

    assert READER not in before
    assert READER in after
    assert "收件地址被拒收" in after
    assert "把旧堤修好" not in after + row
    assert "/follow/" not in row
    assert client.get(reverse("admin:proposals_message_letter", args=[digest.pk])).status_code == 404


@pytest.mark.parametrize(("role", "told"), [(Role.ADMINISTRATOR, True), (Role.AUDITOR, True), (Role.REVIEWER, False)])
def test_administrator_and_auditor_read_numbers(digest: Message, role: Role, told: bool):
    Subscriber.objects.update(bounced_at=timezone.now())

    page = text(read(signed_in(role), OUTBOX))

    assert ("1位读者用邮件关注：建议提案1；0样等确认，1个地址退信停发，0个地址说过不要再写。" in page) is told
