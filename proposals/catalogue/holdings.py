"""The catalogue itself: for each value of each facet, the set of its proposals. Pure: no Django, no database, no clock.

A set is an integer whose bit n stands for proposal n: ids are in the order of registration, so the highest bit is the
newest. A value that few have keeps their ids instead, since bits cost room for every proposal there is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

Mark = tuple[str, str]
Marks = tuple[Mark, ...]
Facts = Mapping[int, Marks]
Few = tuple[int, ...]
FEWEST = 48  # a value that fewer have keeps ids: to look at each is as dear as at the bits of everybody
CHUNK = 256  # bytes looked through at once when turning pages


@dataclass(frozen=True, slots=True)
class Holdings:
    """All public proposals. Never changed: `updated` makes another, so that readers need no lock.

    `hidden`: the proposals that are withheld, by the few things that may be told of them.
    """

    marks: dict[int, Marks] = field(repr=False)
    everything: int
    sets: dict[str, dict[str, int | Few]] = field(repr=False)
    hidden: dict[str, dict[str, int | Few]] = field(repr=False)
    totals: dict[str, dict[str, int]] = field(default_factory=dict, repr=False, compare=False)
    earlier: dict[tuple[str, str], int] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, facts: Facts, *, hides: str) -> "Holdings":
        """From the marks of each proposal; those that have a mark of the facet `hides` are withheld."""
        found = _Lists(hides)
        for pk, marks in facts.items():
            found.add(pk, marks)
        size = max(facts, default=0) + 1
        sets, hidden = ({name: _packed(values, size) for name, values in one.items()} for one in found.both)
        return cls(dict(facts), _bits(found.public, size), sets, hidden)

    def updated(self, facts: Facts, ids: Iterable[int], *, hides: str) -> "Holdings":
        """With these proposals as `facts` tell them now; those it does not tell are gone."""
        marks, everything = self.marks.copy(), self.everything
        sets, hidden = self.sets.copy(), self.hidden.copy()
        fresh: set[tuple[bool, str]] = set()  # facets that were copied: the old catalogue keeps its own
        for pk in ids:
            old, new = marks.pop(pk, ()), facts.get(pk, ())
            if new:
                marks[pk] = new
            was, now = (_is_public(one, hides) for one in (old, new))
            if was != now:
                everything ^= 1 << pk
            kept = set(old).intersection(new) if was == now else set()
            for public, some, there in ((was, old, False), (now, new, True)):
                of = sets if public else hidden
                for facet, value in some:
                    if (facet, value) in kept:
                        continue
                    if (public, facet) not in fresh:
                        of[facet] = of.get(facet, {}).copy()
                        fresh.add((public, facet))
                    _put(of[facet], value, pk, there=there)
        return Holdings(marks, everything, sets, hidden)

    def union(self, facet: str, values: Iterable[str]) -> int:
        """Those that have one of these values."""
        found, of = 0, self.sets.get(facet, {})
        for value in values:
            found |= bits_of(of.get(value, 0))
        return found

    def before(self, facet: str, value: str) -> int:
        """Those that have a value before this one. Remembered: pages of one day ask for the same."""
        found = self.earlier.get((facet, value))
        if found is None:
            found = self.union(facet, [one for one in self.sets.get(facet, {}) if one < value])
            self.earlier[facet, value] = found
        return found

    def counts(self, facet: str, among: int) -> dict[str, int]:
        """How many of these have each value; values that none of them has are left out."""
        if among == self.everything:
            if facet not in self.totals:
                self.totals[facet] = self._counted(facet, among)
            return self.totals[facet]
        return self._counted(facet, among)

    def tally(self, among: int) -> dict[str, dict[str, int]]:
        """The counts of all facets at once, by what each of these has: for a few it is quicker than by the sets."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for pk in newest(among, start=0, count=among.bit_count()):
            for facet, value in self.marks[pk]:
                of = found[facet]
                of[value] = of.get(value, 0) + 1
        return found

    def _counted(self, facet: str, among: int) -> dict[str, int]:
        table, counted = b"", {}
        for value, held in self.sets.get(facet, {}).items():
            if isinstance(held, int):
                n = (held & among).bit_count()
            else:
                table = table or among.to_bytes((among.bit_length() + 7) // 8 + 1, "little")
                n = _among(held, table)
            if n:
                counted[value] = n
        return counted


def bits_of(held: int | Few) -> int:
    """A set as one integer."""
    return held if isinstance(held, int) else _bits(held, max(held) + 1)


def as_bits(ids: Iterable[int]) -> int:
    """The set of these ids."""
    found = list(ids)
    return _bits(found, max(found) + 1) if found else 0


def newest(bits: int, *, start: int, count: int) -> list[int]:
    """Ids from the highest down, `count` of them, the first `start` left out."""
    found: list[int] = []
    whole = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for end in range(len(whole), 0, -CHUNK):
        begin = max(0, end - CHUNK)
        part = int.from_bytes(whole[begin:end], "little")
        here = part.bit_count()
        if start >= here:
            start -= here
            continue
        for place in _down(part):
            if start:
                start -= 1
                continue
            found.append(begin * 8 + place)
            if len(found) == count:
                return found
    return found


def below(bits: int, pk: int) -> int:
    """Those that are older than one."""
    return bits & ((1 << pk) - 1)


def _down(part: int) -> Iterator[int]:
    while part:
        place = part.bit_length() - 1
        yield place
        part ^= 1 << place


class _Lists:
    """Ids by value, while all is read."""

    def __init__(self, hides: str) -> None:
        self._hides = hides
        self.public: list[int] = []
        self.both: tuple[dict[str, dict[str, list[int]]], ...] = (
            defaultdict(lambda: defaultdict(list)),
            defaultdict(lambda: defaultdict(list)),
        )

    def add(self, pk: int, marks: Marks) -> None:
        public = _is_public(marks, self._hides)
        if public:
            self.public.append(pk)
        of = self.both[0 if public else 1]
        for facet, value in marks:
            of[facet][value].append(pk)


def _is_public(marks: Marks, hides: str) -> bool:
    return bool(marks) and not any(facet == hides for facet, _ in marks)


def _packed(values: Mapping[str, list[int]], size: int) -> dict[str, int | Few]:
    return {value: tuple(ids) if len(ids) < FEWEST else _bits(ids, size) for value, ids in values.items()}


def _put(of: dict[str, int | Few], value: str, pk: int, *, there: bool) -> None:
    held = of.get(value, ())
    if isinstance(held, int):
        held = held | 1 << pk if there else held & ~(1 << pk)
    else:
        held = (*held, pk) if there else tuple(one for one in held if one != pk)
        if len(held) >= FEWEST:
            held = _bits(held, max(held) + 1)
    if held:
        of[value] = held
    else:
        of.pop(value, None)


def _bits(ids: Iterable[int], size: int) -> int:
    table = bytearray(size // 8 + 1)
    for one in ids:
        table[one >> 3] |= 1 << (one & 7)
    return int.from_bytes(table, "little")


def _among(ids: Iterable[int], table: bytes) -> int:
    end = len(table) * 8
    return sum(table[one >> 3] >> (one & 7) & 1 for one in ids if one < end)
