"""Who spoke, where and when: regions, assemblies with their terms and sessions, delegates with their posts.

Knows nothing of proposals. One file a thing that a person would name.
"""

from .assembly import Body, Council, Level, Region, Session, Term
from .delegate import Delegate
from .organisation import NamedByPinyin, Organisation, OrganisationAlias
from .post import Mandate, Post

__all__ = [
    "Body",
    "Council",
    "Delegate",
    "Level",
    "Mandate",
    "NamedByPinyin",
    "Organisation",
    "OrganisationAlias",
    "Post",
    "Region",
    "Session",
    "Term",
]
