"""Who writes, and why. What is said here stands beside every change written meanwhile. Standard library only."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

LONGEST = 300  # characters of a reason


@dataclass(slots=True)
class Act:
    """One thing done at once: a form saved, a batch imported. `by` is the number of an account, None for none."""

    by: int | None = None
    why: str = ""
    key: str = field(default_factory=lambda: uuid4().hex)


_current: ContextVar[Act | None] = ContextVar("act", default=None)


@contextmanager
def acting(*, by: int | None = None, why: str = "") -> Iterator[Act]:
    """All that is written inside is one act. What is not given holds on from the act around it."""
    outer = _current.get()
    act = Act(by if by is not None or outer is None else outer.by, why[:LONGEST] or (outer.why if outer else ""))
    token = _current.set(act)
    try:
        yield act
    finally:
        _current.reset(token)


def say(why: str) -> None:
    """Give the reason of the act under way, once it is known. Without an act there is nobody to give it for."""
    act = _current.get()
    if act is not None:
        act.why = why.strip()[:LONGEST]


def current() -> Act:
    """The act under way; outside of any, one that names the command this process runs and joins no changes."""
    return _current.get() or Act(None, _command(), "")


def _command() -> str:
    program, *arguments = sys.argv or [""]
    return f"命令 {arguments[0]}"[:LONGEST] if Path(program).name == "manage.py" and arguments else ""
