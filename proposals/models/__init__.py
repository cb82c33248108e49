"""What was asked and what became of it. One file a thing that a person would name."""

from .alias import AliasGroup, SearchAlias
from .ask import Ask
from .assignment import Assignment
from .batch import ColumnMapping, Decision, ImportBatch, ImportFile, Written
from .commitment import Commitment
from .deadline import Deadline
from .department import Department, DepartmentAlias
from .following import Appearance, Barred, FollowRequest, Subscriber, Subscription, Telling
from .followup import FollowUp
from .holiday import CalendarYear, Holiday
from .industry import Industry, IndustryAlias, IndustryCode
from .matter import Gist, SameMatter
from .mention import DepartmentMention
from .message import Message
from .problem import Problem
from .proposal import Field, Proposal
from .proposer import Proposer
from .publication import Publication
from .rating import Rating, RatingLink
from .reply import Reply
from .report import Article, Byline, Report, ReportContent, Span
from .rules import DeadlineRule, RuleSet
from .saved_filter import SavedFilter
from .schemes import ResultClass, ResultScheme
from .staff import Position
from .tagging import Keyword, ProposalIndustry, ProposalKeyword
from .vote import About, Lesson, WordVote
from .webhook import Delivery, Webhook
from .wording import HotWord, Wording

__all__ = [
    "About",
    "AliasGroup",
    "Appearance",
    "Article",
    "Ask",
    "Assignment",
    "Barred",
    "Byline",
    "CalendarYear",
    "ColumnMapping",
    "Commitment",
    "Deadline",
    "DeadlineRule",
    "Decision",
    "Delivery",
    "Department",
    "DepartmentAlias",
    "DepartmentMention",
    "Field",
    "FollowRequest",
    "FollowUp",
    "Gist",
    "Holiday",
    "HotWord",
    "ImportBatch",
    "ImportFile",
    "Industry",
    "IndustryAlias",
    "IndustryCode",
    "Keyword",
    "Lesson",
    "Message",
    "Position",
    "Problem",
    "Proposal",
    "ProposalIndustry",
    "ProposalKeyword",
    "Proposer",
    "Publication",
    "Rating",
    "RatingLink",
    "Reply",
    "Report",
    "ReportContent",
    "ResultClass",
    "ResultScheme",
    "RuleSet",
    "SameMatter",
    "SavedFilter",
    "SearchAlias",
    "Span",
    "Subscriber",
    "Subscription",
    "Telling",
    "Webhook",
    "WordVote",
    "Wording",
    "Written",
]
