"""The description of the API for programs, and its first address."""

from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from rest_framework.response import Response

from .answering import Answer

ROOMS = ("proposals", "delegates", "departments", "industries", "sessions", "reports")


class Start(Answer):
    """Where everything is."""

    schema = None

    def get(self, request: Any) -> Response:
        """Addresses by name."""
        told = {name: settings.SITE_URL + reverse(f"proposals:api:{name}") for name in (*ROOMS, "openapi")}
        return Response({**told, "documentation": settings.SITE_URL + reverse("proposals:api:tour")})


class Description(Answer):
    """OpenAPI 3.1, as `manage.py spectacular` writes it."""

    schema = None

    def get(self, request: Any) -> Response:
        """The same for everybody."""
        return Response(description())


@cache
def description() -> dict[str, Any]:
    """Made once a process."""
    generator: Any = SchemaGenerator
    made: dict[str, Any] = generator().get_schema(request=None, public=True)
    return made
