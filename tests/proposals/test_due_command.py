"""`manage.py due` as other programs call it: a process, its exit status, one JSON object."""

import json
import os
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from proposals.models import CalendarYear, Holiday
from tests.factories import make_region

ROOT = Path(__file__).resolve().parents[2]
WITHOUT = "数据库还没有建好，只按公布的放假安排计算，没有用人工录入的节假日。"


def run(*words: str, var: Path, **environment: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error: of a checkout whose database was not made yet."""
    own = {"DATABASE_URL": f"sqlite:///{var / 'none.sqlite3'}", "YANLU_VAR": str(var), **environment}
    done = subprocess.run(  # noqa: S603 - our own command with arguments of the test
        [sys.executable, str(ROOT / "manage.py"), "due", *words],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **own},
        timeout=120,
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def called(*words: str, **options: str) -> Any:
    out = StringIO()
    call_command("due", *words, stdout=out, **options)
    return json.loads(out.getvalue())


def test_it_works_on_a_fresh_checkout_and_makes_no_database(tmp_path: Path):
    status, out, err = run("2025-11-30", "3m", "--region", "430200", var=tmp_path)

    assert (status, err.strip()) == (0, WITHOUT)
    assert out.count("\n") == 1
    assert json.loads(out) == {
        "due": "2026-02-28",
        "shifted_by": 0,
        "provisional": False,
        "because": "2025年11月30日起3个月，到2026年2月28日（2月没有30日，算到月末）。"
        "2026年2月28日虽是星期六，但调休上班，不顺延。",
    }
    assert list(tmp_path.iterdir()) == []


def test_it_works_on_a_database_without_tables_and_whatever_the_locale(tmp_path: Path):
    (tmp_path / "none.sqlite3").touch()

    status, out, err = run("2026-11-09", "3m", var=tmp_path, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert (status, err.strip()) == (0, WITHOUT)
    assert "按周末和法定节日暂定" in json.loads(out)["because"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["2026-02-30", "3m"], "看不懂日期“2026-02-30”，或者没有这一天。请写成 2025-11-30。"),
        (["昨天", "3m"], "看不懂日期“昨天”，或者没有这一天。请写成 2025-11-30。"),
        (["2026-01-30", "3x"], "看不懂期限“3x”。请写成 3m（月）、30d（日）、7wd（工作日）或 =06-30"),
        (["2026-01-30", "=02-30"], "没有2月30日这一天。固定日期请写成 =06-30，月份在前。"),
        (["2100-12-01", "3m"], "算到了2101年；只能算1950年到2100年之间的期限。请核对起算日和期限。"),
        (["2026-01-30", "3m", "--region", "株洲"], "行政区划代码是六位数字，例如 430200；“株洲”不是。"),
        (["2026-01-30", "3m", "--region", "439999"], "没有行政区划代码 439999。请核对代码。"),
        (["2026-01-30"], "请写一个起算日和一个期限，例如：manage.py due 2025-11-30 3m"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_bad_input_is_refused_in_a_sentence(words: list[str], says: str):
    with pytest.raises(CommandError) as refused:
        called(*words)

    assert str(refused.value).startswith(says)


def test_bad_input_ends_with_a_status_and_no_output(tmp_path: Path):
    status, out, err = run("2026-01-30", "3x", var=tmp_path)

    assert (status, out) == (1, "")
    assert err.startswith("看不懂期限“3x”。")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["2025-11-30", "-3m"], "期限只往后算，前面不写减号：请写 3m。请写一个起算日和一个期限，例如："),
        (["2025-11-30", "3m", "--place", "430200"], "没有“--place”这个选项。请写一个起算日和一个期限，例如："),
        (["2025-11-30", "3m", "--region"], "“--region”后面没有写，或者写得不对。行政区划代码这样写：--region 430200"),
        (["2025-11-30", "3m", "--verbosity", "x"], "“-v/--verbosity”后面没有写，或者写得不对。请写一个起算日"),
    ],
)  # fmt: skip
def test_an_option_that_is_none_is_refused_in_chinese_as_a_program_and_as_a_call(
    words: list[str], says: str, tmp_path: Path
):
    status, out, err = run(*words, var=tmp_path)

    assert (status, out) == (1, "")
    assert err.startswith(says)
    with pytest.raises(CommandError) as refused:
        call_command("due", *words)
    assert str(refused.value).startswith(says)


def test_help_is_in_chinese_and_names_every_form_and_status(tmp_path: Path):
    status, out, err = run("-h", var=tmp_path)

    assert (status, err) == (0, "")
    assert out.startswith("用法：manage.py due START RULE [--region CODE]")
    assert all(form in out for form in ("3m", "30d", "7wd", "=06-30", "退出码：0", "；1 "))
    assert "usage" not in out


@pytest.mark.django_db
def test_what_staff_entered_counts_for_its_region():
    CalendarYear.objects.create(year=2027, notice="国务院办公厅关于2027年部分节假日安排的通知")
    Holiday.objects.create(day=date(2027, 2, 9), name="春节")
    Holiday.objects.create(day=date(2027, 2, 10), name="地方", region=make_region())
    make_region("430202", "荷塘区")

    found = [called("2026-11-09", "3m", **more) for more in ({}, {"region": "430200"}, {"region": "430202"})]

    assert [(one["due"], one["shifted_by"], one["provisional"]) for one in found] == [
        ("2027-02-10", 1, False),
        ("2027-02-11", 2, False),
        ("2027-02-11", 2, False),
    ]


@pytest.mark.django_db
def test_a_region_that_the_database_does_not_know_is_refused():
    make_region()

    with pytest.raises(CommandError, match="没有行政区划代码 110000"):
        called("2026-11-09", "3m", region="110000")
