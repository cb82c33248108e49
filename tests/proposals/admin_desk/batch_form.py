"""What a browser sends back from the preview of a batch."""

from typing import Any

import lxml.html
from django.test import Client


def form_on(client: Client, address: str) -> dict[str, str]:
    """The preview's fields as they stand."""
    response = client.get(address)
    assert response.status_code == 200, response
    return fields(response)


def fields(response: Any) -> dict[str, str]:
    """The fields of the batch's form on a page."""
    (form,) = lxml.html.fromstring(response.content.decode()).xpath("//form[@class='dk-form']")
    return dict(form.form_values())


def words(response: Any) -> str:
    """What a reader sees on the page, blanks dropped."""
    page = lxml.html.fromstring(response.content.decode())
    return "".join(page.xpath("//main")[0].text_content().split())
