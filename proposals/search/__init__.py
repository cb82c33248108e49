"""Complete Chinese search in the database itself: whatever two characters a page shows, the search finds.

Writing, in the caller's transaction:
    `index_documents([Document(id=…, title=…, body=…, names=[…], number=…, facets=[…])])`, `remove_documents(ids)`
Filtering a queryset (visibility, filters, counts and slices stay in SQL):
    `numbered(text)` is a condition on the case number alone, which begins so.
    `matching(text)` is a condition on the primary key, or None where nothing is asked: then there is no search.
    `understand(text, among=queryset)` is a `Query` that falls back to jieba's words on a miss and says so in
    `.explanation`; `holding(query)` is its condition, `title_first(queryset, query)` its order, `.shown` its terms.
One page by cursor, without a model:
    `search(text or query, facets=…, within=…, order="newest" or "title", cursor=…, limit=…)` is a `Result` or None.
Other names:
    `parse`, `matching` and `understand` take `others`, such as `SearchAlias.objects.beside`: where a whole term is a
    name with further ones, they are looked for as well, and the query tells them as `.included`. Without: exact.
Where nothing is found:
    `in_words(query)` is its words instead, where it is unbroken; `ways_out(query)` what else to try, with numbers.
Showing:
    `highlight(text, terms)` gives (piece, is_hit) pairs, to be escaped each apart.
    `excerpt(text, terms)` gives the surroundings of the first hit.

Order of ids is order of date: the highest is the newest. Installed by `index.install_after_migrate` on `post_migrate`.
"""

from collections.abc import Collection, Iterable

from django.db import DEFAULT_DB_ALIAS, connections

from proposals.search.document import Document, row
from proposals.search.highlight import excerpt, highlight
from proposals.search.index import index_of
from proposals.search.instead import Way, ways_out
from proposals.search.lookup import holding, matching, numbered, title_first, understand
from proposals.search.paging import Result, search
from proposals.search.query import OtherNames, Query, in_words, parse

__all__ = [
    "Document",
    "OtherNames",
    "Query",
    "Result",
    "Way",
    "excerpt",
    "highlight",
    "holding",
    "in_words",
    "index_documents",
    "matching",
    "numbered",
    "parse",
    "remove_documents",
    "search",
    "title_first",
    "understand",
    "ways_out",
]


def index_documents(documents: Iterable[Document], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Index these documents, in place of what was indexed under their ids."""
    index_of(connections[using]).replace(row(document) for document in documents)


def remove_documents(ids: Collection[int], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Take these documents out of the index; ids it does not hold are no error."""
    index_of(connections[using]).remove(ids)
