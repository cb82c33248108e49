"""Where and when: regions, councils, their terms and sessions. A session is Open Civic Data's legislative session."""

from typing import TypeVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from delegates.numerals import chinese

SIX_DIGITS = RegexValidator(r"^[0-9]{6}$", "行政区划代码是六位数字，例如 430200")

Row = TypeVar("Row", bound=models.Model)


class Body(models.TextChoices):
    """The two assemblies of the Two Sessions."""

    NPC = "npc", "人大"
    CPPCC = "cppcc", "政协"


class Level(models.TextChoices):
    """Administrative level of an assembly."""

    NATIONAL = "全国", "全国"
    PROVINCE = "省", "省级"
    CITY = "市", "市级"
    COUNTY = "县区", "县区级"
    TOWNSHIP = "乡镇", "乡镇级"


class Region(models.Model):
    """A place by its GB/T 2260 code."""

    code = models.CharField(
        "行政区划代码", max_length=6, primary_key=True, validators=[SIX_DIGITS], help_text="GB/T 2260 六位代码"
    )
    name = models.CharField("名称", max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    is_example = models.BooleanField("示例", default=False, editable=False)  # an invented place of the demonstration

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        ordering = ["code"]

    def __str__(self) -> str:
        return marked(self.name, self)

    @property
    def level(self) -> Level:
        """Read off the code: 430000 is a province, 430200 a city, 430202 a county."""
        if self.code.endswith("0000"):
            return Level.PROVINCE
        return Level.CITY if self.code.endswith("00") else Level.COUNTY


def marked(words: str, region: Region) -> str:
    """Words that name an invented place say so wherever they stand: on pages, in titles, feeds, mail and exports."""
    return f"{words}（示例）" if region.is_example else words


class WithNames(models.Manager[Row]):
    """Fetches a row together with what its name is made of, since whoever shows it shows its name. Hides nothing."""

    def __init__(self, *path: str) -> None:
        """`path`: the relations the name reads."""
        super().__init__()
        self._path = path

    def get_queryset(self) -> "models.QuerySet[Row]":
        """All rows, with their relations in the same query."""
        return super().get_queryset().select_related(*self._path)


class Council(models.Model):
    """The people's congress or the political consultative conference of one region."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="councils", verbose_name="地区")
    kind = models.CharField("机构", max_length=5, choices=Body)

    objects = WithNames("region")

    class Meta:
        verbose_name = verbose_name_plural = "人大与政协"
        base_manager_name = "objects"
        ordering = ["region", "-kind"]
        constraints = [
            models.UniqueConstraint(fields=["region", "kind"], name="council_once_a_region"),
            models.CheckConstraint(condition=Q(kind__in=Body.values), name="council_kind_known"),
        ]

    def __str__(self) -> str:
        return marked(f"{self.region.name}{self.get_kind_display()}", self.region)

    @property
    def member_title(self) -> str:
        """What a member is called: 市人大代表, 市政协委员."""
        level = self.region.level
        prefix = self.region.name[-1] if level == Level.COUNTY else level.value
        return prefix + ("人大代表" if self.kind == Body.NPC else "政协委员")


class Term(models.Model):
    """One term of a council (届)."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="terms", verbose_name="机构")
    number = models.PositiveSmallIntegerField("届")

    objects = WithNames("council__region")

    class Meta:
        verbose_name = verbose_name_plural = "届"
        base_manager_name = "objects"
        ordering = ["council", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="term_once_a_council"),
            models.CheckConstraint(condition=Q(number__range=(1, 99)), name="term_number_sane"),
        ]

    def __str__(self) -> str:
        council = self.council
        words = f"{council.region.name}{council.get_kind_display()}第{chinese(self.number)}届"
        return marked(words, council.region)


class Session(models.Model):
    """One plenary session of a term (次). Dates stay empty until somebody knows them."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="sessions", verbose_name="届")
    number = models.PositiveSmallIntegerField("次")
    starts_on = models.DateField("开幕", null=True, blank=True)
    ends_on = models.DateField("闭幕", null=True, blank=True)

    objects = WithNames("term__council__region")

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        base_manager_name = "objects"
        ordering = ["-term__number", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["term", "number"], name="session_once_a_term"),
            models.CheckConstraint(condition=Q(number__range=(1, 99)), name="session_number_sane"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="session_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As the press writes it: 株洲市十六届人大一次会议, 株洲市政协十届一次会议. An invented one says so."""
        council = self.term.council
        place, term, number = council.region.name, chinese(self.term.number), chinese(self.number)
        if council.kind == Body.NPC:
            return marked(f"{place}{term}届人大{number}次会议", council.region)
        return marked(f"{place}政协{term}届{number}次会议", council.region)
