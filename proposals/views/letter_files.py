"""The original of a letter, for everybody, where the whole of it is published."""

from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from proposals.models import Reply
from proposals.shown.handling import is_whole


@require_safe
@cache_control(no_cache=True)
def letter(request: HttpRequest, pk: int) -> FileResponse:
    """Sent as a download: a browser never opens it as a page of this site."""
    reply = get_object_or_404(Reply.objects.visible_to(None), pk=pk)
    if not is_whole(reply) or not reply.file:
        raise Http404
    try:
        opened = reply.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    suffix = PurePath(reply.file.name or "").suffix
    return FileResponse(opened, as_attachment=True, filename=f"答复{reply.pk}{suffix}")
