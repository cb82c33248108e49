"""The long proofs of the procedure, each in a small size; the full ones are commands in tests/proofs."""

import random

import pytest

from proposals.workflow.states import State
from tests.proofs.paths import PATHS
from tests.proofs.random_operations import Play
from tests.proofs.simulated_year import simulate

pytestmark = pytest.mark.django_db


def test_after_operations_drawn_by_lot_every_log_tells_what_is_stored():
    play = Play(random.Random(20260302))  # noqa: S311  a draw that is the same each time
    play.set_up(12)

    play.run(300)

    assert play.broken == []
    assert sum(play.done[one] for one in ("accepted", "IllegalMove", "Missing", "NotAllowed")) == 300
    assert min(play.done["accepted"], play.done["IllegalMove"], play.done["NotAllowed"]) > 20


def test_a_year_of_every_path_replays_to_what_is_stored_and_every_event_comes():
    year = simulate(len(PATHS), 5, random.Random(20260302))  # noqa: S311  as above

    assert year.broken == []
    assert len(year.paths) == len(PATHS)
    assert set(year.states) >= {State.CLOSED, State.FULFILLED, State.CONVERTED, State.REJECTED, State.WITHDRAWN}
