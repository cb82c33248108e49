"""Write the delegates of a plan: persons, seats, posts, organisations."""

from collections.abc import Sequence

from delegates.models import Council, Delegate, Mandate, Organisation, Post, Region, Session, Term
from proposals.ingest import records

from .fresh import Fresh
from .known import Known
from .ledger import Ledger
from .planned import PlannedDelegate
from .said import Said
from .sessions import SaidSession
from .spans import SpanWriter


class PeopleWriter:
    """Creates who is new, completes who is known; one for each file."""

    def __init__(self, said: Said, region: Region, spans: SpanWriter, ledger: Ledger, known: Known) -> None:
        """What staff said, where places and account go, and what is known."""
        self._said, self._region, self._spans, self._ledger, self._known = said, region, spans, ledger, known
        self._fresh = Fresh()
        self._seats: dict[tuple[int, int, int | None], Mandate] = {}
        self._posts: dict[tuple[int, int | None, str], Post] = {}

    def write(self, planned: Sequence[PlannedDelegate]) -> dict[str, Delegate]:
        """The delegates by the name the report uses, with their seats and posts."""
        there = {one.match.delegate.pk for one in planned if one.match.delegate is not None}
        if there:
            for seat in Mandate.objects.filter(delegate__in=there):
                self._seats[seat.delegate_id, seat.council_id, seat.term_id] = seat
            for post in Post.objects.filter(delegate__in=there).order_by("-pk"):
                self._posts[post.delegate_id, post.organisation_id, post.title] = post
        written = {one.person.name: self._delegate(one) for one in planned}
        self._fresh.write()
        return written

    def organisation(self, name: str) -> Organisation:
        """The organisation of this name or alias, made in the region where it is new."""
        known = self._known.units.find(name, self._region)
        if known is not None:
            return known
        row, new = Organisation.objects.get_or_create(name=name, region=self._region)
        self._known.units.add(row)
        self._known.names.add(row)
        return self._ledger.made(row) if new else row

    def session(self, said: SaidSession) -> Session:
        """The session in the database, made where it is new, with its council and term."""
        known = self._known.session(said, self._region)
        if known is not None:
            return known
        term = self._term_of(self._council(Council(region=self._region, kind=said.body)), said.term)
        row, new = Session.objects.get_or_create(term=term, number=said.number)
        return self._ledger.made(row) if new else row

    def _delegate(self, planned: PlannedDelegate) -> Delegate:
        person, delegate = planned.person, planned.match.delegate
        if delegate is None:
            delegate = self._ledger.made(Delegate.objects.create(name=person.name), planned.path)
            self._known.names.add(delegate)
        else:
            self._ledger.joined(delegate, planned.path)
            if planned.renamed:
                self._ledger.change(delegate, name=person.name)
                self._known.names.add(delegate)
        self._spans.add("name", person.spans, delegate=delegate)
        if planned.council is not None:
            self._spans.add("identity", person.identity, mandate=self._mandate(delegate, planned.council, person))
        for order, post in enumerate(person.posts):
            row = self._post(delegate, post, order, f"{planned.path}/posts/{order}")
            self._spans.add("post", [post.span], post=row)
        return delegate

    def _council(self, council: Council) -> Council:
        known = council if council.pk else self._known.council_in(council.region, council.kind)
        if known is not None:
            return known
        row, new = Council.objects.get_or_create(region=council.region, kind=council.kind)
        self._known.made(row)
        return self._ledger.made(row) if new else row

    def _term_of(self, council: Council, number: int) -> Term:
        known = self._known.term(council, number)
        if known is not None:
            return known
        row, new = Term.objects.get_or_create(council=council, number=number)
        return self._ledger.made(row) if new else row

    def _mandate(self, delegate: Delegate, council: Council, person: records.Person) -> Mandate:
        council = self._council(council)
        term = self._term(council)
        key = (delegate.pk, council.pk, term.pk if term else None)
        row = self._seats.get(key)
        if row is None:
            group = person.group or ""
            row = Mandate(delegate=delegate, council=council, term=term, role=person.role, group=group)
            self._seats[key] = self._ledger.made(self._fresh.add(row))
        elif person.group and not row.group:
            self._set_group(row, person.group)
        return row

    def _set_group(self, row: Mandate, group: str) -> None:
        if row.pk:
            self._ledger.change(row, group=group)
        else:
            row.group = group

    def _term(self, council: Council) -> Term | None:
        """The term staff named, if this is the council they named it for."""
        if council.region_id != self._region.pk:
            return None
        said = next((one for one in self._said.sessions if one.body == council.kind), None)
        return self._term_of(council, said.term) if said else None

    def _post(self, delegate: Delegate, post: records.Post, order: int, fact: str) -> Post:
        organisation = self.organisation(post.organisation) if post.organisation else None
        key = (delegate.pk, organisation.pk if organisation else None, post.title)
        row = self._posts.get(key)
        if row is not None:
            self._ledger.joined(row, fact)
            return row
        row = Post(
            delegate=delegate,
            organisation=organisation,
            title=post.title,
            note=post.note or "",
            order=order,
            seen_on=self._said.published_on,
        )
        self._posts[key] = row
        return self._ledger.made(self._fresh.add(row), fact)
