"""A letter being written, handed in, checked, sent or sent back."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from proposals.handling.replies import EDITABLE, Conflict, draft, edit, hand_in, role_for, send, send_back, unsent
from proposals.handling.results import classes_of
from proposals.models import Assignment, Proposal, Reply, ResultClass
from proposals.models.staff import role_of
from proposals.models.visibility import own_parts, worked_on_by
from proposals.workflow.events import Event
from proposals.workflow.roles import may
from proposals.workflow.states import Duty

from .pages import Dated, Done, Page, bound, opened, run, show, staff
from .uploads import PaperField

if TYPE_CHECKING:
    from django.http import QueryDict

PARTS = Assignment.objects.select_related("proposal__session__term", "department")
REPLIES = Reply.objects.select_related("proposal__session__term", "assignment__department", "department", "result")


class ClassField(forms.ModelChoiceField):
    """The classes of the place: the meaning first, the letter second."""

    def __init__(self, **kwargs: Any) -> None:
        """Empty until the form knows its proposal."""
        super().__init__(queryset=ResultClass.objects.none(), required=False, label="办理结果类别", **kwargs)


class LetterForm(Dated):
    """What a letter holds. `version` is the one that was read."""

    text = forms.CharField(label="正文", required=False, widget=forms.Textarea(attrs={"rows": 16}))
    file = PaperField(label="文件", required=False)
    result = ClassField()
    number = forms.CharField(label="文号", required=False, max_length=60)
    signed_by = forms.CharField(label="签发人", required=False, max_length=40)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, opinion: bool, **kwargs: Any) -> None:
        """An opinion has no class: it answers nobody."""
        super().__init__(*args, **kwargs)
        if opinion:
            del self.fields["result"]
        else:
            offer(self, self.proposal)
        self.fields["on"].label, self.fields["on"].help_text = "报送日期", "只在报送时登记；存草稿时不用"

    def clean_text(self) -> str:
        """With one kind of line end, so that places in it can be counted."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").replace("\r", "\n").strip()


