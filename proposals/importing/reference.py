"""Reference data from `fixtures/reference/`: adds what is missing, never changes what staff edited."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from delegates.models import Council, Organisation, OrganisationAlias, Region, Session, Term
from delegates.pinyin import sort_key
from proposals.models import (
    AliasGroup,
    Department,
    DepartmentAlias,
    Industry,
    IndustryAlias,
    IndustryCode,
    SearchAlias,
    WordVote,
)

from .reference_rules import load_rules, load_schemes
from .sessions import NATION

GIVEN = 3  # votes a word has beforehand: three decisions of people weigh as much


@transaction.atomic
def load_reference(folder: Path) -> dict[str, int]:
    """Load every file of the folder. Returns how many rows each kind gained; a second run gains none."""
    return {
        "行政区划": _regions(_read(folder / "regions.json")),
        "会议": _councils(_read(folder / "councils.json")),
        "行业": _industries(_read(folder / "industries.json")),
        "承办单位": _departments(_read(folder / "departments.json")),
        "单位": _organisations(_read(folder / "organisations.json")),
        "检索同义词": _aliases(_read(folder / "aliases.json")),
        "归类用词": _topics(_read(folder / "topics.json")),
        "办理规则": load_rules(_read(folder / "rules.json")),
        "办理结果分类": load_schemes(_read(folder / "schemes.json")),
    }


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _regions(rows: list[dict[str, Any]]) -> int:
    known = set(Region.objects.values_list("code", flat=True))
    rows = [{"code": NATION, "name": "全国", "parent": None}, *rows]
    # Parents first: a province's code is smaller than those of its cities, a city's than those of its counties.
    new = [
        Region(code=row["code"], name=row["name"], parent_id=row["parent"])
        for row in sorted(rows, key=lambda row: str(row["code"]))
        if row["code"] not in known
    ]
    Region.objects.bulk_create(new, batch_size=500)
    return len(new)


def _councils(data: dict[str, list[dict[str, Any]]]) -> int:
    gained = 0
    for row in data["councils"]:
        Council.objects.get_or_create(region_id=row["region"], kind=row["kind"])
    for row in data["terms"]:
        council = Council.objects.get(region_id=row["region"], kind=row["kind"])
        Term.objects.get_or_create(council=council, number=row["number"])
    for row in data["sessions"]:
        term = Term.objects.get(council__region_id=row["region"], council__kind=row["kind"], number=row["term"])
        _, new = Session.objects.get_or_create(
            term=term, number=row["number"], defaults={"starts_on": row["start"], "ends_on": row["end"]}
        )
        gained += new
    return gained


def _industries(rows: list[dict[str, Any]]) -> int:
    """Aliases and codes are given only to nodes made now: an alias that staff deleted stays deleted."""
    gained = 0
    for order, row in enumerate(rows, start=1):
        industry, new = Industry.objects.get_or_create(name=row["name"], defaults={"order": order})
        gained += new
        if new:
            IndustryAlias.objects.bulk_create([IndustryAlias(industry=industry, name=one) for one in row["aliases"]])
            IndustryCode.objects.bulk_create([IndustryCode(industry=industry, code=one) for one in row["codes"]])
            if row["parent"]:
                industry.parent = Industry.objects.get(name=row["parent"])
                industry.save(update_fields=["parent"])
    return gained


def _departments(rows: list[dict[str, Any]]) -> int:
    known = set(Department.objects.values_list("region_id", "name"))
    new = [
        Department(region_id=row["region"], system=row["kind"], name=row["name"], name_key=sort_key(row["name"]))
        for row in rows
        if (row["region"], row["name"]) not in known
    ]
    made = {(one.region_id, one.name): one for one in Department.objects.bulk_create(new)}
    DepartmentAlias.objects.bulk_create(
        DepartmentAlias(department=made[row["region"], row["name"]], name=alias)
        for row in rows
        if (row["region"], row["name"]) in made
        for alias in row["aliases"]
    )
    return len(new)


def _organisations(rows: list[dict[str, Any]]) -> int:
    gained = 0
    for row in rows:
        organisation, new = Organisation.objects.get_or_create(name=row["name"], region_id=row["region"])
        gained += new
        if new:
            OrganisationAlias.objects.bulk_create(
                OrganisationAlias(organisation=organisation, name=alias) for alias in row["aliases"]
            )
    return gained


def _aliases(rows: list[dict[str, Any]]) -> int:
    """Into an empty table only: a group that staff took apart stays apart."""
    if AliasGroup.objects.exists():
        return 0
    for row in rows:
        group = AliasGroup.objects.create(note=row["note"])
        for name in row["names"]:
            SearchAlias.objects.create(group=group, name=name)
    return len(rows)


def _topics(data: dict[str, dict[str, list[str]]]) -> int:
    """Words that speak for a field or a department before anybody decided anything."""
    known = set(WordVote.objects.values_list("about", "target", "word"))
    new = [
        WordVote(about=about, target=target, word=word, given=GIVEN)
        for about, targets in data.items()
        for target, words in targets.items()
        for word in dict.fromkeys(words)
        if (about, target, word) not in known
    ]
    WordVote.objects.bulk_create(new, batch_size=500)
    return len(new)
