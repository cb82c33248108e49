"""Who spoke: delegates, and the questions asked about them."""

from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
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
        return self.filter(Exists(self._proposing().filter(delegate=OuterRef("pk"))))

    def _proposing(self) -> "models.QuerySet[Any]":
        """Their parts in what is published; the model of proposals stands on this one."""
        proposing: Any = self.model._meta.get_field("proposing").related_model
        public = proposing._default_manager.filter(proposal__publication="published")
        return cast("models.QuerySet[Any]", public.exclude(proposal__state="retracted").order_by())

    def seated(self, **seat: str) -> Self:
        """Those with a seat of this kind: council__kind, council__region, group."""
        seats: Any = self.model._meta.get_field("mandates").related_model
        return self.filter(Exists(seats._default_manager.filter(delegate=OuterRef("pk"), **seat)))

    def speaking_at(self, session: int) -> Self:
        """Those who propose something published at one session."""
        return self.filter(Exists(self._proposing().filter(delegate=OuterRef("pk"), proposal__session=session)))

    def behind(self, other: int) -> Self:
        """Those who stand after somebody in the order of pinyin; nobody where there is no such person."""
        key = self._key_of(other)
        return self.filter(Q(name_key__gt=key) | Q(name_key=key, pk__gt=other))

    def ahead_of(self, other: int) -> Self:
        """Those who stand before somebody; nobody where there is no such person."""
        key = self._key_of(other)
        return self.filter(Q(name_key__lt=key) | Q(name_key=key, pk__lt=other))

    def _key_of(self, other: int) -> Subquery:
        return Subquery(self.model._default_manager.filter(pk=other).values("name_key")[:1])

    def search(self, text: str) -> Self:
        """Those whose name, former name, pinyin, initials, organisation or post hold every word of `text`."""
        found = self
        for word in text.split():
            found = found.filter(self._holding(word))
        return found

    def _holding(self, word: str) -> Q:
        """One word. What hangs on a person is asked for by subqueries: joined, the rows would multiply."""
        own, alias, folded = Q(name__icontains=word), Q(), plain(word)
        if folded:
            own, alias = own | Q(plain__contains=folded), alias | Q(plain__contains=folded)
        if spelled := pattern(word.lower()):
            own, alias = own | Q(name_key__regex=spelled), alias | Q(name_key__regex=spelled)
        unit = Q(organisation__name__icontains=word) | Q(organisation__aliases__name__icontains=word)
        found = own | Q(pk__in=self._hung("posts").filter(Q(title__icontains=word) | unit).values("delegate"))
        return found | Q(pk__in=self._hung("aliases").filter(alias).values("delegate")) if alias else found

    def _hung(self, relation: str) -> "models.QuerySet[Any]":
        model: Any = self.model._meta.get_field(relation).related_model
        return cast("models.QuerySet[Any]", model._default_manager.order_by())

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

    def letters(self) -> "models.QuerySet[Delegate, dict[str, Any]]":
        """How many there are under each first letter: rows of letter and n."""
        letter = Upper(Substr("name_key", 1, 1))
        return self.order_by().values(letter=letter).annotate(n=Count("pk", distinct=True)).order_by(letter)


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
