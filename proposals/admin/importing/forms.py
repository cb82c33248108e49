"""What staff say about the files they drop in: typed in words or picked, never guessed. Plain fields, no script."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from delegates.models import Body, Region, Session
from delegates.numerals import chinese
from proposals.importing.sessions import SaidSession, parse_session
from proposals.models import ImportBatch

_NUMBERS = {chinese(number): number for number in range(1, 100)} | {str(number): number for number in range(1, 100)}
_NUMBER = "[一二三四五六七八九十0-9]{1,3}"
# 十六届一次, 第十六届第一次会议, 市十六届人大一次会议, 16-1, npc:16-1: two numbers in this order, nothing else.
_SESSION = re.compile(
    rf"[^0-9一二三四五六七八九十]{{0,20}}第?(?P<term>{_NUMBER})[届\-](?P<between>[^0-9一二三四五六七八九十第]{{0,16}})"
    rf"第?(?P<number>{_NUMBER})(?:次(?:全体)?(?:会议|全会)?)?"
)
_REGION = re.compile(r"(?P<name>\D*?)\s*(?P<code>[0-9]{6})?")


class SessionField(forms.CharField):
    """A session of one body in words; the value is a SaidSession or None."""

    def __init__(self, body: Body, **kwargs: Any) -> None:
        """`body`: whose sessions are typed here."""
        self.body = body
        super().__init__(required=False, max_length=40, label=f"{body.label}会议", **kwargs)

    def clean(self, value: Any) -> Any:
        """十六届一次 → SaidSession. Raises ValidationError with the form that would be understood."""
        words = super().clean(value)
        if not words:
            return None
        found = _SESSION.fullmatch(words.translate({0x2D: "-", 0x2013: "-", 0x2014: "-", 0xFF0D: "-"}))
        term, number = (_NUMBERS.get(found[one]) for one in ("term", "number")) if found else (None, None)
        if term is None or number is None:
            raise ValidationError(f"看不懂“{words}”。请写成“十六届一次”这样的第几届第几次。")
        other = Body.CPPCC if self.body == Body.NPC else Body.NPC
        if other.label in words or words.startswith(f"{other.value}:"):
            raise ValidationError(f"这里填{self.body.label}的会议，“{words}”像是{other.label}的。")
        return SaidSession(self.body, term, number)


class RegionField(forms.CharField):
    """A place by name, by code or both, as a list of suggestions offers it: 株洲市 430200."""

    def clean(self, value: Any) -> Any:
        """The Region or None. Raises ValidationError when none or several answer to the name."""
        words = super().clean(value)
        if not words:
            return None
        found = _REGION.fullmatch(words)
        if found and found["code"]:
            region = Region.objects.filter(code=found["code"]).first()
            if region is None or (found["name"].strip() and region.name != found["name"].strip()):
                raise ValidationError(f"没有“{words}”这个地方。请核对名称和六位行政区划代码。")
            return region
        return self._by_name(words)

    def _by_name(self, name: str) -> Region:
        regions = list(Region.objects.filter(name__in=[name, f"{name}市"]).select_related("parent")[:6])
        if not regions:
            raise ValidationError(f"没有找到“{name}”。请写行政区划的全称，例如株洲市、渌口区，或六位代码。")
        if len(regions) > 1:
            which = "、".join(f"{one.parent or ''}{one.name} {one.code}" for one in regions)
            raise ValidationError(f"叫“{name}”的地方不止一个：{which}。请把代码一起填上。")
        return regions[0]


class ManyFiles(forms.ClearableFileInput):
    """A picker for any number of files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none included; the value is a list. What is wrong with one is told beside it later."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The list as sent. Empty files stay: the batch page says that they are empty."""
        return [one for one in (data if isinstance(data, list | tuple) else [data]) if one]


class SaidForm(forms.Form):
    """What the files do not say of themselves."""

    region = RegionField(label="地区", required=False, max_length=60)
    npc = SessionField(Body.NPC)
    cppcc = SessionField(Body.CPPCC)
    published_on = forms.DateField(label="发布日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    source_name = forms.CharField(label="来源", required=False, max_length=80)
    publish = forms.BooleanField(label="写入后马上公开", required=False)
    show_text = forms.BooleanField(label="公开全文", required=False)

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        """Whether to publish, and how much, is asked of nobody else: what was decided of it before stays."""
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["publish"], self.fields["show_text"]

    @property
    def sessions(self) -> list[SaidSession]:
        """Those said."""
        return [self.cleaned_data[one] for one in ("npc", "cppcc") if self.cleaned_data.get(one)]

    @property
    def said(self) -> dict[str, Any]:
        """As `receive` takes it."""
        plain = ("region", "published_on", "source_name", "publish", "show_text")
        return {"sessions": self.sessions, **{name: self.cleaned_data[name] for name in plain if name in self.fields}}


class UploadForm(SaidForm):
    """One batch: files or pasted text, with what is said of them."""

    dropped = FilesField(label="文件", required=False, widget=ManyFiles(attrs={"multiple": True}))
    pasted = forms.CharField(
        label="粘贴文字", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6}), max_length=2_000_000
    )
    later = forms.BooleanField(required=False, widget=forms.HiddenInput)  # the script sends the files one by one

    def clean(self) -> dict[str, Any]:
        """Nothing to read is no batch."""
        data: dict[str, Any] = super().clean() or {}
        if not (data.get("dropped") or (data.get("pasted") or "").strip() or data.get("later")):
            raise ValidationError("还没有选文件，也没有粘贴文字。请至少给一样。")
        return data


class AddFilesForm(forms.Form):
    """More files for a batch that stands."""

    dropped = FilesField(label="文件", required=False, widget=ManyFiles(attrs={"multiple": True}))


def known_sessions() -> dict[str, list[tuple[str, str]]]:
    """Sessions to pick from, newest first, a list each body: (十六届一次, whose they are). One query."""
    offered: dict[str, dict[str, list[str]]] = {body.value: {} for body in Body}
    for session in Session.objects.order_by("-term__number", "-number")[:200]:
        council = session.term.council
        words = f"{chinese(session.term.number)}届{chinese(session.number)}次"
        offered[council.kind].setdefault(words, []).append(council.region.name)
    return {body: [(words, "、".join(names[:4])) for words, names in kept.items()] for body, kept in offered.items()}


def may_publish(request: HttpRequest) -> bool:
    """Whether this user decides what becomes public."""
    return request.user.has_perm("proposals.publish_report")


def initial(batch: ImportBatch) -> dict[str, Any]:
    """What was said of a batch, as the form shows it."""
    sessions = {one.body.value: one for one in map(parse_session, batch.sessions)}
    words = {body: f"{chinese(one.term)}届{chinese(one.number)}次" for body, one in sessions.items()}
    return {
        **words,
        "region": f"{batch.region.name} {batch.region.pk}" if batch.region else "",
        "published_on": batch.published_on,
        "source_name": batch.source_name,
        "publish": batch.publish,
        "show_text": batch.show_text,
    }


def said_of(batch: ImportBatch) -> str:
    """What staff said of a batch, in one sentence, unknown left out."""
    parts = [
        str(batch.region) if batch.region else "",
        *(str(parse_session(one)) for one in batch.sessions),
        f"{batch.published_on:%Y}年{batch.published_on.month}月{batch.published_on.day}日"
        if batch.published_on
        else "",
        batch.source_name,
    ]
    return " · ".join(part for part in parts if part)
