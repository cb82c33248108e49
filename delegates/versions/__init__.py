"""Two people never overwrite each other without a word: what every form of the admin is built on.

    class OrganisationAdmin(VersionedAdmin):

The version of a row is how often it and its parts were changed, as the database counted (`delegates.history`): bulk
actions, imports and commands count like forms, and no column has to be kept up. A form carries the version it was
filled in from; one that comes back with an older version is not saved but shown again beside what stands now.
"""

from .admin import VersionedAdmin
from .form import VersionedForm

__all__ = ["VersionedAdmin", "VersionedForm"]
