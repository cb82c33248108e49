"""The long proofs of the procedure, each in a small size; the full ones are commands in tests/proofs."""

import random

import pytest

from tests.proofs.random_operations import Play

pytestmark = pytest.mark.django_db


def test_after_operations_drawn_by_lot_every_log_tells_what_is_stored():
    play = Play(random.Random(20260302))  # noqa: S311  a draw that is the same each time
    play.set_up(12)

    play.run(300)

    assert play.broken == []
    assert sum(play.done[one] for one in ("accepted", "IllegalMove", "Missing", "NotAllowed")) == 300
    assert min(play.done["accepted"], play.done["IllegalMove"], play.done["NotAllowed"]) > 20
