"""The workplace of staff: configuration of the stock admin plus calls. Never writes a status."""

from . import alerts, department, desk, handling, importing, industry, proposal, report, staff

__all__ = ["alerts", "department", "desk", "handling", "importing", "industry", "proposal", "report", "staff"]
