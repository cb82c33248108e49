"""An address that refuses a mail for good gets nothing more, until somebody there says yes again."""

import io
import mailbox as boxes
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from proposals.alerts.sending import drain, message_id
from proposals.following.answering import confirm
from proposals.following.telling import tell
from proposals.models import Message, Subscriber, Subscription
from proposals.workflow.events import Event
from tests.factories import make_department, make_proposal, make_subscription
from tests.proposals.alerts.mail_server import MailServer
from tests.proposals.following.reading import DIGEST, mails
from tests.proposals.following.returned import notification

pytestmark = pytest.mark.django_db
READER = "reader@mail.example"


@pytest.fixture
def sent() -> Message:
    """A digest to a reader."""
    make_subscription(proposal := make_proposal("把旧堤修好", kind="suggestion"), address=READER)
    proposal.record(Event.ASSIGN, by=None, on=timezone.localdate(), department=make_department())
    tell(timezone.now())
    return mails(DIGEST)[0]


def run(*sources: object) -> str:
    said = io.StringIO()
    call_command("read_bounces", *map(str, sources), stdout=said)
    return said.getvalue()


def bounced() -> bool:
    return Subscriber.objects.get().bounced_at is not None


@pytest.mark.parametrize("enclosed", ["text/rfc822-headers", "message/rfc822"])
def test_a_notification_from_a_file_stops_the_mail_to_its_address(sent: Message, tmp_path: Path, enclosed: str):
    file = tmp_path / "mail.eml"
    file.write_bytes(notification(READER, message_id(sent.key), enclosed=enclosed))

    said = run(file)

    assert bounced()
    assert Subscriber.objects.get().bounce == "退信：550 5.1.1 no such user"
    assert "停发 1 个地址" in said


def test_a_maildir_and_the_standard_input_are_read_too(sent: Message, tmp_path: Path, monkeypatch):
    box = boxes.Maildir(tmp_path / "box")
    box.add(notification(READER, message_id(sent.key)))
    box.add(b"Subject: hello\n\nno notification\n")

    assert "读了 2 封，1 个永久失败" in run(tmp_path / "box")
    assert bounced()
    Subscriber.objects.update(bounced_at=None)
    content = io.BytesIO(notification(READER, message_id(sent.key)))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(content))
    run("-")
    assert bounced()


def test_a_mail_that_was_forwarded_stops_the_mail_to_where_it_was_sent(sent: Message, tmp_path: Path):
    file = tmp_path / "mail.eml"
    file.write_bytes(notification("else@where.example", message_id(sent.key), to=READER))

    run(file)

    assert bounced()


@pytest.mark.parametrize(
    "more",
    [{"action": "delayed"}, {"status": "4.4.1"}, {"status": "5.2.2"}, {"status": "5.7.1"}, {"action": "relayed"}],
    ids=str,
)
def test_what_may_still_arrive_and_what_is_not_about_the_address_stops_nothing(sent: Message, tmp_path: Path, more):
    file = tmp_path / "mail.eml"
    file.write_bytes(notification(READER, message_id(sent.key), **more))

    run(file)

    assert not bounced()


@pytest.mark.parametrize("forged", ["<1@127.0.0.1>", "", "<" + "0" * 40 + "@127.0.0.1>"])
def test_a_notification_without_the_mail_itself_stops_nothing(sent: Message, tmp_path: Path, forged: str):
    file = tmp_path / "mail.eml"
    file.write_bytes(notification(READER, forged))

    said = run(file)

    assert not bounced()
    assert "对不上本站发出的信" in said


def test_rubbish_is_read_without_a_fault(tmp_path: Path):
    files = []
    for number, content in enumerate((b"", b"\xff" * 1000, b"Content-Type: multipart/report\n\n--", NOTHING)):
        files.append(tmp_path / f"{number}")
        files[-1].write_bytes(content)

    assert "读了 4 封，0 个永久失败" in run(*files)


NOTHING = notification(READER, "<x>").replace(b"Final-Recipient", b"X")[:400]


def test_a_place_without_mail_is_named():
    with pytest.raises(CommandError, match="找不到"):
        run("/nowhere/at/all")


@pytest.mark.parametrize(
    ("answer", "stopped"),
    [
        ("550 5.1.1 no such user", True), ("550 no such user", True), ("553 not here", True),
        ("550 5.7.1 you are on a list", False), ("554 spam", False), ("552 5.2.2 full", True), ("451 later", False),
    ],
)  # fmt: skip
def test_a_refusal_while_sending_stops_the_address_where_it_is_about_the_address(
    sent: Message, mailbox: MailServer, answer: str, stopped: bool
):
    mailbox.on_recipient[READER] = answer

    drain()

    assert bounced() is stopped


def test_after_one_refusal_nothing_is_sent_until_a_new_yes(sent: Message, mailbox: MailServer):
    mailbox.on_recipient[READER] = "550 5.1.1 no such user"
    drain()
    row = Subscription.objects.get()
    proposal = make_proposal("再修一次", kind="suggestion", pk=None)
    other = make_subscription(proposal, address=READER)
    proposal.record(Event.ASSIGN, by=None, on=timezone.localdate(), department=make_department())
    mailbox.on_recipient.clear()
    silent = tell(timezone.now())
    Subscription.objects.filter(pk=other.pk).update(asked="daily")
    confirm(row.subscriber, [other.pk], timezone.now())

    assert silent == 0
    assert not bounced()
