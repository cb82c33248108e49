"""Compare what extraction finds with facts written down by hand: true, false and missed, a count for each measure.

`python -m tests.proposals.ingest.scoring FOLDER [-v]` scores every pair of FOLDER (NAME.json beside NAME.txt, .csv …).
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proposals.ingest.contract import extracted
from proposals.ingest.extract import extract
from proposals.ingest.read import read
from proposals.ingest.vocabulary import load

ROOT = Path(__file__).resolve().parents[3]
ALIKE = 0.9  # share of character pairs from which two wordings of an ask are one: stops and blanks do not count
SAME_PROPOSAL = 0.35  # evidence from which a found proposal is the expected one


@dataclass
class Measure:
    """How often something was right, invented, missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else 1.0

    def __str__(self) -> str:
        precision = self.right / (self.right + self.false) if self.right + self.false else 1.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 1.0
        return f"P {precision:.3f} R {recall:.3f} F1 {self.f1:.3f} ({self.right} / +{self.false} / -{self.missed})"


@dataclass
class Score:
    """All measures of a set, with every miss in words."""

    measures: dict[str, Measure] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    empty_pages: int = 0
    false_pages: int = 0  # pages without a proposal on which one was found

    def __getitem__(self, name: str) -> Measure:
        return self.measures.setdefault(name, Measure())

    def count(self, name: str, where: str, expected: Iterable[Any], found: Iterable[Any]) -> None:
        """Count two collections as sets."""
        wanted, got = set(expected), set(found)
        measure = self[name]
        measure.right += len(wanted & got)
        measure.false += len(got - wanted)
        measure.missed += len(wanted - got)
        self.misses += [f"{where} {name} +{one}" for one in sorted(map(str, got - wanted))]
        self.misses += [f"{where} {name} -{one}" for one in sorted(map(str, wanted - got))]


