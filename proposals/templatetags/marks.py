"""Text with the hits of a search marked, and titles that break between their clauses."""

import re
from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from proposals.models import Proposal
from proposals.search import excerpt, highlight
from proposals.search.fold import spans

register = template.Library()

# The blank between two Chinese clauses of a headline; blanks beside Latin letters are inside a clause.
CLAUSE = re.compile(r"(?<=[^\x00-\x7f])[ \u3000]+(?=[^\x00-\x7f])")


@register.filter
def marked(text: str, terms: Sequence[str] | None = None) -> SafeString:
    """The text with every hit in `mark`."""
    parts = ((format_html("<mark>{}</mark>", piece) if hit else piece,) for piece, hit in highlight(text, terms or ()))
    return format_html_join("", "{}", parts)


@register.filter
def clauses(title: str, terms: Sequence[str] | None = None) -> SafeString:
    """A title whose clauses stay whole when the line breaks, hits marked."""
    found = CLAUSE.split(title)
    if len(found) == 1:
        return marked(title, terms)
    return format_html_join(" ", '<span class="cl">{}</span>', ((marked(clause, terms),) for clause in found))


@register.filter
def surroundings(text: str, terms: Sequence[str]) -> SafeString:
    """What stands around the first hit, marked."""
    return marked(excerpt(text, terms, 44), terms)


@register.inclusion_tag("proposals/_cut.html")
def cut(proposal: Proposal, terms: Sequence[str]) -> dict[str, Any]:
    """The first ask that holds a term, around its hit; else whether the row shows no hit at all."""
    asks = (ask.text for ask in proposal.asks.all())
    held = next((surroundings(text, terms) for text in asks if spans(text, terms)), "")
    shown = (proposal.headline, proposal.number, *map(str, proposal.proposers.all()))
    tags = (tag.industry.name for tag in proposal.industry_tags.all())
    return {"ask": held, "elsewhere": not any(spans(text, terms) for text in (*shown, *tags))}
