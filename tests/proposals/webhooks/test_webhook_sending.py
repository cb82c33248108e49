"""Messages from their event to their receiver: who is told of what, in which form, and what becomes of a failure."""

import base64
import hashlib
import hmac
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from proposals.alerts.attempts import ATTEMPTS, LEASE, take
from proposals.models import Delivery, Proposal, Publication, Webhook
from proposals.webhooks import connecting
from proposals.webhooks.posting import begin, clear_old, drain
from proposals.webhooks.queueing import queue_test
from proposals.webhooks.signing import signature
from proposals.webhooks.styles import DINGTALK_MOST, WECOM_MOST
from proposals.workflow.events import Event
from tests.factories import make_department, make_proposal
from tests.proposals.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db
SECRET = "0123456789abcdef"
DOCUMENT = Path(__file__).parents[3] / "docs" / "feeds.md"


def hook(other: Receiver, **more: Any) -> Webhook:
    given = {"name": "一个", "url": other.url, "secret": SECRET, "active": True, **more}
    return Webhook.objects.create(**given)


def raised(headline: str = "修好旧堤", *, note: str = "", **more: Any) -> Proposal:
    row = make_proposal(headline, kind="suggestion", log=False, **more)
    row.record(Event.SUBMIT, by=None, on=timezone.localdate(), note=note)
    return row


def body(other: Receiver) -> Any:
    return json.loads(other.came[-1].body)


def due_now() -> None:
    Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def test_an_event_reaches_its_receiver_with_all_that_a_program_needs(other: Receiver, settings):
    settings.SITE_URL = "https://yanlu.example"
    webhook = hook(other)
    row = raised(number="0012")

    assert drain(10) == {"sent": 1, "postponed": 0, "given_up": 0}

    delivery = Delivery.objects.get()
    assert body(other) == {
        "id": f"{webhook.pk}:{row.followups.get().pk}", "type": "proposal.submit", "event": "submit", "label": "提交",
        "happened_on": timezone.localdate().isoformat(), "sequence": 1, "department": None, "note": "",
        "recorded_at": row.followups.get().recorded_at.isoformat(timespec="seconds"),
        "proposal": {
            "id": row.pk, "kind": "suggestion", "number": "0012", "headline": "修好旧堤", "state": "submitted",
            "state_label": "已提交", "url": f"https://yanlu.example/proposals/{row.pk}/",
        },
    }  # fmt: skip
    assert other.came[0].path == "/hook?key=1"
    assert other.came[0].headers["Yanlu-Delivery"] == delivery.key
    assert (delivery.status, delivery.answer, delivery.attempts) == (200, "ok", 1)


def test_the_signature_is_what_the_guide_tells_receivers_to_reckon(other: Receiver):
    hook(other)
    raised()
    drain(1)
    (came,) = other.came
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    known: dict[str, Any] = {}
    exec(example, known)  # noqa: S102  the guide's own words

    seconds = int(came.headers["Yanlu-Signature"].split(",")[0].removeprefix("t="))
    assert known["is_genuine"](came.body, came.headers["Yanlu-Signature"], SECRET, seconds)
    assert not known["is_genuine"](came.body + b" ", came.headers["Yanlu-Signature"], SECRET, seconds)
    assert not known["is_genuine"](came.body, came.headers["Yanlu-Signature"], SECRET + "x", seconds)
    assert not known["is_genuine"](came.body, came.headers["Yanlu-Signature"], SECRET, seconds + 301)


def test_a_signature_never_changes_its_meaning():
    told = hmac.new(b"key", b"1767225600.{}", hashlib.sha256).hexdigest()

    assert signature("key", b"{}", 1767225600) == f"t=1767225600,v1={told}"


def test_a_robot_of_wecom_gets_plain_text(other: Receiver):
    other.body = b'{"errcode":0,"errmsg":"ok"}'
    hook(other, style="wecom", secret="")
    row = raised("修好旧堤\x0b", note="修" * 900)

    assert drain(1)["sent"] == 1

    told = body(other)
    assert (told["msgtype"], set(told)) == ("text", {"msgtype", "text"})
    assert told["text"]["content"].startswith("提交：修好旧堤\n")
    assert told["text"]["content"].endswith(f"…\nhttp://127.0.0.1:8000/proposals/{row.pk}/")
    assert len(told["text"]["content"].encode()) <= WECOM_MOST


