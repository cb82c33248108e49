"""Who spoke: the roll by pinyin, and the page of one delegate; what they proposed is reached through relations."""

from collections.abc import Mapping
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from delegates.freshness import public

from .merging import successor
from .models import Delegate
from .portrait import portrait, proposed_by
from .roll import ALPHABET, BODIES, NARROWING, Asked, Choice, Leaf, choices, leaf

SHOWN = 20  # proposals on a delegate's page
PLACES = ("letter", "after", "before", "page")  # parameters that turn pages


@public
def delegates(request: HttpRequest) -> HttpResponse:
    """All delegates who take part in something published, in the order of their pinyin, sixty a page. Four queries."""
    asked = Asked.read(request.GET)
    letters = {row["letter"]: row["n"] for row in asked.found().letters()}
    total = sum(letters.values())
    shown = leaf(asked, request.GET) if total else Leaf([], 0, 0)
    found = choices(asked, total)
    context = {
        "section": "delegates",
        "asked": asked,
        "total": total,
        "choices": found,
        "bodies": [(key, label, _n(found["body"], key)) for key, label in BODIES.items()],
        "all_bodies": _query(request, drop=("body", *PLACES)),
        "narrowed": any(getattr(asked, name) for name in NARROWING),
        "alphabet": _alphabet(request, letters, shown),
        "groups": [(letter, list(people)) for letter, people in groupby(shown.people, key=lambda one: one.letter)],
        "before": _query(request, before=shown.before) if shown.before else "",
        "after": _query(request, after=shown.after) if shown.after else "",
    }
    return render(request, "delegates/delegates.html", context)


def _n(found: list[Choice], key: str) -> int | None:
    return next((one.n for one in found if one.key == key), 0)


def _alphabet(request: HttpRequest, letters: Mapping[str, int], shown: Leaf) -> list[tuple[str, str]]:
    """Each letter with where its first person stands: an address, or "" where the letter has nobody."""
    here = [one.letter for one in shown.people]
    began = not shown.before or request.GET.get("letter", "").upper() in here[:1]
    if not began:  # its first person stands on an earlier page
        here = [letter for letter in here if letter != here[0]]
    return [
        (letter, "" if letter not in letters else f"#{letter}" if letter in here else _to_letter(request, letter))
        for letter in ALPHABET
    ]


def _to_letter(request: HttpRequest, letter: str) -> str:
    return f"{_query(request, letter=letter)}#{letter}"


def _query(request: HttpRequest, *, drop: tuple[str, ...] = PLACES, **place: object) -> str:
    query = request.GET.copy()
    for name in drop:
        query.pop(name, None)
    for name, value in place.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


@public
def delegate(request: HttpRequest, pk: int) -> HttpResponse:
    """One delegate: seats, posts as their sources state them, what they proposed and where it stands. One query."""
    proposed = proposed_by(pk)[:SHOWN]
    try:
        found = portrait(pk, timezone.localdate(), proposed.lines(asks=True))
    except Delegate.DoesNotExist:
        return _moved(request, _merged_into(pk))
    context = {
        "section": "delegates",
        "delegate": found,
        "pk": pk,
        "mandates": found.mandates,
        "posts": found.posts,
        "proposals": proposed.from_lines(found.rows),
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
