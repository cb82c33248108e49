"""The tables of this application that have a history, and the accounts of the staff."""

from django.contrib.auth import get_user_model

from delegates.models import (
    Council,
    Delegate,
    DelegateAlias,
    Mandate,
    Organisation,
    OrganisationAlias,
    Post,
    Region,
    Session,
    Term,
)

from .tracked import track


def track_all() -> None:
    """Everything that staff edit. What people decided about identity (`verdict`) is a history of its own."""
    for model in (Region, Council, Term, Session, Delegate, Organisation):
        track(model)
    for part in (DelegateAlias, Mandate, Post):
        track(part, part_of="delegate")
    track(OrganisationAlias, part_of="organisation")
    track(get_user_model(), leave=("last_login", "date_joined"), hide=("password",))
