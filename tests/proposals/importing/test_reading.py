"""Reading in a child process: real children, real bombs; every end of a child becomes one sentence."""

import contextlib
import hashlib
import json
import os
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from proposals.importing import reading
from proposals.importing.child_process import COMMAND, ROOT, ChildProcess
from proposals.importing.reading import CRASHED, TOO_SLOW, Bounds, Reading, read_files
from proposals.ingest import vocabulary
from proposals.ingest.extract import extract
from proposals.ingest.read import TOO_HUNGRY
from proposals.ingest.records import Column, Mapping, Vocabulary
from tests.proposals.ingest.readers import hostile_archives, hostile_files
from tests.proposals.ingest.readers.made import PARAGRAPHS, RECORDS, docx_of, xlsx_of, zip_of

WORDS = vocabulary.load(ROOT / "fixtures" / "reference")
REPORT = (ROOT / "fixtures" / "reports" / "zhuzhou-special.txt").read_bytes()
NO_WORDS = Vocabulary()


def only(readings: Iterator[Reading]) -> Reading:
    [one] = readings
    return one


def test_a_file_is_read_as_it_would_be_here():
    found = only(read_files(REPORT, "report.txt", WORDS))

    assert (found.name, found.content, found.size) == ("report.txt", REPORT, len(REPORT))
    assert found.sha256 == hashlib.sha256(REPORT).hexdigest()
    assert (found.format, found.encoding, found.text, found.refusal) == ("txt", "utf-8", REPORT.decode(), None)
    assert found.found == extract(REPORT.decode(), WORDS)


def test_tables_come_through_and_a_mapping_is_heard():
    mapping = Mapping(0, (Column.ORDINAL, Column.NUMBER, Column.TITLE, Column.LEAD, Column.LEAD_DEPARTMENT))

    found = only(read_files(xlsx_of(RECORDS), "list.xlsx", WORDS, mapping))

    assert [cell.text for cell in found.tables[0].rows[2]] == list(found.text.splitlines()[2].split("\t"))
    assert found.found == extract(found.text, WORDS, found.tables, mapping)


def test_each_file_of_a_zip_comes_by_itself_and_a_bad_one_costs_only_itself():
    name = "两会/第一篇.txt"
    content = zip_of({name: REPORT, "图.png": b"\x89PNG\r\n\x1a\n\x00", "b.docx": docx_of(PARAGRAPHS)})

    first, picture, last = read_files(content, "a.zip", NO_WORDS)

    assert (first.name, first.content, first.sha256) == (name, REPORT, hashlib.sha256(REPORT).hexdigest())
    assert (picture.name, picture.format, picture.found) == ("图.png", "", None)
    assert str(picture.refusal).startswith("这是图片，")
    assert last.text.splitlines() == list(PARAGRAPHS)


def test_names_in_an_archive_of_a_chinese_system_are_read_right():
    name = "两会特别报道.txt"
    content = zip_of({"x" * len(name.encode("gb18030")): REPORT}).replace(
        b"x" * len(name.encode("gb18030")), name.encode("gb18030")
    )

    assert only(read_files(content, "a.zip", NO_WORDS)).name == name


def test_a_reading_comes_before_the_archive_is_through():
    slow = ("市人大代表张建国建议，换灯。\n" * 2_000).encode()
    readings = read_files(zip_of({f"{n}.txt": slow for n in range(10)}), "a.zip", NO_WORDS)

    assert next(readings).refusal is None
    readings.close()


@pytest.fixture(autouse=True)
def no_child_is_left() -> Iterator[None]:
    """However a reading ends, its child is gone; a browser that other tests opened may go on."""
    before = children()
    yield
    assert children() - before == set()


def children() -> set[int]:
    """Processes whose parent is this one, where the system shows them."""
    tasks = Path("/proc/self/task")
    found: set[int] = set()
    for task in tasks.iterdir() if tasks.exists() else ():
        with contextlib.suppress(OSError):
            found |= set(map(int, (task / "children").read_text().split()))
    return found


ARCHIVES = hostile_archives.archives()
FILES = {**hostile_archives.documents(), **hostile_files.pdfs(), **hostile_files.texts()}
HARMLESS = hostile_archives.HARMLESS | hostile_files.HARMLESS


@pytest.fixture(scope="module")
def ends() -> dict[str, Reading]:
    """What became of each hostile file: all in one archive, so that one process meets them one after another."""
    return {one.name: one for one in read_files(zip_of(FILES, zipfile.ZIP_STORED), "hostile.zip", NO_WORDS)}


