"""Cells of a list of the admin that carry the name of their column, for screens too narrow for a table."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def named_cell(cell: SafeString, headers: Sequence[dict[str, Any]], at: int) -> SafeString:
    """`cell`, a whole <td> or <th> of Django's, with the text of the header `at` as its `data-l`.

    The box to tick and the title, which is the row's header, stay without: they say what they are. A cell with nothing
    in it is marked `data-none`, so that a card can leave it out.
    """
    if at >= len(headers) or not cell.startswith("<td") or "action-checkbox" in cell[:40]:
        return cell
    nothing = " data-none" if cell.endswith(">—</td>") else ""
    name = format_html(' data-l="{}"', headers[at]["text"]) + nothing
    return SafeString(cell[:3] + name + cell[3:])
