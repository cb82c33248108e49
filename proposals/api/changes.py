"""What changed since: the entries that are another now, and the ids that left the public.

The journal of the catalogue notes by triggers every proposal that a statement touches, whoever wrote it. What a token
had not seen is read from it as a snapshot had not seen it on PostgreSQL, where a transaction may commit long after
another that began later, and by number on SQLite, where writers take turns. So nothing is passed over; a change may be
told twice. What nobody can tell any more (notes that were removed, tables that a migration changed, a place or a
session that was renamed) is answered with 410: then everything is read anew.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from proposals.catalogue.holdings import as_bits, below, newest
from proposals.catalogue.journal import Place, touched
from proposals.catalogue.shared import Catalogue
from proposals.outside.gone import left

from .problems import Problem
from .records.proposal import proposals


@dataclass(frozen=True, slots=True)
class Changed:
    """One page of changes. `last` is the id at which the next page goes on, None at the end."""

    results: list[dict[str, Any]]
    removed: list[dict[str, Any]]
    count: int
    last: int | None


def changed(catalogue: Catalogue, since: Place, *, under: int | None, limit: int) -> Changed:
    """The changes below an id, the newest proposals first. Raises Problem where that cannot be told any more.

    `catalogue` is of before: what changes meanwhile is told again the next time.
    """
    bits = as_bits(_since(since))
    rest = bits if under is None else below(bits, under)
    ids = newest(rest, start=0, count=limit + 1)
    here = ids[:limit]
    public = [pk for pk in here if catalogue.holdings.everything >> pk & 1]
    removed = left([pk for pk in here if pk not in set(public)]) if len(public) < len(here) else {}
    return Changed(
        proposals(public, catalogue),
        [{"id": pk, "since": one.on.isoformat() if one.on else None, "reason": one.why} for pk, one in removed.items()],
        bits.bit_count(),
        here[-1] if len(ids) > limit else None,
    )


def _since(since: Place) -> frozenset[int]:
    found = touched(connection, since)
    if found is None:
        raise Problem(
            410, "read_anew", _("说不清从那时以来变了什么"),
            _("这个位置太旧，或者数据整个换过了。请不带 updated_since 从头读一遍，再用新的 sync。"),
            parameter="updated_since",
        )  # fmt: skip
    return found
