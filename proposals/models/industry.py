"""Industries: a small tree that staff edit, joined to the national classification by its codes."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

GBT4754 = RegexValidator(r"^[A-T][0-9]{0,4}$", "GB/T 4754 代码是一个字母加零至四位数字，例如 C30")


class Industry(models.Model):
    """A chain, trade or field of life that readers look for. Not a department, and not the field of a 提案."""

    name = models.CharField("名称", max_length=40, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "行业"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="industry_has_a_name"),
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="industry_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class IndustryAlias(models.Model):
    """A word that speaks for an industry wherever it stands: 醴瓷 for 陶瓷."""

    industry = models.ForeignKey(Industry, models.CASCADE, related_name="aliases", verbose_name="行业")
    name = models.CharField("别名", max_length=40, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "行业别名"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class IndustryCode(models.Model):
    """A code of GB/T 4754-2017 that the industry covers, wholly or in part."""

    industry = models.ForeignKey(Industry, models.CASCADE, related_name="codes", verbose_name="行业")
    code = models.CharField("GB/T 4754 代码", max_length=5, validators=[GBT4754])

    class Meta:
        verbose_name = verbose_name_plural = "国民经济行业代码"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["industry", "code"], name="industry_code_once")]

    def __str__(self) -> str:
        return self.code
