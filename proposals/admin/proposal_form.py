"""The form of a proposal: two people never overwrite each other without a word."""

from typing import TYPE_CHECKING, Any, cast

from django import forms

from proposals.models import Proposal

if TYPE_CHECKING:
    from django.http import QueryDict

    ProposalFormBase = forms.ModelForm[Proposal]
else:
    ProposalFormBase = forms.ModelForm


class ProposalForm(ProposalFormBase):
    """Carries the version that was read, so that two people never overwrite each other without a word."""

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Proposal
        fields = ("headline", "kind", "number", "session", "field", "publication", "withheld_ground", "articles")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the stored version as the one that was read."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["read_version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        """Compare versions under a lock that lasts until the save."""
        data = super().clean() or {}
        if not self.instance.pk:
            return data
        current = Proposal.objects.select_for_update().get(pk=self.instance.pk)
        if data.get("read_version") != current.version:
            self.add_error(None, self._conflict(current, data))
            # Their own words stay in the form; saving once more, now knowingly, puts them in.
            again = cast("QueryDict", self.data).copy()
            again[self.add_prefix("read_version")] = str(current.version)
            self.data = again
        return data

    def _conflict(self, current: Proposal, data: dict[str, Any]) -> str:
        names = ("headline", "kind", "number", "session", "field", "publication", "withheld_ground")
        differing = [
            f"{self.fields[name].label}现在是“{_shown(current, name)}”"
            for name in names
            if name in data and data[name] != getattr(current, name)
        ]
        shown = "；".join(differing) or "您填的栏目没有不同，改动在诉求、提出人或进展里"
        return f"您打开以后，别人先保存了。{shown}。您写的还在下面：再按一次保存就用您写的；不想盖掉就关闭这一页。"


def _shown(proposal: Proposal, name: str) -> str:
    """A field's value as people read it."""
    label = getattr(proposal, f"get_{name}_display", None)
    return str(label() if label else getattr(proposal, name) or "空")
