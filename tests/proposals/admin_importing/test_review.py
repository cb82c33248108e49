"""Reviewing a file by plain forms: a decision comes back to its place, says who made it, changes what is written."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from proposals.importing.decisions import decided_in, found_in
from proposals.models import Decision, ImportFile
from tests.proposals.admin_importing.desks import SPECIAL, VOICES, MakeFile, importer

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def file(make_file: MakeFile) -> ImportFile:
    return make_file()


def page(desk: Client, file: ImportFile, **query: str | int) -> str:
    response = desk.get(reverse("admin:proposals_importfile_review", args=[file.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def decide(desk: Client, file: ImportFile, headers: dict[str, str] | None = None, **data: object) -> Any:
    address = reverse("admin:proposals_importfile_decide", args=[file.pk])
    return desk.post(address, {"s": "1", "order": "source", **data}, headers=headers)


def headline(file: ImportFile, number: int = 0) -> str:
    return found_in(file).proposals[number].headline


def test_the_source_stands_beside_its_records_with_every_fact_marked(desk: Client, file: ImportFile):
    content = page(desk, file, order="source", s=1)

    found = found_in(file)
    assert found.delegates[0].name in content
    assert 'href="#f-proposals-0-headline" data-keys="f-proposals-0-headline' in content
    assert 'id="f-proposals-0-headline"' in content


def test_accepting_comes_back_to_the_same_place_and_says_who(desk: Client, file: ImportFile, clerk: User):
    response = decide(desk, file, do="accept proposals/0/headline")

    assert response["Location"].endswith(f"/file/{file.pk}/?s=1&order=source#f-proposals-0-headline")
    one = Decision.objects.get()
    assert (one.fact, one.choice, one.value, one.decided_by) == ("proposals/0/headline", "accept", None, clerk)
    assert "林小满 采用" in page(desk, file, order="source", s=1)


def test_a_correction_is_what_will_be_written_and_the_old_words_stay_to_be_seen(desk: Client, file: ImportFile):
    before = headline(file)

    decide(desk, file, fact="proposals/0/headline", choice="correct", value="修好江岸旧堤")

    assert decided_in(file).proposals[0].headline == "修好江岸旧堤"
    content = page(desk, file, order="source", s=1)
    assert "修好江岸旧堤" in content
    assert f'<del class="rv-was">{before}</del>' in content


def test_a_rejected_record_is_not_written(desk: Client, file: ImportFile):
    before = len(found_in(file).proposals)

    decide(desk, file, do="reject proposals/0")

    assert len(decided_in(file).proposals) == before - 1


def test_a_missed_ask_and_a_missed_proposer_can_be_added(desk: Client, file: ImportFile):
    asks = len(found_in(file).proposals[0].asks)

    for words in ("每年汛前检查一遍", "把检查结果公开"):
        decide(desk, file, fact="proposals/0/asks/+", choice="correct", value=words)
    decide(desk, file, fact="proposals/0/proposers/+", choice="correct", value="贺长青（政协委员）")

    after = decided_in(file).proposals[0]
    assert [one.text for one in after.asks[asks:]] == ["每年汛前检查一遍", "把检查结果公开"]
    assert after.proposers[-1].name == "贺长青"
    assert set(Decision.objects.values_list("fact", flat=True)) == {
        "proposals/0/asks/+1",
        "proposals/0/asks/+2",
        "proposals/0/proposers/+1",
    }
    assert "每年汛前检查一遍" in page(desk, file, order="source", s=1)


def test_a_field_the_source_does_not_state_can_be_added_and_taken_back(desk: Client, file: ImportFile):
    decide(desk, file, fact="proposals/0/number", choice="correct", value="0012")
    assert decided_in(file).proposals[0].number == "0012"
    assert "0012" in page(desk, file, order="source", s=1)

    decide(desk, file, do="undo proposals/0/number")

    assert not Decision.objects.exists()


def test_what_cannot_be_is_told_and_nothing_is_kept(desk: Client, file: ImportFile):
    plain = decide(desk, file, do="reject proposals/0/headline")
    script = decide(desk, file, JSON, fact="proposals/99/headline", choice="accept")

    assert "“题目”不能空着" in desk.get(plain["Location"]).content.decode()
    assert script.status_code == 409
    assert "已经没有“proposals/99”这一项" in script.json()["error"]
    assert not Decision.objects.exists()


def test_the_script_gets_the_changed_card_and_what_is_left(desk: Client, file: ImportFile):
    told = decide(desk, file, JSON, fact="proposals/0/headline", choice="correct", value="修好江岸旧堤").json()

    assert (told["card"], told["key"], told["others"]) == ("f-proposals-0", "f-proposals-0-headline", False)
    assert "修好江岸旧堤" in told["html"]
    assert told["html"].lstrip().startswith("<article")
    assert "全文" in told["left"]


def test_a_sheet_is_accepted_at_once_and_earlier_decisions_stand(desk: Client, file: ImportFile):
    decide(desk, file, do="reject proposals/0")

    response = decide(desk, file, do="all")

    assert response.status_code == 302
    choices = dict(Decision.objects.values_list("fact", "choice"))
    assert choices.pop("proposals/0") == "reject"
    assert set(choices.values()) == {"accept"}
    assert len(choices) >= 1


def test_the_last_decision_of_two_reviewers_holds_and_both_are_told(desk: Client, file: ImportFile, clerk: User):
    stamp = desk.get(reverse("admin:proposals_importfile_stamp", args=[file.pk])).json()["stamp"]
    other = importer("周子墨")
    second = Client()
    second.force_login(other)
    decide(second, file, do="reject proposals/0/asks/0")

    told = decide(desk, file, JSON, fact="proposals/0/headline", choice="accept", seen=stamp).json()
    decide(desk, file, do="accept proposals/0/asks/0")

    assert told["others"] is True
    assert told["stamp"] != stamp
    assert Decision.objects.get(fact="proposals/0/asks/0").decided_by == clerk


@pytest.mark.parametrize("state", ["applied", "undone"])
def test_what_is_written_can_be_looked_at_and_not_changed(desk: Client, make_file: MakeFile, state: str):
    file = make_file(state=state)

    content = page(desk, file)
    response = decide(desk, file, JSON, do="accept proposals/0")

    assert 'name="do"' not in content
    assert response.status_code == 409
    assert decide(desk, file, do="all").status_code == 302
    assert not Decision.objects.exists()


def test_a_file_that_is_not_read_leads_back_to_its_batch(desk: Client, make_file: MakeFile):
    file = make_file(state="waiting")
    ImportFile.objects.filter(pk=file.pk).update(found=None)

    response = desk.get(reverse("admin:proposals_importfile_review", args=[file.pk]), follow=True)

    assert "还没有读出内容" in response.content.decode()


def test_doubtful_records_come_first_unless_the_order_of_the_source_is_wanted(desk: Client, make_file: MakeFile):
    file = make_file(SPECIAL)
    doubtful = [n for n, one in enumerate(found_in(file).proposals) if one.doubts]

    by_doubt = desk.get(reverse("admin:proposals_importfile_review", args=[file.pk])).context["desk"]
    by_source = desk.get(reverse("admin:proposals_importfile_review", args=[file.pk]), {"order": "source"}).context[
        "desk"
    ]

    assert doubtful
    assert f"proposals/{doubtful[0]}" in by_doubt.sheet.records
    assert [one.number for one in by_source.ordered] == sorted(one.number for one in by_doubt.ordered)
    assert by_doubt.open_doubts == len(doubtful)


def test_only_the_article_on_the_page_is_drawn(desk: Client, make_file: MakeFile):
    file = make_file(SPECIAL)
    found = found_in(file)

    content = page(desk, file, order="source", s=1)

    first, second = found.articles[:2]
    assert SPECIAL[first.span.end - 40 : first.span.end - 10] in content
    assert SPECIAL[second.span.end - 40 : second.span.end - 10] not in content


def test_an_encoding_in_doubt_is_shown_in_each_reading(desk: Client, make_file: MakeFile):
    file = make_file(doubt="编码可能不对")
    ImportFile.objects.filter(pk=file.pk).update(data=VOICES.encode("gb18030"))

    content = page(desk, file)

    assert "编码可能不对" in content
    assert VOICES.split()[0][:10] in content
    assert 'value="big5"' in content


@pytest.mark.parametrize("decisions", [0, 30])
def test_the_page_takes_the_same_queries_however_much_was_found_and_decided(
    desk: Client, make_file: MakeFile, clerk: User, decisions: int, django_assert_max_num_queries: Any
):
    file = make_file(SPECIAL if decisions else VOICES)
    for number in range(decisions):
        Decision.objects.create(
            file=file, fact=f"proposals/0/asks/+{number + 1}", choice="correct", value="修堤", decided_by=clerk
        )

    with django_assert_max_num_queries(8):
        page(desk, file, order="source", s=2)


def test_what_was_read_again_is_shown_anew(desk: Client, make_file: MakeFile):
    file = make_file(finished_at="2022-01-06T08:00Z")
    before = headline(file)
    assert before in page(desk, file)
    other = make_file(VOICES.replace(before, "另起的一个题目"), name="二.txt")

    ImportFile.objects.filter(pk=file.pk).update(
        found=other.found, text=other.text, finished_at="2022-01-06T09:00Z", state="read"
    )

    assert "另起的一个题目" in page(desk, file)
