"""The daily reminder: one mail a person and day, only to who has something to do, only of what they work on."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from proposals.models import Message
from proposals.models.staff import role_of
from proposals.workflow.roles import Role

from .agenda import MARKS, OFFICE, Section, agenda, provisional
from .outbox import queue
from .wishes import DIGEST, wants_digest
from .wording import day_said, full_day

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ROLES = OFFICE | {Role.LIAISON}


def send_digests(day: date) -> int:
    """Write the reminders of a day into the outbox; returns how many. Those written before stay as they are."""
    return sum(send_digest(user, day) for user in recipients() if user.email)


def recipients() -> list["User"]:
    """Active accounts whose role gets reminders and who did not leave them; with an address or without."""
    held = Q(position__role__in=[role.value for role in ROLES]) | Q(is_superuser=True)
    rows = get_user_model()._default_manager.filter(held, is_active=True, is_staff=True)
    return [user for user in rows.select_related("position__department").order_by("pk") if wants_digest(user)]


@transaction.atomic
def send_digest(user: "User", day: date) -> bool:
    """Queue one person's mail; whether there was one to write.

    Those of earlier days that still wait are dropped: what remained of them is in this one.
    """
    key = f"{_key(user)}{day.isoformat()}"
    if Message.objects.filter(key=key).exists():
        return False
    sections = agenda(user, day, _day_before(user, key))
    if not sections:
        return False
    told = "，".join(section.told for section in sections)
    page = _page(user, day, sections, told)
    waiting = Message.objects.filter(recipient=user, key__startswith=_key(user), key__lt=key, sent_at__isnull=True)
    waiting.filter(given_up=False).update(given_up=True, error=f"由{day_said(day, day)}的提醒代替，没有发送")
    return queue(
        key=key,
        to=user.email,
        recipient=user,
        subject=f"言路每日提醒：{told}",
        text=render_to_string("alerts/digest.txt", page),
        html=render_to_string("alerts/digest.html", page),
        headers={"List-Unsubscribe": f"<{page['leave']}>"},
    )


def _page(user: "User", day: date, sections: list[Section], told: str) -> dict[str, Any]:
    return {
        "told": told,
        "day": full_day(day),
        "sections": sections,
        "note": _note(user, day),
        "whose": f"{user.position.department}承办的件" if role_of(user) is Role.LIAISON else "全部建议提案",
        "marks": "、".join(str(mark) for mark in MARKS if mark),
        "desk": settings.SITE_URL + reverse("admin:index"),
        "leave": settings.SITE_URL + reverse("admin:proposals_reminders"),
    }


def _note(user: "User", day: date) -> str:
    """That some days may still move, and what would settle them; "" when none may."""
    count, years = provisional(user, day)
    if not count:
        return ""
    which = "、".join(f"{year}年" for year in years)
    onward = (
        "公布后请录入“节假日安排”，期限随即重算。" if role_of(user) in OFFICE else "公布后会重算，以那时的日期为准。"
    )
    return f"有 {count} 个期限是暂定的，落在{which}，要等放假安排公布才能算定。{onward}"


def _key(user: "User") -> str:
    return f"{DIGEST}{user.pk}:"


def _day_before(user: "User", key: str) -> date | None:
    """The day of the mail before this one. ISO days sort as text."""
    earlier = Message.objects.filter(recipient=user, key__startswith=_key(user), key__lt=key)
    last = earlier.order_by("-key").values_list("key", flat=True).first()
    return date.fromisoformat(last.removeprefix(_key(user))) if last else None
