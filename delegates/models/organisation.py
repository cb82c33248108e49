"""Units where delegates hold posts, or which themselves propose; with every way of writing their names."""

from typing import Any

from django.db import models
from django.db.models import Q

from delegates.names import core, plain
from delegates.pinyin import sort_key

from .assembly import Region


class PlainName(models.CharField):
    """The row's name as `names.plain` compares it; follows the name by itself, in bulk too."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Derived anew whenever the row is written."""
        value = plain(model_instance.name)[: self.max_length]  # type: ignore[attr-defined]  # every model with this column has a name
        setattr(model_instance, self.attname, value)
        return value


class CoreName(models.CharField):
    """An organisation's name as `names.core` compares it; an alias is read in the place of its organisation."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Derived anew whenever the row is written."""
        unit: Any = getattr(model_instance, "organisation", model_instance)
        name: str = model_instance.name  # type: ignore[attr-defined]  # as above
        value = core(name, unit.region.name if unit.region else "")[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value


class NamedByPinyin(models.Model):
    """Keeps a sort key beside the name, so that the database can order by pinyin. Bulk writers set both themselves."""

    name_key = models.CharField("拼音排序", max_length=400, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the key anew whenever the name may have changed."""
        self.name_key = sort_key(self.name)  # type: ignore[attr-defined]  # every heir has a name
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            derived = {field.name for field in self._meta.fields if isinstance(field, PlainName | CoreName)}
            kwargs["update_fields"] = {*fields, "name_key", *derived}
        super().save(*args, **kwargs)


class Organisation(NamedByPinyin):
    """A unit where delegates hold posts, or which itself proposes: a party, a committee, a federation."""

    name = models.CharField("名称", max_length=120)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="地区"
    )

    plain = PlainName("归一名称", max_length=240, editable=False, db_index=True)
    core = CoreName("名称主干", max_length=240, editable=False, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="organisation_once_a_region"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(region__isnull=True), name="organisation_once_without_region"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationAlias(models.Model):
    """Another way of writing an organisation's name, as confirmed by staff or by reference data."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases", verbose_name="单位")
    name = models.CharField("别名", max_length=120, db_index=True)
    plain = PlainName("归一名称", max_length=240, editable=False, db_index=True)
    core = CoreName("名称主干", max_length=240, editable=False, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "单位别名"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="organisation_alias_once")]

    def __str__(self) -> str:
        return self.name
