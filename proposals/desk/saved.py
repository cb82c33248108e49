"""What of a list's address is worth keeping under a name."""

from django.http import QueryDict

# What is not a filter: the page of a long list, errors, and whether counts stand beside the filters.
PASSING = ("p", "all", "e", "_facets", "_changelist_filters")


def kept(query: str) -> str:
    """A list's query without what is not a filter, in one spelling."""
    values = QueryDict(query, mutable=True)
    for name in PASSING:
        values.pop(name, None)
    return values.urlencode()
