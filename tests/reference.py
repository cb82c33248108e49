"""The reference data many tests begin with: loaded by the program once a process, put back as it was made ever after.

Loading asks the database about each row. What it made can be written again in one statement a table.
"""

from django.apps import apps
from django.db.models import Model

from delegates.models import Change
from proposals.importing.reference import load_reference
from tests.running_site import ROOT

FOLDER = ROOT / "fixtures" / "reference"
_made: dict[type[Model], list[Model]] = {}


def put_reference() -> None:
    """Fill an empty database with `fixtures/reference`, inside the transaction of a test."""
    if _made:
        for model, rows in _made.items():
            model._base_manager.bulk_create(rows)
        return
    before = {model: _keys(model) for model in _models()}
    load_reference(FOLDER)
    for model, there in before.items():
        rows = [row for row in model._base_manager.order_by("pk") if row.pk not in there]
        if rows:
            _made[model] = rows


def _models() -> list[type[Model]]:
    """Not the history: the database writes it again by itself."""
    return [model for model in apps.get_models(include_auto_created=True) if model is not Change]


def _keys(model: type[Model]) -> set[object]:
    return set(model._base_manager.values_list("pk", flat=True))
