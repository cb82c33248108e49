"""Who proposes: delegates and organisations, in the printed order."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from delegates.models import Delegate, Organisation

from .proposal import Proposal, ProposalQuerySet

if TYPE_CHECKING:
    from delegates.models.delegate import Reader


class ProposerQuerySet(models.QuerySet["Proposer"]):
    """Questions about who proposes."""

    def visible_to(self, user: "Reader") -> Self:
        """Those of proposals that `user` sees."""
        return self.filter(proposal__in=Proposal.objects.visible_to(user).order_by().values("pk"))

    def proposals(self) -> ProposalQuerySet:
        """What these propose, each once."""
        return Proposal.objects.filter(pk__in=self.order_by().values("proposal"))

    def people(self) -> int:
        """How many delegates there are among them."""
        return int(self.order_by().aggregate(n=Count("delegate", distinct=True))["n"])

    def with_posts(self) -> "models.QuerySet[Proposer, dict[str, Any]]":
        """In printed order a row for each post and seat of each proposer, all in one query."""
        return self.order_by("order", "pk", "delegate__posts__order", "delegate__posts__pk").values(
            "pk", "role", "delegate", name=Coalesce("delegate__name", "organisation__name"),
            post=F("delegate__posts__title"), unit=F("delegate__posts__organisation__name"),
            note=F("delegate__posts__note"), council=F("delegate__mandates__council"),
            kind=F("delegate__mandates__council__kind"), region=F("delegate__mandates__council__region"),
            place=F("delegate__mandates__council__region__name"),
        )  # fmt: skip


class Proposer(models.Model):
    """Who proposes, in the printed order: a delegate or an organisation."""

    class Role(models.TextChoices):
        """The part this proposer takes."""

        LEAD = "lead", "领衔"
        COSIGNER = "cosigner", "联名"
        SPEAKER = "speaker", "发言"
        AUTHOR = "author", "执笔"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="proposers", verbose_name="件")
    delegate = models.ForeignKey(
        Delegate, models.PROTECT, null=True, blank=True, related_name="proposing", verbose_name="代表委员"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="proposing", verbose_name="单位"
    )
    role = models.CharField("身份", max_length=8, choices=Role, default=Role.LEAD)
    order = models.PositiveSmallIntegerField("次序", default=0)

    objects = ProposerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提出人"
        ordering = ["proposal", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(delegate__isnull=False, organisation__isnull=True)
                | Q(delegate__isnull=True, organisation__isnull=False),
                name="proposer_is_a_delegate_or_an_organisation",
                violation_error_message="提出人是一位代表委员，或者一个单位：两栏填一栏",
            ),
            models.UniqueConstraint(fields=["proposal", "delegate"], name="proposer_delegate_once"),
            models.UniqueConstraint(fields=["proposal", "organisation"], name="proposer_organisation_once"),
            models.CheckConstraint(
                condition=Q(role__in=["lead", "cosigner", "speaker", "author"]), name="proposer_role_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.delegate or self.organisation)
