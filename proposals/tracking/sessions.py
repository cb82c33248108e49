"""What a session's dates move: periods that run from its end, once somebody enters or corrects it.

`delegates` knows nothing of proposals: it saves the session, and this hears of it.
"""

from functools import partial
from typing import Any

from django.db import transaction

from .recomputing import recompute_session


def recompute_after_save(instance: Any, created: bool, raw: bool = False, **_: Any) -> None:
    """Receiver of `post_save` of a session. Once the change stands: each proposal waits for its own lock alone."""
    if not created and not raw:
        transaction.on_commit(partial(recompute_session, instance.pk))
