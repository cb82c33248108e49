"""Django saying hello: the floor under every page."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def hello(request: HttpRequest) -> HttpResponse:
    """Nothing but words."""
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello), path("", include("config.urls"))]
