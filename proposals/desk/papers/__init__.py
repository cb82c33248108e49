"""Papers to print: 交办单, 催办函 and 征询意见表. One content, shown as a page and written as a Word file."""

from .handover import handover
from .paper import Paper
from .survey import surveys
from .urging import urging
from .word import as_word

__all__ = ["Paper", "as_word", "handover", "surveys", "urging"]
