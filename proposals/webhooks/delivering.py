"""One delivery: whether it may still go out, where to, what the other side made of it."""

import http.client
import json
import time
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _

from proposals.alerts.outbox import plain
from proposals.alerts.refusals import Refusal
from proposals.models import Delivery, Proposal, Publication, Webhook
from proposals.workflow.states import State

from .connecting import Answer, post
from .hosts import Forbidden, Place, place_of
from .signing import dingtalk, signature
from .styles import written

KEPT = 500  # characters of an answer that the administrator sees


def deliver(delivery: Delivery) -> tuple[Refusal | None, dict[str, Any]]:
    """None when the other side took it, and what it said: `status` and `answer`."""
    reason = unwanted(delivery)
    if reason:
        return Refusal(reason, final=True), {}
    try:
        place, body, headers = request_of(delivery, time.time())
        answer = post(place, body, headers)
    except Forbidden as fault:
        return Refusal(str(fault), final=True), {}
    except TimeoutError:
        return Refusal(_("对方没有在规定时间内应答")), {}
    except (OSError, http.client.HTTPException) as fault:
        return Refusal((_("和对方的连接出了问题：%(fault)s") % {"fault": fault})[:300]), {}
    told = {"status": answer.status, "answer": plain(answer.body.decode("utf-8", "replace"))[:KEPT]}
    return refusal_of(delivery.webhook.style, answer), told


def unwanted(delivery: Delivery) -> str:
    """Why it must not go out any more, as a sentence; "" when it may."""
    webhook = delivery.webhook
    if delivery.followup is None:
        return ""
    if not webhook.active:
        return _("接收方已停用，没有发送")
    row = Proposal.objects.filter(pk=delivery.followup.proposal_id).exclude(state=State.RETRACTED.value)
    if not webhook.unpublished:
        row = row.filter(publication=Publication.PUBLISHED)
    return "" if row.exists() else _("这一件现在没有公开，没有发送")


def request_of(delivery: Delivery, now: float) -> tuple[Place, bytes, dict[str, str]]:
    """Where, what and with which headers. The body is the same on a repeat, its signature is of the moment."""
    webhook = delivery.webhook
    url = webhook.url
    if webhook.style == Webhook.Style.DINGTALK and webhook.secret:
        url += f"{'&' if '?' in url else '?'}{dingtalk(webhook.secret, int(now * 1000))}"
    body = json.dumps(written(webhook.style, delivery.payload, delivery.key), ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Yanlu", "Connection": "close"}
    if webhook.style == Webhook.Style.GENERIC:
        headers["Yanlu-Delivery"] = delivery.key
        headers["Yanlu-Event"] = delivery.payload["type"]
        headers["Yanlu-Signature"] = signature(webhook.secret, body, int(now))
    return place_of(url), body, headers


def refusal_of(style: str, answer: Answer) -> Refusal | None:
    """What an answer means. The robots say in JSON what went wrong, with status 200; a redirect is not followed."""
    if answer.status in range(300, 400):
        return Refusal(_("对方要求转到别的地址（%(status)s），没有跟过去") % {"status": answer.status}, final=True)
    if answer.status == HTTPStatus.GONE:
        return Refusal(_("对方说这个地址不再使用（410）"), final=True)
    if answer.status not in range(200, 300):
        return Refusal(_("对方没有收下（%(status)s）") % {"status": answer.status})
    code = 0 if style == Webhook.Style.GENERIC else _code(answer.body)
    if code == 0:
        return None
    return Refusal(_("对方没有收下（errcode %(code)s）") % {"code": "?" if code is None else code})


def _code(body: bytes) -> int | None:
    """What the robots answer: 0 for taken; None where it is not what they answer."""
    try:
        told = json.loads(body)
    except ValueError:
        return None
    code = told.get("errcode") if isinstance(told, dict) else None
    return code if isinstance(code, int) else None