class CheckForm(Dated):
    """What the checker sets, or why it goes back."""

    result = ClassField()
    number = forms.CharField(label="文号", required=False, max_length=60)
    note = forms.CharField(
        label="退回的理由", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="只有退回时要写；给承办单位看，不公开",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the classes of the place."""
        super().__init__(*args, **kwargs)
        offer(self, self.proposal)


def offer(form: forms.Form, proposal: Proposal) -> None:
    """Offer the classes of the place; where nobody entered any, ask for none and let the page say why."""
    classes = classes_of(proposal)
    if not classes:
        del form.fields["result"]
        form.unclassed = True  # type: ignore[attr-defined]  # read by the template
        return
    field: Any = form.fields["result"]
    field.queryset = ResultClass.objects.filter(pk__in=[one.pk for one in classes]).order_by("order")


def write(request: HttpRequest, part_id: int) -> HttpResponse:
    """The draft of a department's letter; saved, or saved and handed in."""
    part = opened(request, PARTS, part_id, Event.DRAFT, Event.OPINION)
    held = unsent(part.proposal, part)
    if held is not None and held.status not in EDITABLE:
        return check_or_read(request, held)
    opinion = role_for(part) == Reply.Role.OPINION
    form = bound(
        request, LetterForm, proposal=part.proposal, opinion=opinion, initial=_initial(request, held, part.proposal)
    )
    page = Page(
        part.proposal, f"{'写会办意见' if opinion else '写答复'} · {part.department}",
        "写好报送，就送到主办单位；不直接答复提出人。" if opinion else "先存草稿，写好再报送。审核人看过才发出。",
        form, lambda data: _saved(request, part, held, data), template="write",
        more={"held": held, "opinion": opinion, "part": part},
    )  # fmt: skip
    try:
        return run(request, page)
    except Conflict as conflict:
        return _conflict(request, page, conflict)


def _initial(request: HttpRequest, held: Reply | None, proposal: Proposal) -> dict[str, Any]:
    if held is not None:
        names = ("text", "result", "number", "signed_by", "version")
        return {name: getattr(held, name) for name in names}
    like = request.GET.get("like", "")
    if not (like.isascii() and like.isdecimal() and len(like) < 19):  # longer ones are no key
        return {}
    main = worked_on_by(request.user, REPLIES.filter(proposal=proposal.merged_into_id)).filter(pk=int(like)).first()
    return {"text": main.text, "result": main.result, "signed_by": main.signed_by} if main else {}


def _saved(request: HttpRequest, part: Assignment, held: Reply | None, data: dict[str, Any]) -> str:
    letter = {name: data[name] for name in ("text", "file", "result", "number", "signed_by") if name in data}
    by = staff(request)
    if held is None:
        reply = draft(proposal=part.proposal, assignment=part, by=by, **letter)
    else:
        reply = edit(reply=held, by=by, version=data["version"] or 0, **letter)
    if request.POST.get("do") != "hand_in":
        return "草稿已经存好，还没有报送。"
    hand_in(reply=reply, by=by, on=data["on"])
    return "会办意见已经送主办单位。" if reply.role == Reply.Role.OPINION else "答复稿已经报送，等审核。"


def _conflict(request: HttpRequest, page: Page, conflict: Conflict) -> HttpResponse:
    """Both texts; saving once more, now knowingly, is measured against what stands now."""
    page.form.add_error(None, str(conflict))
    again = cast("QueryDict", page.form.data).copy()
    again["version"] = str(conflict.current.version)
    page.form.data = again
    response = show(request, page, theirs=conflict.current)
    response.status_code = 409
    return response


def check(request: HttpRequest, reply_id: int) -> HttpResponse:
    """Read what was handed in; send it, or send it back."""
    if role_of(request.user) is None:
        raise PermissionDenied
    return check_or_read(request, get_object_or_404(readable(request), pk=reply_id))


def check_or_read(request: HttpRequest, reply: Reply) -> HttpResponse:
    """For those who send letters a form, for the others the text alone."""
    reply = get_object_or_404(REPLIES, pk=reply.pk)
    initial = {"result": reply.result, "number": reply.number}
    form = bound(request, CheckForm, proposal=reply.proposal, initial=initial)
    waiting = reply.status == Reply.Status.HANDED_IN and may(role_of(request.user), Event.REPLY)
    page = Page(
        reply.proposal, f"{'审核答复稿' if waiting else reply.get_role_display()} · {reply.department or ''}",
        "看过没有问题就发出；有问题写明理由退回。发出以后不能再改，只能另作一轮答复。" if waiting else "",
        form, lambda data: _checked(request, reply, data), template="check", more={"reply": reply, "waiting": waiting},
    )  # fmt: skip
    return run(request, page)


def _checked(request: HttpRequest, reply: Reply, data: dict[str, Any]) -> str | Done:
    by = staff(request)
    if request.POST.get("do") == "return":
        send_back(reply=reply, by=by, on=data["on"], note=data["note"])
        return "已经退回承办单位重拟。"
    send(reply=reply, by=by, on=data["on"], number=data["number"], result=data.get("result"))
    return Done("答复已经发出。接下来决定公开多少。", publication_of(reply))


def publication_of(reply: Reply) -> str:
    """Where it is decided who reads a letter: the step after sending it."""
    return reverse("admin:proposals_reply_publication", args=[reply.pk])


def readable(request: HttpRequest) -> "QuerySet[Reply]":
    """Letters that this member of staff works on; whoever answers also reads the opinions given for that answer."""
    answering = own_parts(request.user).exclude(duty=Duty.ASSIST.value)
    opinions = Q(role=Reply.Role.OPINION, status=Reply.Status.SENT, proposal__in=answering.values("proposal"))
    return REPLIES.filter(Q(pk__in=worked_on_by(request.user, Reply.objects.all()).values("pk")) | opinions)
