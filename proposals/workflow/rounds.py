"""Rounds are counted by department, and a proposal is in the latest round of those who answer it.

Each 机关、组织 that handles a matter answers the delegate (《代表法》第五十一条); 分办 departments answer each for
itself. So what one of them does again is no further round of another: its second answer is its second, not a third.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from .events import Event
from .states import Duty, Stage

if TYPE_CHECKING:
    from .standing import Entry, Place, Standing


def with_latest(standing: "Standing") -> "Standing":
    """The standing in the latest round of those who answer. Where no department is known, the count itself stands."""
    rounds = [place.round for place in standing.places.values() if place.answering]
    return replace(standing, round=max(rounds)) if rounds else standing


def first_of(standing: "Standing", duty: Duty, entry: "Entry") -> int:
    """The round in which a new department begins: that of whom it replaces; of 会办, and of who is alone, the present.

    One more 分办 department begins with its own first round, whatever the others have come to.
    """
    if entry.replaces is not None and entry.replaces in standing.places:
        return standing.places[entry.replaces].round
    return 1 if duty.answers and standing.answering() else standing.round


def next_of(standing: "Standing", place: "Place", event: Event) -> int:
    """The round of a department after its step. An opinion is given for the round that 主办 is in."""
    if event is Event.OPINION:
        return standing.round
    return place.round + (event is Event.REOPEN)


def taken_back(there: "Standing", before: "Standing") -> "dict[int, Place]":
    """After a reopening by mistake: departments whose answer stands again were never asked for another one."""
    return {
        number: replace(place, round=max(1, place.round - 1))
        if place.answering and place.stage is Stage.ANSWERED is not before.places[number].stage
        else place
        for number, place in there.places.items()
    }
