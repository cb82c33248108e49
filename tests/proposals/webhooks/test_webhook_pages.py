"""The administrator's pages: entering a receiver, trying it, reading what was sent."""

import re
from typing import Any

import pytest
from django.test import Client

from proposals.models import Delivery, Webhook
from proposals.webhooks.queueing import queue_test
from proposals.workflow.roles import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST, ADD, SENT = "/admin/proposals/webhook/", "/admin/proposals/webhook/add/", "/admin/proposals/delivery/"
SECRET = "0123456789abcdef"
FORM = {
    "name": "值班群", "style": "generic", "url": "https://hooks.example/rest-of-the-address", "secret": SECRET,
    "events": ["reply"], "department": "", "active": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def listed(settings):
    settings.WEBHOOK_HOSTS = ["hooks.example"]


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(make_user(role=Role.ADMINISTRATOR))
    return client


def entered(client: Client, **changes: Any) -> str:
    return client.post(ADD, FORM | changes).content.decode()


def test_a_receiver_is_entered_with_its_events(office: Client):
    assert office.post(ADD, FORM).status_code == 302

    row = Webhook.objects.get()
    assert (row.url, row.events, row.active, row.unpublished) == (FORM["url"], ["reply"], True, False)
    assert 'value="reply" id="id_events_' in office.get(f"{LIST}{row.pk}/change/").content.decode()


def test_what_is_switched_on_has_to_work(office: Client):
    assert "other.example 不在允许的主机里" in entered(office, url="https://other.example/")
    assert "地址要以 https:// 开头" in entered(office, url="http://hooks.example/")
    assert "通用格式要有密钥" in entered(office, secret="")
    assert "至少" in entered(office, secret="short")
    assert "选择一个有效的选项" in entered(office, events=["draft"])
    assert Webhook.objects.count() == 0


def test_what_is_switched_off_may_wait_for_its_host(office: Client):
    form = {key: value for key, value in FORM.items() if key != "active"}

    assert office.post(ADD, form | {"url": "https://other.example/"}).status_code == 302


def test_the_page_says_how_to_switch_the_feature_on(office: Client, settings):
    assert "可以发往：hooks.example。" in office.get(LIST).content.decode()

    settings.WEBHOOK_HOSTS = []

    assert "请运行本站的人在环境变量 WEBHOOK_HOSTS 里写上允许的主机" in office.get(LIST).content.decode()


def test_a_test_message_is_put_down_and_told(office: Client):
    office.post(ADD, FORM)
    row = Webhook.objects.get()

    page = office.post(LIST, {"action": "test", "_selected_action": [row.pk]}, follow=True).content.decode()

    assert "1 条测试消息已排进待发" in page
    assert Delivery.objects.get().payload["type"] == "test"
    assert "这是一条测试消息" in office.get(SENT).content.decode()


def test_while_the_feature_is_off_no_test_message_waits(office: Client, settings):
    office.post(ADD, FORM)
    settings.WEBHOOK_HOSTS = []

    page = office.post(
        LIST, {"action": "test", "_selected_action": [Webhook.objects.get().pk]}, follow=True
    ).content.decode()

    assert ("消息推送没有打开" in page, Delivery.objects.count()) == (True, 0)


def test_the_auditor_sees_the_host_and_neither_address_nor_secret(office: Client, client: Client):
    office.post(ADD, FORM)
    row = Webhook.objects.get()
    client.force_login(make_user(role=Role.AUDITOR))

    for address in (LIST, f"{LIST}{row.pk}/change/", f"{LIST}{row.pk}/history/"):
        page = client.get(address).content.decode()
        assert "值班群" in page, address
        assert "rest-of-the-address" not in page, address
        assert SECRET not in page, address
    assert "hooks.example" in client.get(f"{LIST}{row.pk}/change/").content.decode()


def test_the_history_keeps_no_secret(office: Client):
    office.post(ADD, FORM)
    row = Webhook.objects.get()
    page = office.get(f"{LIST}{row.pk}/change/").content.decode()
    hidden = dict(_hidden(page))

    office.post(f"{LIST}{row.pk}/change/", FORM | hidden | {"secret": "fedcba9876543210", "name": "夜班群"})

    row.refresh_from_db()
    assert (row.name, row.secret) == ("夜班群", "fedcba9876543210")
    shown = office.get(f"{LIST}{row.pk}/history/").content.decode()
    assert "夜班群" in shown
    assert SECRET not in shown
    assert "fedcba9876543210" not in shown


def _hidden(page: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return [pair for pair in found if pair[0] != "csrfmiddlewaretoken"]


def test_what_was_given_up_is_sent_again_and_what_was_sent_is_not(office: Client):
    office.post(ADD, FORM)
    row = Webhook.objects.get()
    lost, sent = queue_test(row), queue_test(row)
    Delivery.objects.filter(pk=lost.pk).update(given_up=True, attempts=10, error="对方没有收下（503）")
    Delivery.objects.filter(pk=sent.pk).update(sent_at=sent.created_at)
    assert "没有送达，不再尝试" in office.get(SENT).content.decode()

    page = office.post(
        SENT, {"action": "send_again", "_selected_action": [lost.pk, sent.pk]}, follow=True
    ).content.decode()

    lost.refresh_from_db()
    assert "1 条重新排进待发" in page
    assert (lost.given_up, lost.attempts) == (False, 0)
