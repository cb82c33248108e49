"""What is kept of followers, and for how long: nothing is kept that is not needed any more.

- a wish nobody confirmed                   48 hours, the address with it where nothing else hangs on it
- marks of wishes (keyed hashes)            2 days
- the words of a mail that was sent         1 day
- the row of a mail that went or was given up 30 days: so long a refusal may still come back
- an address that mail came back from       180 days without a new yes
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from proposals.models import FollowRequest, Message, Subscriber, Subscription

from .asking import ASK
from .leaving import forget
from .telling import DIGEST
from .tokens import CONFIRMABLE

MARKS, WORDS, MAILS, BOUNCED = (timedelta(days=one) for one in (2, 1, 30, 180))


def keep_to_the_time(now: datetime) -> None:
    """Forget what has had its time."""
    FollowRequest.objects.filter(made_at__lt=now - MARKS).delete()
    late = Subscription.objects.pending().filter(asked_at__lt=now - CONFIRMABLE)
    late.filter(pace="").delete()
    late.update(asked="")
    nothing = ~Exists(Subscription.objects.filter(subscriber=OuterRef("pk")))
    for one in Subscriber.objects.filter(nothing | Q(bounced_at__lt=now - BOUNCED)):
        forget(one)
    _forget_mails(now)


def _forget_mails(now: datetime) -> None:
    own = Message.objects.filter(Q(key__startswith=ASK) | Q(key__startswith=DIGEST))
    settled = own.filter(Q(sent_at__isnull=False) | Q(given_up=True))
    settled.filter(due_at__lt=now - WORDS).exclude(text="").update(subject="", text="", html="", headers={})
    settled.filter(due_at__lt=now - MAILS).delete()
