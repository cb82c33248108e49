"""Let go of people, units and sessions that only an undone batch had brought and nothing else uses."""

from django.db import models

from delegates.models import Council, Delegate, Mandate, Organisation, Post, Session, Term
from proposals.models import Keyword, Report, Span
from proposals.models.report import TARGETS

from .account import Account
from .retract import Undone

HELD = (Post, Mandate)
SHARED: tuple[type[models.Model], ...] = (Organisation, Keyword, Session, Term, Council)
OF_THE_REPORT = ("article", "byline")
OF_A_PERSON = ("delegate", "mandate", "post")


def forget_places(report: Report, kept: list[int]) -> None:
    """The facts of a retracted report point nowhere any more, but for those of proposals that stay."""
    standing = report.articles.filter(proposals__in=kept).exists()
    for target in TARGETS:
        if target in OF_THE_REPORT or (target in OF_A_PERSON and standing):
            continue
        placed = Span.objects.filter(report=report, **{f"{target}__isnull": False})
        column = target if target == "proposal" else f"{target}__proposal"
        (placed if target in OF_A_PERSON else placed.exclude(**{f"{column}__in": kept})).delete()


def release(account: Account, done: Undone) -> None:
    """Delegates with their posts and seats first, then what they shared."""
    for delegate in account.rows(Delegate):
        _release_delegate(account, delegate, done)
    for held in HELD:
        for row in account.rows(held):
            if getattr(row, "delegate_id", None) not in account.own["delegates.Delegate"]:
                _release(account, row, done)
    for shared in SHARED:
        for row in account.rows(shared):
            _release(account, row, done)


def _release_delegate(account: Account, delegate: models.Model, done: Undone) -> None:
    """Own posts and seats go with the person and stay with the person."""
    held = [list(model._base_manager.filter(delegate=delegate.pk)) for model in HELD]
    used = account.users(delegate, besides=HELD) or next(
        (str(row._meta.verbose_name) for rows in held for row in rows if account.users(row)), ""
    )
    if account.touched([delegate]) or any(account.touched(rows) for rows in held):
        done.stays(delegate, "写入以后有人改过")
    elif used:
        done.stays(delegate, f"还有别的{used}用到")
    else:
        for rows in held:
            for row in rows:
                row.delete()
                done.went(type(row))
        delegate.delete()
        done.went(Delegate)


def _release(account: Account, row: models.Model, done: Undone) -> None:
    used = account.users(row)
    if account.touched([row]):
        done.stays(row, "写入以后有人改过")
    elif used:
        done.stays(row, f"还有别的{used}用到")
    else:
        row.delete()
        done.went(type(row))
