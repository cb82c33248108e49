"""Corrections: what people declare to be right, with a reason. The log keeps what was wrong beside it.

State and stages always agree afterwards: before 交办 nobody handles it, while departments work the state is that of the
slowest, and an answer stands where all of them have answered. What was merged, turned or reopened by a mistake is
undone with the entry that did it.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from . import duties, rounds
from .events import Event
from .needs import IllegalMove, Missing, Need, Unsuitable
from .states import ANSWERED, PACE, UNASSIGNED, WITH_DEPARTMENTS, Stage, State

if TYPE_CHECKING:
    from .standing import Entry, Place, Standing

E = Event
AT_STATE = {state: stage for stage, state in PACE.items()}
UNDO = "“导入已撤销”由撤销导入得出，不能更正成它。要撤销，请在导入那里撤销。"
UNMERGED = "这一件没有并入别的件，不能更正为“已并案”。请用“并案”，并选择主案。"
SEVERAL = "有几个单位承办，状态由它们的进度得出。请更正那个单位的那一步，写明它的进度。"
APART = "所填的状态和单位的进度对不上。请只填单位的进度，状态由它得出。"


def corrected(standing: "Standing", entry: "Entry") -> "Standing":
    """Where the proposal stands once the entry is believed. Raises IllegalMove, Missing or Unsuitable."""
    if standing.state is None or standing.state is State.RETRACTED:
        raise IllegalMove(E.CORRECT, standing.state.label if standing.state else "还没有记录", ())
    missing = {Need.NOTE, Need.CORRECTS} - entry.gives
    if missing:
        raise Missing(E.CORRECT, sorted(missing))
    there = _with_stage(standing, entry)
    there = _with_state(there, entry.state) if entry.state else there
    if entry.stage and entry.assignment is not None and there.places[entry.assignment].stage is not entry.stage:
        raise Unsuitable(E.CORRECT, APART)
    return _undone(there, standing, entry)


def _with_stage(standing: "Standing", entry: "Entry") -> "Standing":
    if entry.assignment is None or entry.stage is None:
        return standing
    place = standing.places[entry.assignment]
    if place.stage is Stage.RETURNED and entry.stage is not Stage.RETURNED:
        duties.check(E.CORRECT, place.duty, standing.duties())
    there = replace(standing, places={**standing.places, entry.assignment: replace(place, stage=entry.stage)})
    if not there.answering() or entry.state:
        return there
    followed = standing.state in WITH_DEPARTMENTS | ANSWERED | UNASSIGNED  # a part that is believed again handles it
    stands = standing.state in ANSWERED and there.at_pace() is State.REPLIED  # 办结 or 落实 stays what it is
    return replace(there, state=there.at_pace()) if followed and not stands else there


def _with_state(standing: "Standing", state: State) -> "Standing":
    if state is State.RETRACTED:
        raise Unsuitable(E.CORRECT, UNDO)
    if state is State.MERGED and standing.main is None:
        raise Unsuitable(E.CORRECT, UNMERGED)
    return replace(standing, state=state, places=_agreeing(standing, state))


def _agreeing(standing: "Standing", state: State) -> "dict[int, Place]":
    """The departments as they must stand in this state. Those of a proposal that ended stay where they were."""
    places = dict(standing.places)
    if state in UNASSIGNED:
        return {number: replace(place, stage=Stage.RETURNED) for number, place in places.items()}
    answering = [number for number, place in places.items() if place.answering]
    if state in ANSWERED:
        return places | {number: replace(places[number], stage=Stage.ANSWERED) for number in answering}
    if state not in WITH_DEPARTMENTS or not answering or standing.at_pace() is state:
        return places
    if len(answering) > 1:
        raise Unsuitable(E.CORRECT, SEVERAL)
    return places | {answering[0]: replace(places[answering[0]], stage=AT_STATE[state])}


def _undone(there: "Standing", before: "Standing", entry: "Entry") -> "Standing":
    if entry.mends is E.REOPEN and there != before and _answered_again(there, entry):
        return replace(there, round=max(1, there.round - 1), places=rounds.taken_back(there, before))
    if entry.mends is E.MERGE and entry.state:
        return replace(there, main=None)
    if entry.mends is E.TURN and entry.state:
        return replace(there, kind="motion")
    return there


def _answered_again(there: "Standing", entry: "Entry") -> bool:
    return there.state in ANSWERED or entry.stage is Stage.ANSWERED
