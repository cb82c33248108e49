"""The choices beside a list, each with the number it would leave. Four of six dimensions come from one tally."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast

from delegates.models import Body, Session
from proposals.filters import NARROWING, STATE_GROUPS, ProposalFilter
from proposals.models import Industry, Keyword
from proposals.models.proposal import Kind, ProposalQuerySet

TALLIED = ("kind", "session", "state")
LABELS = {"state": "状态", "body": "提出人", "session": "会议", "kind": "种类", "industry": "行业", "keyword": "高频词"}
OPEN = ("state", "body")
MOST_OPTIONS = 40
GROUP_OF = {state.value: group for group, (_, states) in STATE_GROUPS.items() for state in states}
BODIES = {Body.NPC: "人大代表", Body.CPPCC: "政协委员"}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a parameter, with how many proposals it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One parameter with its options, most first."""

    name: str
    label: str
    options: Sequence[Option]

    @property
    def open(self) -> bool:
        """Whether it is unfolded at first."""
        return self.name in OPEN or any(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Facets:
    """All of them, and the number of proposals that all parameters leave together."""

    total: int
    facets: Sequence[Facet]

    def of(self, name: str) -> Facet:
        """One by its parameter."""
        return next(facet for facet in self.facets if facet.name == name)

    @property
    def chosen(self) -> list[tuple[Facet, Option]]:
        """Every condition set."""
        return [(facet, option) for facet in self.facets for option in facet.options if option.chosen]


Counts = Mapping[str, tuple[str, int]]  # value → label, number


def facets_of(asked: ProposalFilter, sessions: Iterable[Session]) -> Facets:
    """Two queries whatever there is: the tally of kind, session and state, and the labels of all others at once."""
    tally = [(_keys(row), row["n"]) for row in asked.narrowed(without=TALLIED).tally()]
    labels = {
        "state": {group: label for group, (label, _) in STATE_GROUPS.items()},
        "session": {str(session.pk): session.name for session in sessions},
        "kind": dict(Kind.choices),
    }
    counts: dict[str, Counts] = {name: _tallied(asked, tally, name, labels[name]) for name in TALLIED}
    counts |= tagged({name: asked.narrowed(without=(name,)) for name in ("body", "industry", "keyword")})
    total = sum(n for keys, n in tally if _fits(asked, keys, ""))
    return Facets(total, [_facet(asked, name, counts.get(name, {})) for name in NARROWING])


def tagged(of: Mapping[str, ProposalQuerySet]) -> dict[str, Counts]:
    """How many of these proposals stand under each assembly, industry and keyword, in one query."""
    paths = {
        "body": ("proposers__delegate__mandates__council__kind", "proposers__delegate__mandates__council__kind"),
        "industry": ("industry_tags__industry", "industry_tags__industry__name"),
        "keyword": ("keyword_tags__keyword", "keyword_tags__keyword__name"),
    }
    arms = [
        found.order_by()
        .filter(**{f"{paths[name][0]}__isnull": False})
        .values(
            facet=Value(name, output_field=CharField()),
            key=Cast(paths[name][0], CharField()),
            name=F(paths[name][1]),
        )
        .annotate(n=Count("pk", distinct=True))
        for name, found in of.items()
    ]
    counts: dict[str, dict[str, tuple[str, int]]] = {name: {} for name in of}
    for row in arms[0].union(*arms[1:], all=True):
        label = BODIES[Body(row["key"])] if row["facet"] == "body" else row["name"]
        counts[row["facet"]][row["key"]] = (label, row["n"])
    return {name: dict(found) for name, found in counts.items()}


def _keys(row: Mapping[str, object]) -> dict[str, str]:
    return {"kind": str(row["kind"]), "session": str(row["session"] or ""), "state": GROUP_OF[str(row["state"])]}


def _tallied(
    asked: ProposalFilter, tally: Sequence[tuple[dict[str, str], int]], name: str, labels: Mapping[str, str]
) -> Counts:
    found = dict.fromkeys(labels, 0)
    for keys, n in tally:
        if keys[name] in found and _fits(asked, keys, name):
            found[keys[name]] += n
    return {value: (labels[value], n) for value, n in found.items()}


def _fits(asked: ProposalFilter, keys: Mapping[str, str], without: str) -> bool:
    return all(name == without or not asked.chosen(name) or keys[name] in asked.chosen(name) for name in TALLIED)


def _facet(asked: ProposalFilter, name: str, counts: Counts) -> Facet:
    chosen = asked.chosen(name)
    options = [Option(value, label, n, value in chosen) for value, (label, n) in counts.items() if n or value in chosen]
    if name not in TALLIED:
        options.sort(key=lambda option: (-option.chosen, -option.count, option.label))
    known = {option.value for option in options}
    # A condition that leaves nothing must still be seen, or nobody could take it off.
    missing = [value for value in chosen if value not in known]
    labels = _names(name, missing) if missing else {}
    options += [Option(value, labels.get(value, f"编号 {value}"), 0, True) for value in missing]
    return Facet(name, LABELS[name], options[:MOST_OPTIONS])


def _names(name: str, values: Sequence[str]) -> dict[str, str]:
    """The labels of conditions under which nothing was counted."""
    if name == "body":
        return {value: BODIES[Body(value)] for value in values}
    if name == "industry":
        return {str(row.pk): row.name for row in Industry.objects.filter(pk__in=values)}
    if name == "keyword":
        return {str(row.pk): row.name for row in Keyword.objects.filter(pk__in=values)}
    return {}
