"""What was asked and what became of it. One file a thing that a person would name."""

from .batch import ColumnMapping, Decision, ImportBatch, ImportFile, Written
from .department import Department, DepartmentAlias, DepartmentMention
from .followup import FollowUp
from .industry import Industry, IndustryAlias, IndustryCode
from .proposal import Ask, Field, Keyword, Proposal, ProposalIndustry, ProposalKeyword, Proposer
from .reply import Reply
from .report import Article, Byline, Publication, Report, ReportContent, Span
from .vote import About, Lesson, WordVote

__all__ = [
    "About",
    "Article",
    "Ask",
    "Byline",
    "ColumnMapping",
    "Decision",
    "Department",
    "DepartmentAlias",
    "DepartmentMention",
    "Field",
    "FollowUp",
    "ImportBatch",
    "ImportFile",
    "Industry",
    "IndustryAlias",
    "IndustryCode",
    "Keyword",
    "Lesson",
    "Proposal",
    "ProposalIndustry",
    "ProposalKeyword",
    "Proposer",
    "Publication",
    "Reply",
    "Report",
    "ReportContent",
    "Span",
    "WordVote",
    "Written",
]
