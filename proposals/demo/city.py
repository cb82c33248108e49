"""The invented place: its councils, sessions, departments, rules and classes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from delegates.models import Body, Council, Region, Session, Term
from delegates.pinyin import sort_key
from proposals.models import (
    DeadlineRule,
    Department,
    DepartmentAlias,
    Industry,
    ResultClass,
    ResultScheme,
    RuleSet,
)

from .words import Words

# Number of the term, and of the session in it, in each of the four years: a new term began in the second.
TERMS = {Body.NPC: ((5, 5), (6, 1), (6, 2), (6, 3)), Body.CPPCC: ((4, 5), (5, 1), (5, 2), (5, 3))}
DAYS = {Body.NPC: (8, 12), Body.CPPCC: (7, 11)}  # of January


@dataclass(frozen=True, slots=True)
class City:
    """What everything hangs on. `sessions` by year and body, `classes` by body, the rest by name."""

    region: Region
    councils: dict[str, Council]
    sessions: dict[tuple[int, str], Session]
    departments: dict[str, Department]
    classes: dict[str, list[ResultClass]]
    industries: dict[str, Industry]


def found(words: Words, years: range) -> City:
    """Make the place. Nothing of it may be there before."""
    told = words.city
    region = Region.objects.create(**told["region"], is_example=True)
    councils = {body.value: Council.objects.create(region=region, kind=body) for body in Body}
    sessions = {(year, body): _session(council, year, years) for body, council in councils.items() for year in years}
    return City(
        region,
        councils,
        sessions,
        _departments(region, told, date(years[1], 4, 1)),
        {body: _classes(council, told) for body, council in councils.items()},
        {one.name: one for one in Industry.objects.all()},
    )


def _session(council: Council, year: int, years: range) -> Session:
    term, number = TERMS[Body(council.kind)][year - years[0]]
    first, last = DAYS[Body(council.kind)]
    of, _ = Term.objects.get_or_create(council=council, number=term)
    return Session.objects.create(term=of, number=number, starts_on=date(year, 1, first), ends_on=date(year, 1, last))


def _departments(region: Region, told: dict[str, Any], reform: date) -> dict[str, Department]:
    """All units; one was made out of another by a reform, as happens."""
    made = Department.objects.bulk_create(
        Department(region=region, name=name, name_key=sort_key(name), system=system)
        for name, system, _ in told["departments"]
    )
    by_name = {one.name: one for one in made}
    DepartmentAlias.objects.bulk_create(
        DepartmentAlias(department=by_name[name], name=alias)
        for name, _, aliases in told["departments"]
        for alias in aliases
    )
    old = told["renamed"]
    by_name[old["heir"]].valid_from = reform
    by_name[old["heir"]].save()
    by_name[old["name"]] = Department.objects.create(
        region=region, name=old["name"], system=old["system"], valid_until=reform, successor=by_name[old["heir"]]
    )
    return by_name


def _classes(council: Council, told: dict[str, Any]) -> list[ResultClass]:
    rules = told["rules"]
    of_place = RuleSet.objects.create(name=f"{council}办理规则"[:80], council=council, citation=rules["citation"])
    DeadlineRule.objects.bulk_create(
        DeadlineRule(rule_set=of_place, step=step, anchor=anchor, period=period, limit=limit)
        for step, anchor, period, limit in rules["deadlines"]
    )
    scheme = told["schemes"][council.kind]
    of_council = ResultScheme.objects.create(name=scheme["name"], council=council, citation=rules["citation"])
    return ResultClass.objects.bulk_create(
        ResultClass(scheme=of_council, order=order, letter=letter, meaning=meaning, outcome=outcome)
        for order, (letter, meaning, outcome) in enumerate(scheme["classes"], start=1)
    )
