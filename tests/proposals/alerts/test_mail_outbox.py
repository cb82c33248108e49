"""Writing a mail: in the transaction of its cause, once for each cause, and fit to be sent."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from proposals.alerts.outbox import KEPT, LONGEST_SUBJECT, clear_old, queue
from proposals.models import Message

pytestmark = pytest.mark.django_db


def write(key: str = "test:1", **more: object) -> bool:
    content = {"to": "zhou@office.example", "subject": "收到一份答复", "text": "请查看。"}
    return queue(key=key, **{**content, **more})  # type: ignore[arg-type]


def test_the_same_cause_writes_one_mail_only():
    first, second = write(), write(subject="另一个主题")

    assert (first, second) == (True, False)
    assert [row.subject for row in Message.objects.all()] == ["收到一份答复"]


def test_a_mail_is_not_written_when_its_cause_is_not():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_line_breaks_of_an_imported_title_make_no_further_headers():
    write(subject="修好堤岸\r\nBcc: all@office.example\n\x00第二行")

    assert Message.objects.get().subject == "修好堤岸 Bcc: all@office.example 第二行"


def test_a_long_subject_is_cut():
    write(subject="堤" * 500)

    assert Message.objects.get().subject == "堤" * LONGEST_SUBJECT


def test_the_zero_byte_that_postgresql_refuses_is_left_out():
    write(text="一\x00二\t三\n四")

    assert Message.objects.get().text == "一二\t三\n四"


def test_a_mail_may_wait_for_its_time():
    at = timezone.make_aware(datetime(2031, 5, 5, 7, 30))

    write(due_at=at)

    assert Message.objects.get().due_at == at


def test_a_written_mail_wakes_the_worker_once_it_is_committed(settings, django_capture_on_commit_callbacks):
    settings.MAIL_SERVER = True
    with django_capture_on_commit_callbacks(execute=True):
        write("a")
        write("b")

    assert [row.task_name for row in DBTaskResult.objects.all()] == ["send_waiting"]


def test_without_a_mail_server_no_worker_is_woken(settings, django_capture_on_commit_callbacks):
    settings.MAIL_SERVER = False
    with django_capture_on_commit_callbacks(execute=True):
        write()

    assert not DBTaskResult.objects.exists()


def test_the_words_of_old_mail_go_and_the_row_stays():
    now = timezone.now()
    old = now - KEPT - timedelta(days=1)
    states: dict[str, dict[str, object]] = {"sent": {"sent_at": old}, "dropped": {"given_up": True}, "waiting": {}}
    for key, state in states.items():
        write(key, html="<p>请查看。</p>")
        Message.objects.filter(key=key).update(due_at=old, **state)
    write("fresh")
    Message.objects.filter(key="fresh").update(sent_at=now, due_at=now)

    cleared = clear_old(now)

    assert cleared == 2
    left = Message.objects.order_by("key").values_list("key", "text", "html")
    assert list(left) == [
        ("dropped", "", ""), ("fresh", "请查看。", ""), ("sent", "", ""), ("waiting", "请查看。", "<p>请查看。</p>"),
    ]  # fmt: skip
    assert write("sent") is False
