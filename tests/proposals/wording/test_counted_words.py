"""Words counted over public titles and asks: added by the worker, taken away with the text."""

import pytest

from proposals.models import HotWord, Proposal, Wording
from proposals.shown.searchable import reindex
from proposals.wording.counting import count_new
from tests.factories import make_proposal, make_session

pytestmark = pytest.mark.django_db


def numbers(session: int | None = None, *, whole: bool = False) -> dict[str, int]:
    """Each word of a session, or of all, with its number."""
    return dict(HotWord.objects.filter(session=session, whole=whole).values_list("word", "n"))


def counted(*headlines: str, **more: object) -> list[Proposal]:
    rows = [make_proposal(headline, **more) for headline in headlines]  # type: ignore[arg-type]  # what the factory takes
    count_new(100)
    return rows


def recounted() -> dict[str, int]:
    """What counting everything anew would give for all sessions."""
    HotWord.objects.all().delete()
    Wording.objects.all().delete()
    count_new(100)
    return numbers(whole=True)


def test_a_word_counts_the_proposals_that_hold_it_in_title_or_asks():
    counted("修缮陶瓷作坊", "扶持陶瓷企业", asks=["陶瓷陶瓷，多建茶园"])

    assert numbers()["陶瓷"] == 2
    assert numbers()["茶园"] == 2
    assert numbers()["作坊"] == 1


def test_words_are_counted_for_each_session_and_for_all():
    first, second = make_session(number=1), make_session(number=2)
    counted("修缮陶瓷作坊", session=first)
    counted("扶持陶瓷企业", "培训陶瓷工匠", session=second)

    assert [numbers(one.pk)["陶瓷"] for one in (first, second)] == [1, 2]
    assert numbers(whole=True)["陶瓷"] == 3


def test_what_was_counted_is_not_counted_again():
    counted("修缮陶瓷作坊")

    assert count_new(100) == 0
    assert numbers()["陶瓷"] == 1


def test_only_what_is_public_is_counted():
    counted("修缮陶瓷作坊", publication="draft")
    counted("扶持茶叶企业", publication="withheld", withheld_ground="商业秘密")

    assert HotWord.objects.count() == 0


def test_a_name_of_a_place_is_no_hot_word():
    make_session()
    counted("振兴株洲陶瓷")

    assert "陶瓷" in numbers()
    assert {"株洲", "株洲市"} & numbers().keys() == set()


@pytest.mark.parametrize("publication", ["draft", "withheld"])
def test_the_words_of_what_is_no_longer_public_are_gone_at_once(publication: str):
    hidden, _ = counted("修缮陶瓷作坊", "扶持陶瓷企业")
    Proposal.objects.filter(pk=hidden.pk).update(publication=publication, withheld_ground="商业秘密")
    reindex([hidden.pk])

    assert numbers()["陶瓷"] == 1
    assert "作坊" not in numbers()
    assert numbers(whole=True) == numbers()


def test_a_changed_title_loses_its_words_at_once_and_is_counted_anew_later():
    (changed,) = counted("修缮陶瓷作坊")
    Proposal.objects.filter(pk=changed.pk).update(headline="扶持茶叶企业")
    reindex([changed.pk])

    assert numbers() == {}
    count_new(100)
    assert numbers()["茶叶"] == 1
    assert "陶瓷" not in numbers()


def test_what_did_not_change_is_left_counted():
    (row,) = counted("修缮陶瓷作坊")
    reindex([row.pk])

    assert count_new(100) == 0
    assert numbers()["陶瓷"] == 1


def test_a_deleted_proposal_takes_its_words_along():
    gone = make_proposal("修缮陶瓷作坊", proposers=(), log=False)
    counted("扶持陶瓷企业")
    gone.delete()

    assert numbers()["陶瓷"] == 1
    assert "作坊" not in numbers()


def test_numbers_after_many_changes_are_those_of_counting_anew():
    rows = counted("修缮陶瓷作坊", "扶持陶瓷企业", "培训陶瓷工匠", "扶持茶叶企业", session=make_session())
    Proposal.objects.filter(pk=rows[1].pk).update(session=None)
    Proposal.objects.filter(pk=rows[2].pk).update(publication="draft")
    reindex([row.pk for row in rows])
    count_new(100)

    after = numbers(whole=True)
    assert after == recounted()
    assert after["陶瓷"] == 2


def test_the_word_that_stands_out_comes_before_the_one_that_everybody_uses():
    counted("时候到了，修缮陶瓷作坊", "时候到了，扶持陶瓷企业")

    words = [one.word for one in HotWord.objects.of_all().telling()]

    assert words.index("陶瓷") < words.index("时候")
    assert "作坊" not in words
