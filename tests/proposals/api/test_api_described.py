"""The description is valid, is the file that is committed, and is what answers look like; its page has what it says."""

import json
import re
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # no type information published

from proposals.api.described import description
from proposals.api.shapes.names import NAMES
from proposals.api.tour import problems
from tests.pages import read, text
from tests.proposals.api.test_api_entries import make_full

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "docs" / "openapi.json"
HEAVIEST = 60_000  # bytes of HTML


def written() -> str:
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", stdout=out)
    return out.getvalue()


def test_the_description_is_valid_and_is_the_file_that_is_committed():
    told = written()

    assert json.loads(told)["openapi"] == "3.1.0"
    assert told.strip() == FILE.read_text("utf-8").strip(), "write it anew: see docs/api.md"


def test_the_description_that_is_served_is_the_same(client: Client, db: None):
    assert client.get("/api/v1/openapi.json").json() == json.loads(FILE.read_text("utf-8"))


def faults(schema: str, answer: Any) -> list[str]:
    whole = {"$ref": f"#/components/schemas/{schema}", "components": description()["components"]}
    validator = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{one.json_path}: {one.message[:200]}" for one in validator.iter_errors(answer)]


@pytest.mark.django_db
def test_answers_are_what_the_description_says(client: Client):
    proposal = make_full()
    person = proposal.proposers.filter(delegate__isnull=False).get().delegate_id
    report = proposal.articles.get().report_id
    addresses = {
        "proposals/": "Proposals", f"proposals/{proposal.pk}/": "ProposalDetail", "delegates/": "Delegates",
        f"delegates/{person}/": "DelegateDetail", "departments/": "Departments", "industries/": "Industries",
        "sessions/": "Sessions", "reports/": "Reports", f"reports/{report}/": "ReportDetail",
    }  # fmt: skip
    for address, schema in addresses.items():
        assert faults(schema, client.get(f"/api/v1/{address}").json()) == [], address
    assert faults("Problem", client.get("/api/v1/proposals/?state=x").json()) == []
    assert faults("Proposals", {"count": "many"}) != []


@pytest.mark.django_db
def test_every_printed_example_runs(client: Client):
    make_full()
    page = read(client, "/api/")
    examples = [unescape(one) for one in re.findall(r"<code>curl '([^<]*)'</code>", page)]

    assert len(examples) >= 6
    for one in examples:
        response = client.get(one.removeprefix("http://127.0.0.1:8000"))
        assert (response.status_code, response["Content-Type"]) == (200, "application/json"), one


@pytest.mark.django_db
def test_the_page_explains_every_address_member_and_problem(client: Client):
    page = read(client, "/api/")
    words = text(page)

    assert len(page.encode()) <= HEAVIEST
    assert "<script" not in page.replace('<script type="application/ld+json"', "")
    assert " style=" not in page
    for path, methods in description()["paths"].items():
        assert path in words
        for one in methods["get"].get("parameters", ()):
            assert f"<code>{one['name']}</code>" in page or one["in"] == "path"
    for link in set(re.findall(r'href="#([^"]+)"', page)):
        assert f'id="{link}"' in page, link
    for _, code, _ in problems():
        assert f'id="{code}"' in page


def test_every_shape_has_a_name_on_the_page():
    shapes = description()["components"]["schemas"]

    coded = {name for name, one in shapes.items() if set(one["properties"]) <= {"code", "label", "group"}}
    assert set(NAMES) == set(shapes) - coded


def test_every_problem_that_the_program_knows_is_explained():
    sources = (ROOT / "proposals" / "api").rglob("*.py")
    used = {
        code
        for path in sources
        for code in re.findall(r'Problem\(\s*\d{3}, "(\w+)"', path.read_text("utf-8"))
    }  # fmt: skip

    assert used == {code for _, code, _ in problems()}


def test_every_member_is_explained_or_explains_itself():
    plain = {"id", "url", "name", "headline", "title", "label", "code", "kind", "results", "value", "field"}
    silent = [
        f"{name}.{member}"
        for name, shape in description()["components"]["schemas"].items()
        for member, form in shape["properties"].items()
        if "description" not in form and "$ref" not in form and "items" not in form and member not in plain
    ]
    assert silent == []
