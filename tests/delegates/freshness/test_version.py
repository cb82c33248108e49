"""The data version moves with every change of what a page can show, whoever writes it, and with no other."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session as Signed
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone

from delegates.freshness import current
from delegates.freshness.triggers import install, remove_before_migrate
from delegates.freshness.watched import watched
from delegates.merging import merge
from delegates.models import Delegate
from proposals.handling.commitments import promise, words_in
from proposals.handling.ratings import Said, rate_from_paper
from proposals.handling.replies import draft
from proposals.models import Ask, Assignment, ImportBatch, Message, Proposal, Publication, Rating, Reply, SavedFilter
from proposals.shown.watching import UNSHOWN
from proposals.workflow.events import Event
from proposals.workflow.outcomes import Satisfaction
from proposals.workflow.roles import Role
from tests.factories import make_article, make_delegate, make_industry, make_proposal, make_report, make_user
from tests.proposals.handling.cases import RATED, make_answered, make_assigned

pytestmark = pytest.mark.django_db
SAID = Said(Satisfaction.CONTENT, Satisfaction.CONTENT)


def moves(change: Callable[[], object]) -> bool:
    before = current()
    assert current() == before
    change()
    return current() != before


def by_sql(statement: str, *parameters: Any) -> Callable[[], object]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)

    return run


def test_a_saved_row_a_bulk_update_and_plain_sql_each_move_it():
    row = make_proposal()

    row.headline = "把渡口修好"
    assert moves(row.save)
    assert moves(lambda: Proposal.objects.filter(pk=row.pk).update(headline="把桥修好"))
    assert moves(by_sql("UPDATE proposals_proposal SET headline = 'x' WHERE id = %s", row.pk))
    assert moves(lambda: Ask.objects.bulk_create([Ask(proposal=row, order=1, text="先修桥")]))
    assert moves(by_sql("DELETE FROM proposals_ask WHERE proposal_id = %s", row.pk))
    assert moves(lambda: row.record(Event.NOTE, by=None, note="又看了一遍"))


def test_an_update_that_changes_nothing_leaves_it():
    row = make_proposal(headline="把渡口修好")

    assert not moves(lambda: Proposal.objects.filter(pk=row.pk).update(headline="把渡口修好"))
    assert not moves(by_sql("UPDATE proposals_proposal SET version = version + 1 WHERE id = %s", row.pk))


def test_publishing_and_taking_back_move_it():
    row = make_proposal(publication=Publication.DRAFT)
    rows = Proposal.objects.filter(pk=row.pk)

    assert moves(lambda: rows.update(publication=Publication.PUBLISHED))
    assert moves(lambda: rows.update(publication=Publication.WITHHELD, withheld_ground="条例第十三条"))
    assert moves(lambda: rows.update(withheld_ground="条例第十四条"))
    assert moves(lambda: rows.update(publication=Publication.DRAFT))


def test_what_is_on_no_page_leaves_it():
    row = make_proposal(publication=Publication.DRAFT, asks=["先修桥"])
    report = make_report(publication=Publication.DRAFT)
    shown, (part,) = make_assigned()

    assert not moves(lambda: Proposal.objects.filter(pk=row.pk).update(headline="草稿改了"))
    assert not moves(lambda: Ask.objects.filter(proposal=row).update(text="先修路"))
    assert not moves(lambda: row.record(Event.NOTE, by=None, note="草稿上记的"))
    assert not moves(lambda: make_article(report))
    assert not moves(lambda: Delegate.objects.update(note="只给工作人员看"))
    assert not moves(lambda: draft(proposal=shown, assignment=Assignment.objects.get(pk=part.pk), by=None, text="草稿"))


def test_what_only_staff_see_leaves_it():
    user = make_user(role=Role.EDITOR)

    assert not moves(lambda: User.objects.filter(pk=user.pk).update(last_login=timezone.now()))
    assert not moves(lambda: Signed.objects.create(session_key="k", session_data="", expire_date=timezone.now()))
    assert not moves(ImportBatch.objects.create)
    assert not moves(lambda: SavedFilter.objects.create(user=user, name="我的", path="/admin/"))
    mail = {"key": "一件", "to": "a@example.com", "subject": "今天", "text": "一件", "due_at": timezone.now()}
    assert not moves(lambda: Message.objects.create(**mail))


def test_letters_promises_and_ratings_move_it_and_a_private_remark_does_not():
    proposal, reply = make_answered(publication=Publication.DRAFT)
    by = make_user(role=Role.REVIEWER)
    words = words_in(reply.text, "计划六月底前印发")
    scan = ContentFile(b"%PDF-1.4", name="表.pdf")

    assert moves(lambda: Reply.objects.filter(pk=reply.pk).update(publication=Publication.PUBLISHED))
    assert moves(lambda: promise(reply=reply, by=by, on=RATED, words=words))
    rate: dict[str, Any] = {"proposer": proposal.proposers.get(), "by": by, "on": RATED, "said": SAID, "scan": scan}
    assert moves(lambda: rate_from_paper(reply=reply, **rate))
    assert not moves(lambda: Rating.objects.update(note="只给工作人员看"))


def test_people_places_and_names_move_it():
    one, other = make_delegate("林知夏"), make_delegate("林知夏", body=None)
    industry = make_industry("花炮")

    assert moves(lambda: Delegate.objects.filter(pk=one.pk).update(name="林知秋"))
    assert moves(lambda: merge(one, other, by=None, reason="同一个人"))
    assert moves(lambda: industry.aliases.create(name="烟花"))
    assert moves(lambda: by_sql("UPDATE delegates_session SET starts_on = %s", date(2026, 1, 5))()) is False
    make_assigned()
    assert moves(by_sql("UPDATE delegates_session SET starts_on = %s", date(2026, 1, 5)))
    assert moves(by_sql("UPDATE proposals_department SET name = name || '甲'"))


def test_what_is_taken_back_takes_its_version_back():
    row = make_proposal()
    before = current()

    with transaction.atomic():
        Proposal.objects.filter(pk=row.pk).update(headline="把桥修好")
        changed = current()
        with transaction.atomic():
            Proposal.objects.filter(pk=row.pk).update(headline="把路修好")
            assert current() not in {before, changed}
            transaction.set_rollback(True)
        assert current() == changed
        transaction.set_rollback(True)

    assert current() == before


def test_every_table_counts_but_those_that_are_named():
    models = [one for app in ("delegates", "proposals") for one in apps.get_app_config(app).get_models(True)]
    named = UNSHOWN | {"sameperson", "sameorganisation", "change", "dataversion"}

    counted = {one.model for one in watched()}

    assert {one._meta.model_name for one in models if one not in counted} == named


def test_every_table_that_counts_has_its_triggers_again_after_a_migration():
    remove_before_migrate(using="default")
    install(connection)

    assert moves(lambda: make_industry("茶叶"))
    assert triggers() >= {(one.table, act) for one in watched() for act in ("insert", "update", "delete")}


def triggers() -> set[tuple[str, str]]:
    """(table, act) of each trigger of the version."""
    question = {
        "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'fresh%%'",
        "postgresql": "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE t.tgname LIKE 'fresh%%'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {(table, name.rpartition("_")[2]) for table, name in cursor.fetchall()}
