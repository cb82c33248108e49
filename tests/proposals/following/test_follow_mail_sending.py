"""What is asked again when a mail goes out: whether it may, and whether its words are still true."""

import pytest
from django.test import Client
from django.utils import timezone

from proposals.alerts.sending import drain
from proposals.following.leaving import forget
from proposals.following.telling import tell
from proposals.following.tokens import hashed
from proposals.models import Barred, Message, Proposal, Publication, Subscriber, Subscription, Telling
from proposals.workflow.events import Event
from tests.factories import make_department, make_proposal, make_subscription
from tests.proposals.alerts.mail_server import MailServer
from tests.proposals.following.reading import DIGEST, ask, link_in, mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_quick_as_a_test")]
READER = "reader@mail.example"


def follow_two() -> tuple[Proposal, Proposal]:
    """Two proposals that one reader follows, with news of both in the outbox."""
    found = make_proposal("把旧堤修好", kind="suggestion"), make_proposal("把新桥架好", kind="suggestion")
    for proposal in found:
        make_subscription(proposal, address=READER)
        proposal.record(Event.ASSIGN, by=None, on=timezone.localdate(), department=make_department())
    tell(timezone.now())
    return found


def came(mailbox: MailServer) -> list[str]:
    """The plain texts that came in."""
    return [one.message.get_payload(0).get_payload(decode=True).decode() for one in mailbox.to(READER)]


def test_a_digest_goes_out_with_the_headers_by_which_one_leaves(mailbox: MailServer, settings):
    settings.SITE_URL = "https://yanlu.example"
    follow_two()

    drain()

    (mail,) = mailbox.to(READER)
    headers = mail.message
    assert headers["List-Unsubscribe"].strip().startswith("<https://yanlu.example/follow/leave/")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Id"] == "<follow.yanlu.example>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"].endswith("@yanlu.example>")
    assert [one.get_content_type() for one in headers.get_payload()] == ["text/plain", "text/html"]


def test_what_was_taken_back_since_is_left_out_and_can_be_told_later(mailbox: MailServer):
    gone, _ = follow_two()
    Proposal.objects.filter(pk=gone.pk).update(publication=Publication.DRAFT)

    drain()

    (text,) = came(mailbox)
    assert "把旧堤修好" not in text
    assert "把新桥架好" in text
    assert Telling.objects.count() == 1


def test_where_nothing_is_public_any_more_nothing_goes_out(mailbox: MailServer):
    follow_two()
    Proposal.objects.update(publication=Publication.DRAFT)

    drain()

    assert mailbox.deliveries == []
    assert mails(DIGEST)[0].given_up
    assert Telling.objects.count() == 0


def test_what_was_ended_since_is_left_out(mailbox: MailServer):
    one, _ = follow_two()
    Subscription.objects.filter(target=one.pk).delete()

    drain()

    assert "把旧堤修好" not in came(mailbox)[0]


def test_who_left_since_gets_nothing(mailbox: MailServer):
    follow_two()
    forget(Subscriber.objects.get())

    drain()

    assert mailbox.deliveries == []


def test_an_address_that_was_barred_since_gets_nothing(mailbox: MailServer):
    follow_two()
    Barred.objects.create(address=hashed(READER))

    drain()

    assert mailbox.deliveries == []


def test_the_words_are_those_of_the_moment_of_sending(mailbox: MailServer):
    one, _ = follow_two()
    Proposal.objects.filter(pk=one.pk).update(headline="把旧堤加固")

    drain()

    (text,) = came(mailbox)
    assert "把旧堤加固" in text
    assert "把旧堤修好" not in text


def test_a_question_asks_for_all_that_waits_when_it_goes_out(client: Client, mailbox: MailServer):
    for headline in ("把旧堤修好", "把新桥架好"):
        ask(client, make_proposal(headline).get_absolute_url())

    drain()

    (text,) = came(mailbox)
    assert "把旧堤修好" in text
    assert "把新桥架好" in text


def test_a_question_that_was_answered_meanwhile_stays(client: Client, mailbox: MailServer):
    ask(client, make_proposal().get_absolute_url())
    path = link_in(Message.objects.get(), "confirm")
    client.post(path, {"follow": str(Subscription.objects.get().pk)})

    drain()

    assert mailbox.deliveries == []


def test_a_mail_that_cannot_be_put_in_words_does_not_hold_up_the_others(mailbox: MailServer, monkeypatch):
    follow_two()
    make_subscription(proposal := make_proposal("别的", kind="suggestion"), address="other@mail.example")
    proposal.record(Event.ASSIGN, by=None, on=timezone.localdate(), department=make_department())
    tell(timezone.now())
    Message.objects.filter(to=READER).update(key="follow:nonsense")

    tally = drain()

    assert (tally.sent, tally.postponed + tally.given_up) == (1, 1)
    assert len(mailbox.to("other@mail.example")) == 1


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\x00"])
def test_no_title_adds_a_header(mailbox: MailServer, ending: str):
    title = f"把旧堤{ending}Bcc: x@evil.example{ending}{ending}修好".replace("\x00", "")
    make_subscription(proposal := make_proposal(title, kind="suggestion"), address=READER)
    proposal.record(Event.ASSIGN, by=None, on=timezone.localdate(), department=make_department())
    tell(timezone.now())

    drain()

    (mail,) = mailbox.deliveries
    assert mail.message["Bcc"] is None
    assert mail.message["To"] == READER
