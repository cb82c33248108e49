"""Who still wants a mail: asked again when it is sent, since people leave while mail waits.

Other rooms answer for the mails that they write (`ask_before`), and are told when an address refuses one for good.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from proposals.models import Message, Position
from proposals.models.staff import position_of, role_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DIGEST = "digest:"  # how the keys of daily reminders begin


@dataclass(frozen=True, slots=True)
class Room:
    """What a room says of its mails: why one must not go out ("" when it may), and what a refusal means to it.

    `may` may put the words of the mail anew: it goes out as it stands then.
    """

    may: Callable[[Message], str]
    refused: Callable[[Message, str, datetime], None]


_ROOMS: dict[str, Room] = {}


def ask_before(prefix: str, may: Callable[[Message], str], refused: Callable[[Message, str, datetime], None]) -> None:
    """Let a room answer for all mails whose keys begin so."""
    _ROOMS[prefix] = Room(may, refused)


def refused_for_good(message: Message, reason: str, now: datetime) -> None:
    """Tell the room that wrote it: the address takes no mail."""
    room = _room_of(message)
    if room is not None:
        room.refused(message, reason, now)


def _room_of(message: Message) -> Room | None:
    return next((room for prefix, room in _ROOMS.items() if message.key.startswith(prefix)), None)


def unwanted(message: Message) -> str:
    """Why a mail must not go out any more, as a sentence; "" when it may."""
    room = _room_of(message)
    if room is not None:
        return room.may(message)
    account = message.recipient
    if account is None:
        return ""
    if not account.is_active:
        return "收件帐号已停用，没有发送"
    if message.key.startswith(DIGEST) and not wants_digest(account):
        return "收件人不再收每日提醒，没有发送"
    return ""


def wants_digest(user: "User") -> bool:
    """Whether somebody of the staff gets the daily reminder: everybody who did not say no."""
    position = position_of(user)
    return role_of(user) is not None and (position is None or position.digest)


def set_digest(user: "User", *, wanted: bool) -> None:
    """Keep the wish. A superuser has no position yet: it gets that of the administrator it is. Raises ValueError."""
    role = role_of(user)
    if role is None:
        raise ValueError("没有分配角色的帐号不收提醒")
    Position.objects.update_or_create(
        user=user, defaults={"digest": wanted}, create_defaults={"digest": wanted, "role": role.value}
    )
