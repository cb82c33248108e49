"""Two kinds of mail: the question whether a wish is meant, and the digest. Both say why they came and how to leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from proposals.models import Subscriber, Subscription, Telling
from proposals.models.following import Pace, Subject

from .items import Item, News, news_of
from .subjects import Followed, called
from .tokens import Purpose, hashed, link


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject, both bodies, and the headers that the outbox does not write by itself."""

    subject: str
    text: str
    html: str
    headers: dict[str, str]


def question(subscriber: Subscriber) -> Letter:
    """Whether what was wished for under this address is meant, in the language of its reader.

    No word that somebody typed is in it: whoever fills in the form cannot send words of their own to anybody.
    """
    with override(subscriber.language):
        return _question(subscriber)


def _question(subscriber: Subscriber) -> Letter:
    waiting = Subscription.objects.filter(subscriber=subscriber).pending()
    wishes = [told(called(one.subject, one.target, one.query)) for one in waiting]
    page = {
        "wishes": wishes,
        "confirm": link(Purpose.CONFIRM, subscriber.secret),
        "never": link(Purpose.NEVER, f"{subscriber.secret}{hashed(subscriber.address)}"),
        **_site(),
    }
    return _letter(_("言路：请确认要不要收邮件"), "question", page, {"List-Id": _list()})


def told(what: Followed) -> str:
    """What is followed, in a mail that nobody asked for yet."""
    if what.typed:
        return _("您写的一个检索")
    names = {
        Subject.DELEGATE: _("代表委员“%(name)s”"), Subject.INDUSTRY: _("行业“%(name)s”"),
        Subject.DEPARTMENT: _("%(name)s承办的件"), Subject.SESSION: _("%(name)s的件"),
    }  # fmt: skip
    return names.get(Subject(what.subject), "%(name)s") % {"name": what.title} if what.title else _("现在不公开的一样")


def digest(subscriber: Subscriber, tellings: Iterable[Telling], today: date) -> Letter | None:
    """All that is told at one time, in the language of its reader; None where nothing of it is public or followed."""
    with override(subscriber.language):
        return _digest(subscriber, tellings, today)


def _digest(subscriber: Subscriber, tellings: Iterable[Telling], today: date) -> Letter | None:
    standing = {one.pk: one for one in Subscription.objects.filter(subscriber=subscriber).confirmed()}
    rows = [one for one in tellings if standing.keys() & set(one.because)]
    news = news_of(rows, today) if rows else News((), 0, 0)
    if not news.items:
        return None
    items = news.items
    leave = link(Purpose.LEAVE, subscriber.secret)
    because = _because(items, standing)
    page = {
        "items": [(item, _why(item, because)) for item in items],
        "title": _title(news),
        "left": news.count - len(items),
        "day": f"{today.year}年{today.month}月{today.day}日",
        "paces": _paces(items, standing),
        "leave": leave,
        "own": link(Purpose.OWN, subscriber.secret),
        **_site(),
    }
    headers = {
        "List-Id": _list(),
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
    }
    return _letter(_subject(news), "digest", page, headers)


def _title(news: News) -> str:
    moved = news.count - news.new
    if not news.new:
        return ngettext("%(n)s 件有进展", "%(n)s 件有进展", moved) % {"n": moved}
    if not moved:
        return ngettext("新公开 %(n)s 件", "新公开 %(n)s 件", news.new) % {"n": news.new}
    return _("%(moved)s 件有进展，新公开 %(new)s 件") % {"moved": moved, "new": news.new}


def _subject(news: News) -> str:
    if news.count > 1:
        return _("言路：%(title)s") % {"title": _title(news)}
    (only,) = news.items
    return _("言路：%(what)s，%(headline)s") % {"what": only.lines[0].title, "headline": only.headline}


def _because(items: Iterable[Item], standing: dict[int, Subscription]) -> dict[int, str]:
    wanted = {number for item in items for number in item.because} & standing.keys()
    found = {}
    for number in sorted(wanted):
        row = standing[number]
        found[number] = (
            _("这一件") if row.subject == Subject.PROPOSAL else called(row.subject, row.target, row.query).title
        )
    return found


def _why(item: Item, because: dict[int, str]) -> str:
    names = [because[one] for one in sorted(item.because & because.keys()) if because[one]]
    return "；".join(dict.fromkeys(names))


def _paces(items: Iterable[Item], standing: dict[int, Subscription]) -> str:
    """How often such mail comes, in a sentence."""
    paces = {standing[one].pace for item in items for one in item.because if one in standing}
    if Pace.AT_ONCE in paces:
        return _("有进展时发，几分钟里的合成一封，没有变化就不发；同一变化只说一次。")
    if Pace.DAILY in paces:
        return _("每天最多一封，没有变化就不发；同一变化只说一次。")
    return _("每周一发一封，没有变化就不发；同一变化只说一次。")


def _site() -> dict[str, Any]:
    return {"site": f"{settings.SITE_URL}/", "demo": settings.DEMO}


def _list() -> str:
    """RFC 2919: the name of these mails, the same in each of them."""
    return f"<follow.{urlsplit(settings.SITE_URL).hostname}>"


def _letter(subject: str, name: str, page: dict[str, Any], headers: dict[str, str]) -> Letter:
    text = render_to_string(f"following/{name}.txt", page)
    return Letter(subject, text, render_to_string(f"following/{name}.html", page), headers)
