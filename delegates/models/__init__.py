"""Who spoke, where and when: regions, assemblies with their terms and sessions, delegates with their posts.

Knows nothing of proposals. One file a thing that a person would name.
"""

from .assembly import Body, Council, Level, Region, Session, Term
from .change import Change
from .delegate import Delegate, DelegateAlias
from .organisation import NamedByPinyin, Organisation, OrganisationAlias
from .post import Mandate, Post
from .verdict import Choice, Merge, SameOrganisation, SamePerson
from .version import DataVersion

__all__ = [
    "Body",
    "Change",
    "Choice",
    "Council",
    "DataVersion",
    "Delegate",
    "DelegateAlias",
    "Level",
    "Mandate",
    "Merge",
    "NamedByPinyin",
    "Organisation",
    "OrganisationAlias",
    "Post",
    "Region",
    "SameOrganisation",
    "SamePerson",
    "Session",
    "Term",
]
