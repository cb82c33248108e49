"""What a page shows is found, and found no longer once the page shows it no more."""

import pytest
from django.core.management import call_command

from proposals.models import Ask, Industry, Proposal, ProposalIndustry
from proposals.search import remove_documents, search
from proposals.shown.searchable import reindex
from tests.factories import make_article, make_delegate, make_proposal, make_report

pytestmark = pytest.mark.django_db


def found(text: str) -> set[int]:
    return set(Proposal.objects.search(text).values_list("pk", flat=True))


def test_headline_asks_people_and_industries_are_found():
    proposal = make_proposal(headline="给老旧小区加装电梯", proposers=[make_delegate("林青")])
    Ask.objects.create(proposal=proposal, order=9, text="由市里定补贴办法")
    ProposalIndustry.objects.create(proposal=proposal, industry=Industry.objects.create(name="城市更新"))
    reindex([proposal.pk])

    for words in ("旧小", "補貼辦法", "林青", "linqing", "城市更新"):
        assert found(words) == {proposal.pk}


def test_a_renamed_delegate_is_found_by_the_new_name_alone():
    delegate = make_delegate("林青")
    proposal = make_proposal(headline="修一座桥", proposers=[delegate])
    reindex([proposal.pk])

    delegate.name = "江白"
    delegate.save()

    assert (found("林青"), found("江白")) == (set(), {proposal.pk})


def test_a_renamed_industry_is_found_by_the_new_name():
    proposal = make_proposal(headline="修一座桥")
    industry = Industry.objects.create(name="路桥")
    ProposalIndustry.objects.create(proposal=proposal, industry=industry)
    reindex([proposal.pk])

    industry.name = "交通设施"
    industry.save()

    assert (found("路桥"), found("交通设施")) == (set(), {proposal.pk})


def test_visibility_is_kept_when_searching():
    draft = make_proposal(headline="还没有公开的一件", publication="draft")
    reindex([draft.pk])

    assert found("没有公开") == {draft.pk}
    assert not Proposal.objects.visible_to(None).search("没有公开").exists()


@pytest.mark.parametrize("nothing", ["", "  ", "，。！", "\x00"])
def test_a_search_for_nothing_finds_nothing(nothing: str):
    proposal = make_proposal(headline="修一座桥")
    reindex([proposal.pk])

    assert found(nothing) == set()


def test_a_deleted_proposal_leaves_no_ghost():
    proposal = make_proposal(headline="修一座桥", log=False, indexed=True)
    pk = proposal.pk

    proposal.delete()

    result = search("修一")
    assert result is not None
    assert pk not in result.ids


def test_the_index_can_be_filled_anew(capsys: pytest.CaptureFixture[str]):
    proposal = make_proposal(headline="修一座桥")
    remove_documents([proposal.pk])
    assert found("修一") == set()

    call_command("reindex")

    assert found("修一") == {proposal.pk}
    assert capsys.readouterr().out.strip() == "检索索引已重建：1 件。"


def test_the_text_of_an_unpublished_report_is_not_searched():
    report = make_report("第一段写到渡口改造。", publication="draft", shown="full")
    proposal = make_proposal(headline="修一座桥", articles=[make_article(report)], indexed=True)

    assert found("渡口") == set()

    report.publication = "published"
    report.save()
    reindex([proposal.pk])

    assert found("渡口") == {proposal.pk}
