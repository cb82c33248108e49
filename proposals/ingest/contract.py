"""The fixed JSON shape of `manage.py extract`, one object a file. Other programs read it: it never changes."""

from collections.abc import Iterable
from typing import Any

from .records import Article, Extraction, Named, Person, Proposal, Span


def refused(file: str, sha256: str | None, error: str) -> dict[str, Any]:
    """The line of a file that could not be read: `error` is one Chinese sentence."""
    return {
        "file": file,
        "sha256": sha256,
        "error": error,
        "report": None,
        "delegates": [],
        "proposals": [],
        "unclaimed": [],
        "warnings": [],
    }


def extracted(file: str, sha256: str, found: Extraction) -> dict[str, Any]:
    """The line of a file that was read."""
    return {
        "file": file,
        "sha256": sha256,
        "error": None,
        "report": {
            "kind": found.kind.value,
            "title": found.title,
            "publisher": found.publisher,
            "place": found.place,
            "date": found.date,
            "session": found.session,
            "sections": [section.name for section in found.sections],
            "keywords": [keyword.name for keyword in found.keywords],
        },
        "delegates": [_person(person) for person in found.delegates],
        "proposals": [_proposal(proposal, article) for article in found.articles for proposal in article.proposals],
        "unclaimed": [{"text": rest.text, "span": list(rest.span)} for rest in found.unclaimed],
        "warnings": list(found.warnings),
    }


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "body": person.body.value,
        "level": person.level.value if person.level else None,
        "role": person.role,
        "posts": [
            {"organisation": post.organisation, "title": post.title or None, "note": post.note} for post in person.posts
        ],
        "spans": _spans(person.spans),
        "confidence": person.confidence,
    }


def _proposal(proposal: Proposal, article: Article) -> dict[str, Any]:
    return {
        "kind": proposal.kind.value,
        "headline": proposal.headline,
        "proposers": [{"name": one.name, "type": one.type, "role": one.role} for one in proposal.proposers],
        "number": proposal.number,
        "section": _name(article.section),
        "keyword": _name(proposal.keyword),
        "asks": [
            {"text": ask.text, "span": list(ask.span), "quantities": list(ask.quantities)} for ask in proposal.asks
        ],
        "industries": [{"name": one.name, "evidence": _spans(one.spans)} for one in proposal.industries],
        "departments": [{"name": one.name, "role": one.role} for one in proposal.departments],
        "reply_class": proposal.reply_class,
        "byline": {"publisher": article.publisher, "reporters": [one.name for one in article.reporters]},
        "span": list(proposal.span),
        "confidence": proposal.confidence,
        "doubts": list(proposal.doubts),
    }


def _name(named: Named | None) -> str | None:
    return named.name if named else None
