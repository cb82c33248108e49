"""`manage.py extract` as other programs call it: a process, its exit status, one JSON object a line."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.proposals.ingest.readers.hostile_archives import documents
from tests.proposals.ingest.readers.hostile_files import pdfs
from tests.proposals.ingest.readers.made import RECORDS, docx_of, xlsx_of, zip_of

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "fixtures" / "reports" / "zhuzhou-special.txt"
KEYS = ["file", "sha256", "error", "report", "delegates", "proposals", "unclaimed", "warnings"]


def run(*files: str, given: bytes | None = None, **environment: str) -> tuple[int, list[dict[str, Any]], str]:
    """Exit status, the lines of standard output, standard error."""
    done = subprocess.run(  # noqa: S603 - our own command with arguments of the test
        [sys.executable, str(ROOT / "manage.py"), "extract", *files],
        input=given,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=120,
    )
    lines = done.stdout.decode("utf-8").splitlines()
    return done.returncode, [json.loads(line) for line in lines], done.stderr.decode("utf-8")


def test_each_file_is_one_line_in_the_order_given():
    praise = REPORT.with_name("no-proposal-praise.txt")

    status, lines, errors = run(str(REPORT), str(praise))

    assert (status, errors) == (0, "")
    assert [line["file"] for line in lines] == [str(REPORT), str(praise)]
    assert [list(line) for line in lines] == [KEYS, KEYS]
    assert [(len(line["delegates"]), len(line["proposals"])) for line in lines] == [(10, 9), (1, 0)]
    assert lines[0]["sha256"] == hashlib.sha256(REPORT.read_bytes()).hexdigest()


def test_a_refused_file_has_an_error_and_the_others_are_still_read(tmp_path: Path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")

    status, lines, errors = run(str(empty), str(tmp_path / "nowhere.txt"), str(REPORT))

    assert status == 1
    assert [line["error"] is None for line in lines] == [False, False, True]
    assert lines[0]["error"] == "文件是空的，没有任何内容，请检查后重新选择文件。"
    assert (lines[0]["report"], lines[0]["proposals"]) == (None, [])
    assert lines[1]["sha256"] is None
    assert errors.splitlines()[0] == f"{empty}：{lines[0]['error']}"


def test_standard_input_is_read_and_the_locale_does_not_matter():
    content = REPORT.read_text("utf-8").encode("gb18030")

    status, lines, _ = run("-", given=content, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert (status, lines[0]["file"]) == (0, "-")
    assert lines[0]["delegates"][0]["name"] == "罗梓文"


def test_no_database_is_opened_or_made(tmp_path: Path):
    status, lines, _ = run(
        str(REPORT), DATABASE_URL="postgres://nobody@127.0.0.1:1/none", YANLU_VAR=str(tmp_path / "var")
    )

    assert (status, len(lines)) == (0, 1)
    assert list(tmp_path.iterdir()) == []


def test_spans_of_the_output_count_in_the_decoded_text():
    text = REPORT.read_text("utf-8")

    _, [line], _ = run(str(REPORT))

    for delegate in line["delegates"]:
        assert {text[start:end] for start, end in delegate["spans"]} == {delegate["name"]}
    for proposal in line["proposals"]:
        for ask in proposal["asks"]:
            start, end = ask["span"]
            assert "".join(text[start:end].split("\n")) == ask["text"]


def test_every_format_is_read_and_a_zip_gives_a_line_for_each_file_in_it(tmp_path: Path):
    archive = tmp_path / "a.zip"
    text, picture = "市人大代表林晓岚建议，年内换完老街的坏灯。\n", b"\x89PNG\r\n\x1a\n\x00"
    archive.write_bytes(zip_of({"两会/路灯.docx": docx_of([text]), "图.png": picture, "../x.txt": b"a"}))
    listed = tmp_path / "list.xlsx"
    listed.write_bytes(xlsx_of(RECORDS))

    status, lines, errors = run(str(archive), str(listed))

    assert status == 1
    assert [line["file"] for line in lines] == [
        f"{archive}/两会/路灯.docx", f"{archive}/图.png", f"{archive}/../x.txt", str(listed),
    ]  # fmt: skip
    assert [line["error"] is None for line in lines] == [True, False, False, True]
    assert lines[0]["delegates"][0]["name"] == "林晓岚"
    assert (lines[1]["sha256"], lines[2]["sha256"]) == (hashlib.sha256(picture).hexdigest(), None)
    assert lines[3]["report"]["kind"] == "list"
    assert [one["number"] for one in lines[3]["proposals"]] == ["007", "008"]
    assert "Traceback" not in errors


def test_a_damaged_or_hostile_file_is_an_error_and_never_a_traceback(tmp_path: Path):
    hostile = {**pdfs(), **documents()}
    names = [
        "tree loops.pdf",
        "arrays are deep.pdf",
        "laughs.docx",
        "document is no xml.docx",
        "cut at 60 of a hundred.xlsx",
    ]
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.write_bytes(hostile[path.name])

    status, lines, errors = run(*map(str, paths), str(REPORT))

    assert status == 1
    assert [line["error"] is None for line in lines] == [False] * len(names) + [True]
    assert "Traceback" not in errors
    assert len(errors.splitlines()) == len(names)
