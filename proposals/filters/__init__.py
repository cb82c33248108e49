"""The public query language: what may stand in the address of a list of proposals, and what it means.

Several values of one parameter are alternatives; different parameters narrow each other. A value that means nothing is
left out and named in `misread`, so that a mistyped address never shows less or more without a word.
"""

from .asked import Asked
from .groups import GROUP_OF, NARROWING, STATE_GROUPS
from .proposals import ProposalFilter, read

__all__ = ["GROUP_OF", "NARROWING", "STATE_GROUPS", "Asked", "ProposalFilter", "read"]
