"""Other words for the same thing that a search includes: 硬质合金, 先进硬质材料. Edited by staff, never indexed."""

import re
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value

from delegates.models import NamedByPinyin
from proposals.search.fold import fold

from .department import DepartmentAlias

FORMAL = re.compile("[省市州县区旗]")  # a department's name that says of where
DEPARTMENT = Value(value=True)
AT_MOST = 8  # names in a group: every one makes the search ask once more
BESIDE = 16 * AT_MOST  # rows read for one search: two groups for each of its terms
SHORTEST = 2  # characters: a single one is sought in titles and names alone


class AliasGroup(models.Model):
    """Names that mean the same to who searches. One of them typed as a whole term finds them all, and that is said."""

    note = models.CharField("说明", max_length=200, blank=True, help_text="为什么算一回事，只给工作人员看")

    class Meta:
        verbose_name = verbose_name_plural = "检索同义词"
        ordering = ["pk"]

    def __str__(self) -> str:
        return "、".join(one.name for one in self.aliases.all()) or f"第 {self.pk} 组"


class SearchAliasQuerySet(models.QuerySet["SearchAlias"]):
    """Questions about names."""

    def beside(self, terms: Collection[str]) -> dict[str, list[str]]:
        """The other names of each folded term that is itself one, in one query; departments' own names among them."""
        known = DepartmentAlias.objects.order_by()
        arms = (
            known.filter(name__in=terms).values_list("name", "department__name", DEPARTMENT),
            known.filter(department__name__in=terms).values_list("department__name", "name", DEPARTMENT),
            known.filter(department__aliases__name__in=terms).values_list(
                "department__aliases__name", "name", DEPARTMENT
            ),
        )
        own = self.order_by().filter(group__aliases__folded__in=terms)
        rows = own.values_list("group__aliases__folded", "name", Value(value=False)).union(*arms)
        found: dict[str, list[str]] = {}
        for term, other, of_department in rows.order_by("name")[:BESIDE]:
            beside = found.setdefault(fold(term), [])
            # What holds the term is found by it anyway; a department's loose names (发改, 教育部门) say too little.
            if term not in fold(other) and (FORMAL.search(other) or not of_department) and len(beside) < AT_MOST - 1:
                beside.append(other)
        return found


class SearchAlias(NamedByPinyin):
    """One name. `folded` is how it is compared; `place` keeps a group to eight."""

    group = models.ForeignKey(AliasGroup, models.CASCADE, related_name="aliases", verbose_name="同义词")
    name = models.CharField("说法", max_length=40)
    folded = models.CharField(max_length=40, editable=False, unique=True)
    place = models.PositiveSmallIntegerField(editable=False)

    objects = SearchAliasQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "说法"
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "place"], name="alias_place_once"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=AT_MOST), name="alias_group_of_eight"),
            models.CheckConstraint(condition=~Q(folded=""), name="alias_holds_characters"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what no search could ask for, and what stands in another group already."""
        folded = fold(self.name).strip()
        if len(folded) < SHORTEST:
            raise ValidationError({"name": "请至少写两个汉字、字母或数字。"})
        if " " in self.name.strip() or "\u3000" in self.name.strip():
            raise ValidationError({"name": "请不要在中间留空格：检索时空格把词分开。"})
        other = SearchAlias.objects.filter(folded=folded).exclude(pk=self.pk).select_related("group").first()
        if other is not None and other.group_id != self.group_id:
            raise ValidationError({"name": f"“{other.name}”已经在另一组里：{other.group}。请改那一组。"})
        if other is not None:
            raise ValidationError({"name": f"这一组里已经有“{other.name}”。"})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive what it is compared by and take the first place free. The ninth of a group breaks its constraint."""
        self.folded = fold(self.name).strip()
        if not self.place:
            taken = set(SearchAlias.objects.filter(group=self.group_id).values_list("place", flat=True))
            self.place = next(place for place in range(1, AT_MOST + 2) if place not in taken)
        super().save(*args, **kwargs)
