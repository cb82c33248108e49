"""What many pages share, computed once for each version of the data: a process keeps the latest of each."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils import timezone

from . import code
from .pages import current

P = ParamSpec("P")
T = TypeVar("T")
MOST = 64  # answers of one function that are kept, one for each set of arguments


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Ask `function` again only when the data or the day has changed. Arguments must be hashable.

    What it returns is shared by all threads: nobody may change it.
    """
    kept: dict[object, tuple[object, T]] = {}

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        now = (current(), timezone.localdate(), code.version())
        key = (args, tuple(sorted(kwargs.items())))
        found = kept.get(key)
        if found is None or found[0] != now:
            if len(kept) >= MOST:
                kept.clear()
            found = kept[key] = (now, function(*args, **kwargs))
        return found[1]

    return asked
