"""For Schemathesis: where a description can only say that a place is opaque, a valid question carries a real one.

Loaded by the program through SCHEMATHESIS_HOOKS. What it makes wrong on purpose stays wrong.
"""

from collections.abc import Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
import schemathesis

Ask = Callable[[str], dict[str, Any]]
OF_CHANGES = ("updated_since", "limit")
_known: dict[str, dict[str, Any]] = {}


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """As Schemathesis calls it, before each question."""
    if case.meta is None or case.meta.generation.mode.is_positive:
        make_real(case, lambda path: requests.get(f"{base(case, kwargs)}{path}", timeout=60).json())


def base(case: Any, kwargs: dict[str, Any]) -> str:
    """Scheme and host of the site that is asked."""
    split = urlsplit(kwargs.get("base_url") or case.operation.base_url or case.operation.schema.location)
    return f"{split.scheme}://{split.netloc}"


def make_real(case: Any, ask: Ask) -> None:
    """Put a place that this very site gave out in the place of an invented one."""
    query: MutableMapping[str, Any] = case.query or {}
    if "updated_since" in query:
        for name in set(query) - set(OF_CHANGES):
            del query[name]
        query["updated_since"] = _first(case, ask)["sync"]
    elif "cursor" in query:
        following = _first(case, ask)["next"]
        found = parse_qs(urlsplit(following or "").query).get("cursor")
        if found:
            query["cursor"] = found[0]
        else:
            del query["cursor"]


def _first(case: Any, ask: Ask) -> dict[str, Any]:
    path = case.operation.path
    if path not in _known:
        _known[path] = ask(f"{path}?limit=1")
    return _known[path]
