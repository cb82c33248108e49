"""Who the people and units of a file are: as somebody decided, else as names, councils and units tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from delegates.identity import Described, Match, match_delegates
from delegates.models import Body, Council, Delegate, Region, Term
from proposals.ingest.records import Extraction, Person, Refusal

from .decisions import match_of
from .known import Known
from .planned import PlannedDelegate
from .said import Said
from .settle import REJECT, Edit


def units_in(found: Extraction) -> set[str]:
    """Every unit by its name: those of posts and those that propose."""
    posts = {post.organisation for one in found.delegates for post in one.posts if post.organisation}
    return posts | {one.name for each in found.proposals for one in each.proposers if one.type != "person"}


def units_of(found: Extraction, region: Region, known: Known) -> dict[str, int]:
    """The known organisations that propose, by the name the file uses."""
    names = {one.name for each in found.proposals for one in each.proposers if one.type != "person"}
    rows = {name: known.units.find(name, region) for name in sorted(names)}
    return {name: row.pk for name, row in rows.items() if row is not None}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the people of a file sit: what is known, the region, what staff said."""

    known: Known
    region: Region
    said: Said

    def council(self, person: Person) -> Council | None:
        """The council this person sits in."""
        return self.known.council(Body(person.body.value), person.level, person.place, self.region)

    def term(self, council: Council | None) -> Term | None:
        """The term staff named for this council, if the database has it."""
        if council is None or not council.pk or council.region_id != self.region.pk:
            return None
        number = next((one.term for one in self.said.sessions if one.body == council.kind), None)
        return self.known.term(council, number) if number else None

    def described(self, person: Person, council: Council | None) -> Described:
        """The person with the units that are known."""
        units = [post.organisation for post in person.posts if post.organisation]
        organisations = [self.known.units.find(name, self.region) for name in units]
        return Described(
            person.name,
            council if council is not None and council.pk else None,
            [one for one in organisations if one is not None],
            [post.title for post in person.posts],
            term=self.term(council),
            group=person.group or "",
            printed=units,
        )


def plan_delegates(
    people: Sequence[Person], paths: Mapping[str, str], edits: dict[str, Edit], place: Place
) -> tuple[PlannedDelegate, ...]:
    """Each with who it is: as somebody decided, else as the names, councils and units tell; all looked up together."""
    councils = [place.council(one) for one in people]
    decided = {one.name: edit for one in people if (edit := match_of(edits, paths[one.name])) is not None}
    said = _said_matches(decided)
    unsaid = [(one, council) for one, council in zip(people, councils, strict=True) if one.name not in said]
    found = iter(match_delegates([place.described(one, council) for one, council in unsaid], place.known.names))
    return tuple(
        PlannedDelegate(one, council, said[one.name] if one.name in said else next(found), paths[one.name])
        for one, council in zip(people, councils, strict=True)
    )


def _said_matches(decided: Mapping[str, Edit]) -> dict[str, Match]:
    """What people decided, by name. Raises Refusal for somebody who is gone."""
    chosen = {name: edit.value for name, edit in decided.items() if edit.choice != REJECT}
    rows = Delegate.objects.in_bulk(set(chosen.values())) if chosen else {}
    for value in chosen.values():
        if value not in rows:
            raise Refusal(f"指定的代表委员（编号 {value}）已经不在。请在核对页重新选。")
    another = Match(None, "人工确认是另一位")
    return {name: Match(rows[chosen[name]], "人工确认是同一位") if name in chosen else another for name in decided}
