"""Rules of places from the reference data: deadlines and what letters mean. A set that stands is never changed."""

from typing import Any

from delegates.models import Council, Session, Term
from proposals.models import DeadlineRule, ResultClass, ResultScheme, RuleSet

Row = dict[str, Any]


def load_rules(rows: list[Row]) -> int:
    """Rule sets with their periods, given as [step, anchor, period, limit]. Returns how many sets are new."""
    gained = 0
    for row in rows:
        council, session = _council(row), _session(row)
        kind = "" if council else row["kind"]
        known = {"council": council, "session": session, "kind": kind, "raised": row["raised"]}
        rules, new = RuleSet.objects.get_or_create(**known, defaults={"name": row["name"], "citation": row["citation"]})
        gained += new
        if new:
            DeadlineRule.objects.bulk_create(
                DeadlineRule(rule_set=rules, step=step, anchor=anchor, period=period, limit=limit)
                for step, anchor, period, limit in row["deadlines"]
            )
    return gained


def load_schemes(rows: list[Row]) -> int:
    """Result schemes with their classes, given as [letter, meaning, outcome]. Returns how many schemes are new."""
    gained = 0
    for row in rows:
        known = {"name": row["name"], "sample": True} if row["sample"] else {"council": _council(row), "session": None}
        scheme, new = ResultScheme.objects.get_or_create(
            **known, defaults={"name": row["name"], "citation": row["citation"]}
        )
        gained += new
        if new:
            ResultClass.objects.bulk_create(
                ResultClass(scheme=scheme, order=order, letter=letter, meaning=meaning, outcome=outcome)
                for order, (letter, meaning, outcome) in enumerate(row["classes"], start=1)
            )
    return gained


def _council(row: Row) -> Council | None:
    if row["region"] is None:
        return None
    return Council.objects.get_or_create(region_id=row["region"], kind=row["kind"])[0]


def _session(row: Row) -> Session | None:
    """The session that a year's rules are for; made without dates where nobody entered it yet."""
    council = _council(row)
    if council is None or row["session"] is None:
        return None
    term, _ = Term.objects.get_or_create(council=council, number=row["term"])
    return Session.objects.get_or_create(term=term, number=row["session"])[0]