def test_a_robot_of_dingtalk_gets_markdown_under_its_sign(other: Receiver):
    other.body = b'{"errcode":0}'
    hook(other, style="dingtalk", secret="SEC0123456789abcdef")
    raised("修好[旧堤](https://bad.example)")

    assert drain(1)["sent"] == 1

    told, query = body(other), parse_qs(urlsplit(other.came[0].path).query)
    moment = query["timestamp"][0]
    sign = hmac.new(b"SEC0123456789abcdef", f"{moment}\nSEC0123456789abcdef".encode(), hashlib.sha256).digest()
    assert query["key"] == ["1"]
    assert query["sign"] == [base64.b64encode(sign).decode()]
    assert told["msgtype"] == "markdown"
    assert told["markdown"]["title"] == "提交：修好［旧堤］（https://bad.example）"
    assert "[" not in told["markdown"]["text"]
    assert len(told["markdown"]["text"].encode()) <= DINGTALK_MOST


@pytest.mark.parametrize("answer", [b'{"errcode":45009,"errmsg":"too fast"}', b"<html>", b"", b"[]"])
def test_a_robot_that_does_not_say_zero_has_not_taken_it(other: Receiver, answer: bytes):
    other.body = answer
    hook(other, style="wecom", secret="")
    raised()

    assert drain(1) == {"sent": 0, "postponed": 1, "given_up": 0}
    assert "errcode" in Delivery.objects.get().error


def test_only_who_wants_to_is_told(other: Receiver):
    unit = make_department("市水利局")
    hook(other, name="一", events=["assign"])
    hook(other, name="二", department=unit)
    hook(other, name="三", department=make_department())
    hook(other, name="四", active=False)
    row = raised()
    row.record(Event.ASSIGN, by=None, on=timezone.localdate(), department=unit)
    row.record(Event.NOTE, by=None, on=timezone.localdate(), note="只记一笔")

    told = Delivery.objects.order_by("pk").values_list("webhook__name", "followup__event")

    assert list(told) == [("一", "assign"), ("二", "assign")]


def test_what_is_not_public_stays_here_unless_the_administrator_says_so(other: Receiver):
    hook(other, name="一")
    staff = hook(other, name="二", unpublished=True)
    raised(publication=Publication.DRAFT)

    assert [one.webhook for one in Delivery.objects.all()] == [staff]


def test_what_was_taken_back_meanwhile_is_not_sent(other: Receiver):
    hook(other)
    row = raised()
    Proposal.objects.filter(pk=row.pk).update(publication=Publication.DRAFT)

    assert drain(1) == {"sent": 0, "postponed": 0, "given_up": 1}
    assert (other.came, Delivery.objects.get().error) == ([], "这一件现在没有公开，没有发送")


def test_old_papers_that_are_entered_are_no_news(other: Receiver):
    hook(other)
    row = make_proposal(kind="suggestion", log=False)
    row.record(Event.SUBMIT, by=None, on=date(2022, 1, 5))

    assert Delivery.objects.count() == 0


def test_an_event_that_is_rolled_back_tells_nobody(other: Receiver):
    hook(other)

    with transaction.atomic():
        raised()
        assert Delivery.objects.count() == 1
        transaction.set_rollback(True)

    assert Delivery.objects.count() == 0


def test_while_the_feature_is_off_an_event_asks_nothing_more(settings, django_assert_num_queries):
    settings.WEBHOOK_HOSTS = []
    row = raised()
    from proposals.webhooks.queueing import queue_after_event  # inline: beside what it is asked about

    with django_assert_num_queries(0):
        queue_after_event(row.followups.model(proposal=row), created=True)


