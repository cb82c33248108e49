"""Who spoke, where and when: regions, assemblies with their terms and sessions, delegates with their posts.

Knows nothing of proposals. Names follow Popolo (post, organisation) and Open Civic Data (session).
"""

import re
from typing import TYPE_CHECKING, Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Min, Q
from django.db.models.functions import Substr, Upper

from .numerals import chinese
from .pinyin import sort_key

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Reader = AbstractBaseUser | AnonymousUser | None


PINYIN = re.compile(r"[a-zü]{2,40}")
SIX_DIGITS = RegexValidator(r"^[0-9]{6}$", "行政区划代码是六位数字，例如 430200")


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

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def level(self) -> Level:
        """Read off the code: 430000 is a province, 430200 a city, 430202 a county."""
        if self.code.endswith("0000"):
            return Level.PROVINCE
        return Level.CITY if self.code.endswith("00") else Level.COUNTY


class Council(models.Model):
    """The people's congress or the political consultative conference of one region."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="councils", verbose_name="地区")
    kind = models.CharField("机构", max_length=5, choices=Body)

    class Meta:
        verbose_name = verbose_name_plural = "人大与政协"
        ordering = ["region", "-kind"]
        constraints = [
            models.UniqueConstraint(fields=["region", "kind"], name="council_once_a_region"),
            models.CheckConstraint(condition=Q(kind__in=Body.values), name="council_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.region.name}{self.get_kind_display()}"

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

    class Meta:
        verbose_name = verbose_name_plural = "届"
        ordering = ["council", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="term_once_a_council"),
            models.CheckConstraint(condition=Q(number__range=(1, 99)), name="term_number_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.council}第{chinese(self.number)}届"


class Session(models.Model):
    """One plenary session of a term (次). Dates stay empty until somebody knows them."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="sessions", verbose_name="届")
    number = models.PositiveSmallIntegerField("次")
    starts_on = models.DateField("开幕", null=True, blank=True)
    ends_on = models.DateField("闭幕", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会议"
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
        """As the press writes it: 株洲市十六届人大一次会议, 株洲市政协十届一次会议."""
        council = self.term.council
        place, term, number = council.region.name, chinese(self.term.number), chinese(self.number)
        if council.kind == Body.NPC:
            return f"{place}{term}届人大{number}次会议"
        return f"{place}政协{term}届{number}次会议"


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
            kwargs["update_fields"] = {*fields, "name_key"}
        super().save(*args, **kwargs)


class Organisation(NamedByPinyin):
    """A unit where delegates hold posts, or which itself proposes: a party, a committee, a federation."""

    name = models.CharField("名称", max_length=120)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="地区"
    )

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

    class Meta:
        verbose_name = verbose_name_plural = "单位别名"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="organisation_alias_once")]

    def __str__(self) -> str:
        return self.name


