"""The queue of likely duplicates and the page of one pair, for people and organisations alike. Plain forms."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from delegates.duplicates import Pair, Register, decide, likely, pair_of, postponed, undecided
from delegates.merging import CannotMerge, what_moves
from delegates.models import Choice, Delegate, Merge

from .sides import sides

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SIZE = 20  # pairs on a page
WORDS = {
    "person": {"thing": "人", "measure": "位", "same": "是同一个人", "different": "不是同一个人"},
    "unit": {"thing": "单位", "measure": "个", "same": "是同一单位（记为别名）", "different": "不是同一单位"},
}  # fmt: skip


class PairsMixin(admin.ModelAdmin):
    """Adds the queue, the pair's page and the action that leads to it."""

    register: Register
    actions = ("merge_chosen",)
    change_list_template = "admin/delegates/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        """Before Django's own, which would take the word for a number."""
        name = self.opts.model_name
        view = self.admin_site.admin_view
        own = [
            path("duplicates/", view(require_safe(self.queue)), name=f"delegates_{name}_duplicates"),
            path(
                "duplicates/<int:one>-<int:other>/",
                view(require_http_methods(["GET", "HEAD", "POST"])(self.pair)),
                name=f"delegates_{name}_pair",
            ),
        ]
        return own + super().get_urls()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With how many wait in the queue."""
        may = self.has_change_permission(request)
        more: dict[str, Any] = {"may_decide": may, "words": self._words(), "queue": self._queue_address()}
        if may:
            more["waiting"] = undecided(self.register).count()
        return super().changelist_view(request, {**more, **(extra_context or {})})

    def queue(self, request: HttpRequest) -> HttpResponse:
        """The likeliest pairs nobody decided about, and those left for later."""
        self._demand(request)
        found = likely(self.register)
        later = postponed(self.register, SIZE)
        context = {
            "title": f"可能重复登记的{self._words()['thing']}",
            "pairs": sides(found[:SIZE]),
            "later": sides(later),
            "waiting": undecided(self.register).count(),
            "more": max(0, len(found) - SIZE),
        }
        return self._page(request, "admin/delegates/queue.html", context)

    def pair(self, request: HttpRequest, one: int, other: int) -> HttpResponse:
        """Both side by side with what a merge would do; a decision comes back here."""
        self._demand(request)
        found = pair_of(self.register, one, other)
        if found is None:
            raise Http404("其中一个已经被合并或者删除了")
        if request.method == "POST":
            return self._decide(request, found)
        context = {
            "title": f"{found.older} 和 {found.newer}：是不是同一个{self._words()['thing']}",
            "sides": sides([found])[0],
            "moves": [(found.older, what_moves(found.newer)), (found.newer, what_moves(found.older))],
        }
        return self._page(request, "admin/delegates/pair.html", context)

    @admin.action(description="合并所选（先看会发生什么）", permissions=["change"])
    def merge_chosen(self, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse | None:
        """Exactly two: their page."""
        ids = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(ids) != 2:
            self.message_user(request, f"请正好勾选两{self._words()['measure']}，再用“合并所选”。", messages.WARNING)
            return None
        return redirect(f"admin:delegates_{self.opts.model_name}_pair", *ids)

    def _decide(self, request: HttpRequest, found: Pair[Any]) -> HttpResponse:
        choice = request.POST.get("choice", "")
        if choice not in Choice.values:
            raise Http404("没有这种决定")
        if choice == Choice.SAME and not request.user.has_perm("delegates.add_merge"):
            raise PermissionDenied
        keep = request.POST.get("keep", "")
        reason = request.POST.get("reason", "").strip()[:200] or "；".join(found.reasons)[:200] or "工作人员确认"
        try:
            merge = decide(
                found, Choice(choice), by=cast("User", request.user), reason=reason,
                keep=int(keep) if keep.isascii() and keep.isdigit() else None,
            )  # fmt: skip
        except CannotMerge as problem:
            self.message_user(request, str(problem), messages.ERROR)
            return HttpResponseRedirect(request.path)
        self._tell(request, found, Choice(choice), merge)
        return HttpResponseRedirect(self._queue_address())

    def _tell(self, request: HttpRequest, found: Pair[Any], choice: Choice, merge: Merge | None) -> None:
        if merge is not None:
            undo = reverse("admin:delegates_merge_change", args=[merge.pk])
            done = format_html("已合并：{}。<a href='{}'>看这次合并，可以撤销</a>", merge, undo)
            kept = found.older if found.older.pk == merge.kept else found.newer
            self.log_change(request, kept, f"合并：{merge}")
        else:
            word = self._words()["different"] if choice == Choice.DIFFERENT else choice.label
            again = reverse(f"admin:delegates_{self.opts.model_name}_pair", args=[found.older.pk, found.newer.pk])
            done = format_html(
                "已记下：{}（{} 号和 {} 号）{}。<a href='{}'>改主意</a>",
                found.newer,
                found.older.pk,
                found.newer.pk,
                word,
                again,
            )
        self.message_user(request, done, messages.SUCCESS)

    def _demand(self, request: HttpRequest) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied

    def _words(self) -> dict[str, str]:
        return WORDS["person" if self.register.model is Delegate else "unit"]

    def _queue_address(self) -> str:
        return reverse(f"admin:delegates_{self.opts.model_name}_duplicates")

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "words": self._words(),
            "queue": self._queue_address(),
            "may_merge": request.user.has_perm("delegates.add_merge"),
        }
        return TemplateResponse(request, template, {**shared, **context})


__all__: Sequence[str] = ["PairsMixin"]
