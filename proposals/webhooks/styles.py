"""One event in the formats of the receivers. The generic one has machine names; the robots of chats get sentences."""

from typing import Any

from django.utils.translation import gettext as _

from proposals.alerts.outbox import plain
from proposals.dossier.entries import title_of
from proposals.models import FollowUp, Webhook
from proposals.outside.canonical import absolute
from proposals.shown.handling import public_note

WECOM_MOST, DINGTALK_MOST = 2048, 18_000  # bytes of a message, as the vendors say (钉钉: 20,000 with all around it)
# What means something in the Markdown of 钉钉, as characters that look alike and mean nothing.
_HARMLESS = str.maketrans("[]()<>#*_`!\\@|~", "［］（）＜＞＃＊＿｀！＼＠｜～")


def payload_of(step: FollowUp) -> dict[str, Any]:
    """What is told of an event, in machine names; notes as far as everybody may read them."""
    proposal = step.proposal
    return {
        "type": f"proposal.{step.event}",
        "event": step.event,
        "label": title_of(step),
        "happened_on": step.happened_on.isoformat() if step.happened_on else None,
        "recorded_at": step.recorded_at.isoformat(timespec="seconds"),
        "sequence": step.sequence,
        "department": step.department.name if step.department else None,
        "note": plain(public_note(step)),
        "proposal": {
            "id": proposal.pk,
            "kind": proposal.kind,
            "number": proposal.number,
            "headline": plain(proposal.headline),
            "state": step.state,
            "state_label": step.get_state_display(),
            "url": absolute(proposal.get_absolute_url()),
        },
    }


def test_payload() -> dict[str, Any]:
    """What the administrator sends to see whether it arrives."""
    return {"type": "test", "label": _("这是一条测试消息，收到就说明设置好了。"), "url": absolute("/")}


def written(style: str, payload: dict[str, Any], key: str) -> dict[str, Any]:
    """The body in the format of a receiver. `key` is the same on a repeat."""
    if style == Webhook.Style.WECOM:
        return {"msgtype": "text", "text": {"content": _cut(_sentences(payload), WECOM_MOST)}}
    if style == Webhook.Style.DINGTALK:
        words = _cut(_sentences(payload, harmless=True).replace("\n", "  \n"), DINGTALK_MOST)
        return {"msgtype": "markdown", "markdown": {"title": _title(payload).translate(_HARMLESS), "text": words}}
    return {"id": key, **payload}


def _title(payload: dict[str, Any]) -> str:
    proposal = payload.get("proposal")
    return f"{payload['label']}：{proposal['headline']}" if proposal else str(payload["label"])


def _sentences(payload: dict[str, Any], *, harmless: bool = False) -> str:
    proposal = payload.get("proposal") or {}
    day = payload.get("happened_on")
    lines = [
        _title(payload),
        "，".join(filter(None, [day, payload.get("department")])),
        payload.get("note", ""),
        _("现在：%(state)s") % {"state": proposal["state_label"]} if proposal else "",
    ]
    told = "\n".join(filter(None, lines))
    return f"{told.translate(_HARMLESS) if harmless else told}\n{proposal.get('url') or payload.get('url')}"


def _cut(words: str, most: int) -> str:
    """The last line, an address, is kept whole; what comes before it gives way."""
    if len(words.encode()) <= most:
        return words
    told, _line, address = words.rpartition("\n")
    room = most - len(f"…\n{address}".encode())
    return f"{told.encode()[:room].decode(errors='ignore')}…\n{address}"
