"""The page about the API, for people. Rendered on the server from the description, in the site's own dress."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from delegates.freshness import public

from .asking import MOST, SIZE
from .described import description
from .shapes.names import NAMES

FORMS = {
    "string": _("文字"), "integer": _("整数"), "boolean": _("true 或 false"), "date": _("日期"), "uri": _("网址"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a member of an entry: its name, its form in words, the shape that it leads to, what it is."""

    name: str
    form: str
    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class Address:
    """One address with its parameters and the shape of its answer."""

    path: str
    summary: str
    fields: Sequence[Field]
    shape: str


@dataclass(frozen=True, slots=True)
class Example:
    """A question that can be asked on this very site."""

    title: str
    address: str


@public
def tour(request: HttpRequest) -> HttpResponse:
    """What can be asked for, with examples that run."""
    told = description()
    shapes = told["components"]["schemas"]
    context = {
        "section": "data",
        "examples": examples(),
        "addresses": [_address(path, one["get"]) for path, one in told["paths"].items()],
        "shapes": [(name, words, _fields(shapes[name])) for name, words in NAMES.items()],
        "problems": problems(),
        "size": SIZE,
        "most": MOST,
        "burst": settings.API_BURST,
        "sustained": f"{settings.API_SUSTAINED:,}",
        "site": settings.SITE_URL,
    }
    return render(request, "proposals/api.html", context)


def examples() -> list[Example]:
    """Questions that any site can answer, whatever it holds."""
    return [
        Example(_("最新的五件"), "/api/v1/proposals/?limit=5"),
        Example(_("办理中、而且有超期未办的"), "/api/v1/proposals/?state=handling&overdue=1"),
        Example(_("2025 年和 2026 年的政协提案"), "/api/v1/proposals/?kind=proposal&year=2025&year=2026"),
        Example(_("检索，和网页上一样"), "/api/v1/proposals/?q=%E8%80%81%E6%97%A7%E5%B0%8F%E5%8C%BA&limit=10"),
        Example(_("各次会议，各有多少件"), "/api/v1/sessions/"),
        Example(_("承办单位，各办多少件"), "/api/v1/departments/?limit=100"),
    ]


def problems() -> list[tuple[int, str, str]]:
    """Every code with its status and what to do."""
    return [
        (400, "unknown_parameter", _("没有这个参数，可以用的列在 allowed 里")),
        (400, "repeated_parameter", _("这个参数只能给一次")),
        (400, "invalid_value", _("参数的值没有意义，可以是什么写在 allowed 或 detail 里")),
        (400, "unknown_cursor", _("cursor 或 updated_since 不是这里给出的原样")),
        (400, "updated_since_alone", _("updated_since 只能和 limit、cursor 一起用")),
        (404, "not_found", _("这里什么也没有，或者没有公开")),
        (405, "method_not_allowed", _("只读：只接受 GET、HEAD 和 OPTIONS")),
        (410, "gone", _("公开过，现在不再公开，原因写在 detail 里")),
        (410, "moved", _("并到了另一个编号，网址写在 now 里")),
        (410, "read_anew", _("说不清从那时以来变了什么，请从头读一遍")),
        (429, "too_many_requests", _("请求太密，过 Retry-After 秒再来")),
        (500, "internal_error", _("本站出了错，报告时请附上编号")),
    ]


def _address(path: str, get: Mapping[str, Any]) -> Address:
    content = get["responses"]["200"]["content"]["application/json"]["schema"]
    fields = [_parameter(one) for one in get.get("parameters", ()) if one["in"] == "query"]
    return Address(path, get["summary"], fields, _shape(content))


def _parameter(one: Mapping[str, Any]) -> Field:
    form = one["schema"]
    several = form.get("type") == "array"
    words = _form(form["items"] if several else form)
    if several:
        words = _("%(what)s，可以给几次") % {"what": words}
    return Field(one["name"], words, "", str(one.get("description", "")))


def _fields(one: Mapping[str, Any]) -> list[Field]:
    return [_field(name, form) for name, form in one["properties"].items()]


def _field(name: str, form: Mapping[str, Any]) -> Field:
    shape = _shape(form)
    led = shape if shape and not _is_coded(description()["components"]["schemas"][shape]) else ""
    return Field(name, _form(form), led, str(form.get("description", "")))


def _form(form: Mapping[str, Any]) -> str:
    """A form in words. What is a code with its label says so."""
    if form.get("type") == "array":
        return _("一列%(what)s") % {"what": _form(form["items"])}
    if shape := _shape(form):
        return _("代码和中文") if _is_coded(description()["components"]["schemas"][shape]) else shape
    kind = form.get("type", "string")
    first = next((one for one in kind if one != "null"), "string") if isinstance(kind, list) else kind
    return str(FORMS.get(form.get("format", ""), FORMS.get(first, first)))


def _shape(form: Mapping[str, Any]) -> str:
    """The name of the component that a form leads to, "" for none."""
    if "$ref" in form:
        return str(form["$ref"]).rpartition("/")[2]
    inner = [*form.get("oneOf", ()), *form.get("allOf", ()), *([form["items"]] if "items" in form else ())]
    return next((found for one in inner if (found := _shape(one))), "")


def _is_coded(one: Mapping[str, Any]) -> bool:
    return set(one["properties"]) <= {"code", "label", "group"}
