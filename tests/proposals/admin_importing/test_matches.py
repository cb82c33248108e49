"""A file beside the database: the same or not, and whether the whole is a corrected report. Plain forms."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.importing.apply import apply_batch
from proposals.models import Decision, ImportBatch, ImportFile, Proposal, Report
from tests.factories import make_region
from tests.proposals.admin_importing.desks import VOICES, MakeFile
from tests.proposals.importing.test_queries import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def again(batch: ImportBatch, make_file: MakeFile) -> ImportFile:
    """The report of another batch with one more word, after the first was written."""
    make_file()
    apply_batch(batch, by=None)
    later = ImportBatch.objects.create(region=make_region(), sessions=batch.sessions)
    file = make_file(VOICES + "\n完\n", name="声音更正.txt")
    file.batch = later
    file.save()
    return file


def at(file: ImportFile) -> str:
    return reverse("admin:proposals_importfile_matches", args=[file.pk])


def answer(desk: Client, file: ImportFile, words: str) -> Any:
    return desk.post(at(file), {"do": words}, follow=True)


def test_a_file_of_new_records_has_nothing_to_compare(desk: Client, make_file: MakeFile):
    response = desk.get(at(make_file()))

    assert (response.context["fresh"], list(response.context["rows"])) == (5, [])
    assert response.context["suspicion"] is None


def test_a_likely_match_is_shown_with_its_reason_and_not_used(desk: Client, again: ImportFile):
    rows = desk.get(at(again)).context["rows"]

    assert len(rows) == 5
    one, told, _ = rows[0]
    assert (one.action.value, bool(one.existing), bool(one.reason), told) == ("create", True, True, None)


def test_likely_matches_nobody_answered_are_told_before_writing(desk: Client, again: ImportFile):
    address = reverse("admin:proposals_importbatch_apply", args=[again.batch_id])
    one = desk.get(at(again)).context["rows"][0][0]
    assert "有 5 件像是库里已有的，还没有人说是不是同一件。" in desk.get(address).content.decode()

    answer(desk, again, f"same {one.path} {one.existing.pk}")

    response = desk.get(address)
    assert "有 4 件像是库里已有的" in response.content.decode()
    assert (response.context["sums"]["attach"], response.context["sums"]["create"]) == (1, 4)


def test_the_same_one_is_said_and_taken_back(desk: Client, again: ImportFile):
    one = desk.get(at(again)).context["rows"][0][0]

    response = answer(desk, again, f"same {one.path} {one.existing.pk}")
    assert Decision.objects.get().value == one.existing.pk
    assert "林小满 说是同一件" in response.content.decode()
    actions = [row.action.value for row, _, _ in response.context["rows"]]
    assert actions.count("attach") == 1

    answer(desk, again, f"back {one.path}")
    assert not Decision.objects.exists()


def test_another_one_is_said(desk: Client, again: ImportFile):
    one = desk.get(at(again)).context["rows"][0][0]

    response = answer(desk, again, f"new {one.path}")

    assert Decision.objects.get().choice == "reject"
    assert "林小满 说不是" in response.content.decode()


def test_a_corrected_report_is_suspected_and_confirmed_by_a_person(desk: Client, again: ImportFile):
    original = Report.objects.get()
    assert desk.get(at(again)).context["suspicion"].report == original

    answer(desk, again, f"corrects report {original.pk}")
    again.refresh_from_db()
    assert again.supersedes == original
    assert "这是更正稿" in desk.get(at(again)).content.decode()

    answer(desk, again, "separate")
    again.refresh_from_db()
    assert again.supersedes is None


@pytest.mark.parametrize(
    "words", ["same proposals/0 x", "same proposals/0 999999", "corrects report 999999", "", "same"]
)
def test_an_answer_about_nothing_is_told_and_kept_nowhere(desk: Client, again: ImportFile, words: str):
    response = answer(desk, again, words)

    assert response.status_code == 200
    assert not Decision.objects.exists()
    again.refresh_from_db()
    assert again.supersedes is None


def test_the_differences_of_a_match_are_shown_field_by_field(desk: Client, again: ImportFile):
    one = desk.get(at(again)).context["rows"][0][0]
    Proposal.objects.filter(pk=one.existing.pk).update(headline="别人改过的题目")

    response = answer(desk, again, f"same {one.path} {one.existing.pk}")

    assert "别人改过的题目" in response.content.decode()
    assert any(changes for _, _, changes in response.context["rows"])


@pytest.mark.parametrize("known", [False, True])
def test_both_pages_take_the_same_queries_for_four_people_and_for_forty(
    desk: Client, batch: ImportBatch, make_file: MakeFile, known: bool
):
    if known:
        make_file(page(range(40)))
        apply_batch(batch, by=None)
    asked: dict[tuple[str, int], int] = {}
    for count in (4, 40):
        later = ImportBatch.objects.create(region=make_region(), sessions=batch.sessions)
        file = make_file(page(range(count)) + "\n完\n", name=f"{count}.txt")
        ImportFile.objects.filter(pk=file.pk).update(batch=later)
        for name, address in (
            ("matches", at(file)),
            ("apply", reverse("admin:proposals_importbatch_apply", args=[later.pk])),
        ):
            with CaptureQueriesContext(connection) as queries:
                response = desk.get(address)
            asked[name, count] = len(queries)
            plan = response.context["plan"] if name == "matches" else response.context["plans"][0].plan
            assert len(plan.delegates) == count
            assert sum(one.existing is not None for one in plan.proposals) == (count if known else 0)

    assert asked["matches", 40] <= asked["matches", 4] + 2  # the report it may correct, and its text
    assert asked["apply", 40] <= asked["apply", 4]
    assert max(asked.values()) <= 35
