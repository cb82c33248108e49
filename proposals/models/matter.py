"""Proposals on the same matter: pairs found by the words they share, and what people decided about them.

A worker finds pairs (`proposals.matters`); a person's word stands above the machine's and is never overwritten.
"""

from collections.abc import Collection
from hashlib import blake2b
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, F, Q, When

from proposals.workflow.states import State

from .proposal import Proposal
from .publication import Publication

SHOWN = 6  # others on one page, the surest first


def told(proposal: Proposal) -> tuple[str, list[str], list[str]]:
    """What the comparison reads of a proposal: its title, its asks, the names of its industries and keywords.

    A keyword that nobody confirmed says nothing yet.
    """
    tags = [str(one.industry) for one in proposal.industry_tags.all()]
    tags += [str(one.keyword) for one in proposal.keyword_tags.all() if one.confirmed]
    return proposal.headline, [one.text for one in proposal.asks.all()], tags


def digest(proposal: Proposal) -> str:
    """Changes with what is read, and when the proposal is no longer public."""
    public = proposal.publication == Publication.PUBLISHED and proposal.state != State.RETRACTED
    return blake2b(repr((public, told(proposal))).encode(), digest_size=12).hexdigest()


class GistQuerySet(models.QuerySet["Gist"]):
    """Questions about what was read."""

    @transaction.atomic
    def forget(self, proposals: Collection[Proposal]) -> None:
        """Let those that changed be compared anew; what the machine said of them goes. One query if nothing did."""
        now = {proposal.pk: digest(proposal) for proposal in proposals}
        held = self.filter(pk__in=now).values_list("pk", "digest")
        changed = [pk for pk, read in held if read != now[pk]]
        if changed:
            SameMatter.objects.about(changed).filter(choice=SameMatter.Choice.UNREAD).delete()
            self.filter(pk__in=changed).delete()


class Gist(models.Model):
    """What one public proposal is about: its telling words with their weights. Having one is having been compared."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, primary_key=True, related_name="gist")
    digest = models.CharField(max_length=24)
    words: Any = models.JSONField(default=dict)

    objects = GistQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "要点词"

    def __str__(self) -> str:
        return str(self.proposal)


class SameMatterQuerySet(models.QuerySet["SameMatter"]):
    """Questions about pairs."""

    def about(self, ids: Collection[int]) -> Self:
        """Those that name one of these proposals."""
        return self.filter(Q(first__in=ids) | Q(second__in=ids))

    def standing(self) -> Self:
        """Without those that a person rejected."""
        return self.exclude(choice=SameMatter.Choice.DIFFERENT)

    def beside(self, pk: int) -> Self:
        """Those that a reader of this proposal is shown, surest first: what people say, then by likeness.

        Each with `other`, the number of the other proposal; never one that the public does not see.
        """
        public = Proposal.objects.visible_to(None).order_by().values("pk")
        other = Case(When(first=pk, then=F("second")), default=F("first"))
        decided = Case(When(choice=SameMatter.Choice.SAME, then=0), default=1)
        rows = self.about([pk]).standing().annotate(other=other).filter(other__in=public)
        return rows.order_by(decided, F("likeness").desc(nulls_last=True), "-pk")


class SameMatter(models.Model):
    """Two proposals that ask for the same, the one with the smaller number first.

    `likeness` 0 to 1 with `shared` words and `tags` is what the machine found; None where a person put them together.
    """

    class Choice(models.TextChoices):
        """What a person says of the two."""

        UNREAD = "", "还没有人核对"
        SAME = "same", "是同一件事"
        DIFFERENT = "different", "不是同一件事"

    first = models.ForeignKey(Proposal, models.CASCADE, related_name="like_later", verbose_name="这一件")
    second = models.ForeignKey(Proposal, models.CASCADE, related_name="like_earlier", verbose_name="另一件")
    likeness = models.FloatField("相似度", null=True, blank=True, editable=False)
    shared: Any = models.JSONField("共有的词", default=list, blank=True, editable=False)
    tags: Any = models.JSONField("共有的归类", default=list, blank=True, editable=False)
    choice = models.CharField("核对结果", max_length=9, choices=Choice, default=Choice.UNREAD, blank=True)
    reason = models.CharField(
        "理由", max_length=200, blank=True, help_text="读者看得到这句话；不要写工作人员的姓名和内部情况"
    )
    decided_at = models.DateTimeField("核对时间", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name="核对人",
    )  # fmt: skip

    objects = SameMatterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "同一件事"
        ordering = ["choice", "-likeness", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="same_matter_once_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="same_matter_in_order"),
            models.CheckConstraint(condition=Q(choice__in=["", "same", "different"]), name="same_matter_choice_known"),
            models.CheckConstraint(condition=Q(choice="") | ~Q(reason=""), name="same_matter_decided_with_a_reason"),
            models.CheckConstraint(
                condition=~Q(choice="") | Q(likeness__isnull=False), name="same_matter_found_or_decided"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first}　—　{self.second}"
