"""What is said when this program itself is at fault: a number under which the log tells more. Asks no database."""

import logging
from secrets import token_hex

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

logger = logging.getLogger(__name__)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a fault; Django has logged the fault itself on the line before."""
    number = f"{token_hex(3)}-{timezone.localdate():%m%d}".upper()
    logger.error("错误编号 %s：%s %s", number, request.method, request.path)
    return render(request, "500.html", {"number": number}, status=500)
