"""Asking the API in tests: entries, problems, whole readings."""

from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from proposals.models import Proposal


def asked(client: Client, address: str, **query: Any) -> dict[str, Any]:
    """The answer of an address that must be there."""
    response = client.get(f"/api/v1/{address}", query)
    assert response.status_code == 200, response.content.decode()
    assert response["Content-Type"] == "application/json"
    found: dict[str, Any] = response.json()
    return found


def refused(client: Client, address: str, status: int = 400) -> dict[str, Any]:
    """The problem that an address is answered with."""
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    return found


def entry_of(client: Client, proposal: Proposal) -> dict[str, Any]:
    """One proposal."""
    return asked(client, f"proposals/{proposal.pk}/")


def whole_reading(client: Client, address: str) -> list[dict[str, Any]]:
    """Every page of an address, from the first to the last."""
    pages, at = [], f"/api/v1/{address}"
    while at:
        response = client.get(at)
        assert response.status_code == 200, response.content.decode()
        pages.append(response.json())
        split = urlsplit(pages[-1]["next"] or "")
        at = f"{split.path}?{split.query}" if split.path else ""
    return pages


def ids(pages: list[dict[str, Any]]) -> list[int]:
    return [one["id"] for page in pages for one in page["results"]]
