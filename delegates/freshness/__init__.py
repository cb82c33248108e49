"""Whether what a public page shows is still what the database holds, told by one question and without rendering.

`current()` is the data version: a token that another process, a bulk action or SQL typed by hand changes in the very
transaction in which they change a row that a page shows. Triggers see to it on both engines (`triggers`); which rows
count is said by each application (`watch`). Two equal tokens, two equal sets of rows: whatever is computed from them
may be kept under the token and need never be thrown away: whole pages (`public`), or what many pages share
(`remembered`).

Knows nothing of what the tables are about.
"""

from .pages import current, public
from .remembered import remembered
from .watched import watch

__all__ = ["current", "public", "remembered", "watch"]
