"""Long batches are written by a worker: begun once, seen while they run, free again when the worker is gone."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from proposals.importing import apply, writing
from proposals.importing.tasks import begin_writing, write_batch
from proposals.importing.writing import BEGUN, FILES, LOST, SILENCE, Writing, failure_of, is_long, writing_of
from proposals.ingest.records import Refusal
from proposals.models import ImportBatch, Proposal
from tests.proposals.importing.batches import make_batch


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    """Where the worker says how far it is."""
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def batch(sample: Path) -> ImportBatch:
    return make_batch(sample.read_bytes())


def again(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch.pk)


def begin(batch: ImportBatch) -> str:
    """Begin without a worker; returns the start as its task names it."""
    return writing.begin(again(batch)).isoformat()


def test_only_a_batch_of_many_files_or_records_is_long(batch: ImportBatch):
    files = ["会议今天开幕。" + "。" * n for n in range(FILES + 1)]

    assert [is_long(one) for one in (batch, make_batch(*files[1:]), make_batch(*files))] == [False, False, True]


def test_a_worker_writes_what_was_begun(batch: ImportBatch, var: Path):
    begin_writing(batch, by=None)
    waiting = writing_of(again(batch))
    task = DBTaskResult.objects.ready().get()
    task.claim("test")
    Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=1,
        worker_id="test", excluded_queue_names=[],
    ).run_task(task)  # fmt: skip

    assert waiting is not None
    assert (waiting.words.startswith("已经交给后台写入"), waiting.total) == (True, 0)
    written = again(batch)
    assert (written.writing_at, written.applied_at is not None, failure_of(written)) == (None, True, "")
    assert Proposal.objects.count() == 9
    assert list(var.glob("writing/*")) == []


def test_how_far_it_is_can_be_read_while_it_runs(sample: Path):
    batch = make_batch(sample.read_bytes(), sample.read_bytes() + b"\n")
    heard: list[Writing | None] = []

    def listen(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith('INSERT INTO "proposals_report" '):
            heard.append(writing_of(again(batch)))
        return execute(sql, *rest)

    start = begin(batch)
    with connection.execute_wrapper(listen):
        write_batch.call(batch.pk, start, None)

    assert [(one.done, one.total) for one in heard if one] == [(0, 2), (1, 2)]
    assert [one.words.partition("，已等")[0] for one in heard if one][1] == "正在写入，写好 1 个文件，共 2 个"


def test_a_batch_is_begun_once(batch: ImportBatch):
    seen_by_both = again(batch)
    begin_writing(batch, by=None)

    with pytest.raises(Refusal, match=BEGUN):
        begin_writing(again(batch), by=None)
    with pytest.raises(Refusal, match=BEGUN):
        begin_writing(seen_by_both, by=None)  # two clicks at the same moment

    assert DBTaskResult.objects.count() == 1


def test_what_hinders_it_is_said_and_the_batch_is_free_again(batch: ImportBatch):
    batch.files.update(shown_digest="0" * 64)

    assert write_batch.call(batch.pk, begin(batch), None) is False

    refused = again(batch)
    assert (failure_of(refused), writing_of(refused)) == (apply.MOVED, None)
    assert not Proposal.objects.exists()
    refused.files.update(shown_digest="")
    assert write_batch.call(batch.pk, begin(batch), None) is True
    assert failure_of(again(batch)) == ""


def test_a_killed_worker_leaves_the_batch_free_and_its_late_twin_writes_nothing(batch: ImportBatch):
    lost = timezone.now() - SILENCE - timedelta(seconds=1)
    ImportBatch.objects.filter(pk=batch.pk).update(writing_at=lost)

    assert (writing_of(again(batch)), failure_of(again(batch))) == (None, LOST)
    start = begin(batch)
    assert write_batch.call(batch.pk, lost.isoformat(), None) is False
    assert not Proposal.objects.exists()
    assert write_batch.call(batch.pk, start, None) is True
    assert Proposal.objects.count() == 9


def test_a_batch_that_is_written_or_gone_is_nothing_to_do(batch: ImportBatch):
    start = begin(batch)
    write_batch.call(batch.pk, start, None)

    assert write_batch.call(batch.pk, start, None) is False
    assert write_batch.call(10**9, start, None) is False
    assert Proposal.objects.count() == 9
