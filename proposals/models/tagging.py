"""Industries and words of the moment on a proposal."""

from django.db import models

from .industry import Industry
from .proposal import Proposal


class ProposalIndustry(models.Model):
    """A proposal's industry, with evidence in the source or by the hand of staff."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="industry_tags", verbose_name="件")
    industry = models.ForeignKey(Industry, models.PROTECT, related_name="tagging", verbose_name="行业")

    class Meta:
        verbose_name = verbose_name_plural = "所涉行业"
        ordering = ["proposal", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "industry"], name="industry_once_a_proposal")]

    def __str__(self) -> str:
        return str(self.industry)


class Keyword(models.Model):
    """A word of the moment (高频词) that a paper sets over an article."""

    name = models.CharField("词", max_length=20, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "高频词"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ProposalKeyword(models.Model):
    """A keyword on a proposal. One that lay apart from its article is proposed until staff confirm it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="keyword_tags", verbose_name="件")
    keyword = models.ForeignKey(Keyword, models.PROTECT, related_name="tagging", verbose_name="高频词")
    confirmed = models.BooleanField("已确认", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "高频词标记"
        ordering = ["proposal", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "keyword"], name="keyword_once_a_proposal")]

    def __str__(self) -> str:
        return str(self.keyword)
