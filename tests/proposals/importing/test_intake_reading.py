"""The worker reads what waits: real bytes, a real child process, real rows."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from proposals.importing.columns import remember, remembered
from proposals.importing.intake import Arrival, read_again, receive
from proposals.importing.tasks import begin_reading, read_batch
from proposals.importing.waiting import SILENCE, read_waiting, take
from proposals.ingest.frozen import thaw, thaw_mapping, thaw_tables
from proposals.ingest.lists.columns import guess, principal
from proposals.ingest.records import Column, Mapping
from proposals.models import ImportBatch, ImportFile
from tests.zhuzhou import ROOT

pytestmark = pytest.mark.django_db
State = ImportFile.State
VOICES = (ROOT / "fixtures" / "reports" / "voices.txt").read_text("utf-8")
LIST = """序号,建议编号,标题,领衔代表,主办单位
1,0012,关于修缮旧堤的建议,林知夏,市水利局
2,0013,关于清理河滩的建议,赵一川,市城管局
"""


def batch_of(*files: tuple[str, bytes], source_name: str = "") -> ImportBatch:
    return receive([Arrival(*one) for one in files], by=None, source_name=source_name)


def zipped(**entries: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


def states(batch: ImportBatch) -> dict[str, str]:
    return dict(batch.files.values_list("name", "state"))


def test_each_waiting_file_is_read_or_refused_with_its_reason():
    batch = batch_of(("声音.txt", VOICES.encode("gb18030")), ("图.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 99))

    assert read_waiting(batch) == 2

    voices, picture = batch.files.all()
    assert (voices.state, voices.format, voices.encoding, voices.text) == (State.READ, "txt", "gb18030", VOICES)
    found = thaw(voices.found, length=len(voices.text))
    assert len(found.proposals) == 5
    assert voices.started_at is not None
    assert voices.finished_at is not None
    assert voices.finished_at >= voices.started_at
    assert picture.state == State.REFUSED
    assert picture.reason.startswith("这是图片")


def test_each_entry_of_an_archive_becomes_a_file_and_the_archive_goes():
    batch = batch_of(("两会.zip", zipped(**{"一/声音.txt": VOICES.encode(), "坏.png": b"\x89PNG\r\n\x1a\n"})))

    read_waiting(batch)

    assert states(batch) == {"两会.zip/一/声音.txt": State.READ, "两会.zip/坏.png": State.REFUSED}


def test_an_archive_cut_short_is_gone_through_again_without_doubles():
    batch = batch_of(("两会.zip", zipped(**{"一.txt": VOICES.encode(), "二.txt": (VOICES + "尾").encode()})))
    archive = batch.files.get()
    ImportFile.objects.create(
        batch=batch, order=2, name="两会.zip/一.txt", sha256="0" * 64, size=1, data=b"", state=State.READ
    )
    long_ago = timezone.now() - SILENCE - timedelta(seconds=1)
    ImportFile.objects.filter(pk=archive.pk).update(state=State.READING, started_at=long_ago)

    read_waiting(batch)

    assert states(batch) == {"两会.zip/一.txt": State.READ, "两会.zip/二.txt": State.READ}


def test_an_archive_that_is_broken_says_so():
    batch = batch_of(("两会.zip", b"PK\x05\x06" + b"\0" * 10))

    read_waiting(batch)

    row = batch.files.get()
    assert row.state == State.REFUSED
    assert row.reason


def test_an_entry_with_the_bytes_of_another_file_is_kept_once():
    batch = batch_of(("声音.txt", VOICES.encode()), ("两会.zip", zipped(**{"又.txt": VOICES.encode()})))

    read_waiting(batch)

    twin = batch.files.get(name="两会.zip/又.txt")
    assert (twin.state, twin.reason) == (State.SAME, "和这一批里的“声音.txt”内容一字不差，只留一份。")


@pytest.mark.parametrize(("silent", "taken"), [(SILENCE - timedelta(seconds=30), False), (SILENCE * 1.1, True)])
def test_a_file_whose_worker_is_gone_is_taken_up_after_a_silence(silent: timedelta, taken: bool):
    batch = batch_of(("声音.txt", b"x"))
    batch.files.update(state=State.READING, started_at=timezone.now() - silent)

    assert (take(batch) is not None) == taken


def test_a_file_is_taken_by_one_worker_only():
    batch = batch_of(("声音.txt", b"x"))

    assert take(batch) is not None
    assert take(batch) is None


def test_what_a_person_said_of_the_encoding_is_followed():
    batch = batch_of(("声音.txt", VOICES.encode("gb18030")))
    read_waiting(batch)
    row = batch.files.get()
    assert row.text == VOICES

    read_again(row, encoding="big5")
    read_waiting(batch)

    row.refresh_from_db()
    wrong = VOICES.encode("gb18030").decode("big5", "replace")
    assert (row.state, row.encoding, row.doubt, row.text) == (State.READ, "big5", "", wrong)


def test_what_a_person_said_of_the_columns_is_followed_and_remembered_for_the_source():
    batch = batch_of(("目录.csv", LIST.encode()), source_name="江岸市政府办")
    read_waiting(batch)
    row = batch.files.get()
    tables = thaw_tables(row.tables)
    guessed = guess(tables)
    assert Column.LEAD_DEPARTMENT in guessed.columns
    columns = tuple(Column.IGNORED if one is Column.LEAD_DEPARTMENT else one for one in guessed.columns)
    table = principal(tables)
    assert table is not None

    remember("江岸市政府办", table, Mapping(guessed.header, columns), by=None)
    other = batch_of(("目录二.csv", LIST.replace("0013", "0014").encode()), source_name="江岸市政府办")
    read_waiting(other)

    again = other.files.get()
    assert thaw_mapping(again.mapping) == Mapping(guessed.header, columns)
    assert [one.departments for one in thaw(again.found).proposals] == [(), ()]
    assert remembered("别处", tables) is None


def test_the_library_s_worker_reads_a_batch(django_capture_on_commit_callbacks: Any):
    batch = batch_of(("声音.txt", VOICES.encode()))
    with django_capture_on_commit_callbacks(execute=True):
        begin_reading(batch)

    # As its loop does, without closing the connection that this test's transaction lives in.
    worker = Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=1,
        worker_id="test", excluded_queue_names=[],
    )  # fmt: skip
    task = DBTaskResult.objects.ready().get()
    task.claim("test")
    worker.run_task(task)

    task.refresh_from_db()
    assert (task.status, task.return_value) == ("SUCCESSFUL", 1)

    assert states(batch) == {"声音.txt": State.READ}


def test_a_second_look_is_put_down_for_a_worker_that_may_be_killed():
    batch = batch_of(("声音.txt", VOICES.encode()))

    read_batch.call(batch.pk)

    later = DBTaskResult.objects.get()
    assert later.args_kwargs["args"] == [batch.pk]
    assert later.run_after > timezone.now() + SILENCE


def test_nothing_left_is_no_work_and_no_second_look():
    batch = batch_of(("空.txt", b""))

    assert read_batch.call(batch.pk) == 0
    assert read_batch.call(10**9) == 0
    assert not DBTaskResult.objects.exists()
