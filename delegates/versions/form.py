"""What every form of a row with a history carries: the version that was read, and the reason for the change."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from .conflict import Conflict

if TYPE_CHECKING:
    from django.forms.models import BaseInlineFormSet, ModelForm

    FormBase = ModelForm[Any]
    FormSetBase = BaseInlineFormSet[Any, Any, Any]
else:
    from django.forms.models import BaseInlineFormSet, ModelForm

    FormBase = ModelForm
    FormSetBase = BaseInlineFormSet

CARRIED = ("why", "read_version")
EXPLAIN = "这里的内容已经公开。请在“修改原因”里写一句为什么改，例如“来电更正”。"
CONFLICTING = (
    "您打开以后，别人先保存了，所以您写的还没有存进去。请看上面的对照：再按一次保存，就用您写的；"
    "要用别人的，请把那一栏改成右边的文字，或者关闭这一页。"
)


class VersionedForm(FormBase):
    """Mixed into the form of an admin for each request, which sets what stands below."""

    conflict: ClassVar[Conflict | None] = None
    version: ClassVar[int | None] = None  # counted before the row was read
    explained: ClassVar[bool] = False  # whether readers see what is changed here
    silent: ClassVar[tuple[str, ...]] = ()  # fields that need no reason: they decide who reads, not what

    why = forms.CharField(
        label="修改原因", max_length=300, required=False, widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="记在修改历史里，同事看得到",
    )  # fmt: skip
    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the version that stands as the one that was read."""
        super().__init__(*args, **kwargs)
        if self.version is not None:
            self.initial["read_version"] = self.version
        if self.explained:
            self.fields["why"].help_text = "已经公开的内容改动时必须写；记在修改历史里，同事看得到"

    @property
    def changed_data(self) -> list[str]:
        """Without what every form carries."""
        return [name for name in super().changed_data if name not in CARRIED]

    def clean(self) -> dict[str, Any]:
        """A conflict is an error; so is a change for readers that nobody explains."""
        data = super().clean() or {}
        if self.conflict is not None:
            self.add_error(None, CONFLICTING)
        elif self.explained and not data.get("why") and set(self.changed_data) - set(self.silent):
            self.add_error("why", EXPLAIN)
        return data


class ExplainedFormSet(FormSetBase):
    """Rows beside a form that readers see: changing them needs the form's reason."""

    def clean(self) -> None:
        """One reason serves them all."""
        super().clean()
        if not (self.data.get("why") or "").strip() and any(form.has_changed() for form in self.forms):
            raise ValidationError(EXPLAIN)
