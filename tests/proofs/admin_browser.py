"""A browser without a screen: signs in, reads the admin's real form of a record, and sends it back with changes."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from lxml import html

FORM = "application/x-www-form-urlencoded"
CONFLICT = "别人先保存了"


@dataclass
class Browser:
    """One person at one site. `url` has no slash at its end."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, name: str, password: str) -> None:
        """Through the sign-in form."""
        _, page = self._ask("GET", "/admin/login/")
        values = dict(html.fromstring(page).forms[0].form_values())
        status, _ = self._ask("POST", "/admin/login/", {**values, "username": name, "password": password})
        if status != 302:
            raise AssertionError(f"{name} could not sign in: {status}")

    def form(self, kind: str, record: int) -> dict[str, str]:
        """What the form of a record would send if nothing were changed. `kind` is a model of proposals."""
        status, page = self._ask("GET", _address(kind, record))
        if status != 200:
            raise AssertionError(f"no form: {status}")
        form = next(one for one in html.fromstring(page).forms if one.get("id") == f"{kind}_form")
        return dict(form.form_values())

    def send(self, kind: str, record: int, values: Mapping[str, str]) -> str:
        """Save; "accepted", "conflict", or what the site said instead."""
        status, page = self._ask("POST", _address(kind, record), values)
        if status == 302:
            return "accepted"
        if status == 200 and CONFLICT in page:
            return "conflict"
        errors = html.fromstring(page).xpath("//*[contains(@class, 'errorlist')]//text()") if status == 200 else []
        return f"status {status} {' '.join(errors)}".strip()

    def _ask(self, method: str, path: str, values: Mapping[str, str] | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=120)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, "Origin": self.url, **({"Content-Type": FORM} if values is not None else {})}
        try:
            connection.request(method, path, urlencode(values) if values is not None else None, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            for line in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        finally:
            connection.close()
        return answer.status, page


def _address(kind: str, record: int) -> str:
    return f"/admin/proposals/{kind}/{record}/change/"
