"""What is dropped in is kept whole, once, with a reason where it cannot be used."""

import hashlib
from datetime import date

import pytest

from delegates.models import Body
from proposals.importing.intake import EMPTY, KNOWN, Arrival, add_file, name_of, read_again, receive
from proposals.importing.sessions import SaidSession
from proposals.ingest.readers.limits import FILE_BYTES
from proposals.ingest.records import Refusal
from proposals.models import Decision, ImportFile
from tests.factories import make_region, make_report, make_user

pytestmark = pytest.mark.django_db
State = ImportFile.State


def test_a_batch_keeps_the_bytes_and_what_staff_said():
    clerk, region = make_user("clerk", staff=True), make_region()

    batch = receive(
        [Arrival("报道.txt", "修堤".encode()), Arrival("名册.csv", b"1,2")],
        by=clerk,
        region=region,
        sessions=[SaidSession(Body.NPC, 16, 1)],
        published_on=date(2022, 1, 6),
        source_name="江岸日报",
        show_text=True,
    )

    assert (batch.region, batch.sessions, batch.published_on) == (region, ["npc:16-1"], date(2022, 1, 6))
    assert (batch.source_name, batch.publish, batch.show_text, batch.created_by) == ("江岸日报", False, True, clerk)
    first, second = batch.files.all()
    assert (first.order, first.name, bytes(first.data), first.state) == (1, "报道.txt", "修堤".encode(), "waiting")
    assert (second.order, second.size, second.sha256) == (2, 3, hashlib.sha256(b"1,2").hexdigest())


def test_the_same_bytes_twice_in_a_batch_are_one_file():
    batch = receive([Arrival("一.txt", b"same")], by=None)

    again = add_file(batch, Arrival("二.txt", b"same"))

    assert (batch.files.count(), again.name) == (1, "一.txt")


def test_bytes_of_a_standing_report_are_known_and_lead_to_it():
    report = make_report()
    data = bytes(report.content.data)
    type(report).objects.filter(pk=report.pk).update(sha256=hashlib.sha256(data).hexdigest())

    (row,) = receive([Arrival("又一次.txt", data)], by=None).files.all()

    assert (row.state, row.reason, row.report) == (State.SAME, KNOWN, report)


def test_bytes_of_a_retracted_report_may_come_in_again():
    report = make_report()
    data = bytes(report.content.data)
    type(report).objects.filter(pk=report.pk).update(
        sha256=hashlib.sha256(data).hexdigest(), retracted_at="2022-02-02T00:00Z"
    )

    (row,) = receive([Arrival("又一次.txt", data)], by=None).files.all()

    assert row.state == State.WAITING


def test_an_empty_file_says_so_and_is_not_read():
    (row,) = receive([Arrival("空.txt", b"")], by=None).files.all()

    assert (row.state, row.reason) == (State.REFUSED, EMPTY)


@pytest.mark.parametrize(("name", "state"), [("大.txt", State.REFUSED), ("大.zip", State.WAITING)])
def test_a_file_over_its_limit_is_refused_with_its_size(name: str, state: str):
    (row,) = receive([Arrival(name, b"x" * 9, size=FILE_BYTES + 1)], by=None).files.all()

    assert row.state == state
    assert row.size == FILE_BYTES + 1
    if state == State.REFUSED:
        assert row.reason.startswith("文件有 21 MB，超过 20 MB 的上限。")
        assert bytes(row.data) == b""


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("报道.txt", "报道.txt"),
        ("C:\\Users\\lin\\报道.txt", "报道.txt"),
        ("../../etc/报道.txt", "报道.txt"),
        ("", "未命名"),
        ("a\0b.txt", "ab.txt"),
        ("长" * 300 + ".docx", "长" * 200 + "…" + "长" * 45 + ".docx"),
    ],
)
def test_a_file_name_keeps_nothing_of_the_senders_machine(given: str, kept: str):
    assert name_of(given) == kept


def test_reading_again_forgets_what_was_found_and_decided():
    (row,) = receive([Arrival("报道.txt", b"x")], by=None).files.all()
    ImportFile.objects.filter(pk=row.pk).update(state=State.READ, found={}, text="x", encoding="gb18030")
    Decision.objects.create(file=row, fact="proposals/0", choice="accept")

    read_again(row, encoding="big5")

    row.refresh_from_db()
    assert (row.state, row.found, row.encoding, row.text, row.decisions.count()) == (State.WAITING, None, "big5", "", 0)


def test_what_is_written_is_not_read_again():
    (row,) = receive([Arrival("报道.txt", b"x")], by=None).files.all()
    ImportFile.objects.filter(pk=row.pk).update(state=State.APPLIED)

    with pytest.raises(Refusal, match="现在是“已写入”，不能重新读取"):
        read_again(row)
