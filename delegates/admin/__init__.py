"""Delegates, assemblies, organisations, and what people decided about their identity, in the admin."""

from . import decisions, organisations, people, places

__all__ = ["decisions", "organisations", "people", "places"]
