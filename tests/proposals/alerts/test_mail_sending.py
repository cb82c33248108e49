"""Sending by a real mail server: what it takes, refuses and defers, and what becomes of a mail after each."""

from datetime import timedelta

import pytest
from django.utils import timezone

from proposals.alerts.outbox import queue
from proposals.alerts.sending import ATTEMPTS, LEASE, PAUSES, drain, letter_of, message_id, take
from proposals.alerts.wishes import set_digest
from proposals.models import Message
from proposals.workflow.roles import Role
from tests.factories import make_user
from tests.proposals.alerts.mail_server import MailServer

pytestmark = pytest.mark.django_db
ZHOU, LIN, HE = "zhou@office.example", "lin@office.example", "he@office.example"


def write(*addresses: str, **more: object) -> list[Message]:
    """One mail to each, due in this order."""
    for at, to in enumerate(addresses):
        due = timezone.now() - timedelta(hours=1, seconds=-at)
        queue(key=f"to:{to}", to=to, subject=f"给{to}", text="请查看。", due_at=due, **more)  # type: ignore[arg-type]
    return list(Message.objects.order_by("due_at"))


def come_due() -> None:
    Message.objects.filter(sent_at__isnull=True).update(due_at=timezone.now() - timedelta(seconds=1))


def test_a_mail_goes_out_once(mailbox: MailServer):
    write(ZHOU, html="<p>请查看。</p>")

    first, second = drain(), drain()

    assert (first.sent, second.sent, len(mailbox.deliveries)) == (1, 0, 1)
    message = mailbox.deliveries[0].message
    headers = [message[name] for name in ("To", "From", "Auto-Submitted")]
    assert headers == [ZHOU, "yanlu@office.example", "auto-generated"]
    parts = [(part.get_content_type(), part.get_payload(decode=True).decode()) for part in message.get_payload()]
    assert parts == [("text/plain", "请查看。"), ("text/html", "<p>请查看。</p>")]
    row = Message.objects.get()
    assert (row.attempts, row.error, row.given_up) == (1, "", False)
    assert row.sent_at is not None


def test_many_mails_go_over_one_connection(mailbox: MailServer):
    write(ZHOU, LIN, HE)

    assert drain().sent == 3
    assert [one.connection for one in mailbox.deliveries] == [1, 1, 1]


def test_the_message_id_comes_from_the_key_alone(mailbox: MailServer, settings):
    settings.SITE_URL = "https://yanlu.example"
    (row,) = write(ZHOU)

    drain()

    assert mailbox.deliveries[0].message_id == message_id(f"to:{ZHOU}")
    assert message_id("a") != message_id("b")
    assert message_id("a").endswith("@yanlu.example>")
    assert letter_of(row).message().as_bytes() == letter_of(Message.objects.get()).message().as_bytes()


def test_without_a_mail_server_every_mail_stays(settings):
    settings.MAIL_SERVER = False
    write(ZHOU, LIN)

    assert drain().handled == 0
    assert Message.objects.filter(sent_at__isnull=True, attempts=0, given_up=False).count() == 2


def test_an_address_that_does_not_exist_is_given_up_at_once_and_the_others_go(mailbox: MailServer):
    mailbox.on_recipient[LIN] = "550 5.1.1 no such user"
    write(ZHOU, LIN, HE)

    tally = drain()

    assert (tally.sent, tally.given_up, tally.postponed) == (2, 1, 0)
    row = Message.objects.get(to=LIN)
    assert (row.given_up, row.sent_at) == (True, None)
    assert row.error == "收件地址被拒收（550 5.1.1 no such user）"


def test_content_that_is_refused_for_good_is_given_up_at_once(mailbox: MailServer):
    mailbox.on_data[ZHOU] = "552 too large"
    write(ZHOU)

    assert drain().given_up == 1
    assert Message.objects.get().error == "邮件服务器不收这封信（552 too large）"


def test_a_busy_mailbox_is_tried_again_later_and_the_others_go(mailbox: MailServer):
    mailbox.on_recipient[ZHOU] = "451 greylisted"
    write(ZHOU, LIN)
    before = timezone.now()

    tally = drain()

    assert (tally.sent, tally.postponed, tally.server_away) == (1, 1, False)
    row = Message.objects.get(to=ZHOU)
    assert (row.attempts, row.given_up, row.error) == (1, False, "收件地址被拒收（451 greylisted）")
    assert row.due_at >= before + PAUSES[0]
    del mailbox.on_recipient[ZHOU]
    come_due()
    assert drain().sent == 1
    assert Message.objects.get(to=ZHOU).error == ""


