"""The secret address of a department's calendar.

The key itself is stored, not its hash: a calendar program keeps the address as it is, so it has to be shown again when
the next colleague or telephone subscribes. It opens one department's dates for reading and nothing else, it is renewed
in one step, and whoever can read the database reads all that it would open.
"""

import secrets

from django.conf import settings
from django.urls import reverse

from proposals.models import Department

_BYTES = 32  # 256 bits of chance, 43 characters


def renew_key(department: Department) -> str:
    """A new key; the address before stops working at once."""
    department.calendar_key = secrets.token_urlsafe(_BYTES)
    Department.objects.filter(pk=department.pk).update(calendar_key=department.calendar_key)
    return department.calendar_key


def drop_key(department: Department) -> None:
    """No address any more."""
    department.calendar_key = ""
    Department.objects.filter(pk=department.pk).update(calendar_key="")


def department_by(key: str) -> Department | None:
    """Whose calendar the key opens."""
    return Department.objects.filter(calendar_key=key).first() if key else None


def address_of(department: Department) -> str:
    """Where calendar programs fetch it; "" while there is no key."""
    if not department.calendar_key:
        return ""
    return settings.SITE_URL + reverse("proposals:calendar", args=[department.calendar_key])
