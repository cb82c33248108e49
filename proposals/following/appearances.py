"""Since when each proposal is public. Nothing writes it down when it is published: it is noticed when somebody looks.

A proposal that is taken back loses its mark, so that what happened to it meanwhile is news when it is there again.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef

from proposals.models import Appearance, Proposal

A_BATCH = 1000


def look(now: datetime) -> int:
    """Mark what became public since the last look, and unmark what is public no more; returns how many appeared."""
    shown = Proposal.objects.visible_to(None)
    gone = Appearance.objects.filter(~Exists(shown.filter(pk=OuterRef("pk"))))
    gone.delete()
    marked = Appearance.objects.filter(pk=OuterRef("pk"))
    new = list(shown.filter(~Exists(marked)).order_by("pk").values_list("pk", flat=True))
    rows = [Appearance(proposal_id=pk, noticed_at=now) for pk in new]
    # Two may look at once.
    Appearance.objects.bulk_create(rows, batch_size=A_BATCH, ignore_conflicts=True)
    return len(new)
