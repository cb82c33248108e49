"""What is said of the files: manifest, schemas and catalogue record, and the same in a folder."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client, override_settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # has no types
from pyld import jsonld

from proposals.exports.files import FILES
from proposals.exports.tables import TABLES
from tests.factories import make_proposal, make_session
from tests.proposals.handling.cases import make_answered

pytestmark = pytest.mark.django_db
DCAT, DCT = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"


def told(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return json.loads(response.getvalue())


def resources(package: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["path"]: one for one in package["resources"]}


def test_the_manifest_names_every_file_and_what_one_measured_once_it_was_sent(client: Client):
    make_proposal()
    make_proposal()
    assert "bytes" not in resources(told(client, "/data/manifest.json"))["proposals.csv"]

    sent = bytes(client.get("/data/proposals.csv").getvalue())

    found = resources(told(client, "/data/manifest.json"))
    assert set(found) == {one.filename for one in FILES.values()}
    own = found["proposals.csv"]
    assert (own["bytes"], own["rows"], own["hash"]) == (len(sent), 2, f"sha256:{hashlib.sha256(sent).hexdigest()}")
    make_proposal()
    assert "bytes" not in resources(told(client, "/data/manifest.json"))["proposals.csv"]


def test_a_part_of_the_data_says_nothing_of_the_whole(client: Client):
    make_proposal()

    client.get("/data/proposals.csv", {"kind": "motion"}).getvalue()

    assert "bytes" not in resources(told(client, "/data/manifest.json"))["proposals.csv"]


def test_the_schema_in_the_manifest_has_the_headings_of_the_csv(client: Client):
    make_answered()
    package = resources(told(client, "/data/manifest.json"))

    for name in TABLES:
        content = bytes(client.get(f"/data/{name}.csv").getvalue()).decode("utf-8-sig")
        heads = next(csv.reader(io.StringIO(content, newline="")))
        assert [one["name"] for one in package[f"{name}.csv"]["schema"]["fields"]] == heads


def test_every_line_of_json_is_what_its_schema_says(client: Client):
    make_answered(asks=["修好旧堤"], session=make_session(term=16))

    for name in TABLES:
        schema = told(client, f"/data/{name}-schema.json")
        Draft202012Validator.check_schema(schema)
        lines = bytes(client.get(f"/data/{name}.jsonl").getvalue()).decode().splitlines()
        faults = [
            fault.message for line in lines for fault in Draft202012Validator(schema).iter_errors(json.loads(line))
        ]
        assert faults == [], name


@override_settings(
    DATA_LICENCE="https://example.org/licence", OPERATOR="某市人大常委会代表工委", CONTACT="0731-12345678"
)
def test_the_catalogue_record_expands_and_has_what_dcat_demands(client: Client):
    make_proposal(session=make_session())
    sent = bytes(client.get("/data/delegates.csv").getvalue())

    [catalog] = jsonld.expand(told(client, "/data/catalog.jsonld"))

    for name in (f"{DCT}title", f"{DCT}description", f"{DCT}publisher", f"{DCAT}dataset"):
        assert catalog[name]
    [data] = catalog[f"{DCAT}dataset"]
    for name in (f"{DCT}title", f"{DCT}description", f"{DCT}publisher", f"{DCT}modified", f"{DCAT}contactPoint"):
        assert data[name]
    distributions = data[f"{DCAT}distribution"]
    assert len(distributions) == len(FILES)
    for one in distributions:
        assert one[f"{DCAT}accessURL"][0]["@id"] == "http://127.0.0.1:8000/data/"
        assert one[f"{DCT}license"] == [{"@id": "https://example.org/licence"}]
        assert one[f"{DCAT}mediaType"][0]["@id"].startswith("https://www.iana.org/assignments/media-types/")
    sizes = [one[f"{DCAT}byteSize"][0]["@value"] for one in distributions if f"{DCAT}byteSize" in one]
    assert sizes == [str(len(sent))]


def test_without_a_licence_none_is_said(client: Client):
    make_proposal()

    with override_settings(DATA_LICENCE=""):
        record = client.get("/data/catalog.jsonld").content.decode()
        package = told(client, "/data/manifest.json")

    assert "dct:license" not in record
    assert "dct:rights" not in record
    assert "licenses" not in package


def test_a_folder_holds_the_files_that_its_manifest_measures(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    make_answered(asks=["修好旧堤"])

    call_command("export_data", str(tmp_path / "data"))

    package = resources(json.loads((tmp_path / "data" / "manifest.json").read_bytes()))
    assert set(package) == {one.filename for one in FILES.values()}
    for name, one in package.items():
        content = (tmp_path / "data" / name).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    assert package["asks.jsonl"]["rows"] == 1
    assert f"写好 {len(FILES)} 个文件" in capsys.readouterr().out
    assert not list((tmp_path / "data").glob(".*"))


def test_a_folder_of_one_session_in_one_format(tmp_path: Path):
    kept = make_proposal("关于修路的建议", kind="suggestion", session=make_session(number=1))
    make_proposal("关于种树的建议", kind="suggestion", session=make_session(number=2))

    call_command("export_data", str(tmp_path), "--session", str(kept.session_id), "--format", "jsonl", verbosity=0)

    lines = (tmp_path / "proposals.jsonl").read_text().splitlines()
    assert [json.loads(one)["id"] for one in lines] == [kept.pk]
    assert not (tmp_path / "proposals.csv").exists()
    assert {one["format"] for one in json.loads((tmp_path / "manifest.json").read_bytes())["resources"]} == {"jsonl"}


def test_a_session_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(CommandError, match="没有编号是 99 的会议"):
        call_command("export_data", str(tmp_path), "--session", "99")
