"""Write the delegates of a plan: persons, seats, posts, organisations."""

from collections.abc import Sequence

from delegates.identity import find_organisation
from delegates.models import Council, Delegate, Mandate, Organisation, Post, Region, Session, Term
from proposals.ingest import records

from .ledger import Ledger
from .planned import PlannedDelegate
from .said import Said
from .sessions import SaidSession
from .spans import SpanWriter


class PeopleWriter:
    """Creates who is new, completes who is known; one for each file."""

    def __init__(self, said: Said, region: Region, spans: SpanWriter, ledger: Ledger) -> None:
        """What staff said, and where places and account go."""
        self._said, self._region, self._spans, self._ledger = said, region, spans, ledger
        self._sessions: dict[str, Session] = {}

    def write(self, planned: Sequence[PlannedDelegate]) -> dict[str, Delegate]:
        """The delegates by the name the report uses."""
        return {one.person.name: self._delegate(one) for one in planned}

    def organisation(self, name: str) -> Organisation:
        """The organisation of this name or alias, made in the region where it is new."""
        known = find_organisation(name, self._region)
        if known is not None:
            return known
        row, new = Organisation.objects.get_or_create(name=name, region=self._region)
        return self._ledger.made(row) if new else row

    def session(self, said: SaidSession) -> Session:
        """The session in the database, made where it is new, with its council and term."""
        if said.code not in self._sessions:
            term = self._term_of(self._council(Council(region=self._region, kind=said.body)), said.term)
            row, new = Session.objects.get_or_create(term=term, number=said.number)
            self._sessions[said.code] = self._ledger.made(row) if new else row
        return self._sessions[said.code]

    def _delegate(self, planned: PlannedDelegate) -> Delegate:
        person, delegate = planned.person, planned.match.delegate
        if delegate is None:
            delegate = self._ledger.made(Delegate.objects.create(name=person.name), planned.path)
        else:
            self._ledger.joined(delegate, planned.path)
            if planned.renamed:
                self._ledger.change(delegate, name=person.name)
        self._spans.add("name", person.spans, delegate=delegate)
        if planned.council is not None:
            self._spans.add("identity", person.identity, mandate=self._mandate(delegate, planned.council, person))
        for order, post in enumerate(person.posts):
            row = self._post(delegate, post, order, f"{planned.path}/posts/{order}")
            self._spans.add("post", [post.span], post=row)
        return delegate

    def _council(self, council: Council) -> Council:
        row, new = Council.objects.get_or_create(region=council.region, kind=council.kind)
        return self._ledger.made(row) if new else row

    def _term_of(self, council: Council, number: int) -> Term:
        row, new = Term.objects.get_or_create(council=council, number=number)
        return self._ledger.made(row) if new else row

    def _mandate(self, delegate: Delegate, council: Council, person: records.Person) -> Mandate:
        council = self._council(council)
        defaults = {"role": person.role, "group": person.group or ""}
        row, new = Mandate.objects.get_or_create(
            delegate=delegate, council=council, term=self._term(council), defaults=defaults
        )
        if new:
            self._ledger.made(row)
        elif person.group and not row.group:
            self._ledger.change(row, group=person.group)
        return row

    def _term(self, council: Council) -> Term | None:
        """The term staff named, if this is the council they named it for."""
        if council.region_id != self._region.pk:
            return None
        said = next((one for one in self._said.sessions if one.body == council.kind), None)
        return self._term_of(council, said.term) if said else None

    def _post(self, delegate: Delegate, post: records.Post, order: int, fact: str) -> Post:
        organisation = self.organisation(post.organisation) if post.organisation else None
        row, new = Post.objects.get_or_create(
            delegate=delegate,
            organisation=organisation,
            title=post.title,
            defaults={"note": post.note or "", "order": order, "seen_on": self._said.published_on},
        )
        if new:
            return self._ledger.made(row, fact)
        self._ledger.joined(row, fact)
        return row
