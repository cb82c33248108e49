"""How each address that everybody can ask for is visited: with every row there is, public or not."""

from collections.abc import Callable, Iterable, Iterator

from django.db.models import Model
from django.urls import reverse

from delegates.models import Delegate, Session
from proposals.exports.documents import MEASURED, SCHEMAS
from proposals.exports.files import FILES
from proposals.following.tokens import Purpose
from proposals.models import Department, Industry, Proposal, Reply, Report


def rows(model: type[Model], *before: str) -> Callable[[], list[tuple[object, ...]]]:
    """The arguments of an address of one row: each row there is, public or not."""
    return lambda: [(*before, pk) for pk in model._base_manager.values_list("pk", flat=True)]


def once(*arguments: object) -> Callable[[], list[tuple[object, ...]]]:
    return lambda: [arguments]


# Each address that everybody can ask for, with all that can stand in it.
VISITED: dict[str, Callable[[], Iterable[tuple[object, ...]]]] = {
    "delegates:delegates": once(),
    "delegates:delegate": rows(Delegate),
    "proposals:home": once(),
    "proposals:proposals": once(),
    "proposals:proposal": rows(Proposal),
    "proposals:dossier": rows(Proposal),
    "proposals:feed": once(),
    "proposals:proposal_feed": rows(Proposal),
    "proposals:delegate_feed": rows(Delegate),
    "proposals:industry_feed": rows(Industry),
    "proposals:department_feed": rows(Department),
    "proposals:session_feed": rows(Session),
    "proposals:days": once(),
    "proposals:proposal_days": rows(Proposal),
    "proposals:session_days": rows(Session),
    "proposals:department_days": rows(Department),
    "proposals:delegate_days": rows(Delegate),
    "proposals:suggest": once(),
    "proposals:industries": once(),
    "proposals:industry": rows(Industry),
    "proposals:departments": once(),
    "proposals:department": rows(Department),
    "proposals:sessions": once(),
    "proposals:session": rows(Session),
    "proposals:statistics": once(),
    "proposals:counted": once(),
    "proposals:reports": once(),
    "proposals:report": rows(Report),
    "proposals:words": once(),
    "proposals:about": once(),
    "proposals:method": once(),
    "proposals:data": once(),
    "proposals:download": lambda: [*FILES, *MEASURED, *SCHEMAS],
    "proposals:api:tour": once(),
    "proposals:api:start": once(),
    "proposals:api:openapi": once(),
    "proposals:api:proposals": once(),
    "proposals:api:proposal": rows(Proposal),
    "proposals:api:delegates": once(),
    "proposals:api:delegate": rows(Delegate),
    "proposals:api:departments": once(),
    "proposals:api:department": rows(Department),
    "proposals:api:industries": once(),
    "proposals:api:industry": rows(Industry),
    "proposals:api:sessions": once(),
    "proposals:api:session": rows(Session),
    "proposals:api:reports": once(),
    "proposals:api:report": rows(Report),
    "proposals:api:nowhere": once("nothing"),
    "proposals:calendar": once("unknown"),
    "proposals:letter": rows(Reply),
    "proposals:rating": once("unknown"),
    "proposals:problems": once(),
    "proposals:problem_new": once(),
    "proposals:problem": lambda: [(f"c{number}",) for number in range(3)],
    "proposals:follow": once(),
    "proposals:follow_sent": once(),
    **{f"proposals:{one.value}": once("unknown") for one in Purpose},
    "proposals:short_proposal": rows(Proposal),
    "proposals:short_delegate": rows(Delegate),
    "proposals:short_session": rows(Session),
    "proposals:card": lambda: [
        (), *rows(Proposal, "proposal")(), *rows(Delegate, "delegate")(), *rows(Session, "session")(),
    ],
    "proposals:sitemaps": once(),
    "proposals:sitemap": lambda: [(name, 1) for name in ("pages", "proposals", "delegates", "reports", "nothing")],
    "proposals:robots": once(),
    "proposals:favicon": once(),
}  # fmt: skip


def everywhere() -> Iterator[str]:
    """All of them, with what can stand in them now."""
    for name, arguments in VISITED.items():
        yield from (reverse(name, args=given) for given in arguments())
