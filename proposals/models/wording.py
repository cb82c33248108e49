"""Words counted by this site over public titles and asks. A paper's own words of the moment are `Keyword`s, elsewhere.

A worker adds; whatever takes text from the public takes its words away in the same transaction. So a word of a text
that is no longer public never stands in a list, and one that was just published may stand there a little later.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from typing import Any, Self

from django.db import models, transaction
from django.db.models import F, Q

from delegates.models import Session
from proposals.workflow.states import State

from .proposal import Proposal
from .publication import Publication

LONGEST = 20  # characters; the names taught to jieba are shorter


def wording(proposal: Proposal) -> str:
    """What words are counted in: its title and its asks."""
    return "\n".join((proposal.headline, *(ask.text for ask in proposal.asks.all())))


def digest(proposal: Proposal) -> str:
    """Changes with the words, with the session they count for, and when the proposal is no longer public."""
    public = proposal.publication == Publication.PUBLISHED and proposal.state != State.RETRACTED
    told = f"{public} {proposal.session_id} {wording(proposal)}"
    return blake2b(told.encode(), digest_size=12).hexdigest()


class HotWordQuerySet(models.QuerySet["HotWord"]):
    """Questions about counted words."""

    def of_session(self, session: int | None) -> Self:
        """Those of one session; None: of proposals whose session nobody knows."""
        return self.filter(whole=False, session=session)

    def of_all(self) -> Self:
        """Those of all sessions together."""
        return self.filter(whole=True)

    def telling(self, least: int = 2) -> Self:
        """Those in at least so many proposals, the ones that tell most first."""
        return self.filter(n__gte=least).order_by("-weight", "word")

    def change(self, changes: "Mapping[tuple[int | None, str], int]") -> None:
        """Add to the numbers of (session, word), and to those of all sessions; a word in no proposal goes."""
        scopes: dict[tuple[bool, int | None], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for (session, word), n in changes.items():
            scopes[False, session][word] += n
            scopes[True, None][word] += n
        for (whole, session), numbers in sorted(scopes.items(), key=lambda one: (one[0][0], one[0][1] or 0)):
            self._change(self.filter(whole=whole, session=session), numbers)
        self.filter(n__lte=0).delete()

    @staticmethod
    def _change(rows: "models.QuerySet[HotWord]", numbers: Mapping[str, int]) -> None:
        """In the order of the words, so that two at it wait for each other and never both."""
        held = rows.filter(word__in=numbers).order_by("word").select_for_update()
        by_number: dict[int, list[int]] = defaultdict(list)
        for pk, word in held.values_list("pk", "word"):
            by_number[numbers[word]].append(pk)
        for n, pks in by_number.items():
            rows.filter(pk__in=pks).update(n=F("n") + n, weight=(F("n") + n) * F("rarity"))


class HotWord(models.Model):
    """A word with the number of public proposals of one session that hold it, or (`whole`) of all sessions."""

    session = models.ForeignKey(Session, models.CASCADE, null=True, related_name="hot_words", verbose_name="会议")
    whole = models.BooleanField("全部会议", default=False)
    word = models.CharField("词", max_length=LONGEST)
    n = models.IntegerField("件数", default=0)
    rarity = models.FloatField("稀见度")
    weight = models.FloatField("权重", default=0)

    objects = HotWordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "数出来的高频词"
        ordering = ["-weight", "word"]
        indexes = [models.Index(fields=["whole", "session", "-weight"], name="hot_word_telling")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "word"], condition=Q(whole=False, session__isnull=False), name="hot_word_once"
            ),
            models.UniqueConstraint(
                fields=["word"], condition=Q(whole=False, session__isnull=True), name="hot_word_once_without_session"
            ),
            models.UniqueConstraint(fields=["word"], condition=Q(whole=True), name="hot_word_once_in_all"),
            models.CheckConstraint(
                condition=Q(whole=False) | Q(session__isnull=True), name="hot_word_of_all_or_of_one"
            ),
        ]

    def __str__(self) -> str:
        return self.word


class WordingQuerySet(models.QuerySet["Wording"]):
    """Questions about what was counted."""

    @transaction.atomic
    def forget(self, proposals: Collection[Proposal]) -> None:
        """Take away the words of those that are no longer what was counted. One query where nothing changed."""
        now = {proposal.pk: digest(proposal) for proposal in proposals}
        held = self.filter(pk__in=now).values_list("pk", "digest")
        self.take_back([pk for pk, counted in held if counted != now[pk]])

    def take_back(self, ids: Iterable[int]) -> None:
        """Uncount these proposals."""
        rows = list(self.filter(pk__in=list(ids)).select_for_update().order_by("pk"))
        changes: dict[tuple[int | None, str], int] = defaultdict(int)
        for row in rows:
            for word in row.words:
                changes[row.session_id, word] -= 1
        if rows:
            HotWord.objects.change(changes)
            self.filter(pk__in=[row.pk for row in rows]).delete()


class Wording(models.Model):
    """The words that were counted for one proposal, and under which session, so that they can be taken back exactly."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, primary_key=True, related_name="counted_words")
    session = models.ForeignKey(Session, models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=24)
    words: Any = models.JSONField(default=list)

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "已数过的词"

    def __str__(self) -> str:
        return str(self.proposal)
