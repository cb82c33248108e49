"""Who proposes, as the page of a proposal names them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from delegates.models import Council, Region

from . import labels

Entry = dict[str, Any]
Line = Sequence[Any]


def proposers(lines: Sequence[Line], seats: Sequence[Line], posts: Sequence[Line], home: int | None) -> list[Entry]:
    """In the printed order. `home`: the council at whose session it was put, whose seat is named before others."""
    titles, held = _titles(seats, home), _posts(posts)
    return [
        {
            "name": name,
            "delegate": delegate,
            "role": labels.PROPOSING[role],
            "title": titles.get(pk, ""),
            "posts": held.get(pk, []),
        }
        for _, pk, delegate, name, role in lines
    ]


def _titles(seats: Sequence[Line], home: int | None) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for pk, council, kind, code, place in seats:
        if pk not in found or (home is not None and council == home):
            found[pk] = member_title(kind, code, place)
    return found


def _posts(posts: Sequence[Line]) -> Mapping[int, list[str]]:
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for pk, unit, title, note in posts:
        words = f"{unit or ''}{title or ''}" + (f"（{note}）" if note else "")
        if words:
            found[pk][words] = None
    return {pk: list(words) for pk, words in found.items()}


@lru_cache(maxsize=4096)
def member_title(kind: str, code: str, place: str) -> str:
    """What a member of such a council is called: 市人大代表."""
    return Council(kind=kind, region=Region(code=code, name=place)).member_title
