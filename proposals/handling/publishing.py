"""How much of a letter the public reads: the whole, a summary, or a placeholder with the ground of withholding.

Each decision is noted in the log, so that the page can say since when.
"""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from proposals.models import Publication, Reply
from proposals.shown.searchable import reindex
from proposals.workflow.events import Event

from .refusal import Refused, allow

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def publish(*, reply: Reply, by: "User | None", on: date | None, shown: str, summary: str = "") -> Reply:
    """Show the whole letter or its summary to everybody. Raises Refused or NotAllowed."""
    current = _sent(reply, by)
    summary = summary.strip() or current.summary
    if shown == Reply.Shown.SUMMARY and not summary:
        raise Refused("公开摘要，请先写好摘要。")
    if shown == Reply.Shown.FULL and not (current.text.strip() or current.file):
        raise Refused("这份答复没有正文也没有文件，没有全文可以公开。请写一段摘要，公开摘要。")
    return _decided(
        current, by, on, f"答复公开（{Reply.Shown(shown).label}）",
        publication=Publication.PUBLISHED, shown=shown, summary=summary, published_on=on, withheld_ground="",
    )  # fmt: skip


@transaction.atomic
def withhold(*, reply: Reply, by: "User | None", on: date | None, ground: str) -> Reply:
    """Keep the letter from the public, who reads the legal ground instead. Raises Refused or NotAllowed."""
    current = _sent(reply, by)
    if not ground.strip():
        raise Refused("不予公开要写明依据：哪部法规的哪一条。")
    return _decided(
        current, by, on, "答复不予公开",
        publication=Publication.WITHHELD, withheld_ground=ground.strip(), published_on=None,
    )  # fmt: skip


def _sent(reply: Reply, by: "User | None") -> Reply:
    allow(by, Event.REPLY)  # whoever sends letters decides who reads them
    current = Reply.objects.select_for_update(of=("self",)).select_related("proposal").get(pk=reply.pk)
    if current.status != Reply.Status.SENT:
        raise Refused("答复还没有发出，谈不上公开。请先发出答复。")
    return current


def _decided(reply: Reply, by: "User | None", on: date | None, words: str, **columns: object) -> Reply:
    named = f"第 {reply.round} 轮{reply.get_role_display()}" if reply.round > 1 else reply.get_role_display()
    reply.proposal.record(
        Event.NOTE, by=by, on=on, note=words.replace("答复", named, 1),
        data={"reply": reply.pk, "publication": str(columns["publication"])},
    )  # fmt: skip
    Reply.objects.filter(pk=reply.pk).update(**columns, version=F("version") + 1)
    reindex([reply.proposal_id])
    return Reply.objects.select_related("proposal").get(pk=reply.pk)
