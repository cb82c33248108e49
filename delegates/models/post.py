"""What a delegate is: seats in councils, and posts as on the day somebody wrote them down (Popolo: post)."""

from typing import Self

from django.db import models
from django.db.models import F, Max, Min, OuterRef, Q, Subquery

from .assembly import Council, Term
from .delegate import Delegate
from .organisation import Organisation, OrganisationAlias


class Mandate(models.Model):
    """A delegate's seat in a council; the term is empty until it is known."""

    class Role(models.TextChoices):
        """Whether the delegate votes."""

        MEMBER = "member", "正式"
        OBSERVER = "observer", "列席"

    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="mandates", verbose_name="代表委员")
    council = models.ForeignKey(Council, models.PROTECT, related_name="mandates", verbose_name="机构")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name="届")
    role = models.CharField("资格", max_length=8, choices=Role, default=Role.MEMBER)
    group = models.CharField("代表团或界别", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "任职资格"
        ordering = ["delegate", "-term__number"]
        constraints = [
            models.UniqueConstraint(fields=["delegate", "council", "term"], name="mandate_once_a_term"),
            models.UniqueConstraint(
                fields=["delegate", "council"], condition=Q(term__isnull=True), name="mandate_once_while_term_unknown"
            ),
            models.CheckConstraint(condition=Q(role__in=["member", "observer"]), name="mandate_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.council.member_title} {self.delegate}"


class PostQuerySet(models.QuerySet["Post"]):
    """Questions about posts."""

    def with_sources(self) -> Self:
        """The newest first, each with `source`, the first published report that states it, or None, and `last_on`.

        `last_on` is the day of the latest published report that states it; `one_with` the number of another unit of
        this delegate's posts that bears the name of this post's unit as an alias.
        """
        public = Q(spans__report__publication="published")
        counted = self.select_related("organisation").annotate(
            source=Min("spans__report", filter=public), last_on=Max("spans__report__published_on", filter=public)
        )
        named = OrganisationAlias.objects.filter(
            plain=OuterRef("organisation__plain"), organisation__posts__delegate=OuterRef("delegate")
        ).exclude(organisation=OuterRef("organisation"))
        found = counted.annotate(one_with=Subquery(named.order_by("organisation").values("organisation")[:1]))
        return found.order_by(F("seen_on").desc(nulls_last=True), "order", "pk")


class Post(models.Model):
    """A post a delegate held on the day somebody wrote it down; posts that change are further rows."""

    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="posts", verbose_name="代表委员")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="单位"
    )
    title = models.CharField("职务", max_length=80, blank=True, help_text="名册常常只写单位；不知道职务就留空")
    note = models.CharField("附注", max_length=40, blank=True, help_text="如：兼")
    seen_on = models.DateField("见于", null=True, blank=True, help_text="写明这一职务的材料的日期；不知道就留空")
    order = models.PositiveSmallIntegerField("次序", default=0)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "职务"
        ordering = ["delegate", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["delegate", "organisation", "title"], name="post_once_a_delegate"),
            models.UniqueConstraint(
                fields=["delegate", "title"],
                condition=Q(organisation__isnull=True),
                name="post_once_without_organisation",
            ),
            models.CheckConstraint(
                condition=~Q(title="") | Q(organisation__isnull=False),
                name="post_has_a_title_or_a_unit",
                violation_error_message="单位和职务至少填一栏",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or ''}{self.title}"
