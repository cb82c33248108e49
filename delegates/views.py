"""Who spoke: the list by pinyin, and the page of one delegate; what they proposed is reached through relations."""

from collections.abc import Mapping
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from delegates.freshness import public

from .careers import told_once
from .merging import successor
from .models import Body, Delegate

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIZE = 60  # people on one page
SHOWN = 20  # proposals on a delegate's page
BODIES = {Body.NPC.value: "人大代表", Body.CPPCC.value: "政协委员"}


@public
def delegates(request: HttpRequest) -> HttpResponse:
    """All delegates who take part in something published, in the order of their pinyin, sixty a page."""
    words = request.GET.get("q", "").replace("\x00", " ").strip()[:60]
    body = request.GET.get("body", "") if request.GET.get("body") in BODIES else ""
    found = Delegate.objects.visible_to(None)
    found = found.search(words) if words else found
    bodies = {row["body"]: row["n"] for row in found.bodies()}
    chosen = found.of_body(body) if body else found
    letters = {row["letter"]: row["n"] for row in chosen.letters()}
    total = sum(letters.values())
    number = _page_number(request, total)
    rows = chosen.for_lists()[(number - 1) * SIZE : number * SIZE]
    context = {
        "section": "delegates",
        "words": words,
        "body": body,
        "bodies": [(key, label, bodies.get(key, 0)) for key, label in BODIES.items()],
        "total": total,
        "alphabet": _alphabet(request, letters, number),
        "groups": [(letter, list(people)) for letter, people in groupby(rows, key=_letter)],
        "before": _query(request, number - 1) if number > 1 else "",
        "after": _query(request, number + 1) if number * SIZE < total else "",
        "query": _query(request, 1, without="body"),
    }
    return render(request, "delegates/delegates.html", context)


def _letter(delegate: Delegate) -> str:
    return delegate.name_key[:1].upper()


def _alphabet(request: HttpRequest, letters: Mapping[str, int], number: int) -> list[tuple[str, str]]:
    """Each letter with where its first person stands: an address, or "" where the letter has nobody."""
    places: dict[str, str] = {}
    before = 0
    for letter, n in letters.items():
        page = before // SIZE + 1
        places[letter] = f"#{letter}" if page == number else f"{_query(request, page)}#{letter}"
        before += n
    return [(letter, places.get(letter, "")) for letter in ALPHABET]


def _page_number(request: HttpRequest, total: int) -> int:
    typed = request.GET.get("page", "")
    asked = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else 1
    return min(max(asked, 1), max(1, -(-total // SIZE)))


def _query(request: HttpRequest, number: int, *, without: str = "page") -> str:
    query = request.GET.copy()
    for name in {"page", without}:
        query.pop(name, None)
    if number > 1:
        query["page"] = str(number)
    return f"?{query.urlencode()}"


@public
def delegate(request: HttpRequest, pk: int) -> HttpResponse:
    """One delegate: seats, posts as their sources state them, what they proposed and where it stands."""
    row = Delegate.objects.visible_to(None).with_figures().filter(pk=pk).first()
    if row is None:
        return _moved(request, _merged_into(pk))
    proposed = row.proposing.visible_to(None).proposals()
    context = {
        "section": "delegates",
        "delegate": row,
        "mandates": list(row.mandates.select_related("council__region", "term__council__region")),
        "posts": told_once(row.posts.with_sources()),
        "peers": Delegate.objects.beside(row)[:8],
        "proposals": proposed.for_lists().prefetch_related("followups", "asks")[:SHOWN],
    }
    return render(request, "delegates/delegate.html", context)


def _moved(request: HttpRequest, now: int) -> HttpResponse:
    """301 to whom this number leads now. Not kept for long: a merge can be undone."""
    response = render(request, "delegates/moved.html", {"section": "delegates", "now": now, "status": 301}, status=301)
    response["Location"] = reverse("delegates:delegate", args=[now])
    return response


def _merged_into(pk: int) -> int:
    """Who this number leads to now: a printed address outlives a merge. Raises Http404 where the public sees nobody."""
    now = successor("delegates.Delegate", pk)
    if now is None or not Delegate.objects.visible_to(None).filter(pk=now).exists():
        raise Http404
    return now
