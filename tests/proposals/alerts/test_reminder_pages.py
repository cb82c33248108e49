"""The pages of staff: the outbox, and one's own reminders and calendars."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proposals.alerts.keys import address_of, renew_key
from proposals.alerts.outbox import queue
from proposals.models import Message
from proposals.workflow.roles import Role
from tests.factories import make_department, make_user

pytestmark = pytest.mark.django_db
REMINDERS, OUTBOX = "admin:proposals_reminders", "admin:proposals_message_changelist"


def signed_in(role: Role, **more) -> Client:
    client = Client()
    client.force_login(make_user(role=role, **more))
    return client


def page(client: Client, name: str = REMINDERS) -> str:
    return client.get(reverse(name)).content.decode()


def post(client: Client, do: str):
    return client.post(reverse(REMINDERS), {"do": do}, follow=True)


def write(key: str = "a", **state: object) -> Message:
    queue(key=key, to="zhou@office.example", subject=f"信{key}", text="请查看。")
    Message.objects.filter(key=key).update(**state)
    return Message.objects.get(key=key)


def test_who_gets_reminders_can_stop_and_begin_again():
    client = signed_in(Role.REVIEWER)
    assert "您的帐号没有填电子邮件地址" in page(client)

    assert "不再给您发每日提醒。" in post(client, "silence").content.decode()
    assert "您现在不收每日提醒。" in page(client)
    post(client, "digest")

    assert 'value="silence"' in page(client)


def test_a_liaison_sees_the_own_calendar_alone():
    own, other = make_department("市水利局"), make_department("市林业局")
    renew_key(other)
    client = signed_in(Role.LIAISON, department=own)

    post(client, f"renew {own.pk}")

    own.refresh_from_db()
    shown = page(client)
    assert address_of(own) in shown
    assert "市林业局" not in shown
    assert other.calendar_key not in shown
    assert post(client, f"renew {other.pk}").status_code == 404


def test_calendars_are_offered_to_departments_that_exist_today():
    today = timezone.localdate()
    make_department("市水利局", valid_until=today + timedelta(days=1))
    make_department("市林业局", valid_until=today)
    make_department("市数据局", valid_from=today + timedelta(days=1))
    make_department("市气象局")

    shown = page(signed_in(Role.ADMINISTRATOR))

    assert [name in shown for name in ("市水利局", "市林业局", "市数据局", "市气象局")] == [True, False, False, True]


def test_a_renewed_calendar_is_told_and_noted():
    department = make_department("市水利局")
    old = renew_key(department)
    client = signed_in(Role.ADMINISTRATOR)

    said = post(client, f"renew {department.pk}").content.decode()

    department.refresh_from_db()
    assert department.calendar_key not in {"", old}
    assert "市水利局的日历链接已经换新，旧的不再能用。" in said
    assert [entry.change_message for entry in LogEntry.objects.all()] == ["市水利局的日历链接已经换新，旧的不再能用。"]


def test_an_administrator_ends_a_calendar():
    department = make_department()
    renew_key(department)

    post(signed_in(Role.ADMINISTRATOR), f"drop {department.pk}")

    department.refresh_from_db()
    assert department.calendar_key == ""


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUDITOR])
def test_who_has_no_reminders_is_told_so_and_changes_nothing(role):
    department = make_department()
    client = signed_in(role)

    assert "您的岗位没有每日提醒" in page(client)
    for do in ("silence", "digest", f"renew {department.pk}"):
        assert post(client, do).status_code in {403, 404}


@pytest.mark.parametrize("do", ["", "renew", "renew x", "renew 99999999999999999999", "sing 1"])
def test_what_no_button_sends_is_refused(do):
    assert post(signed_in(Role.ADMINISTRATOR), do).status_code == 403


def test_the_outbox_says_what_to_do_while_there_is_no_mail_server(settings):
    settings.MAIL_SERVER = False
    write()

    shown = page(signed_in(Role.ADMINISTRATOR), OUTBOX)

    assert "还没有设置邮件服务器，1 封邮件留在这里，没有发出，也不会丢。" in shown


def test_the_outbox_shows_each_mail_with_its_end_and_its_words(settings):
    settings.MAIL_SERVER = True
    write("a", given_up=True, error="收件地址被拒收（550 no）", attempts=1)
    mail = write("b", sent_at=timezone.now())
    client = signed_in(Role.ADMINISTRATOR)

    shown = page(client, OUTBOX)
    one = client.get(reverse("admin:proposals_message_change", args=[mail.pk])).content.decode()

    assert "没有发出，不再尝试" in shown
    assert "收件地址被拒收（550 no）" in shown
    assert "没有待发的邮件。" in shown
    assert "请查看。" in one


def act(client: Client, action: str, *rows: Message) -> str:
    form = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(reverse(OUTBOX), form, follow=True).content.decode()


def test_mail_that_was_given_up_is_sent_again_at_a_word():
    given_up = write("a", given_up=True, attempts=10, error="收件地址被拒收（550 no）")
    sent = write("b", sent_at=timezone.now())
    in_hand = write("c", due_at=timezone.now() + timedelta(minutes=4))
    cleared = write("d", given_up=True, text="")

    said = act(signed_in(Role.ADMINISTRATOR), "send_again", given_up, sent, in_hand, cleared)

    assert "1 封重新排进待发。" in said
    given_up.refresh_from_db()
    assert (given_up.given_up, given_up.attempts, given_up.error) == (False, 0, "")
    assert given_up.due_at <= timezone.now()


def test_waiting_mail_is_stopped_at_a_word():
    waiting, sent = write("a"), write("b", sent_at=timezone.now())
    client = Client()
    client.force_login(make_user("zhou", role=Role.ADMINISTRATOR))

    said = act(client, "stop", waiting, sent)

    assert "1 封不再发送。" in said
    waiting.refresh_from_db()
    sent.refresh_from_db()
    assert (waiting.given_up, waiting.error, sent.given_up) == (True, "zhou停发", False)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR])
def test_who_only_reads_the_outbox_has_no_actions(role):
    row = write("a", given_up=True)

    act(signed_in(role), "send_again", row)

    row.refresh_from_db()
    assert row.given_up is True
