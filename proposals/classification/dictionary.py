"""What jieba should know of this database: the names of places, trades, departments, organisations and delegates."""

import threading
from collections.abc import Iterator
from time import monotonic
from typing import Any

from django.db.models import Value

from delegates.models import Delegate, Organisation, OrganisationAlias, Region
from proposals.models import Department, DepartmentAlias, Industry, IndustryAlias
from proposals.search import words

COMING = (Industry, IndustryAlias, Department, DepartmentAlias, Organisation, OrganisationAlias, Delegate)
NAMED = (Region, *COMING)
LONGEST = 12  # characters: a longer name is a phrase, which jieba should go on cutting
STALE = 60.0  # seconds after which another process may have brought names
_lock = threading.Lock()
_taught = [0] * len(COMING)  # the last row of each that was read
_read_at: float | None = None


def know(*, anew: bool = True) -> None:
    """Teach every name of the database before the first word is cut, then once a minute what has come in by one query.

    Without `anew` only before the first word, so that no reader's request waits for names. A row numbered before
    another but committed after it may be passed over, until the next start of the process.
    """
    global _read_at
    with _lock:
        if _read_at is None or (anew and monotonic() - _read_at > STALE):
            if _read_at is None:
                words.teach(filter(_is_word, Region.objects.values_list("name", flat=True)))
            _read_at = monotonic()
            words.teach(filter(_is_word, _unread()))


def cut(query: str) -> list[str]:
    """The words of a query in order, names of the database among them whole."""
    know(anew=False)
    return words.cut(query)


def telling(text: str) -> list[str]:
    """The words of a text that tell what it is about, cut with the database's own names as words."""
    know()
    return words.telling(text)


def content(text: str) -> set[str]:
    """The words of a text that may be hot, the database's own names whole."""
    know()
    return words.content(text)


def _unread() -> Iterator[str]:
    """The names of the rows that came after the last ones read. Places are the same all the time."""
    first, *others = (
        model._default_manager.filter(pk__gt=_taught[n]).order_by().values_list(Value(n), "pk", "name")
        for n, model in enumerate(COMING)
    )
    for n, pk, name in first.union(*others, all=True).iterator():
        _taught[n] = max(_taught[n], pk)
        yield name


def _is_word(name: str) -> bool:
    return 2 <= len(name) <= LONGEST


def teach_new(instance: Any, created: bool, **_: Any) -> None:
    """Receiver of `post_save`: a name that comes in is a word from now on. Before `know` there is nothing to do."""
    if created and _read_at is not None and _is_word(instance.name):
        words.teach([instance.name])
