"""One proposal with what only its own page has room for: letters in their words, quotations, others on the matter."""

from typing import Any

from proposals.catalogue.shared import Catalogue
from proposals.dossier.alike import lined_up
from proposals.dossier.page_rows import rows_of
from proposals.dossier.sources import Source, sources_of
from proposals.models import Proposal
from proposals.shown.handling import words_of

from .proposal import proposals

Entry = dict[str, Any]


def whole(pk: int, catalogue: Catalogue) -> Entry | None:
    """None for one that everybody may not see. As many questions as its page asks, and one more."""
    row = Proposal.objects.visible_to(None).select_related("session__term__council__region").filter(pk=pk).first()
    entries = proposals([pk], catalogue) if row is not None else []
    if row is None or not entries:
        return None
    rows = rows_of(row)
    words = {one.pk: words_of(one) for one in rows.replies}
    alike = lined_up(row, rows.alike)
    entry = entries[0]
    return {
        **entry,
        "replies": [{**one, "words": words.get(one["id"], "")} for one in entry["replies"]],
        "quotations": [_quotation(one) for one in sources_of(rows.articles, only=row)],
        "same_matter": [
            {"id": one.pk, "headline": one.headline} for one in (alike.years if alike else ()) if not one.own
        ],
    }


def _quotation(source: Source) -> Entry:
    """The words of an article as its page quotes them, and the facts taken from them."""
    return {
        "article": source.article.pk,
        "whole": source.whole,
        "heading": [one.text for one in source.heading],
        "paragraphs": [one.text for one in source.paragraphs],
        "facts": [
            {"number": one.fact.number, "label": one.fact.label, "value": one.fact.value, "doubt": one.fact.doubt}
            for one in source.facts
        ],
    }
