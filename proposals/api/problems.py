"""Errors as problem details (RFC 9457): a code for programs, a sentence for people, and what is allowed instead."""

import logging
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """What is wrong with a request. `more`: members besides the standard ones, as `parameter` and `allowed`."""

    def __init__(self, status: int, code: str, title: str, detail: str, **more: Any) -> None:
        """`detail` tells the reader what to do; `more` without a value is left out."""
        super().__init__(code)
        self.status, self.code, self.title, self.detail = status, code, title, detail
        self.more = {name: value for name, value in more.items() if value not in (None, "", [])}

    def answer(self) -> Response:
        """The whole response."""
        told = {
            "type": f"{settings.SITE_URL}/api/#{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            **self.more,
        }
        return Response(told, status=self.status, content_type=MEDIA_TYPE)


def answered(exception: Exception, context: dict[str, Any]) -> Response:
    """What DRF asks for any exception of a view."""
    if isinstance(exception, Problem):
        return exception.answer()
    if isinstance(exception, exceptions.Throttled):
        return _throttled(exception)
    if isinstance(exception, exceptions.MethodNotAllowed):
        detail = _("这个接口只读：请用 GET、HEAD 或 OPTIONS。")
        return Problem(405, "method_not_allowed", _("不接受这种请求方法"), detail).answer()
    if isinstance(exception, Http404 | exceptions.NotFound):
        return nothing().answer()
    return _fault(exception, context)


def nothing() -> Problem:
    """404."""
    return Problem(404, "not_found", _("这里什么也没有"), _("请核对网址；有哪些地址，见 /api/。"))


def _throttled(exception: Any) -> Response:
    wait = int(exception.wait or 1)
    detail = _("请过 %(wait)d 秒再来。来看有没有变化时，请带上 If-None-Match：没有变化就不计次数。") % {"wait": wait}
    answer = Problem(429, "too_many_requests", _("请求太密了"), detail, retry_after=wait).answer()
    answer["Retry-After"] = str(wait)
    return answer


def _fault(exception: Exception, context: dict[str, Any]) -> Response:
    """A fault of the program itself, with a number under which the log tells more."""
    number = f"{token_hex(3)}-{timezone.localdate():%m%d}".upper()
    request = context["request"]
    logger.error("错误编号 %s：%s %s", number, request.method, request.path, exc_info=exception)
    got_request_exception.send(sender=None, request=request)
    detail = _("这是本站的错误，已经记下来了。请稍后再试；报告时请附上编号 %(number)s。") % {"number": number}
    return Problem(500, "internal_error", _("本站出了错"), detail, number=number).answer()
