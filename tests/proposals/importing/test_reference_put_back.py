"""What the other tests begin with is what the program loads, in every column of every table."""

from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Model

from delegates.models import Change, DataVersion
from proposals.importing.reference import load_reference
from tests.reference import FOLDER, put_reference

pytestmark = pytest.mark.django_db


def rows_of(model: type[Model]) -> list[str]:
    """Each row by its own words; a row it points at by how that one calls itself, since numbers go on counting."""
    fields = [
        one for one in model._meta.concrete_fields if not one.primary_key or one.is_relation or one.name == "code"
    ]
    related = [one.name for one in fields if one.is_relation]
    return sorted(
        repr([(one.name, str(getattr(row, one.name))) for one in fields])
        for row in model._base_manager.select_related(*related)
    )


def everything() -> dict[str, Any]:
    """Every table but the history, which says how the rows came to be there, and the version, new after each step."""
    told = {Change, DataVersion}
    tables = [model for model in apps.get_models(include_auto_created=True) if model not in told]
    return {model._meta.label: rows_of(model) for model in tables}


def test_what_is_put_back_is_what_the_program_loads():
    with transaction.atomic():
        load_reference(FOLDER)
        loaded = everything()
        transaction.set_rollback(True)
    for _ in range(2):  # the first may be the one that loads
        with transaction.atomic():
            put_reference()
            put_back = everything()
            transaction.set_rollback(True)

    assert sum(map(len, loaded.values())) > 4000
    assert put_back == loaded


def test_rows_made_afterwards_get_numbers_of_their_own():
    with transaction.atomic():
        put_reference()
        transaction.set_rollback(True)
    put_reference()
    industries = apps.get_model("proposals", "Industry").objects

    made = industries.create(name="造船")

    assert industries.filter(pk=made.pk).get().name == "造船"
    assert load_reference(FOLDER) == dict.fromkeys(load_reference(FOLDER), 0)
