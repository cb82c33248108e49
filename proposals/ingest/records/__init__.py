"""What extraction finds: plain values, each with its place in the untouched source.

A `Span` counts Unicode code points of the decoded source text, end excluded, before any normalisation. A fact that
the source states in several places keeps several spans. Unknown is None or an empty tuple; nothing is invented.
"""

from .extraction import Article, Extraction, Unclaimed
from .kinds import Body, Kind, Level, ReportKind
from .letter import Letter
from .people import Person, Post, Proposer
from .places import Named, Span
from .proposal import Ask, NamedDepartment, Proposal
from .source import Refusal, Source
from .tables import Cell, Column, Mapping, Table
from .vocabulary import Vocabulary

__all__ = [
    "Article",
    "Ask",
    "Body",
    "Cell",
    "Column",
    "Extraction",
    "Kind",
    "Letter",
    "Level",
    "Mapping",
    "Named",
    "NamedDepartment",
    "Person",
    "Post",
    "Proposal",
    "Proposer",
    "Refusal",
    "ReportKind",
    "Source",
    "Span",
    "Table",
    "Unclaimed",
    "Vocabulary",
]
