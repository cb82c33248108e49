"""The history of a row, for the admin's own page of it."""

from datetime import datetime
from typing import Any

from django import template
from django.db.models import Model
from django.utils import timezone

from delegates.history.reading import History, history_of
from delegates.history.tracked import tracked_as
from delegates.history.words import day

register = template.Library()


@register.simple_tag(name="history_of")
def read_history(row: Model, chosen: str | None) -> History | None:
    """What happened to a row; None for a table without a history."""
    return history_of(row, chosen=chosen or "") if tracked_as(row._meta.label_lower) else None


@register.filter
def when(moment: Any) -> str:
    """6月30日 9:05, with the year where it is another one."""
    if not isinstance(moment, datetime):
        return ""
    here = timezone.localtime(moment)
    words = day(here)
    same = here.year == timezone.localdate().year
    return f"{words.partition('年')[2] if same else words} {here.hour}:{here:%M}"
