"""A form of the admin as a browser sends it: everything that the page shows, with what a person typed over it."""

from typing import Any

from django.forms import BooleanField
from django.test import Client


def open_form(desk: Client, address: str) -> dict[str, Any]:
    """What the opened page would send if nobody typed anything."""
    return fields_of(desk.get(address))


def fields_of(response: Any) -> dict[str, Any]:
    """The same of a page that came back: what stands in its fields."""
    assert response.status_code == 200
    forms = [response.context["adminform"].form]
    for one in response.context["inline_admin_formsets"]:
        formset = one.formset
        forms += [formset.management_form, *formset.initial_forms]
        forms += formset.extra_forms if formset.is_bound else []
    data: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(value, list):
                data[bound.html_name] = [getattr(each, "pk", each) for each in value]
            elif value is True:
                data[bound.html_name] = "on"
            elif value or not isinstance(bound.field, BooleanField):  # an empty text is sent, an empty box is not
                data[bound.html_name] = "" if value is None else value
    for one in response.context["inline_admin_formsets"]:
        if not one.formset.is_bound:
            data[f"{one.formset.prefix}-TOTAL_FORMS"] = len(one.formset.initial_forms)
    return data
