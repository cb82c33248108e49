"""A crawler without an account visits every address there is and finds no word of what is not public.

Whoever adds an address that everybody can ask for says in `visited.py` how it is visited; until then a test fails.
"""

import gzip
import io
import re
import zipfile
from html import unescape
from urllib.parse import quote, urlsplit

import pytest
from django.db import connection
from django.test import Client

from proposals.models import Proposal, Publication
from tests.factories import make_delegate, make_industry, make_organisation, make_proposal, make_session
from tests.proposals.outside.canaries import HEAD, TAIL, Canaries, make_canaries
from tests.proposals.outside.visited import VISITED, everywhere
from tests.roles.table import addresses

pytestmark = pytest.mark.django_db
NOTHING = f"{HEAD}9999"  # looks like the beginning of a canary, and is none
MOST = 2_500  # pages that one crawl visits
LINK = re.compile(r'(?:href|src|action|content)="([^"]+)"|<loc>([^<]+)</loc>')


# Where a word can be typed.
ASKED = (
    "/proposals/?q=",
    "/proposals/?exact=1&q=",
    "/delegates/?q=",
    "/suggest/?q=",
    "/suggest/?as=list&q=",
    "/words/?session=",
    "/proposals/feed.atom?q=",
    "/api/v1/proposals/?q=",
    "/data/proposals.jsonl?q=",
)


@pytest.fixture
def canaries() -> Canaries:
    """Those, beside a public proposal of the same words' neighbours."""
    make_proposal("修好旧堤", industries=[make_industry("花炮")], session=make_session(), indexed=True)
    return make_canaries()


def body(client: Client, address: str) -> str:
    response = client.get(address)
    content = response.getvalue()
    if response.headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    if content.startswith(b"PK"):  # a workbook
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    return "\n".join((unescape(content.decode("utf-8", "replace")), *map(str, response.headers.items())))


def crawl(client: Client) -> dict[str, str]:
    """Every address there is, then whatever they lead to; each with what it answered."""
    waiting = list(everywhere())
    found: dict[str, str] = {}
    while waiting:
        address = waiting.pop(0)
        if address in found:
            continue
        found[address] = body(client, address)
        assert len(found) <= MOST
        waiting += [link for link in links(address, found[address]) if link not in found]
    return found


def links(base: str, page: str) -> list[str]:
    """Addresses of this site on a page: its parts, and lists narrowed by one condition."""
    found = []
    for one in LINK.finditer(page):
        split = urlsplit(one[1] or one[2])
        path = split.path or urlsplit(base).path
        ours = split.netloc in {"", "127.0.0.1:8000"} and path.startswith("/")
        plain = not re.search(r"(?:theme|size|order)=|&.*&", split.query) and split.query.count("=") < 2
        if ours and plain and not path.startswith(("/admin/", "/static/")):
            found.append(path + (f"?{split.query}" if split.query else ""))
    return found


def leaks(pages: dict[str, str], canaries: Canaries) -> list[str]:
    found = re.compile(f"{HEAD}[0-9]{{4}}{TAIL}")
    return [f"{address}: {canaries.words[word]}" for address, page in pages.items() for word in found.findall(page)]


def test_every_address_that_everybody_can_ask_for_is_visited():
    public = {one.name for one in addresses() if not one.route.startswith("admin/")}

    assert public == set(VISITED)


def test_two_hundred_things_that_are_not_public_are_found_nowhere(client: Client, canaries: Canaries):
    assert canaries.items >= 200

    pages = crawl(client)

    assert len(pages) > 200
    assert leaks(pages, canaries) == []


def test_no_search_suggestion_or_count_knows_them(client: Client, canaries: Canaries):
    one_of_each = {place: word.removesuffix(TAIL) for word, place in canaries.words.items()}
    assert len(one_of_each) > 60
    for asked in ASKED:
        plain = without(body(client, asked + quote(NOTHING)), NOTHING)
        told = {place: without(body(client, asked + quote(begun)), begun) for place, begun in one_of_each.items()}
        assert [place for place, page in told.items() if page != plain] == [], asked


def without(page: str, word: str) -> str:
    """The page without the word asked for or its number, and without the page's own mark.

    The mark goes first: four of its digits may happen to be the word's number.
    """
    page = re.sub(r"W/\"[0-9a-f]+\"|name=\"(?:mark|nonce)\" value=\"[^\"]+\"", "", page)
    for written in (word, quote(word), quote(quote(word)), word.removeprefix(HEAD)):
        page = page.replace(written, "…")
    return page


def test_what_was_public_is_gone_from_every_kept_page_once_it_is_taken_back(client: Client):
    shown = Canaries()
    unit = make_organisation(shown.word("Organisation"))
    who = make_delegate(shown.word("Delegate"), posts=[(unit, shown.word("Post"))])
    kept = [
        make_proposal(
            shown.word("headline"), proposers=[who], asks=[shown.word("Ask")], keyword=shown.word("Keyword"),
            mentions=[shown.word("Mention")], session=make_session(), indexed=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    before = crawl(client)
    # The unit and the post stand on the person's page, the rest on their own and in lists: all of it is there to see.
    assert {shown.words[word] for page in before.values() for word in shown.words if word in page} == set(
        shown.words.values()
    )

    Proposal.objects.filter(pk=kept[0].pk).update(publication=Publication.DRAFT)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE proposals_proposal SET publication = 'draft' WHERE id = %s", [kept[1].pk])

    assert leaks({address: body(client, address) for address in before}, shown) == []
