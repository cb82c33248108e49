"""What people say of two proposals: that they ask for the same, or not. The last word counts; each needs a reason."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from proposals.models import Proposal, SameMatter

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def join(one: Proposal, other: Proposal, *, reason: str, by: "User | None") -> SameMatter:
    """Put two proposals beside each other. Raises ValidationError, which says what to do."""
    if one.pk == other.pk:
        raise ValidationError("选了同一件。请选另外一件。")
    first, second = sorted((one, other), key=lambda row: row.pk)
    pair = SameMatter.objects.filter(first=first, second=second).first() or SameMatter(first=first, second=second)
    return decide(pair, SameMatter.Choice.SAME, reason=reason, by=by)


@transaction.atomic
def decide(pair: SameMatter, choice: str, *, reason: str, by: "User | None") -> SameMatter:
    """Write a person's word. Raises ValidationError without a reason."""
    if choice not in {SameMatter.Choice.SAME, SameMatter.Choice.DIFFERENT}:
        raise ValidationError("请选一项：是同一件事，还是不是。")
    if not reason.strip():
        raise ValidationError("请写明理由，读者看得到。")
    pair.choice, pair.reason = choice, reason.strip()
    pair.decided_by, pair.decided_at = by, timezone.now()
    pair.save()
    return pair
