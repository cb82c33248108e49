"""How many follow how much, for the staff: numbers alone. Who follows what is nobody's business but the reader's."""

from dataclasses import dataclass

from proposals.models import Barred, Subscriber, Subscription
from proposals.models.following import Subject


@dataclass(frozen=True, slots=True)
class Counted:
    """Readers who said yes, what they follow by sort, wishes that wait, addresses that refuse mail or want none."""

    readers: int
    subjects: list[tuple[str, int]]
    waiting: int
    bounced: int
    barred: int


def counted() -> Counted:
    """As things stand now. Five queries."""
    rows = Subscription.objects.all()
    held = list(rows.confirmed().values_list("subject", flat=True))
    return Counted(
        rows.confirmed().order_by().values("subscriber").distinct().count(),
        [(str(one.label), held.count(one.value)) for one in Subject if one.value in held],
        rows.pending().count(),
        Subscriber.objects.filter(bounced_at__isnull=False).count(),
        Barred.objects.count(),
    )
