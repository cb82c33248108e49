"""Words that speak for a field, an industry or a department: given beforehand, and learned from people's decisions."""

from django.db import models
from django.db.models import Q

from .proposal import Proposal


class About(models.TextChoices):
    """What is suggested."""

    FIELD = "field", "领域"
    INDUSTRY = "industry", "行业"
    DEPARTMENT = "department", "主办单位"


class WordVote(models.Model):
    """How often a word stood where people chose one target.

    `target` is a field's value, an industry's name, or a department's name without its city, so that what one city
    decided helps the next: 教育局.
    """

    about = models.CharField("建议什么", max_length=10, choices=About)
    target = models.CharField("归到", max_length=80)
    word = models.CharField("词", max_length=20)
    given = models.PositiveIntegerField("预先给定", default=0)
    learned = models.PositiveIntegerField("从决定中学到", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "归类用词"
        ordering = ["about", "target", "word"]
        indexes = [models.Index(fields=["about", "word"], name="word_vote_by_word")]
        constraints = [
            models.UniqueConstraint(fields=["about", "target", "word"], name="word_vote_once"),
            models.CheckConstraint(condition=Q(about__in=["field", "industry", "department"]), name="word_vote_about"),
            models.CheckConstraint(condition=~Q(word=""), name="word_vote_has_a_word"),
        ]

    def __str__(self) -> str:
        return f"{self.word} → {self.target}"


class Lesson(models.Model):
    """What was learned from one proposal, so that a changed decision can be unlearned exactly."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="lessons", verbose_name="件")
    about = models.CharField("建议什么", max_length=10, choices=About)
    target = models.CharField("归到", max_length=80)
    words = models.JSONField("词", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "归类所学"
        ordering = ["proposal", "about", "target"]
        constraints = [models.UniqueConstraint(fields=["proposal", "about", "target"], name="lesson_once")]

    def __str__(self) -> str:
        return f"{self.proposal} → {self.target}"
