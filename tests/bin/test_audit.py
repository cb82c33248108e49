"""The audit must find what is broken, and must not claim what it could not learn."""

import json

import pytest

from config.preparation import ROOT

HASH = "--hash=sha256:" + "0" * 64
GOOD = f"django==5.2.19 \\\n    {HASH} \\\n    {HASH}\ntzdata==2026.6 ; sys_platform == 'win32' \\\n    {HASH}\n"


def test_a_lock_of_exact_versions_with_hashes_has_no_fault(audit):
    assert audit.lock_faults(GOOD) == []
    assert audit.pins(GOOD) == {"django": "5.2.19", "tzdata": "2026.6"}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_our_own_locks_have_no_fault(audit, name):
    assert audit.lock_faults((ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "rich==15.0.0",
        f"rich>=15.0 {HASH}",
        f"rich @ file:///srv/rich.whl {HASH}",
        f"./rich {HASH}",
        "-e .",
        "--index-url index.example",
    ],
)
def test_a_line_without_exact_version_and_hashes_is_a_fault(audit, line):
    assert f"no exact version with hashes: {line[:80]}" in audit.lock_faults(GOOD + line + "\n")


def test_an_address_and_an_empty_lock_are_faults(audit):
    assert audit.lock_faults("") == ["the lock is empty"]
    assert "an address (://) in the lock" in audit.lock_faults(GOOD + "# https://index.example\n")


def test_a_dependency_that_is_not_locked_is_found(audit):
    project = '[project]\ndependencies = ["Django>=5.2,<5.3", "psycopg[binary,pool]>=3.3", "tzdata"]\n'

    assert audit.missing_from_lock(project, GOOD) == ["not in the lock: psycopg"]


@pytest.mark.parametrize(("version", "old"), [("5.2.18", True), ("5.2.19", False), ("5.2.20", False), ("4.2.99", True)])
def test_a_django_before_the_security_release_is_found(audit, version, old):
    assert bool(audit.old_django(GOOD.replace("5.2.19", version))) == old


def test_a_licence_off_the_list_is_found(audit):
    assert audit.licence_faults(["django", "waitress", "not-installed"]) == []
    assert audit.licence_faults(["django", "waitress"], allowed={"BSD-3-Clause"}) == [
        "licence of waitress is not on the list: Zope Public License"
    ]


def test_advisories_are_read_as_found_unknown_or_clean(audit):
    answer = {
        "dependencies": [
            {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]},
            {"name": "b", "skip_reason": "not found"},
            {"name": "c", "version": "2", "vulns": []},
        ]
    }

    assert audit.read_advisories(json.dumps(answer)) == (["a 1: PYSEC-1"], ["b: not found"])
    assert audit.read_advisories(json.dumps({"dependencies": answer["dependencies"][2:]})) == ([], [])


@pytest.mark.parametrize("output", ["", "Traceback", '{"dependencies": []}'])
def test_no_answer_is_never_a_clean_one(audit, output):
    found, unknown = audit.read_advisories(output)

    assert (found, len(unknown)) == ([], 1)
