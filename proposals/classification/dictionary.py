"""What jieba should know of this database: the names of places, trades, departments, organisations and delegates."""

import threading
from collections.abc import Iterator
from typing import Any

from delegates.models import Delegate, Organisation, OrganisationAlias, Region
from proposals.models import Department, DepartmentAlias, Industry, IndustryAlias
from proposals.search import words

NAMED = (Region, Industry, IndustryAlias, Department, DepartmentAlias, Organisation, OrganisationAlias, Delegate)
_known = threading.Event()
LONGEST = 12  # characters: a longer name is a phrase, which jieba should go on cutting


def know() -> None:
    """Teach every name of the database, once a process, before the first word is cut for it; one query."""
    if not _known.is_set():
        _known.set()
        words.teach(names())


def cut(query: str) -> list[str]:
    """The words of a query in order, names of the database among them whole."""
    know()
    return words.cut(query)


def telling(text: str) -> list[str]:
    """The words of a text that tell what it is about, cut with the database's own names as words."""
    know()
    return words.telling(text)


def names() -> Iterator[str]:
    """Every name that is a word."""
    first, *others = (model._default_manager.order_by().values_list("name", flat=True) for model in NAMED)
    return (name for name in first.union(*others).iterator() if 2 <= len(name) <= LONGEST)


def teach_new(instance: Any, created: bool, **_: Any) -> None:
    """Receiver of `post_save`: a name that comes in is a word from now on. Before `know` there is nothing to do."""
    if created and _known.is_set() and 2 <= len(instance.name) <= LONGEST:
        words.teach([instance.name])
