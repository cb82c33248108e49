"""Where a reader stands, as opaque words: signed, so that what comes back is what was given out.

A cursor names the last entry of a page, so that whatever comes or goes moves nothing. `sync` is how much of the data
the first page of a reading had seen: asked with it as `updated_since`, the API tells what changed after that.
"""

from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from proposals.catalogue.journal import Place

from .problems import Problem

_SALT = "proposals.api."
LONGEST = 4000  # characters; on PostgreSQL a place names the transactions under way


def written(kind: str, what: dict[str, Any]) -> str:
    """As a word that may stand in an address."""
    return signing.Signer(salt=_SALT + kind).sign_object(what, compress=True)


def read(kind: str, parameter: str, word: str) -> dict[str, Any]:
    """What was written. Raises Problem for anything else."""
    try:
        if len(word) > LONGEST:
            raise signing.BadSignature
        found: dict[str, Any] = signing.Signer(salt=_SALT + kind).unsign_object(word)
    except (signing.BadSignature, ValueError):
        raise Problem(
            400, "unknown_cursor", _("看不懂这个位置"),
            _("“%(name)s”要照上一次的答复给出的原样带来，不能自己编。请去掉它，从头读起。") % {"name": parameter},
            parameter=parameter,
        ) from None  # fmt: skip
    return found


def sync(place: Place) -> str:
    """The token of a place."""
    return written("sync", {"b": place.born, "u": place.upto})


def place_of(token: str) -> Place:
    """The place of a token. Raises Problem."""
    told = read("sync", "updated_since", token)
    return Place(told["b"], told["u"])
