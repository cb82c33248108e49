"""The choices beside the list, each with the number it would leave under all other conditions: counted in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from proposals.catalogue.finding import Found
from proposals.catalogue.question import Question
from proposals.catalogue.shared import Catalogue
from proposals.filters import GROUP_OF, NARROWING, Asked
from proposals.filters.naming import FIXED, LABELS

__all__ = ["GROUP_OF", "Facet", "Facets", "Option", "facets_of"]

once = lru_cache(maxsize=4096)(escape)  # the same few hundred words on every page
OPEN = ("state", "body")
FEW, MANY = 10, 200  # options of a facet that are shown at first, and when asked for more of it
# One value alone tells nothing here: everything has it.
TELLING_APART = frozenset({"year", "region", "field", "role"})
OF_PROPOSALS = frozenset({"delegate", "keyword"})  # named by public proposals alone


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a parameter, with how many proposals it would leave; `number` as the page prints that."""

    value: str
    label: str
    count: int
    number: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One parameter with the options that are shown, and how many there are in all."""

    name: str
    label: str
    options: Sequence[Option]
    there: int
    more: str = ""  # the address with all of them, where there are more

    @property
    def open(self) -> bool:
        """Whether it is unfolded at first."""
        return self.name in OPEN or any(option.chosen for option in self.options)

    @property
    def drawn(self) -> str:
        """Its options as labelled boxes of the form, folded under its name."""
        head = f'<details id="f-{self.name}"{" open" if self.open else ""}><summary>{self.label}</summary>'
        boxes = "".join([_box(self.name, one) for one in self.options])
        more = f'<p><a href="{escape(self.more)}#f-{self.name}" rel="nofollow">全部 {self.there} 项</a></p>'
        legend = f'<fieldset class="opts"><legend class="vh">{self.label}</legend>\n'
        return f"{head}{legend}{boxes}{more if self.more else ''}</fieldset></details>\n"


@dataclass(frozen=True, slots=True)
class Facets:
    """All of them, and how many proposals all parameters leave together."""

    total: int
    number: str
    facets: Sequence[Facet]

    def of(self, name: str) -> Facet:
        """One by its parameter."""
        return next(facet for facet in self.facets if facet.name == name)

    @property
    def drawn(self) -> SafeString:
        """All that have anything to choose from."""
        return mark_safe("".join([one.drawn for one in self.facets if one.options]))  # noqa: S308  escaped one by one

    @property
    def chosen(self) -> list[tuple[Facet, Option]]:
        """Every condition set."""
        return [(facet, option) for facet in self.facets for option in facet.options if option.chosen]


def _box(name: str, one: Option) -> str:
    """A hundred of these stand on a page: a template takes twenty times as long for them."""
    head = f'<label><input type="checkbox" form="find" name="{name}" value="{once(one.value)}"'
    return f"{head}{' checked' if one.chosen else ''}>{once(one.label)}<b>{one.number}</b></label>\n"


def facets_of(
    catalogue: Catalogue, question: Question, hits: Found | None, asked: Asked, more: Callable[[str], str]
) -> Facets:
    """Numbers from the catalogue, names from it too. `more` is the address with all options of a parameter."""
    within = hits.bits if hits else None
    counts = question.counts(catalogue.holdings, NARROWING[:-1], within=within)
    total = question.among(catalogue.holdings, within=within).bit_count()
    printed = hits.number if hits else _plain
    found = []
    for name in NARROWING:
        chosen = asked.chosen(name)
        of = counts.get(name, {})
        labels = _labels(catalogue, name, of, chosen)
        values = _in_order(catalogue, name, labels, of, chosen)
        shown = _shown(name, values, chosen, MANY if asked.data.get("more") == name else FEW)
        options = [Option(one, labels[one], of.get(one, 0), printed(of.get(one, 0)), one in chosen) for one in shown]
        cut = 0 < len(shown) < len(values)
        found.append(Facet(name, LABELS[name], options, len(values), more(name) if cut else ""))
    return Facets(total, printed(total), found)


def _shown(name: str, values: Sequence[str], chosen: Sequence[str], most: int) -> Sequence[str]:
    """The first of them, none where they tell nothing apart. What is chosen can be seen and taken off."""
    set_here = sum(one in chosen for one in values)
    told = len(values) > 1 or name not in TELLING_APART or set_here
    return values[: max(most, set_here)] if told else ()


def _plain(n: int) -> str:
    return str(n)


def _labels(catalogue: Catalogue, name: str, counts: Mapping[str, int], chosen: Sequence[str]) -> dict[str, str]:
    """What each value is called: those that leave something, and those that are chosen, or nobody could undo them."""
    if name in FIXED:
        return {value: label for value, label in FIXED[name].items() if counts.get(value) or value in chosen}
    known: Mapping[str, str] = catalogue.names.labels.get(name, {})
    if name in OF_PROPOSALS:  # what hangs on nothing public has no name for whoever guesses its number
        public = [one for one in (*counts, *chosen) if one in catalogue.holdings.sets.get(name, {})]
        known = catalogue.names.delegates(public) if name == "delegate" else {one: known.get(one, "") for one in public}
    suffix = " 年" if name == "year" else ""
    return {
        value: f"{value}{suffix}" if name == "year" else known.get(value) or f"编号 {value}"
        for value in (*counts, *chosen)
    }


def _in_order(
    catalogue: Catalogue, name: str, labels: Mapping[str, str], counts: Mapping[str, int], chosen: Sequence[str]
) -> list[str]:
    """Fixed values in their own order, years and sessions from the latest, others by number. The chosen come first."""
    if name in FIXED:
        return list(labels)
    if name == "year":
        ordered = sorted(labels, reverse=True)
    elif name == "session":
        place = catalogue.names.place
        ordered = sorted(labels, key=lambda value: place.get(value, len(place)))
    else:
        ordered = sorted(labels, key=lambda value: (-counts.get(value, 0), labels[value]))
    return sorted(ordered, key=lambda value: value not in chosen) if chosen else ordered
