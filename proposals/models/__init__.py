"""What was asked and what became of it. One file a thing that a person would name."""

from .department import Department, DepartmentAlias, DepartmentMention
from .followup import FollowUp
from .industry import Industry, IndustryAlias, IndustryCode
from .proposal import Ask, Keyword, Proposal, ProposalIndustry, ProposalKeyword, Proposer
from .report import Article, Byline, Publication, Report, ReportContent, Span

__all__ = [
    "Article",
    "Ask",
    "Byline",
    "Department",
    "DepartmentAlias",
    "DepartmentMention",
    "FollowUp",
    "Industry",
    "IndustryAlias",
    "IndustryCode",
    "Keyword",
    "Proposal",
    "ProposalIndustry",
    "ProposalKeyword",
    "Proposer",
    "Publication",
    "Report",
    "ReportContent",
    "Span",
]
