"""The head of a page for those who come from outside: one address, a card, structured data."""

import json
import re
from html import unescape
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.template.base import NodeList, Parser, Token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from proposals.outside.canonical import absolute, canonical
from proposals.outside.structured import described

register = template.Library()
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="(.*?)">', re.DOTALL)
# Characters that could end the block, or the line in old readers: written as escapes, which JSON reads the same.
ESCAPED = {ord(one): f"\\u{ord(one):04X}" for one in "<>&\u2028\u2029"}
CARDS = {"proposals:proposal": "proposal", "delegates:delegate": "delegate", "proposals:session": "session"}


@register.tag
def outside(parser: Parser, token: Token) -> "OutsideNode":
    """Around title and description: what stands there is said again for those who show the page elsewhere."""
    inside = parser.parse(("endoutside",))
    parser.delete_first_token()
    return OutsideNode(inside)


class OutsideNode(template.Node):
    """Adds to a public page's head; pages of errors, and those with a secret address, are shown nowhere else."""

    def __init__(self, inside: NodeList) -> None:
        """As the parser found it."""
        self.nodelist = inside

    def render(self, context: Context) -> SafeString:
        """As Django calls it."""
        head = self.nodelist.render(context)
        request = context.get("request")
        if request is None or not _is_public(request) or "exception" in context or context.get("status"):
            return head
        said = _said(TITLE, head), _said(DESCRIPTION, head)
        more = render_to_string("proposals/_outside.html", _shown(request, context.flatten(), *said))
        return mark_safe(head + more)  # noqa: S308  two rendered templates


def _is_public(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "is_public_page", False)


def _said(pattern: re.Pattern[str], head: str) -> str:
    found = pattern.search(head)
    return " ".join(unescape(found[1]).split()) if found else ""


def _shown(request: HttpRequest, context: dict[Any, Any], title: str, description: str) -> dict[str, Any]:
    match = request.resolver_match
    view = match.view_name if match else ""
    address = canonical(request)
    site = title.rpartition(" · ")[2]
    plain = f"{site}：他们提了什么，后来怎么样了" if view == "proposals:home" else title.removesuffix(f" · {site}")
    block = described(view, context, address=address, title=plain, description=description)
    kind = CARDS.get(view)
    card = reverse("proposals:card", args=[kind, match.kwargs["pk"]]) if kind and match else reverse("proposals:card")
    return {
        "address": address,
        "title": plain,
        "site": site,
        "description": description,
        "kind": "profile" if view == "delegates:delegate" else "article" if kind else "website",
        "card": absolute(card),
        "block": mark_safe(json.dumps(block, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)),  # noqa: S308  no < > & is left
    }
