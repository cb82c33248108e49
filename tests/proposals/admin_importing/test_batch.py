"""The page of a batch, and writing, publishing and undoing it: each shown first, each by a plain form."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from proposals.importing.tasks import write_batch
from proposals.importing.writing import BEGUN, FILES
from proposals.models import ImportBatch, ImportFile, Proposal, Report
from tests.factories import make_user
from tests.proposals.admin_importing.desks import SPECIAL, VOICES, MakeFile

pytestmark = pytest.mark.django_db
State = ImportFile.State


def at(name: str, batch: ImportBatch) -> str:
    return reverse(f"admin:proposals_importbatch_{name}", args=[batch.pk])


def write(desk: Client, batch: ImportBatch) -> Any:
    """The page of what would be written, then its button."""
    shown = desk.get(at("apply", batch))
    digests = " ".join(f"{one.file.pk}:{one.plan.digest}" for one in shown.context["plans"] if one.plan)
    assert digests in shown.content.decode()
    return desk.post(at("apply", batch), {"digests": digests}, follow=True)


def test_the_page_says_of_each_file_how_far_it_is_and_what_was_read(
    desk: Client, batch: ImportBatch, make_file: MakeFile
):
    make_file()
    make_file("一句话", name="图.png", state=State.REFUSED, reason="这是图片，读不出其中的文字。")

    content = desk.get(at("change", batch)).content.decode()

    assert "株洲市 · 人大十六届一次 · 政协十届一次 · 2022年1月6日 · 江岸日报" in content
    assert "5 件 · 6 位" in content
    assert "这是图片，读不出其中的文字。" in content
    assert "待核对 1" in content
    assert "data-progress" not in content


def test_while_files_wait_the_page_asks_how_far_it_is(desk: Client, batch: ImportBatch, make_file: MakeFile):
    make_file(state=State.READING)
    make_file("二", name="二.txt")

    content = desk.get(at("change", batch)).content.decode()
    told = desk.get(at("progress", batch)).json()

    assert f'data-progress="{at("progress", batch)}"' in content
    assert "刷新看进度" in content
    assert (told["total"], told["done"], told["left"], told["words"]) == (2, 1, 1, "读完 1 个，共 2 个")
    assert {one["label"] for one in told["files"]} == {"正在读取", "待核对"}


def test_what_would_be_written_is_shown_and_nothing_is(desk: Client, batch: ImportBatch, make_file: MakeFile):
    make_file()

    response = desk.get(at("apply", batch))

    assert response.context["sums"]["create"] == 5
    assert not Report.objects.exists()
    assert not Proposal.objects.exists()


def test_writing_publishing_and_undoing_a_batch(desk: Client, batch: ImportBatch, make_file: MakeFile):
    file, client = make_file(), Client()

    assert "已写入：新登记 5 件" in write(desk, batch).content.decode()
    file.refresh_from_db()
    address = reverse("proposals:proposal", args=[Proposal.objects.first().pk])
    assert (file.state, client.get(address).status_code) == (State.APPLIED, 404)

    desk.post(at("publish", batch))
    assert client.get(address).status_code == 200

    shown = desk.get(at("undo", batch)).content.decode()
    assert "建议提案 5 条" in shown
    assert client.get(address).status_code == 200
    desk.post(at("undo", batch))

    file.refresh_from_db()
    assert (file.state, client.get(address).status_code) == (State.UNDONE, 410)


def test_a_batch_that_moved_since_it_was_shown_is_not_written(desk: Client, batch: ImportBatch, make_file: MakeFile):
    file = make_file()

    response = desk.post(at("apply", batch), {"digests": f"{file.pk}:{'0' * 64}"}, follow=True)

    assert "请重新预览一次再导入" in response.content.decode()
    assert not Report.objects.exists()


def test_a_region_nobody_said_is_asked_for(desk: Client, batch: ImportBatch, make_file: MakeFile):
    make_file()
    ImportBatch.objects.filter(pk=batch.pk).update(region=None)

    content = desk.get(at("apply", batch)).content.decode()

    assert "没有认出是哪座城市的两会" in content
    assert at("said", batch) in content
    assert '<button type="submit" class="im-go">写入' not in content


def test_what_is_undone_or_not_yet_written_is_not_undone_again(desk: Client, batch: ImportBatch):
    response = desk.post(at("undo", batch), follow=True)

    assert "这一批没有写入过，或者已经撤销了。" in response.content.decode()


def test_what_was_said_cannot_be_changed_once_it_is_written(desk: Client, batch: ImportBatch, make_file: MakeFile):
    make_file()
    write(desk, batch)

    desk.post(at("said", batch), {"source_name": "别处"})

    batch.refresh_from_db()
    assert batch.source_name == "江岸日报"


@pytest.mark.parametrize("files", [2, 60])
def test_the_pages_take_the_same_queries_however_many_files(
    desk: Client, batch: ImportBatch, make_file: MakeFile, files: int, django_assert_max_num_queries: Any
):
    for number in range(files):
        make_file("会议今天开幕。", name=f"{number}.txt")

    for address in (at("change", batch), at("progress", batch), "/admin/proposals/importbatch/"):
        with django_assert_max_num_queries(10):
            assert desk.get(address).status_code == 200


def test_the_list_says_where_each_batch_stands(desk: Client, batch: ImportBatch, make_file: MakeFile):
    make_file()

    waiting = desk.get("/admin/proposals/importbatch/", {"stage": "review"}).context["cl"]
    written = desk.get("/admin/proposals/importbatch/", {"stage": "applied"}).context["cl"]

    assert (waiting.result_count, written.result_count) == (1, 0)
    assert "1 个待核对" in desk.get("/admin/proposals/importbatch/").content.decode()


def test_the_first_page_leads_to_what_waits(desk: Client, make_file: MakeFile, clerk: User):
    make_file(VOICES)
    make_file(SPECIAL, name="特刊.txt")

    content = desk.get("/admin/").content.decode()

    assert "<b>1</b> 批导入等核对" in content
    assert "/admin/proposals/importbatch/add/" in content


def test_a_report_leads_back_to_the_batch_that_wrote_it(batch: ImportBatch, desk: Client, make_file: MakeFile):
    make_file()
    write(desk, batch)
    chief = Client()
    chief.force_login(make_user("chief", superuser=True))

    content = chief.get(reverse("admin:proposals_report_change", args=[Report.objects.get().pk])).content.decode()

    assert f'<a href="{at("change", batch)}">{batch}</a>' in content


def test_a_long_batch_is_written_by_a_worker_while_the_page_tells_how_far_it_is(
    desk: Client, batch: ImportBatch, make_file: MakeFile, clerk: User, settings: Any, tmp_path: Path
):
    settings.VAR = tmp_path
    make_file()
    for number in range(FILES):
        make_file("会议今天开幕。", name=f"{number}.txt")

    content = write(desk, batch).content.decode()
    told = desk.get(at("progress", batch)).json()
    again = desk.get(at("apply", batch), follow=True).content.decode()

    assert not Proposal.objects.exists()
    assert f'data-progress="{at("progress", batch)}"' in content
    assert "已经交给后台写入，已等" in content
    assert (told["left"], told["words"].startswith("已经交给后台写入")) == (1, True)
    assert BEGUN in again
    assert "正在写入" in desk.get("/admin/proposals/importbatch/").content.decode()

    task = DBTaskResult.objects.get()
    assert write_batch.call(*task.args_kwargs["args"]) is True
    batch.refresh_from_db()
    assert (Proposal.objects.count(), batch.applied_by) == (5, clerk)
    assert "data-progress" not in desk.get(at("change", batch)).content.decode()


def test_why_a_worker_wrote_nothing_stands_on_the_page(desk: Client, batch: ImportBatch, make_file: MakeFile):
    make_file()
    ImportBatch.objects.filter(pk=batch.pk).update(not_written="预览之后，库里的资料有了变化。")

    content = desk.get(at("change", batch)).content.decode()

    assert "没有写入：预览之后，库里的资料有了变化。" in content
    assert at("apply", batch) in content
