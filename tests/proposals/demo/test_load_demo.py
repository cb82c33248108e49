"""`load_demo` and `remove_demo`: what they refuse, what they say, and that the same seed gives the same city."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from config.demonstration import DATABASE, FOLDER
from delegates.models import Region
from proposals.demo.loading import AlreadyThere, load
from proposals.models import FollowUp, Proposal
from proposals.workflow.roles import Role
from tests.reference import put_reference

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_the_same_seed_and_day_give_the_same_city():
    put_reference()
    told = []
    for _ in range(2):
        with transaction.atomic():
            load(proposals=24, seed=5, today=TODAY)
            rows = Proposal.objects.order_by("pk").values_list("headline", "state", "number", "round", "publication")
            told.append([list(rows), list(FollowUp.objects.values_list("event", "happened_on", "note"))])
            transaction.set_rollback(True)

    assert told[0] == told[1]


def test_a_second_city_is_refused():
    Region.objects.create(code="990100", name="云汀市", is_example=True)

    with pytest.raises(AlreadyThere):
        load(proposals=10, seed=1, today=TODAY)


def test_loading_refuses_a_real_site(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="示例城市只能装入演示站"):
        call_command("load_demo")
    assert not Region.objects.filter(is_example=True).exists()


def test_loading_says_that_a_city_is_there_already(settings, capsys):
    settings.DEMO = True
    Region.objects.create(code="990100", name="云汀市", is_example=True)

    call_command("load_demo", proposals=10)

    assert capsys.readouterr().out.endswith("示例城市已经在这里了，没有改动。\n")


def test_loading_prints_the_password_of_each_role_once(settings, capsys):
    settings.DEMO = True
    put_reference()

    call_command("load_demo", proposals=12, seed=3)

    said = capsys.readouterr().out
    assert [said.count(f"demo-{role} ") for role in Role] == [1] * len(Role)


@pytest.fixture
def site(tmp_path: Path, settings) -> Path:
    """The folder of a real site with a demonstration in it."""
    settings.DEMO, settings.VAR = False, tmp_path
    (tmp_path / "yanlu.sqlite3").write_bytes(b"real")
    (tmp_path / FOLDER / "files").mkdir(parents=True)
    with closing(sqlite3.connect(tmp_path / FOLDER / DATABASE)) as database, database:
        database.execute("CREATE TABLE delegates_region (code TEXT, is_example INTEGER)")
        database.execute("CREATE TABLE proposals_report (filename TEXT, region_id TEXT, retracted_at TEXT)")
        database.execute("INSERT INTO delegates_region VALUES ('990100', 1), ('430200', 0)")
        database.execute("INSERT INTO proposals_report VALUES ('云汀.txt', '990100', NULL)")
        database.execute("INSERT INTO proposals_report VALUES ('zhuzhou-special.txt', '430200', NULL)")
    return tmp_path


def test_removing_takes_the_demonstration_and_leaves_the_real_site(site, capsys):
    call_command("remove_demo")

    assert [one.name for one in site.iterdir()] == ["yanlu.sqlite3"]
    assert "真实的数据没有动" in capsys.readouterr().out


def test_removing_asks_first_where_somebody_imported_reports_of_their_own(site):
    with closing(sqlite3.connect(site / FOLDER / DATABASE)) as database, database:
        database.execute("INSERT INTO proposals_report VALUES ('我的.txt', NULL, NULL)")

    with pytest.raises(CommandError, match="您自己导入的 1 份材料。确定一并删除，请加上 --yes"):
        call_command("remove_demo")
    assert (site / FOLDER).exists()

    call_command("remove_demo", yes=True)
    assert not (site / FOLDER).exists()


def test_removing_leaves_a_folder_that_is_no_demonstration(tmp_path, settings):
    settings.DEMO, settings.VAR = True, tmp_path
    (tmp_path / DATABASE).write_bytes(b"")

    with pytest.raises(CommandError):
        call_command("remove_demo")
    assert (tmp_path / DATABASE).exists()
