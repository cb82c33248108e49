"""Write the delegates of a plan: persons, seats, posts, organisations."""

from collections.abc import Sequence

from delegates.identity import find_organisation
from delegates.models import Council, Delegate, Mandate, Organisation, Post, Region, Term
from proposals.ingest import records

from .plan import PlannedDelegate, Said
from .spans import SpanWriter


def write_people(
    planned: Sequence[PlannedDelegate], said: Said, region: Region, spans: SpanWriter
) -> dict[str, Delegate]:
    """Create who is new, complete who is known. Returns the delegates by the name the report uses."""
    return {one.person.name: _write_delegate(one, said, region, spans) for one in planned}


def _write_delegate(planned: PlannedDelegate, said: Said, region: Region, spans: SpanWriter) -> Delegate:
    person = planned.person
    delegate = planned.match.delegate or Delegate.objects.create(name=person.name)
    spans.add("name", person.spans, delegate=delegate)
    if planned.council is not None:
        mandate = _write_mandate(delegate, planned.council, person, said, region)
        spans.add("identity", person.identity, mandate=mandate)
    for order, post in enumerate(person.posts):
        row = _write_post(delegate, post, order, said, region)
        spans.add("post", [post.span], post=row)
    return delegate


def _write_mandate(delegate: Delegate, council: Council, person: records.Person, said: Said, region: Region) -> Mandate:
    council, _ = Council.objects.get_or_create(region=council.region, kind=council.kind)
    mandate, _ = Mandate.objects.get_or_create(
        delegate=delegate, council=council, term=_term(council, said, region), defaults={"role": person.role}
    )
    return mandate


def _term(council: Council, said: Said, region: Region) -> Term | None:
    """The term staff named, if this is the council they named it for."""
    if council.region_id != region.pk:
        return None
    for session in said.sessions:
        if session.body == council.kind:
            return Term.objects.get_or_create(council=council, number=session.term)[0]
    return None


def _write_post(delegate: Delegate, post: records.Post, order: int, said: Said, region: Region) -> Post:
    organisation = ensure_organisation(post.organisation, region) if post.organisation else None
    row, _ = Post.objects.get_or_create(
        delegate=delegate,
        organisation=organisation,
        title=post.title,
        defaults={"note": post.note or "", "order": order, "seen_on": said.published_on},
    )
    return row


def ensure_organisation(name: str, region: Region) -> Organisation:
    """The organisation of this name or alias, made in the region where it is new."""
    return find_organisation(name, region) or Organisation.objects.create(name=name, region=region)
