"""What an address asks of the catalogue, and the numbers beside every facet. Pure: the day is an argument."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .holdings import Holdings

YES, NO = "1", "0"
SMALL = 1_000  # proposals that are looked at one by one rather than value by value
COMPUTED = frozenset({"overdue", "has_reply", "department", "role"})  # facets that are not counted as they are held
# What may be told of withheld proposals: conditions on anything else would tell what they are about.
TOLD = frozenset({"session", "year", "kind", "region"})


@dataclass(frozen=True, slots=True)
class Question:
    """Facet → the values chosen, as the query language names them; on a day, since overdue is a matter of it."""

    chosen: Mapping[str, tuple[str, ...]]
    today: date

    def among(self, held: Holdings, *, within: int | None = None, without: str = "") -> int:
        """Those that all conditions but one leave. `within`: what a search found."""
        found = held.everything if within is None else within & held.everything
        for facet in self.chosen:
            if facet != without:
                found &= self._fulfil(held, facet, without)
        return found

    def less(self, facet: str, value: str) -> "Question":
        """The same without one of its conditions."""
        rest = tuple(one for one in self.chosen[facet] if one != value)
        others = {name: values for name, values in self.chosen.items() if name != facet}
        return Question(others | ({facet: rest} if rest else {}), self.today)

    def counts(self, held: Holdings, facets: Iterable[str], *, within: int | None = None) -> dict[str, dict[str, int]]:
        """For each facet how many each value would leave under all other conditions, if it leaves any."""
        whole = self.among(held, within=within)
        tally = held.tally(whole) if whole.bit_count() <= SMALL else None
        found = {}
        for facet in facets:
            if tally is not None and facet not in {*self.chosen, *COMPUTED}:
                found[facet] = tally.get(facet, {})
            else:
                rest = self.among(held, within=within, without=facet) if facet in self.chosen else whole
                found[facet] = self._counted(held, facet, rest)
        return found

    def hidden(self, held: Holdings) -> dict[str, int]:
        """How many withheld ones there are on each ground, where the conditions let that be told; else {}."""
        if not TOLD.issuperset(self.chosen):
            return {}
        of = Holdings({}, 0, held.hidden, {})
        found = {}
        for ground in held.hidden.get("withheld", {}):
            bits = of.union("withheld", [ground])
            for facet, values in self.chosen.items():
                bits &= of.union(facet, values)
            if bits:
                found[ground] = bits.bit_count()
        return found

    def _fulfil(self, held: Holdings, facet: str, without: str) -> int:
        values = self.chosen[facet]
        if facet == "overdue":
            return self._overdue(held)
        if facet == "has_reply":
            replied = held.union(facet, [YES])
            return (replied if YES in values else 0) | (held.everything & ~replied if NO in values else 0)
        if facet == "department" and without != "role":
            return self._parts(held, values)
        return held.union(facet, values)

    def _parts(self, held: Holdings, departments: Iterable[str]) -> int:
        """Those in which one of these departments has a part in one of the chosen roles."""
        found = 0
        for role in self.chosen.get("role", ("department",)):
            found |= held.union(role, departments)
        return found

    def _overdue(self, held: Holdings) -> int:
        return held.before("due", self.today.isoformat())

    def _counted(self, held: Holdings, facet: str, rest: int) -> dict[str, int]:
        if facet == "overdue":
            n = (self._overdue(held) & rest).bit_count()
            return {YES: n} if n else {}
        if facet == "has_reply":
            replied = (held.union(facet, [YES]) & rest).bit_count()
            counted = {YES: replied, NO: rest.bit_count() - replied}
            return {value: n for value, n in counted.items() if n}
        if facet == "role" and "department" in self.chosen:
            of = {role: held.union(role, self.chosen["department"]) for role in ("lead", "assist")}
            counted = {role: (bits & rest).bit_count() for role, bits in of.items()}
            return {role: n for role, n in counted.items() if n}
        if facet == "department" and len(set(self.chosen.get("role", ()))) == 1:
            return held.counts(self.chosen["role"][0], rest)
        return held.counts(facet, rest)
