"""Who spoke: delegates, and the questions asked about them."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Substr, Upper

from delegates.names import plain
from delegates.spelling import pattern

from .organisation import NamedByPinyin, PlainName

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Reader = AbstractBaseUser | AnonymousUser | None


class DelegateQuerySet(models.QuerySet["Delegate"]):
    """Questions about delegates."""

    def visible_to(self, user: "Reader") -> Self:
        """Who may view delegates at work sees every one; the public those who propose something published."""
        reader: Any = user
        if reader is not None and reader.has_perm("delegates.view_delegate"):
            return self
        return self.filter(proposing__proposal__publication="published").distinct()

    def of_body(self, body: str) -> Self:
        """Only members of one kind of assembly."""
        return self.filter(mandates__council__kind=body).distinct()

    def search(self, text: str) -> Self:
        """Those whose name, former name, pinyin, initials, organisation or post hold every word of `text`."""
        found = self
        for word in text.split():
            wanted = Q(name__icontains=word) | Q(posts__title__icontains=word)
            if folded := plain(word):
                wanted |= Q(plain__contains=folded) | Q(aliases__plain__contains=folded)
            wanted |= Q(posts__organisation__name__icontains=word) | Q(
                posts__organisation__aliases__name__icontains=word
            )
            if spelled := pattern(word.lower()):
                wanted |= Q(name_key__regex=spelled) | Q(aliases__name_key__regex=spelled)
            found = found.filter(wanted)
        return found.distinct()

    def beginning_with(self, text: str) -> Self:
        """Those whose name begins so in pinyin or initials, or holds these characters; in their own order."""
        if spelled := pattern(text.lower(), at_start=True):
            first = text[0].lower()  # the range lets the database read the index instead of every name
            return self.filter(name_key__gte=first, name_key__lt=chr(ord(first) + 1), name_key__regex=spelled)
        return self.filter(plain__contains=plain(text)) if plain(text) else self.none()

    def beside(self, other: "Delegate") -> Self:
        """Those who propose something published in an industry in which another one does, without that one."""
        theirs = other.proposing.filter(proposal__publication="published").values("proposal__industry_tags__industry")
        proposing = self.model.proposing.rel.related_model._default_manager
        same = proposing.filter(proposal__publication="published", proposal__industry_tags__industry__in=theirs)
        # A subquery of ids: joined to the delegates themselves, the rows would multiply before they are made distinct.
        return self.filter(pk__in=same.filter(delegate__isnull=False).values("delegate")).exclude(pk=other.pk)

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
        from .post import Mandate, Post  # inline: seats and posts point at the delegate

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
    plain = PlainName("归一姓名", max_length=80, editable=False, db_index=True)
    note = models.CharField("辨认说明", max_length=200, blank=True, help_text="同名的人怎样区分，只给工作人员看")

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表委员"
        ordering = ["name_key", "name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="delegate_has_a_name")]

    def __str__(self) -> str:
        return self.name


class DelegateAlias(NamedByPinyin):
    """Another way in which a person's name stands somewhere: a former name, another script, a slip of the press."""

    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="aliases", verbose_name="代表委员")
    name = models.CharField("别的写法", max_length=40)
    plain = PlainName("归一姓名", max_length=80, editable=False, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "姓名的别的写法"
        ordering = ["name_key", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["delegate", "name"], name="delegate_alias_once"),
            models.CheckConstraint(condition=~Q(name=""), name="delegate_alias_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