def test_there_are_bombs_enough():
    assert len(ARCHIVES) + len(FILES) >= 60
    assert FILES.keys() >= HARMLESS


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_with_a_reason_or_as_what_it_holds(name: str, ends: dict[str, Reading]):
    found = ends[name]

    assert (found.refusal is None) == (name in HARMLESS)
    assert found.refusal is None or is_sentence(found.refusal)
    assert "root:" not in found.text


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_hostile_archive_ends_with_a_reason(name: str):
    refusals = [one.refusal for one in read_files(ARCHIVES[name], name, NO_WORDS) if one.refusal]

    assert refusals != []
    assert all(map(is_sentence, refusals))


def is_sentence(refusal: str) -> bool:
    """Whether it says why and what to do, and is not that the reader did not start."""
    return refusal.endswith("。") and "请" in refusal and len(refusal) <= 120 and refusal != reading.NOT_STARTED


# What a child could do instead of answering, each as the program of a child of its own.
READY = "import sys, os, time, json\nprint(json.dumps({'ready': True}), flush=True)\n"
ENDINGS = {
    "killed": (READY + "os.kill(os.getpid(), 9)", TOO_HUNGRY),
    "out of memory": (READY + "sys.exit(3)", TOO_HUNGRY),
    "crashed": (READY + "os.abort()", CRASHED),
    "out of time": (
        READY + "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 5))\nwhile True: pass",
        TOO_SLOW,
    ),
    "left without a word": (READY, CRASHED),
    "no json": (READY + "print('garbage', flush=True)", CRASHED),
    "another shape": (READY + "print('[1, 2]', flush=True)", CRASHED),
    "a result of nonsense": (READY + "print(json.dumps({'result': 0, 'refusal': None, 'text': 'a'}))", CRASHED),
    "a fact beyond the text": (
        READY + "print(json.dumps({'result': 0, 'refusal': None, 'format': 'txt', 'encoding': 'utf-8', 'text': 'a', "
        "'doubt': None, 'tables': [{'name': None, 'rows': [[{'text': 'a', 'span': [0, 99]}]]}], 'found': None}))",
        CRASHED,
    ),
    "silence": (READY + "time.sleep(60)", TOO_SLOW),
    "an endless line": (READY + "\nwhile True: sys.stdout.write('x' * 100000)", reading.TOO_MUCH),
    "not started": ("import sys; sys.exit(1)", reading.NOT_STARTED),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有信号，子进程的退出方式不同")
@pytest.mark.parametrize("ending", ENDINGS)
def test_however_a_child_ends_the_file_gets_one_sentence(ending: str):
    program, sentence = ENDINGS[ending]
    bounds = Bounds(deadline=5.0, command=(sys.executable, "-c", program))

    found = only(read_files(REPORT, "a.txt", NO_WORDS, bounds=bounds))

    assert (found.refusal, found.found, found.content) == (sentence, None, REPORT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有信号，子进程的退出方式不同")
def test_after_a_crash_the_rest_of_an_archive_is_read_by_another_child():
    bad = hostile_files.texts()["last cell.xls"]
    assert only(read_files(bad, "a.xls", NO_WORDS)).refusal == CRASHED
    files = {"1.txt": REPORT, "2.xls": bad, "3.txt": REPORT, "4.xls": bad, "5.txt": REPORT}

    found = list(read_files(zip_of(files), "a.zip", NO_WORDS))

    assert [(one.name, one.refusal) for one in found] == [
        ("1.txt", None), ("2.xls", CRASHED), ("3.txt", None), ("4.xls", CRASHED), ("5.txt", None),
    ]  # fmt: skip
    assert found[1].content == bad


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有信号，子进程的退出方式不同")
def test_an_archive_of_crashes_is_given_up():
    bad = hostile_files.texts()["last cell.xls"]
    content = zip_of({f"{n}.xls": bad for n in range(5)})

    found = list(read_files(content, "a.zip", NO_WORDS, bounds=Bounds(crashes=2)))

    assert Counter(one.refusal for one in found) == {CRASHED: 2, reading.GIVEN_UP: 1}


@pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 能从 /proc 看到进程的限额")
def test_the_child_knows_no_secrets(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret@nowhere/x")
    child = ChildProcess(b'{"length": 9', b"")  # a request that is not whole: the child waits for the rest or leaves
    seen = Path(f"/proc/{child._process.pid}")
    try:
        assert json.loads(child.line(60) or b"") == {"ready": True}
        assert b"secret" not in (seen / "environ").read_bytes()
    finally:
        child.kill()


def test_the_child_is_started_by_this_python_without_its_environment():
    assert COMMAND[0] == sys.executable
    assert "-E" in COMMAND
    assert os.path.samefile(ROOT, Path(__file__).parents[3])
