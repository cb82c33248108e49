"""What the letters of a reply mean, by place and year: A here may be B elsewhere."""

from typing import Self

from django.db import models, transaction
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace, Upper

from delegates.models import Council, Session
from proposals.workflow.outcomes import Outcome

OUTCOME_CHOICES = [(one.value, one.label) for one in Outcome]
TAKEN = "这里已经有一套分类，请在那一套里修改"
BESIDE_LETTERS = " 　()（）类"  # what sources print around a letter


class ResultSchemeQuerySet(models.QuerySet["ResultScheme"]):
    """Questions about schemes."""

    def in_force(self) -> Self:
        """Without the samples that staff copy from."""
        return self.filter(sample=False)


class ResultScheme(models.Model):
    """How a council classes its replies, for all its sessions or for one. A here may be B elsewhere."""

    name = models.CharField("名称", max_length=80)
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="result_schemes", verbose_name="机构"
    )
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="result_schemes", verbose_name="会议"
    )
    citation = models.CharField("依据", max_length=200, blank=True)
    sample = models.BooleanField("样板", default=False, help_text="只供照抄，不用在任何一件上")

    objects = ResultSchemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理结果分类"
        ordering = ["council", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(sample=False),
                name="scheme_once_a_session",
                violation_error_message=TAKEN,
            ),
            models.UniqueConstraint(
                fields=["council"],
                condition=Q(sample=False, session__isnull=True),
                name="scheme_once_a_council",
                violation_error_message=TAKEN,
            ),
            models.UniqueConstraint(
                fields=["sample"],
                condition=Q(sample=False, council__isnull=True, session__isnull=True),
                name="scheme_once_a_country",
                violation_error_message=TAKEN,
            ),
            models.UniqueConstraint(fields=["name"], condition=Q(sample=True), name="scheme_sample_once_a_name"),
            models.CheckConstraint(
                condition=Q(sample=False) | Q(council__isnull=True, session__isnull=True),
                name="scheme_sample_of_nowhere",
                violation_error_message="样板不属于任何机构和会议",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def copied(self) -> "ResultScheme":
        """A sample with the same classes, for staff to give to a council and change."""
        name, number = f"{self.name}（副本）", 1
        while ResultScheme.objects.filter(name=name, sample=True).exists():
            number += 1
            name = f"{self.name}（副本{number}）"
        copy = ResultScheme.objects.create(name=name[-80:], citation=self.citation, sample=True)
        for one in self.classes.order_by("order"):
            copy.classes.create(order=one.order, letter=one.letter, meaning=one.meaning, outcome=one.outcome)
        return copy


class ResultClass(models.Model):
    """One class of a scheme: the letter, what it means there, and the outcome it stands for everywhere."""

    scheme = models.ForeignKey(ResultScheme, models.CASCADE, related_name="classes", verbose_name="分类")
    order = models.PositiveSmallIntegerField("次序")
    letter = models.CharField("类别", max_length=20, help_text="A、B、甲类 …")
    meaning = models.CharField("含义", max_length=80)
    outcome = models.CharField("统一结果", max_length=9, choices=OUTCOME_CHOICES)

    class Meta:
        verbose_name = verbose_name_plural = "结果类别"
        ordering = ["scheme", "order"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "letter"], name="result_letter_once_a_scheme"),
            models.CheckConstraint(condition=Q(outcome__in=[o.value for o in Outcome]), name="result_outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.meaning}（{self.letter}）"


def printed_class(letter: str, session: str, council: str) -> Subquery:
    """The number of the class that a printed letter names, by the scheme of its session, else of its council.

    The words name columns of the outer row. A, （A） and A类 are one, as `handling.results.meant` reads them.
    """
    near = Q(council=None, session=None) | Q(session=OuterRef(OuterRef(session)))
    near |= Q(council=OuterRef(OuterRef(council)), session=None)
    last = [F(name).desc(nulls_last=True) for name in ("session", "council")]
    nearest = ResultScheme.objects.in_force().filter(near).order_by(*last).values("pk")[:1]
    classes = ResultClass.objects.alias(bare=_bare(F("letter"))).filter(
        ~Q(bare=""), scheme=Subquery(nearest), bare=_bare(OuterRef(letter))
    )
    return Subquery(classes.order_by("order").values("pk")[:1])


def _bare(letter: Combinable) -> Func:
    bare: Func = Upper(letter)
    for mark in BESIDE_LETTERS:
        bare = Replace(bare, Value(mark), Value(""))
    return bare
