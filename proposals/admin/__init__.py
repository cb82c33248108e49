"""The workplace of staff: configuration of the stock admin plus calls. Never writes a status."""

from . import (
    alerts,
    alias,
    calendar,
    department,
    desk,
    handling,
    importing,
    industry,
    matter,
    problem,
    proposal,
    report,
    rules,
    staff,
    webhook,
)

__all__ = [
    "alerts",
    "alias",
    "calendar",
    "department",
    "desk",
    "handling",
    "importing",
    "industry",
    "matter",
    "problem",
    "proposal",
    "report",
    "rules",
    "staff",
    "webhook",
]
