"""The catalogue as of now: one for the whole process, brought up to date by whoever asks.

Inside a transaction a reader sees what the others do not see yet, and may never: there a catalogue of the transaction's
own is read, and forgotten with it.
"""

import threading
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

from . import journal
from .facts import WITHHELD, facts_of
from .holdings import Holdings
from .journal import Place
from .names import Names


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is held, what it is called, and up to which place of the journal both are true.

    `kept` is room for what is derived from this catalogue alone; it goes with it.
    """

    place: Place
    holdings: Holdings
    names: Names
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)


@dataclass(slots=True)
class _Slot:
    """A catalogue with what it was true for: `token` as the asker gave it."""

    catalogue: Catalogue | None = None
    token: str = ""


_shared = _Slot()
_lock = threading.Lock()
_own: "WeakKeyDictionary[Any, _Slot]" = WeakKeyDictionary()  # by the outermost transaction


def current(token: str = "") -> Catalogue:
    """The catalogue that is true for all this connection sees now.

    `token` is a data version the caller has just read: with the one that the catalogue was made for, nothing is asked.
    Without, one query tells what changed.
    """
    if connection.in_atomic_block:
        return _of_slot(_own.setdefault(connection.atomic_blocks[0], _Slot()), token)
    known = _shared.catalogue
    if known is not None and token and token == _shared.token:
        return known
    with _lock:
        return _of_slot(_shared, token)


def _of_slot(slot: _Slot, token: str) -> Catalogue:
    known = slot.catalogue
    if known is None or not token or token != slot.token:
        slot.catalogue = known = _renewed(known)
        slot.token = token
    return known


def _renewed(known: Catalogue | None) -> Catalogue:
    news = journal.read(connection, known.place if known else None)
    if known is None or news.everything:
        return Catalogue(news.place, Holdings.of(facts_of(None), hides=WITHHELD), Names.read())
    if not news.proposals and not news.names:
        # What was noted since changes nothing here, so what was derived holds on.
        return Catalogue(news.place, known.holdings, known.names, known.kept)
    holdings = known.holdings
    if news.proposals:
        holdings = holdings.updated(facts_of(news.proposals), news.proposals, hides=WITHHELD)
    return Catalogue(news.place, holdings, Names.read() if news.names else known.names)
