"""The tables of this application that public pages are made of: all but those that only staff see."""

from django.apps import apps

from .watched import watch

# Decisions about pairs, the history, and the version itself.
UNSHOWN = frozenset({"sameperson", "sameorganisation", "change", "dataversion"})
LEAVE = {"delegate": ("note",)}  # columns that only staff see


def watch_all() -> None:
    """Whatever is not named above counts: a table that is added later is watched from its first day."""
    for model in apps.get_app_config("delegates").get_models(include_auto_created=True):
        name = str(model._meta.model_name)
        if name not in UNSHOWN:
            watch(model, leave=LEAVE.get(name, ()))