def pairs(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every file of the folder with the facts expected of it."""
    for expected in sorted(folder.rglob("*.json")):
        files = [one for one in sorted(expected.parent.glob(f"{expected.stem}.*")) if one.suffix != ".json"]
        for file in files[:1]:
            yield file, json.loads(expected.read_text("utf-8"))


def found_in(file: Path) -> dict[str, Any]:
    """What extraction says of a file, in the shape of the contract."""
    source = read(file.read_bytes())
    found = extract(source.text, load(ROOT / "fixtures" / "reference"), source.tables)
    return extracted(file.name, source.sha256, found)


def score(folder: Path) -> Score:
    """Score a folder of pairs."""
    total = Score()
    for file, expected in pairs(folder):
        compare(total, file.stem, expected, found_in(file))
    return total


def compare(total: Score, where: str, expected: dict[str, Any], found: dict[str, Any]) -> None:
    """Add one file's counts."""
    if "kind" in expected:
        total.count("kind", where, [expected["kind"]], [found["report"]["kind"]])
    if "delegates" in expected:
        _delegates(total, where, expected["delegates"], found["delegates"])
    if "proposals" in expected:
        _proposals(total, where, expected["proposals"], found["proposals"])


def _delegates(total: Score, where: str, expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    wanted = {(one["name"], one["body"]): one for one in expected}
    got = {(one["name"], one["body"]): one for one in found}
    total.count("delegates", where, wanted, got)
    for key in wanted.keys() & got.keys():
        for part in ("level", "role"):
            if part in wanted[key]:
                total.count(part, where, [(key[0], wanted[key][part])], [(key[0], got[key][part])])
        if "organisations" in wanted[key]:
            units = {post["organisation"] for post in got[key]["posts"] if post["organisation"]}
            total.count("organisations", where, set(wanted[key]["organisations"]), units)


def _proposals(total: Score, where: str, expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    if not expected:
        total.empty_pages += 1
        total.false_pages += bool(found)
    matched = _matched(expected, found)
    hits = len(matched)
    measure = total["proposals"]
    measure.right += hits
    measure.false += len(found) - hits
    measure.missed += len(expected) - hits
    for order, one in enumerate(expected):
        other = found[matched[order]] if order in matched else None
        if other is None:
            total.misses.append(f"{where} proposals -{one.get('headline')}")
        _proposal(total, f"{where}/{order}", one, other or {})
    for order, one in enumerate(found):
        if order not in matched.values():
            total.misses.append(f"{where} proposals +{one['headline']}")
            _proposal(total, where, {"proposers": [], "asks": []}, one)


def _proposal(total: Score, where: str, expected: dict[str, Any], found: dict[str, Any]) -> None:
    for part in ("headline", "number", "kind", "reply_class"):
        if part in expected and found:
            wanted, got = expected[part], found[part]
            total.count(part, where, [wanted] if wanted else [], [got] if got else [])
    if "proposers" in expected:
        total.count("proposers", where, *(_proposers(one, expected["proposers"]) for one in (expected, found)))
    if "departments" in expected:
        total.count("departments", where, *(_departments(one) for one in (expected, found)))
    if "asks" in expected:
        _asks(total, where, expected["asks"], [one["text"] for one in found.get("asks", ())])


def _proposers(one: dict[str, Any], template: list[dict[str, Any]]) -> set[tuple[str, ...]]:
    """Compared in as many respects as the hand-written facts state."""
    parts = [part for part in ("name", "type", "role") if not template or part in template[0]]
    return {tuple(proposer[part] for part in parts) for proposer in one.get("proposers", ())}


def _departments(one: dict[str, Any]) -> set[tuple[str, str]]:
    return {(department["name"], department["role"]) for department in one.get("departments", ())}


def _asks(total: Score, where: str, expected: list[str], found: list[str]) -> None:
    left = list(found)
    for text in expected:
        best = max(left, key=lambda other: likeness(text, other), default=None)
        if best is not None and likeness(text, best) >= ALIKE:
            left.remove(best)
            total["asks"].right += 1
        else:
            total["asks"].missed += 1
            total.misses.append(f"{where} asks -{text}")
    total["asks"].false += len(left)
    total.misses += [f"{where} asks +{text}" for text in left]


def _matched(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[int, int]:
    """Which found proposal is which expected one: the likeliest pairs first, each once."""
    rated = sorted(
        ((_evidence(one, other), -i, -j) for i, one in enumerate(expected) for j, other in enumerate(found)),
        reverse=True,
    )
    matched: dict[int, int] = {}
    for rate, i, j in rated:
        if rate >= SAME_PROPOSAL and -i not in matched and -j not in matched.values():
            matched[-i] = -j
    return matched


def _evidence(expected: dict[str, Any], found: dict[str, Any]) -> float:
    wanted = {one["name"] for one in expected.get("proposers", ())}
    got = {one["name"] for one in found["proposers"]}
    people = len(wanted & got) / len(wanted | got) if wanted | got else 0.3
    title = likeness(expected.get("headline") or "", found["headline"])
    asked = likeness("".join(expected.get("asks", ())), "".join(one["text"] for one in found["asks"]))
    number = 0.5 if expected.get("number") and expected["number"] == found["number"] else 0.0
    return max(people, title) * 0.6 + asked * 0.4 + title * 0.1 + number


def likeness(one: str, other: str) -> float:
    """Share of common character pairs, punctuation and blanks aside."""
    mine, theirs = _pairs(one), _pairs(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _pairs(text: str) -> set[str]:
    bare = re.sub(r"\W", "", text)
    return {bare[at : at + 2] for at in range(len(bare) - 1)} or ({bare} if bare else set())


def main(arguments: list[str]) -> None:
    """Print a folder's score; every miss with -v."""
    total = score(Path(arguments[0]))
    for name, measure in total.measures.items():
        print(f"{name:14}{measure}")
    print(f"pages without a proposal: {total.empty_pages}, with a false record: {total.false_pages}")
    if "-v" in arguments:
        print("\n".join(total.misses))


if __name__ == "__main__":
    main(sys.argv[1:])
