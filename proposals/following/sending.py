"""Asked when a mail goes out: may it still, and are its words still true? Told when an address refuses it for good.

A digest is put in words anew from what it tells: what was taken back since it was written, and what its reader ended
since, is left out, and where nothing is left nothing goes out. What could not be told so is not counted as told.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.alerts import wishes
from proposals.alerts.outbox import words_for
from proposals.models import Barred, FollowUp, Message, Subscriber, Subscription, Telling

from . import letters
from .asking import ASK
from .telling import DIGEST
from .tokens import CONFIRMABLE, folded, hashed


def install() -> None:
    """Let the outbox ask here about the mails of this room."""
    wishes.ask_before(DIGEST, of_digest, refused)
    wishes.ask_before(ASK, of_question, refused)


def of_digest(message: Message) -> str:
    """Why a digest must not go out, "" when it may; its words are those of this moment."""
    subscriber = _subscriber(message)
    if subscriber is None:
        return _("已经不再关注，没有发送")
    if subscriber.bounced_at is not None:
        return _("地址退过信，没有发送")
    _take_back(message)
    rows = list(Telling.objects.filter(message=message))
    letter = letters.digest(subscriber, rows, timezone.localdate(message.created_at))
    if letter is None:
        Telling.objects.filter(message=message).delete()
        return _("里面说的都已经不公开，或者不再关注，没有发送")
    _put(message, letter)
    return ""


def of_question(message: Message) -> str:
    """Why a question must not go out, "" when it may; it asks for all that waits by now."""
    subscriber = _subscriber(message)
    if subscriber is None or not Subscription.objects.filter(subscriber=subscriber).pending().exists():
        return _("没有等着确认的关注，没有发送")
    if message.due_at < timezone.now() - CONFIRMABLE:
        return _("请求确认的时间已过，没有发送")
    _put(message, letters.question(subscriber))
    return ""


def refused(message: Message, reason: str, now: datetime) -> None:
    """The address takes no mail, and said so for good: it gets nothing more until somebody there says yes again."""
    Subscriber.objects.filter(folded=folded(message.to), bounced_at__isnull=True).update(
        bounced_at=now, bounce=reason[:300]
    )


def _subscriber(message: Message) -> Subscriber | None:
    """Whom it is written to; None where the row went, or the address is barred."""
    if Barred.objects.filter(address=hashed(message.to)).exists():
        return None
    number = message.key.split(":")[1]
    return Subscriber.objects.filter(pk=number, folded=folded(message.to)).first()


@transaction.atomic
def _take_back(message: Message) -> None:
    """What is not public just now is not told by this mail."""
    rows = Telling.objects.filter(message=message)
    rows.exclude(followup__in=FollowUp.objects.visible_to(None).order_by().values("pk")).delete()


def _put(message: Message, letter: letters.Letter) -> None:
    words = words_for(subject=letter.subject, text=letter.text, html=letter.html, headers=letter.headers)
    for name, value in words.items():
        setattr(message, name, value)
