"""What a source states of a reply may be filled, corrected and undone by imports; a letter sent here never changes."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from proposals.models import Reply
from proposals.models.guard import guard
from tests.factories import make_article, make_proposal, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def stated() -> Reply:
    article = make_article(make_report("办理结果类别A。\n"))
    return Reply.objects.create(proposal=make_proposal(kind="suggestion"), article=article, reply_class="A")


@pytest.fixture
def written() -> Reply:
    return Reply.objects.create(proposal=make_proposal(kind="suggestion"), text="规划已起草。", number="〔2026〕18号")


@pytest.mark.parametrize(
    "change",
    [{"reply_class": "B"}, {"number": "〔2026〕9号"}, {"replied_on": date(2026, 4, 27)}, {"issuer": "市水务局"}],
)
def test_an_import_corrects_what_a_source_states(stated: Reply, change: dict[str, object]):
    assert Reply.objects.filter(pk=stated.pk).update(**change) == 1


@pytest.mark.parametrize("change", [{"text": "x"}, {"article": None}, {"round": 2}, {"status": "draft"}])
def test_nobody_puts_words_into_what_a_source_states(stated: Reply, change: dict[str, object]):
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        Reply.objects.filter(pk=stated.pk).update(**change)


def test_undoing_an_import_removes_what_it_wrote(stated: Reply):
    assert stated.delete()[0] == 1


@pytest.mark.parametrize("change", [{"number": "x"}, {"issuer": "x"}, {"reply_class": "A"}, {"text": ""}])
def test_a_letter_sent_here_never_changes(written: Reply, change: dict[str, object]):
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        Reply.objects.filter(pk=written.pk).update(**change)


def test_a_letter_sent_here_is_not_removed_even_by_plain_sql(written: Reply):
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM proposals_reply")

    assert Reply.objects.get() == written


def test_saving_a_sent_letter_unchanged_is_no_change(written: Reply):
    written.publication = "published"
    written.save()

    assert Reply.objects.get().publication == "published"


def test_the_guard_is_installed_again_without_harm(written: Reply):
    guard(connection)
    guard(connection)

    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        Reply.objects.update(text="x")
