"""The addresses of the public calendars: of everything, of one session, department, delegate or proposal."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from delegates.freshness import public
from proposals.alerts.ical import Entry, written
from proposals.models import Assignment, Proposal
from proposals.outside.gone import gone_proposal

from .days import answers, promises, sessions
from .lists import of_part

TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Yanlu//Public days//ZH"


@public
def of_all(request: HttpRequest) -> HttpResponse:
    """Sessions, days of answers and promises of all that is public. Four questions."""
    rows = Proposal.objects.visible_to(None)
    return _answer(_("言路：会议和期限"), [*sessions(rows.sessions()), *_due(rows)])


@public
def of_thing(request: HttpRequest, pk: int, thing: str) -> HttpResponse:
    """Those of one session, department or delegate. 404 where its page is. At most four questions."""
    what = of_part(thing, pk)
    if what is None:
        raise Http404
    rows, held = what.proposals, []
    if thing == "session":
        held = list(sessions(Proposal.objects.visible_to(None).sessions().filter(pk=pk)))
    parts = Assignment.objects.standing().filter(department=pk) if thing == "department" else None
    return _answer(_("言路：%(what)s") % {"what": what.title}, [*held, *_due(rows, parts)])


@public
def of_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of one proposal. 410 where it was public and is no more. Three questions."""
    row = Proposal.objects.visible_to(None).filter(pk=pk).first()
    if row is None:
        if gone_proposal(pk) is None:
            raise Http404
        return HttpResponse(status=410)
    return _answer(_("言路：%(what)s") % {"what": row.headline}, _due(Proposal.objects.filter(pk=pk)))


def _due(rows: "QuerySet[Proposal]", parts: "QuerySet[Assignment] | None" = None) -> list[Entry]:
    today = timezone.localdate()
    return [*answers(rows, today, parts), *promises(rows, today, parts)]


def _answer(name: str, entries: list[Any]) -> HttpResponse:
    about = _("公开的会议日期、答复期限和答复里承诺的日期；办完的再留 90 天。")
    answer = HttpResponse(written(name, entries, product=PRODUCT, about=about), content_type=TYPE)
    answer["Content-Disposition"] = 'inline; filename="yanlu.ics"'
    return answer
