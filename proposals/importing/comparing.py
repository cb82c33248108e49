"""What attaching a source to a record would change, field by field: never over a person's head."""

from collections.abc import Iterator, Mapping, Sequence

from .likeness import SAME_POINT, SIMILAR_ASK, aligned
from .merge import merge
from .planned import Change
from .stated import LABELS, LISTS, OF_REPLY, SINGLES, Item, Stated, shown

EQUAL = 2.0  # alike enough only when equal
Rows = Mapping[str, int | None]  # "asks/2" of the old report → the row it became, None where that is gone


def changes(new: Stated, current: Stated, base: Stated | None = None, rows: Rows | None = None) -> tuple[Change, ...]:
    """Every field of a record. `base` and `rows` are the superseded report's, without them nothing was there before."""
    found = [_single(name, new, current, base) for name in (*SINGLES, *OF_REPLY)]
    for name in LISTS:
        before = base.lists[name] if base else ()
        there = _rows_of(before, name, current.lists[name], rows or {})
        found.extend(_listed(name, new.lists[name], before, there, current.lists[name]))
    return tuple(one for one in found if (one.base, one.new) != (None, None))


def _single(name: str, new: Stated, current: Stated, base: Stated | None) -> Change:
    was = base.singles[name] if base else None
    return _change(name, LABELS[name], was, new.singles[name], current.singles[name])


def _change(
    name: str, label: str, base: str | None, new: str | None, current: str | None, row: int | None = None
) -> Change:
    outcome = merge(base, new, current).outcome
    kind = name if name in LABELS else name.rpartition("/")[2]
    return Change(name, label, shown(kind, base), shown(kind, new), shown(kind, current), outcome, row)


def _rows_of(before: Sequence[Item], name: str, current: Sequence[Item], rows: Rows) -> dict[int, Item | None]:
    """The row that each item of the old report became, None where a person removed it."""
    by_row = {one.row: one for one in current}
    return {n: by_row.get(rows.get(f"{name}/{n}")) for n in range(len(before))}


def _listed(
    name: str, new: Sequence[Item], before: Sequence[Item], there: Mapping[int, Item | None], current: Sequence[Item]
) -> Iterator[Change]:
    """Each new item beside its older version and its row; then what the corrected source leaves out."""
    known = {one.row for one in there.values() if one}
    others = [one for one in current if one.row not in known]
    of_base = _in_place(name, new, before, _aligned(name, new, before, SAME_POINT))
    left = [n for n in range(len(new)) if n not in of_base]
    of_others = {left[n]: others[m] for n, m in _aligned(name, [new[n] for n in left], others, SIMILAR_ASK).items()}
    for n, item in enumerate(new):
        was = before[of_base[n]] if n in of_base else None
        held = there[of_base[n]] if n in of_base else of_others.get(n)
        yield from _item(name, n, item, was, held)
    for m, item in enumerate(before):
        if m not in of_base.values() and name != "industries":  # the trade is our own reading, not the source's word
            held = there[m]
            yield _change(
                f"{name}/-{m}", LABELS[name], item.text, None, held.text if held else None, held.row if held else None
            )


def _aligned(name: str, new: Sequence[Item], old: Sequence[Item], at_least: float) -> dict[int, int]:
    """Points may be worded anew; names are the same or not."""
    return aligned([one.text for one in new], [one.text for one in old], at_least=at_least if name == "asks" else EQUAL)


def _in_place(name: str, new: Sequence[Item], old: Sequence[Item], found: dict[int, int]) -> dict[int, int]:
    """A name put right stands where the wrong one stood."""
    if name in ("proposers", "keyword"):
        left = set(range(len(old))) - set(found.values())
        found |= {n: n for n in range(len(new)) if n not in found and n in left}
    return found


def _item(name: str, n: int, item: Item, was: Item | None, held: Item | None) -> Iterator[Change]:
    row = held.row if held else None
    if was is None and held is not None:  # alike to what stands there by another source: the same point, kept as worded
        yield Change(f"{name}/{n}", LABELS[name], None, item.text, held.text, merge(None, None, None).outcome, row)
    else:
        yield _change(
            f"{name}/{n}", LABELS[name], was.text if was else None, item.text, held.text if held else None, row
        )
    if item.role is not None and held is not None:
        yield _change(f"{name}/{n}/role", LABELS["role"], was.role if was else None, item.role, held.role, row)
