"""Brings a form that was filled in from an older version up to what stands now, and says where both wrote.

What the sender did not touch takes the value that stands. What both changed stays as the sender wrote it, and is a line
of the conflict. Rows that were removed meanwhile and rewritten here come in again as new ones.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest

from delegates.history.reading import person
from delegates.history.tracked import tracked_as
from delegates.models import Change

from .conflict import Conflict, Taken
from .news import News
from .posted import Posted, shown

if TYPE_CHECKING:
    from django.contrib import admin
    from django.http import QueryDict

REMOVED = "（这一条已经删除；再保存会作为新的一条加回）"


def rebase(on: "admin.ModelAdmin[Any]", request: HttpRequest, obj: models.Model) -> "tuple[QueryDict, Conflict]":
    """The data as it should be shown again, and the conflict: empty where nobody saved since."""
    data, conflict = request.POST.copy(), Conflict()
    changes = Change.objects.of(obj)
    now = changes.count()
    version = _version(data, now)
    if version == now:
        return data, conflict
    since = None if version is None else list(changes.select_related("by").order_by("pk")[version:])
    posted = Posted(data)
    _form(on, request, obj, posted, News(since, type(obj)), conflict)
    for formset, inline in _formsets(on, request, obj):
        news = News(since, inline.model)
        if news:
            _rows(formset, inline.get_queryset(request), obj, posted, news, conflict)
    data["read_version"] = str(now)
    return data, conflict


def _version(data: "QueryDict", now: int) -> int | None:
    """The version that was read; None where the data name none that ever stood."""
    said = data.get("read_version", "")
    version = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
    return version if version is not None and version <= now else None


def _form(
    on: "admin.ModelAdmin[Any]", request: HttpRequest, obj: models.Model, posted: Posted, news: News, conflict: Conflict
) -> None:
    form = on.get_form(request, obj, change=True)(posted.data, request.FILES, instance=obj)
    _fields(form, str(obj.pk), "", posted, news, conflict)


def _formsets(on: "admin.ModelAdmin[Any]", request: HttpRequest, obj: models.Model) -> Any:
    """Each with the prefix that the page gave it."""
    seen: dict[str, int] = {}
    for formset, inline in on.get_formsets_with_inlines(request, obj):
        prefix = formset.get_default_prefix()
        seen[prefix] = seen.get(prefix, 0) + 1
        formset.prefix_here = prefix if seen[prefix] == 1 else f"{prefix}-{seen[prefix]}"
        if tracked_as(inline.model._meta.label_lower) is not None and inline.has_change_permission(request, obj):
            yield formset, inline


def _rows(formset: Any, rows: Any, obj: models.Model, posted: Posted, news: News, conflict: Conflict) -> None:
    """The rows of one table beside the form."""
    prefix, noun = formset.prefix_here, str(formset.model._meta.verbose_name)
    key = formset.model._meta.pk.name
    for change in news.removed:
        row = posted.drop(prefix, key, change.row, keep=partial(news.rewritten, change))
        conflict.taken.append(Taken(f"{noun}（已删除）", news.words(change), person(change.by), change.at))
        if row is not None:
            conflict.both(noun, "，".join(row.values()), REMOVED, person(change.by), change.at)
    for change in news.made:
        conflict.taken.append(Taken(f"{noun}（新增）", news.words(change), person(change.by), change.at))
    bound = formset(posted.data, instance=obj, prefix=prefix, queryset=rows)
    for number, form in enumerate(bound.initial_forms, start=1):
        if form.instance.pk is not None:
            _fields(form, str(form.instance.pk), f"{noun}（第{number}条）", posted, news, conflict)


def _fields(form: Any, row: str, before: str, posted: Posted, news: News, conflict: Conflict) -> None:
    """Each field of one form that somebody changed in this row."""
    for name, field in form.fields.items():
        change = None if field.disabled or name in ("why", "read_version") else news.about(row, name)
        if change is None and not (news.blind and name in form.changed_data and not field.disabled):
            continue
        bound = form[name]
        mine, stored, base = bound.data, form.get_initial_for_field(field, name), news.base(row, name, form)
        if not field.has_changed(stored, mine):
            continue
        who, at = (person(change.by), change.at) if change else ("", None)
        own = str(field.label or name)
        label = f"{before}{own}" if not before.startswith(f"{own}（") else before
        if news.blind or field.has_changed(base, mine):
            conflict.both(label, shown(field, mine), shown(field, stored), who, at)
        else:
            posted.put(bound, stored)
            conflict.taken.append(Taken(label, shown(field, stored), who, at))