def test_a_failure_is_tried_again_later_and_given_up_at_last(other: Receiver):
    other.status = 503
    hook(other)
    raised()
    drain(5)
    first = Delivery.objects.get()
    assert (first.attempts, first.given_up, first.error) == (1, False, "对方没有收下（503）")
    assert first.due_at > timezone.now() + timedelta(seconds=50)

    for _ in range(ATTEMPTS):
        due_now()
        drain(1)

    last = Delivery.objects.get()
    assert (last.attempts, last.given_up, len(other.came)) == (ATTEMPTS, True, ATTEMPTS)
    assert len({one.body for one in other.came}) == 1


def test_a_redirect_is_not_followed(other: Receiver):
    other.status, other.headers = 302, {"Location": "https://127.0.0.1/"}
    hook(other)
    raised()

    assert drain(1)["given_up"] == 1
    assert len(other.came) == 1


def test_a_long_answer_is_read_in_part(other: Receiver):
    other.body = b"x" * 10_000_000
    hook(other)
    raised()

    assert drain(1)["sent"] == 1
    assert Delivery.objects.get().answer == "x" * 500


def test_who_says_nothing_is_waited_for_a_while_only(other: Receiver, monkeypatch):
    other.silent.set()
    monkeypatch.setattr(connecting, "WAIT", 0.2)
    hook(other)
    raised()

    assert drain(1)["postponed"] == 1
    assert Delivery.objects.get().error


def test_a_certificate_of_nobody_known_is_refused(other: Receiver, settings):
    settings.WEBHOOK_CA = ""
    hook(other)
    raised()

    assert drain(1)["postponed"] == 1
    assert (other.came, "CERTIFICATE_VERIFY_FAILED" in Delivery.objects.get().error) == ([], True)


def test_a_host_that_left_the_list_gets_nothing_more(other: Receiver, settings):
    hook(other)
    raised()
    settings.WEBHOOK_HOSTS = ["hooks.example"]

    assert drain(1)["given_up"] == 1
    assert other.came == []


def test_a_worker_that_dies_in_between_loses_nothing(other: Receiver):
    hook(other)
    raised()
    rows = Delivery.objects.all()

    taken = take(rows, timezone.now())  # and then it is killed

    assert take(rows, timezone.now()) is None
    again = take(rows, timezone.now() + LEASE + timedelta(seconds=1))
    assert again == taken
    due_now()
    assert drain(5)["sent"] == 1
    assert drain(5)["sent"] == 0


def test_the_worker_is_told_when_the_event_is_committed(other: Receiver, django_capture_on_commit_callbacks):
    hook(other)
    with django_capture_on_commit_callbacks(execute=True):
        raised()

    assert DBTaskResult.objects.filter(task_path="proposals.webhooks.posting.send_waiting").count() == 1


def test_what_waits_is_taken_up_when_a_worker_starts(other: Receiver):
    hook(other)
    raised()
    DBTaskResult.objects.all().delete()

    begin()

    assert DBTaskResult.objects.filter(task_path="proposals.webhooks.posting.send_waiting").count() == 1


def test_what_was_sent_is_forgotten_after_a_month_and_never_sent_again(other: Receiver):
    hook(other)
    raised()
    drain(1)
    later = timezone.now() + timedelta(days=31)

    assert clear_old(later) == 1
    assert (Delivery.objects.get().payload, drain(1)["sent"]) == ({}, 0)


def test_a_test_message_goes_to_a_receiver_that_is_switched_off(other: Receiver):
    webhook = hook(other, active=False)
    first, second = queue_test(webhook), queue_test(webhook)

    assert drain(5)["sent"] == 2
    assert first.key != second.key
    assert body(other)["type"] == "test"


def test_a_command_sends_where_no_worker_runs(other: Receiver, settings, capsys: pytest.CaptureFixture[str]):
    hook(other)
    raised()

    call_command("send_webhooks")
    assert capsys.readouterr().out == "送达 1 条，0 条稍后再试，0 条不再尝试。\n"

    settings.WEBHOOK_HOSTS = []
    call_command("send_webhooks")
    assert "没有打开" in capsys.readouterr().out
