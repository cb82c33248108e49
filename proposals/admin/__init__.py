"""The workplace of staff: configuration of the stock admin plus calls. Never writes a status."""

from . import department, industry, proposal, report

__all__ = ["department", "industry", "proposal", "report"]
