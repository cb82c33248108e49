"""The columns of a list: shown with the guess, put right, read again so, remembered for the source."""

import hashlib
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from proposals.importing.waiting import read_waiting
from proposals.ingest.frozen import thaw_mapping
from proposals.ingest.records import Column
from proposals.models import ColumnMapping, ImportBatch, ImportFile
from tests.proposals.admin_importing.desks import MakeFile

pytestmark = pytest.mark.django_db
LIST = """序号,建议编号,标题,领衔代表,主办单位
1,0012,关于修缮旧堤的建议,林知夏,市水利局
2,0013,关于清理河滩的建议,赵一川,市城管局
"""


@pytest.fixture
def list_file(batch: ImportBatch) -> ImportFile:
    """A list that the worker has read."""
    data = LIST.encode()
    row = ImportFile.objects.create(
        batch=batch, order=1, name="目录.csv", sha256=hashlib.sha256(data).hexdigest(), size=len(data), data=data
    )
    read_waiting(batch)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("read", "")
    return row


def columns(file: ImportFile) -> str:
    return reverse("admin:proposals_importfile_mapping", args=[file.pk])


def choice(**changed: str) -> dict[str, str]:
    chosen = ["ordinal", "number", "title", "lead", "lead_department"]
    return {"header": "0"} | {f"column-{at}": value for at, value in enumerate(chosen)} | changed


def test_the_guess_stands_above_the_first_rows(desk: Client, list_file: ImportFile):
    response = desk.get(columns(list_file))

    heads = response.context["heads"]
    assert [(one.words, one.column) for one in heads] == [
        ("序号", "ordinal"),
        ("建议编号", "number"),
        ("标题", "title"),
        ("领衔代表", "lead"),
        ("主办单位", "lead_department"),
    ]
    assert "关于修缮旧堤的建议" in response.content.decode()


def test_what_is_put_right_is_read_again_and_remembered(
    desk: Client, list_file: ImportFile, clerk: User, django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(columns(list_file), choice(**{"column-4": "assist_department"}))

    list_file.refresh_from_db()
    mapping = thaw_mapping(list_file.mapping)
    assert mapping is not None
    assert (list_file.state, mapping.columns[4]) == ("waiting", Column.ASSIST_DEPARTMENT)
    known = ColumnMapping.objects.get()
    assert (known.source_name, known.confirmed_by) == ("江岸日报", clerk)
    assert known.header == "序号|建议编号|标题|领衔代表|主办单位"
    assert DBTaskResult.objects.count() == 1
    read_waiting(list_file.batch)
    list_file.refresh_from_db()
    assert list_file.found is not None
    roles = [one["role"] for article in list_file.found["articles"] for one in article["proposals"][0]["departments"]]
    assert roles == ["assist", "assist"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"column-2": "field"}, "至少要有一列是“题目”"),
        ({"column-2": "nonsense"}, "各列的对应没有选全"),
        ({"header": "x"}, "各列的对应没有选全"),
        ({"header": "99"}, "至少要有一列是“题目”"),
    ],
)
def test_a_choice_that_cannot_be_read_is_told(
    desk: Client, list_file: ImportFile, changed: dict[str, str], reason: str
):
    response = desk.post(columns(list_file), choice(**changed), follow=True)

    assert reason in response.content.decode()
    assert not ColumnMapping.objects.exists()


def test_a_file_without_a_table_has_no_columns(desk: Client, make_file: MakeFile):
    response = desk.get(columns(make_file()), follow=True)

    assert "这份文件里没有表格，没有列可以对应。" in response.content.decode()


def test_an_encoding_is_chosen_among_those_shown(desk: Client, make_file: MakeFile):
    file = make_file()
    address = reverse("admin:proposals_importfile_encoding", args=[file.pk])

    desk.post(address, {"encoding": "rot13"})
    file.refresh_from_db()
    assert file.state == "read"
    desk.post(address, {"encoding": "gb18030"})

    file.refresh_from_db()
    assert (file.state, file.encoding) == ("waiting", "gb18030")
