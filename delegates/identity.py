"""Who is the same person: candidates with reasons. A name alone never makes two people one."""

from collections.abc import Collection
from dataclasses import dataclass

from .models import Council, Delegate, Organisation, Region


@dataclass(frozen=True, slots=True)
class Match:
    """The delegate already known, or None, with the reason in Chinese. `namesakes` are others of the same name."""

    delegate: Delegate | None
    reason: str
    namesakes: tuple[Delegate, ...] = ()


def match_delegate(
    name: str, council: Council | None, organisations: Collection[Organisation], titles: Collection[str]
) -> Match:
    """Find one delegate of this name who sits in the same council and shares an organisation or a whole title."""
    namesakes = tuple(Delegate.objects.filter(name=name).prefetch_related("mandates", "posts"))
    wanted = {organisation.pk for organisation in organisations if organisation.pk}
    same = [
        delegate
        for delegate in namesakes
        if council is not None
        and any(mandate.council_id == council.pk for mandate in delegate.mandates.all())
        and any(
            post.organisation_id in wanted or (post.organisation_id is None and post.title in titles)
            for post in delegate.posts.all()
        )
    ]
    if len(same) == 1:
        return Match(same[0], "姓名、机构和单位都相同")
    if namesakes:
        return Match(None, "有同名的人，单位对不上，先作为另一人登记", namesakes)
    return Match(None, "第一次出现")


def find_organisation(name: str, region: Region | None) -> Organisation | None:
    """The organisation of this name or alias, in the region first, then anywhere if only one answers to it."""
    named = Organisation.objects.filter(name=name) | Organisation.objects.filter(aliases__name=name)
    found = list(named.distinct()[:20])
    near = [one for one in found if region is not None and one.region_id == region.pk]
    if len(near) == 1:
        return near[0]
    return found[0] if len(found) == 1 else None
