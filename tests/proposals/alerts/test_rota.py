"""What the worker does by itself: each run puts down the next, and two that stand side by side become one."""

from datetime import datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from proposals.alerts import rota
from proposals.alerts.daily import remind
from proposals.alerts.outbox import queue
from proposals.alerts.posting import AWAY, send_waiting
from proposals.alerts.sending import LEASE
from proposals.models import Message
from tests.proposals.alerts.mail_server import MailServer

pytestmark = pytest.mark.django_db
ZHOU, LIN = "zhou@office.example", "lin@office.example"


def ready(name: str) -> list[datetime]:
    """When the runs of a task are due."""
    rows = DBTaskResult.objects.filter(status="READY", task_path__endswith=f".{name}").order_by("run_after")
    return [row.run_after for row in rows]


def write(to: str, due_at: datetime | None = None) -> None:
    queue(key=f"to:{to}", to=to, subject="收到一份答复", text="请查看。", due_at=due_at)


def morning(days: int) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(7, 30)))


def test_a_run_is_planned_once_for_each_moment():
    now = timezone.now()
    for at in (now + timedelta(hours=1), now + timedelta(hours=2), now):
        rota.plan(send_waiting, at)

    assert ready("send_waiting") == [now, now + timedelta(hours=1)]


def test_the_daily_run_puts_down_that_of_tomorrow_before_anything_else():
    remind.call()
    remind.call()

    assert ready("remind") == [morning(1)]


def test_a_start_plans_the_day_once():
    call_command("plan_alerts")
    call_command("plan_alerts")

    assert ready("remind") == [morning(0)]


def test_a_start_leaves_the_run_of_tomorrow_where_it_is():
    remind.call()

    call_command("plan_alerts")

    assert ready("remind") == [morning(1)]


def test_a_start_takes_up_mail_that_an_earlier_worker_had_in_hand(mailbox: MailServer):
    due = timezone.now() + timedelta(minutes=3)
    write(ZHOU, due_at=due)

    call_command("plan_alerts")

    assert ready("send_waiting") == [due]


def test_a_start_without_a_mail_server_plans_no_sending(settings):
    settings.MAIL_SERVER = False
    write(ZHOU)

    call_command("plan_alerts")

    assert ready("send_waiting") == []


def test_notes_of_old_runs_are_cleared():
    old = timezone.now() - timedelta(days=8)
    for at in (old, timezone.now()):
        done = send_waiting.enqueue()
        DBTaskResult.objects.filter(pk=done.id).update(status="SUCCESSFUL", finished_at=at)

    remind.call()

    assert DBTaskResult.objects.filter(status="SUCCESSFUL").count() == 1


def test_sending_goes_on_when_the_next_mail_is_due(mailbox: MailServer):
    mailbox.on_recipient[ZHOU] = "451 later"
    write(ZHOU)
    write(LIN)

    result = send_waiting.call()

    assert result == {"sent": 1, "postponed": 1, "given_up": 0}
    assert ready("send_waiting")[0] == Message.objects.get(to=ZHOU).due_at


def test_a_server_that_is_away_is_asked_again_after_a_while(settings, mailbox: MailServer):
    settings.EMAIL_PORT = 1
    before = timezone.now()
    write(ZHOU)
    write(LIN)

    send_waiting.call()

    assert len(ready("send_waiting")) == 1
    assert before + min(AWAY, LEASE) <= ready("send_waiting")[0] <= timezone.now() + max(AWAY, LEASE)


def test_a_round_puts_down_the_next_one_in_case_it_is_killed(mailbox: MailServer):
    before = timezone.now()
    write(ZHOU)

    assert send_waiting.call()["sent"] == 1
    (following,) = ready("send_waiting")
    assert before + LEASE <= following <= timezone.now() + LEASE


def test_nothing_waiting_plans_nothing(mailbox: MailServer):
    assert send_waiting.call() == {}
    assert ready("send_waiting") == []
