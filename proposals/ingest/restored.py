"""From facts of the text that was read in to the same facts in the untouched source: places moved, words respelled.

Case numbers, result letters and industries stay as they were read; everything else that is printed is respelled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .normal import Normal
from .records import (
    Article,
    Ask,
    Extraction,
    Letter,
    Named,
    NamedDepartment,
    Person,
    Post,
    Proposal,
    Proposer,
    Span,
    Unclaimed,
)


def restored(found: Extraction, normal: Normal) -> Extraction:
    """Speak of `normal.source` instead of `normal.text`. The very extraction where both are the same text."""
    if normal.text == normal.source:
        return found
    return _Restoring(normal, found.delegates).extraction(found)


class _Restoring:
    """The way back for one text; a person is called alike wherever the extraction names them."""

    def __init__(self, normal: Normal, people: Iterable[Person]) -> None:
        self.normal = normal
        self.names: Mapping[str, str] = {one.name: normal.surface(one.name, one.spans[0]) for one in people}

    def extraction(self, found: Extraction) -> Extraction:
        return replace(
            found,
            title=self._text(found.title, found.title_span),
            title_span=self._place(found.title_span),
            publisher=self._text(found.publisher, found.publisher_span),
            publisher_span=self._place(found.publisher_span),
            place=self._text(found.place, found.place_span),
            place_span=self._place(found.place_span),
            session=self._anywhere(found.session),
            sections=tuple(map(self._named, found.sections)),
            keywords=tuple(map(self._named, found.keywords)),
            articles=tuple(map(self._article, found.articles)),
            delegates=tuple(map(self._person, found.delegates)),
            unclaimed=tuple(map(self._unclaimed, found.unclaimed)),
        )

    def _place(self, span: Span | None) -> Span | None:
        return self.normal.span(span) if span else None

    def _places(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(map(self.normal.span, spans))

    def _text(self, words: str | None, span: Span | None) -> str | None:
        return self.normal.surface(words, span) if words and span else words

    def _anywhere(self, words: str | None) -> str | None:
        return self.normal.surface(words, Span(0, len(self.normal.text))) if words else words

    def _named(self, named: Named) -> Named:
        name = self.normal.surface(named.name, named.spans[0]) if named.spans else named.name
        return Named(name, self._places(named.spans))

    def _standard(self, named: Named) -> Named:
        return Named(named.name, self._places(named.spans))

    def _unclaimed(self, rest: Unclaimed) -> Unclaimed:
        return Unclaimed(self.normal.surface(rest.text, rest.span), self.normal.span(rest.span))

    def _person(self, person: Person) -> Person:
        return replace(
            person,
            name=self.names[person.name],
            posts=tuple(map(self._post, person.posts)),
            spans=self._places(person.spans),
            identity=self._places(person.identity),
            place=self._anywhere(person.place),
            group=self._anywhere(person.group),
        )

    def _post(self, post: Post) -> Post:
        return Post(
            self._text(post.organisation, post.span),
            self.normal.surface(post.title, post.span),
            self._text(post.note, post.span),
            self.normal.span(post.span),
        )

    def _article(self, article: Article) -> Article:
        return replace(
            article,
            headline=self.normal.surface(article.headline, article.headline_span),
            headline_span=self.normal.span(article.headline_span),
            span=self.normal.span(article.span),
            section=self._named(article.section) if article.section else None,
            publisher=self._text(article.publisher, article.publisher_span),
            publisher_span=self._place(article.publisher_span),
            reporters=tuple(map(self._named, article.reporters)),
            people=tuple(self.names.get(name, name) for name in article.people),
            paragraphs=tuple(self._places(runs) for runs in article.paragraphs),
            proposals=tuple(map(self._proposal, article.proposals)),
            keyword=self._named(article.keyword) if article.keyword else None,
        )

    def _proposal(self, proposal: Proposal) -> Proposal:
        return replace(
            proposal,
            headline=self.normal.surface(proposal.headline, proposal.headline_span),
            headline_span=self.normal.span(proposal.headline_span),
            proposers=tuple(map(self._proposer, proposal.proposers)),
            asks=tuple(map(self._ask, proposal.asks)),
            span=self.normal.span(proposal.span),
            number_span=self._place(proposal.number_span),
            filing_span=self._place(proposal.filing_span),
            keyword=self._named(proposal.keyword) if proposal.keyword else None,
            industries=tuple(map(self._standard, proposal.industries)),
            departments=tuple(map(self._department, proposal.departments)),
            reply_class_span=self._place(proposal.reply_class_span),
            session=self._named(proposal.session) if proposal.session else None,
            field=self._named(proposal.field) if proposal.field else None,
            letter=self._letter(proposal.letter) if proposal.letter else None,
        )

    def _proposer(self, one: Proposer) -> Proposer:
        name = self.names.get(one.name) if one.type == "person" else None
        return Proposer(name or self.normal.surface(one.name, one.span), one.type, one.role, self.normal.span(one.span))

    def _ask(self, ask: Ask) -> Ask:
        return Ask(
            self.normal.surface(ask.text, ask.span),
            self.normal.span(ask.span),
            tuple(self.normal.surface(quantity, ask.span) for quantity in ask.quantities),
        )

    def _department(self, department: NamedDepartment) -> NamedDepartment:
        name = self.normal.surface(department.name, department.spans[0]) if department.spans else department.name
        return replace(department, name=name, spans=self._places(department.spans))

    def _letter(self, letter: Letter) -> Letter:
        return replace(
            letter,
            number=self._named(letter.number) if letter.number else None,
            date=self._standard(letter.date) if letter.date else None,
            issuer=self._named(letter.issuer) if letter.issuer else None,
            public_span=self._place(letter.public_span),
        )
