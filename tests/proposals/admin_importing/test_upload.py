"""Dropping files in: by the plain form, by the script's requests, with what staff say in words."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from proposals.models import ImportBatch
from tests.factories import make_region, make_session

pytestmark = pytest.mark.django_db
ADD = "/admin/proposals/importbatch/add/"
JSON = {"Accept": "application/json"}


def file(name: str = "声音.txt", content: bytes = b"text") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def wrong(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(str(one) for errors in response.context["form"].errors.values() for one in errors)


def test_the_page_says_its_limits_before_anything_is_sent(desk: Client):
    content = desk.get(ADD).content.decode()

    assert "每个不超过 20 MB" in content
    assert "整包不超过 100 MB" in content


def test_the_plain_form_makes_a_batch_and_lets_the_worker_read(desk: Client, django_capture_on_commit_callbacks: Any):
    region = make_region()

    with django_capture_on_commit_callbacks(execute=True):
        response = desk.post(
            ADD,
            {
                "dropped": [file("一.txt", b"1"), file("二.txt", b"2")],
                "pasted": "粘贴的一段话",
                "region": "株洲市",
                "npc": "十六届一次",
                "cppcc": "第十届第一次会议",
                "published_on": "2022-01-06",
                "source_name": "江岸日报",
                "show_text": "on",
            },
        )

    batch = ImportBatch.objects.get()
    assert response["Location"] == reverse("admin:proposals_importbatch_change", args=[batch.pk])
    assert [one.name for one in batch.files.all()] == ["一.txt", "二.txt", "粘贴的文字.txt"]
    assert bytes(batch.files.last().data).decode() == "粘贴的一段话"
    assert (batch.region, batch.sessions) == (region, ["npc:16-1", "cppcc:10-1"])
    assert (batch.published_on, batch.source_name) == (date(2022, 1, 6), "江岸日报")
    assert (batch.publish, batch.show_text, batch.created_by.username) == (False, True, "林小满")
    assert DBTaskResult.objects.get().args_kwargs["args"] == [batch.pk]


def test_nothing_to_read_is_no_batch(desk: Client):
    assert "还没有选文件，也没有粘贴文字" in wrong(desk.post(ADD, {"pasted": "  "}))
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    "words",
    ["十六届一次", "16届1次", "第十六届第一次会议", "市十六届人大一次会议", "16-1", "npc:16-1", "十六届人大一次"],
)
def test_a_session_is_understood_as_people_write_it(desk: Client, words: str):
    desk.post(ADD, {"pasted": "文字", "npc": words})

    assert ImportBatch.objects.get().sessions == ["npc:16-1"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("去年那次", "看不懂“去年那次”。请写成“十六届一次”"),
        ("十六届", "看不懂“十六届”"),
        ("零届一次", "看不懂"),
        ("十六届政协一次", "这里填人大的会议，“十六届政协一次”像是政协的。"),
    ],
)
def test_a_session_that_is_not_understood_says_how_to_write_it(desk: Client, words: str, reason: str):
    assert reason in wrong(desk.post(ADD, {"pasted": "文字", "npc": words}))


def test_a_region_is_found_by_name_by_code_or_by_both(desk: Client):
    make_region("430200", "株洲市")

    for words in ("株洲市", "株洲", "430200", "株洲市 430200"):
        desk.post(ADD, {"pasted": f"文字 {words}", "region": words})

    assert set(ImportBatch.objects.values_list("region", flat=True)) == {"430200"}


def test_a_name_of_several_places_asks_for_the_code(desk: Client):
    make_region("320106", "鼓楼区")
    make_region("350102", "鼓楼区")

    told = wrong(desk.post(ADD, {"pasted": "文字", "region": "鼓楼区"}))

    assert "叫“鼓楼区”的地方不止一个：鼓楼区 320106、鼓楼区 350102。请把代码一起填上。" in told


@pytest.mark.parametrize("words", ["无此地", "999999", "株洲市 999999", "渌口区 430200"])
def test_a_place_that_is_not_there_is_not_guessed(desk: Client, words: str):
    make_region("430200", "株洲市")

    assert "没有" in wrong(desk.post(ADD, {"pasted": "文字", "region": words}))


def test_sessions_of_the_database_are_offered(desk: Client):
    make_session(term=16, number=1)
    make_session(kind="cppcc", term=10, number=2)

    content = desk.get(ADD).content.decode()

    assert '<option value="十六届一次">株洲市</option>' in content
    assert '<option value="十届二次">株洲市</option>' in content


def test_the_script_sends_the_files_one_by_one(desk: Client, django_capture_on_commit_callbacks: Any):
    places = desk.post(ADD, {"npc": "十六届一次", "later": "on"}, headers=JSON).json()
    assert not DBTaskResult.objects.exists()

    first = desk.post(places["files"], {"dropped": file("一.txt", b"1")}, headers=JSON).json()
    second = desk.post(places["files"], {"dropped": file("空.txt", b"")}, headers=JSON).json()
    with django_capture_on_commit_callbacks(execute=True):
        ended = desk.post(places["begin"], headers=JSON).json()

    batch = ImportBatch.objects.get()
    assert first["files"][0]["state"] == "waiting"
    assert second["files"][0] == {
        "name": "空.txt",
        "state": "refused",
        "label": "不能读取",
        "reason": "文件是空的，里面没有内容。请核对后重新上传。",
    }
    assert ended["batch"] == reverse("admin:proposals_importbatch_change", args=[batch.pk])
    assert DBTaskResult.objects.count() == 1


def test_the_script_is_told_which_field_is_wrong(desk: Client):
    response = desk.post(ADD, {"npc": "那次", "later": "on"}, headers=JSON)

    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["npc"]


def test_more_files_join_a_batch_without_a_script(desk: Client, batch: ImportBatch):
    address = reverse("admin:proposals_importbatch_files", args=[batch.pk])

    response = desk.post(address, {"dropped": [file("三.txt", b"3")]})

    assert response.status_code == 302
    assert [one.name for one in batch.files.all()] == ["三.txt"]


def test_what_was_said_of_a_batch_can_be_put_right(desk: Client, batch: ImportBatch):
    address = reverse("admin:proposals_importbatch_said", args=[batch.pk])
    content = desk.get(address).content.decode()
    assert 'value="十六届一次"' in content
    assert 'value="株洲市 430200"' in content

    desk.post(address, {"region": "", "npc": "十六届二次", "source_name": "江岸晚报", "publish": "on"})

    batch.refresh_from_db()
    assert (batch.region, batch.sessions, batch.source_name) == (None, ["npc:16-2"], "江岸晚报")
    assert (batch.publish, batch.published_on) == (True, None)