class DelegateQuerySet(models.QuerySet["Delegate"]):
    """Questions about delegates."""

    def visible_to(self, user: "Reader") -> Self:
        """Staff see every delegate; the public those who propose something published."""
        if user is not None and user.is_active and getattr(user, "is_staff", False):
            return self
        return self.filter(proposing__proposal__publication="published").distinct()

    def of_body(self, body: str) -> Self:
        """Only members of one kind of assembly."""
        return self.filter(mandates__council__kind=body).distinct()

    def search(self, text: str) -> Self:
        """Those whose name, pinyin, initials, organisation or post hold every word of `text`."""
        found = self
        for word in text.split():
            wanted = Q(name__icontains=word) | Q(posts__title__icontains=word)
            wanted |= Q(posts__organisation__name__icontains=word) | Q(
                posts__organisation__aliases__name__icontains=word
            )
            pattern = self._spelled(word.lower())
            found = found.filter(wanted | Q(name_key__regex=pattern) if pattern else wanted)
        return found.distinct()

    @staticmethod
    def _spelled(word: str) -> str:
        """A pattern of sort keys for a name typed in pinyin or initials from any syllable on; "" for other words.

        lüli, lvli, luli and lyuli all find lv3 li4: letters follow each other over tones and blanks.
        """
        if not PINYIN.fullmatch(word):
            return ""
        letters = word.replace("ü", "v").replace("yu", "Y")
        classes = [{"Y": "(y[1-5 ]*u|v)", "u": "[uv]"}.get(letter, letter) for letter in letters]
        initials = "[a-z]*[1-5] ".join(word)
        return f"(^| )({'[1-5 ]*'.join(classes)}|{initials})"

    def beside(self, other: "Delegate") -> Self:
        """Those who propose something published in an industry in which another one does, without that one."""
        theirs = other.proposing.filter(proposal__publication="published").values("proposal__industry_tags__industry")
        here = {
            "proposing__proposal__publication": "published",
            "proposing__proposal__industry_tags__industry__in": theirs,
        }
        return self.filter(**here).exclude(pk=other.pk).distinct()

    def with_counts(self) -> Self:
        """Each with `published`: how many published proposals they take part in."""
        public = Q(proposing__proposal__publication="published")
        return self.annotate(published=Count("proposing__proposal", filter=public, distinct=True))

    def with_figures(self) -> Self:
        """Counts over published proposals: `published`, `asked`, `replied`, `fulfilled`, and `solved` asks."""
        public = Q(proposing__proposal__publication="published")
        state = "proposing__proposal__followups__event"
        counts = {
            "asked": ("proposing__proposal__asks", Q()),
            "solved": ("proposing__proposal__asks", Q(proposing__proposal__asks__outcome="resolved")),
            "replied": ("proposing__proposal", Q(**{state: "reply"})),
            "fulfilled": ("proposing__proposal", Q(proposing__proposal__state="fulfilled")),
        }
        return self.with_counts().annotate(
            **{name: Count(path, filter=public & more, distinct=True) for name, (path, more) in counts.items()}
        )

    def for_lists(self) -> Self:
        """With seats, posts and counts, in a fixed number of queries."""
        # Django drops a model's own ordering from whatever is grouped, so counted rows are ordered here.
        return (
            self.with_counts()
            .order_by("name_key", "name", "pk")
            .prefetch_related(
                models.Prefetch("posts", Post.objects.select_related("organisation")),
                models.Prefetch("mandates", Mandate.objects.select_related("council__region")),
            )
        )

    def letters(self) -> "models.QuerySet[Delegate, dict[str, Any]]":
        """How many there are under each first letter: rows of letter and n."""
        letter = Upper(Substr("name_key", 1, 1))
        return self.order_by().values(letter=letter).annotate(n=Count("pk", distinct=True)).order_by(letter)

    def bodies(self) -> "models.QuerySet[Delegate, dict[str, Any]]":
        """How many there are of each kind of assembly: rows of body and n."""
        return self.order_by().values(body=models.F("mandates__council__kind")).annotate(n=Count("pk", distinct=True))


class Delegate(NamedByPinyin):
    """A person who sits, or sat, in a people's congress or a consultative conference. Never merged by name alone."""

    name = models.CharField("姓名", max_length=40)
    note = models.CharField("辨认说明", max_length=200, blank=True, help_text="同名的人怎样区分，只给工作人员看")

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表委员"
        ordering = ["name_key", "name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="delegate_has_a_name")]

    def __str__(self) -> str:
        return self.name


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
        """Each with `source`: the first published report that states it, or None."""
        public = Q(spans__report__publication="published")
        counted = self.select_related("organisation").annotate(source=Min("spans__report", filter=public))
        return counted.order_by("order", "pk")


class Post(models.Model):
    """A post a delegate held on the day somebody wrote it down; posts that change are further rows."""

    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="posts", verbose_name="代表委员")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="单位"
    )
    title = models.CharField("职务", max_length=80)
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
            models.CheckConstraint(condition=~Q(title=""), name="post_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or ''}{self.title}"
