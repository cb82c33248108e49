"""Where the numbers of the annual report lead: the admin's lists, filtered to the very rows that a number counts."""

from urllib.parse import urlencode

from django.urls import reverse

from proposals.statistics.measures import Ground

LISTS = {
    Ground.PROPOSALS: "proposal",
    Ground.CLOCKS: "deadline",
    Ground.RATINGS: "rating",
    Ground.PROMISES: "commitment",
}
UPPER, LOWER = "upper", "lower"  # the parts of a rate
AS_PRINTED = "as:"  # before a class that is of no scheme, as the letter has it
COUNTED = "counted"  # the list's filter; its value is session-rate-part, with -department for one department's


def list_of(table: str, **query: object) -> str:
    """A list of the admin with these filters; those without a value left out."""
    given = {name: value for name, value in query.items() if value not in {None, ""}}
    return f"{reverse(f'admin:proposals_{table}_changelist')}?{urlencode(given)}"


def rate_list(ground: Ground, session: int, rate: int, part: str, department: int | None = None) -> str:
    """The rows above or below the line of one rate: of a session as a whole, or of one department."""
    value = "-".join(str(one) for one in (session, rate, part, department) if one is not None)
    parts = ground is Ground.PROPOSALS and department is not None  # a department is counted by its own parts
    return list_of("assignment" if parts else LISTS[ground], **{COUNTED: value}, **_all(ground, parts))


def _all(ground: Ground, parts: bool) -> dict[str, str]:
    """The list of clocks shows only those that run, unless it is told otherwise."""
    return {"due": "every"} if ground is Ground.CLOCKS and not parts else {}
