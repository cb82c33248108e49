"""Which page a report is about, and which facts on it can be meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from proposals.models import Proposal
from proposals.shown.rounds import nth
from proposals.workflow.states import State

LONGEST = 300  # characters of an address
QUOTED = 24  # characters of an ask
WHOLE = ("", "整页，或者说不清是哪一处")


@dataclass(frozen=True, slots=True)
class Place:
    """A public page and its parts: (where it stands on the page, what it is called). `proposal`: where it is of one."""

    path: str
    title: str
    parts: tuple[tuple[str, str], ...] = (WHOLE,)
    proposal: Proposal | None = None

    def named(self, at: str) -> str:
        """What a part is called, "" where the page is meant as a whole or has no such part."""
        return dict(self.parts[1:]).get(at, "")


def place_of(address: str) -> Place:
    """The page at an address of this site. What is no public page, or not there, becomes the site itself."""
    split = urlsplit(address.strip())
    path = split.path + (f"?{split.query}" if split.query else "")
    if split.scheme or split.netloc or len(path) > LONGEST:
        return Place("/", "整个网站")
    try:
        match = resolve(split.path)
    except Resolver404:
        return Place("/", "整个网站")
    if not getattr(match.func, "is_public_page", False):
        return Place("/", "整个网站")
    if match.view_name in {"proposals:proposal", "proposals:dossier"}:
        return _of_proposal(match.kwargs["pk"])
    return Place(path, f"网页 {path}")


def _of_proposal(pk: int) -> Place:
    row = Proposal.objects.visible_to(None).filter(pk=pk).first()
    if row is None:
        return Place("/", "整个网站")
    return Place(row.get_absolute_url(), row.headline, tuple(_parts(row)), row)


def _parts(row: Proposal) -> Iterator[tuple[str, str]]:
    """In the order of the page."""
    yield WHOLE
    yield "headline", "题目、案号、会议"
    yield "people", "提出人和他们的职务"
    for order, text in row.asks.order_by("order").values_list("order", "text"):
        yield f"ask{order}", f"诉求 {order}：{text[:QUOTED]}{'……' if len(text) > QUOTED else ''}"
    if row.state != State.REPORTED:
        yield "handling", "承办单位和期限"
        for number in range(1, row.round + 1):
            yield f"r{number}", f"{nth(number)}答复和评价"
        yield "promises", "承诺"
    yield "history", "经过"
    yield "source", "原文和取出的记录"
    yield "matters", "还有谁提过"
    yield "tags", "行业和高频词"
