"""Suggests field, industry and department with the words that voted; learns from what people decide. Never decides."""

from .learn import learn
from .suggest import Suggestion, suggest, suggest_department

__all__ = ["Suggestion", "learn", "suggest", "suggest_department"]