def test_pauses_grow_until_the_mail_is_given_up_with_its_reason(mailbox: MailServer):
    mailbox.on_recipient[ZHOU] = "452 mailbox full"
    write(ZHOU)
    pauses = []
    while not Message.objects.filter(given_up=True).exists():
        before = timezone.now()
        drain()
        row = Message.objects.get()
        pauses.append(round((row.due_at - before).total_seconds() / 60))
        come_due()

    assert row.attempts == ATTEMPTS == 10
    assert pauses[:-1] == [1, 5, 15, 60, 180, 360, 720, 1440, 1440]
    assert row.error == "收件地址被拒收（452 mailbox full）"
    assert drain().handled == 0


def test_a_server_that_is_not_there_leaves_the_others_untried(settings, mailbox: MailServer):
    settings.EMAIL_PORT = 1  # nobody listens there
    write(ZHOU, LIN)

    tally = drain()

    assert (tally.sent, tally.postponed, tally.server_away) == (0, 1, True)
    assert [row.attempts for row in Message.objects.order_by("pk")] == [1, 0]
    assert Message.objects.get(to=ZHOU).error.startswith("和邮件服务器的连接出了问题：")


def test_a_site_that_may_not_send_blames_no_mail(mailbox: MailServer):
    mailbox.on_sender = "553 not your address"
    write(ZHOU, LIN)

    tally = drain()

    assert (tally.postponed, tally.given_up, tally.server_away) == (1, 0, True)
    assert Message.objects.get(to=ZHOU).error == "邮件服务器不接受本站发信（553 not your address）"


def test_a_server_that_has_carried_enough_is_called_again(mailbox: MailServer):
    write(ZHOU, LIN)
    mailbox.answered = lambda delivery: setattr(mailbox, "on_sender", "421 enough for one connection")
    assert drain().sent == 1
    mailbox.answered = lambda delivery: None
    mailbox.on_sender = "250 yes"
    come_due()

    assert drain().sent == 1
    assert [one.connection for one in mailbox.deliveries] == [1, 2]


def test_a_server_that_refuses_the_call_is_away(mailbox: MailServer):
    mailbox.on_connect = "554 closed"
    write(ZHOU)

    tally = drain()

    assert (tally.postponed, tally.server_away) == (1, True)
    assert Message.objects.get().error == "邮件服务器不收这封信（554 closed）"


def test_a_server_that_keeps_silent_is_left_after_a_while(settings, mailbox: MailServer):
    settings.EMAIL_TIMEOUT = 0.2
    mailbox.on_data[ZHOU] = "silence"
    write(ZHOU)

    tally = drain()

    assert (tally.postponed, tally.server_away) == (1, True)
    assert Message.objects.get().error == "邮件服务器没有在规定时间内应答"


def test_a_connection_that_breaks_costs_one_mail_a_pause(mailbox: MailServer):
    mailbox.on_data[ZHOU] = "hang up"
    write(ZHOU, LIN)

    tally = drain()

    assert (tally.sent, tally.postponed) == (1, 1)
    assert [one.connection for one in mailbox.deliveries] == [1, 2]
    assert Message.objects.get(to=ZHOU).error == "邮件服务器中途断开了连接"


def test_an_address_that_is_none_is_given_up(mailbox: MailServer):
    write("不是地址", LIN)

    assert (drain().given_up, len(mailbox.deliveries)) == (1, 1)
    assert Message.objects.get(to="不是地址").error.startswith("地址或主题不合邮件的格式：")


def test_a_mail_in_hand_is_out_of_reach_until_its_worker_must_be_dead(mailbox: MailServer):
    write(ZHOU, LIN)
    now = timezone.now()

    taken = [take(now), take(now), take(now)]

    assert [one and one.to for one in taken] == [ZHOU, LIN, None]
    assert take(now + LEASE - timedelta(seconds=1)) is None
    again = take(now + LEASE)
    assert again is not None
    assert (again.to, again.attempts) == (ZHOU, 0)


def test_at_most_so_many_mails_are_sent_in_one_round(mailbox: MailServer):
    write(ZHOU, LIN, HE)

    assert drain(limit=2).sent == 2
    assert drain(limit=2).sent == 1


def test_a_closed_account_gets_no_mail(mailbox: MailServer):
    user = make_user(role=Role.REVIEWER)
    write(ZHOU, recipient=user)
    user.is_active = False
    user.save()

    assert drain().given_up == 1
    assert (mailbox.deliveries, Message.objects.get().error) == ([], "收件帐号已停用，没有发送")


def test_who_left_the_reminders_gets_not_even_the_one_that_waits(mailbox: MailServer):
    user = make_user(role=Role.REVIEWER)
    queue(key=f"digest:{user.pk}:2026-06-03", to=ZHOU, subject="提醒", text="超期", recipient=user)
    queue(key="other", to=ZHOU, subject="别的事", text="请查看", recipient=user)

    set_digest(user, wanted=False)

    tally = drain()
    assert (tally.sent, tally.given_up) == (1, 1)
    assert Message.objects.get(sent_at=None).error == "收件人不再收每日提醒，没有发送"
