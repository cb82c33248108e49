"""What was decided and merged, to be read and, for a merge, taken back."""

from collections import Counter
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from delegates.journal import model_of
from delegates.merging import CannotMerge, blocking, unmerge
from delegates.models import Delegate, Merge, Organisation, SameOrganisation, SamePerson

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DONE = {"move": "改归", "fill": "补上空栏", "delete": "两条并成一条", "add": "新增"}


class ReadOnly(admin.ModelAdmin):
    """A record of what people did: nobody types into it."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Made by decisions alone."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A decision is changed by deciding again."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was decided stays known."""
        return False


@admin.register(Merge)
class MergeAdmin(ReadOnly):
    """Each merge with its way back."""

    change_form_template = "admin/delegates/merge.html"
    list_display = ("__str__", "table", "merged_at", "merged_by", "reason", "undone_at")
    list_filter = ("table", ("undone_at", admin.EmptyFieldListFilter))
    list_select_related = ("merged_by",)
    search_fields = ("kept_name", "gone_name", "reason")
    readonly_fields = ("kept_link", "gone_text", "moved", "left")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str | tuple[str, ...], ...]:
        """What became of the way back only once somebody took it."""
        done = ("table", "kept_link", "gone_text", "reason", ("merged_at", "merged_by"), "moved")
        return (*done, ("undone_at", "undone_by"), "left") if obj is not None and obj.undone_at else done

    def get_urls(self) -> list[URLPattern]:
        """With the way back."""
        undo = self.admin_site.admin_view(require_POST(self.undo))
        return [path("<int:pk>/undo/", undo, name="delegates_merge_undo"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """With whether it may be taken back, and what stands in the way."""
        row = self.get_object(request, object_id)
        more: dict[str, Any] = {"title": "合并"}
        if isinstance(row, Merge) and row.undone_at is None:
            more |= {"may_undo": self._may_undo(request), "blocked_by": blocking(row)}
        return super().change_view(request, object_id, form_url, {**more, **(extra_context or {})})

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the merge back and say what stayed."""
        if not self._may_undo(request):
            raise PermissionDenied
        row = Merge.objects.filter(pk=pk).first()
        if row is None:
            raise Http404("没有这次合并")
        try:
            undone = unmerge(row, by=cast("User", request.user))
        except CannotMerge as problem:
            self.message_user(request, str(problem), messages.ERROR)
        else:
            kept = model_of(undone.table)._base_manager.get(pk=undone.kept)
            self.log_change(request, kept, f"撤销合并：{undone}")
            level = messages.WARNING if undone.stayed else messages.SUCCESS
            rest = f"有 {len(undone.stayed)} 条没有分开，列在下面" if undone.stayed else "每一条记录都回到了原处"
            self.message_user(request, f"合并已撤销：{rest}。两条又会出现在重复登记队列里，等您再定。", level)
        return HttpResponseRedirect(reverse("admin:delegates_merge_change", args=[pk]))

    @admin.display(description="保留")
    def kept_link(self, row: Merge) -> SafeString:
        """The row that stayed."""
        return format_html("<a href='{}'>{}（{} 号）</a>", row.kept_address, row.kept_name, row.kept)

    @admin.display(description="并入")
    def gone_text(self, row: Merge) -> str:
        """The row that went."""
        return f"{row.gone_name}（{row.gone} 号）"

    @admin.display(description="做了什么")
    def moved(self, row: Merge) -> SafeString | str:
        """How many rows of each kind were moved, folded, filled and added."""
        own = {row.table, SamePerson._meta.label, SameOrganisation._meta.label}  # the merge itself, said above
        steps = [step for step in row.journal if step["table"] not in own]
        counts = Counter((step["do"], str(model_of(step["table"])._meta.verbose_name)) for step in steps)
        lines = ((f"{DONE[do]}：{label} {count} 条",) for (do, label), count in counts.items())
        return format_html_join("", "<div>{}</div>", lines) if counts else "没有要搬的记录"

    @admin.display(description="撤销时没有分开的")
    def left(self, row: Merge) -> SafeString | str:
        """What somebody had changed since."""
        if not row.stayed:
            return "没有，每一条都回到了原处"
        return format_html_join("", "<div>{}</div>", ((line,) for line in row.stayed))

    def _may_undo(self, request: HttpRequest) -> bool:
        return request.user.has_perm("delegates.change_merge")


class PairAdmin(ReadOnly):
    """Decisions about two rows, newest first, each with the page where it can be changed."""

    party: type[Any]
    list_display = ("both", "choice", "reason", "decided_at", "decided_by")
    list_display_links = None
    list_filter = ("choice",)
    list_select_related = ("decided_by",)
    ordering = ("-decided_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """With both names, where the rows are still there."""
        names = {
            f"{side}_name": Subquery(
                self.party.objects.filter(pk=OuterRef(side)).values("name")[:1], output_field=CharField()
            )
            for side in ("first", "second")
        }
        found: QuerySet[Any] = super().get_queryset(request).annotate(**names)
        return found

    @admin.display(description="哪两个")
    def both(self, row: Any) -> SafeString | str:
        """Both names, leading to their page while both are there."""
        names = [(row.first_name, row.first), (row.second_name, row.second)]
        words = "、".join(f"{name or '（已并入别处）'}（{key} 号）" for name, key in names)
        if None in (row.first_name, row.second_name):
            return words
        address = reverse(f"admin:delegates_{self.party._meta.model_name}_pair", args=[row.first, row.second])
        return format_html("<a href='{}'>{}</a>", address, words)


@admin.register(SamePerson)
class SamePersonAdmin(PairAdmin):
    """Decisions about people."""

    party = Delegate


@admin.register(SameOrganisation)
class SameOrganisationAdmin(PairAdmin):
    """Decisions about organisations."""

    party = Organisation
