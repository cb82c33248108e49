"""An Atom feed as RFC 4287 wants it, written by Django's own generator. Pure but for the settings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from .tags import beginning

TYPE = "application/atom+xml; charset=utf-8"
LANGUAGE = "zh-CN"
# What XML 1.0 has no place for, and control characters that no text needs.
_NOT_TEXT = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `key` is its `tag:` name; `updated` when it counts as told; `words` are plain text."""

    key: str
    title: str
    address: str
    updated: datetime
    words: str
    kind: str  # the machine name of what happened, as a category
    label: str  # and what people call it


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the entries. `page` shows the same to people; `following` is the next part, "" at the end."""

    key: str
    title: str
    subtitle: str
    page: str
    address: str
    following: str = ""


class _Atom(Atom1Feed):
    """With plain summaries, the way to older entries, and a date of its own where there is no entry."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["following"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["following"]})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("category", "", {"term": item["kind"], "label": item["label"]})
        handler.addQuickElement("summary", item["words"], {"type": "text"})

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else beginning()


def written(head: Head, entries: Sequence[Entry]) -> str:
    """The whole document. Its author is who runs the site, its rights are the terms in the settings, if any."""
    feed = _Atom(
        title=line(head.title),
        link=head.page,
        description=None,  # the generator leaves out what is None
        language=LANGUAGE,
        author_name=settings.OPERATOR or "言路",
        subtitle=line(head.subtitle),
        feed_url=head.address,
        feed_guid=head.key,
        feed_copyright=settings.DATA_LICENCE or None,
        following=head.following,
    )
    for one in entries:
        feed.add_item(
            title=line(one.title),
            link=one.address,
            description=None,  # type: ignore[arg-type]  # as above
            unique_id=one.key,
            updateddate=timezone.localtime(one.updated),
            kind=one.kind,
            label=one.label,
            words=legible(one.words),
        )
    return feed.writeString("utf-8")


def legible(words: str) -> str:
    """What XML can carry of it."""
    return _NOT_TEXT.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def line(words: str) -> str:
    """The same in one line."""
    return " ".join(legible(words).split())
