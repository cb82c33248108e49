"""What the OpenAPI description says of each address: its parameters, its answers, its problems."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view

from proposals.api.asking import MOST, ORDERS, SEVERAL, SIZE, WORDS
from proposals.api.problems import MEDIA_TYPE
from proposals.filters import NARROWING
from proposals.filters.naming import FIXED, LABELS

from . import whole as w

NUMBER = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
FORMS: dict[str, dict[str, Any]] = {
    "year": {"type": "integer", "minimum": 1949, "maximum": 2999},
    "region": {"type": "string", "pattern": "^[0-9]{6}$"},
}
PLACE = {"type": "string", "minLength": 1, "maxLength": 4000}
TYPED = {"type": "string", "minLength": 1, "maxLength": WORDS, "pattern": "^[^\\u0000]*$"}
WRONG = {
    400: _("参数没有意义"),
    404: _("这里什么也没有，或者没有公开"),
    410: _("这里有过，现在不再公开；或者要从头读起"),
    429: _("请求太密"),
}


def query(name: str, form: Any, words: Any, *, many: bool = False) -> OpenApiParameter:
    """A parameter of an address."""
    if not many:
        return OpenApiParameter(name, form, description=words)
    several = {"type": "array", "items": form, "minItems": 1, "maxItems": SEVERAL}
    return OpenApiParameter(name, several, description=words, explode=True, style="form")


def _narrowing(name: str) -> OpenApiParameter:
    fixed = FIXED.get(name)
    form = {"type": "string", "enum": list(fixed)} if fixed else FORMS.get(name, NUMBER)
    told = "；".join(f"{code} {label}" for code, label in (fixed or {}).items())
    return query(name, form, f"{LABELS[name]}{f'：{told}' if told else ''}", many=True)


TURNING = [
    query("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE}, _("一页多少条")),
    query("cursor", PLACE, _("从哪里读起：照上一页 next 里的原样")),
]
OF_LIST = [
    query("q", TYPED, _("检索，和网页上一样")),
    query("exact", {"type": "string", "enum": ["1"]}, _("只按原字检索，不带同义词")),
    query("order", {"type": "string", "enum": list(ORDERS)}, _("newest 最新的在前；title 题目里有检索词的在前")),
    *(_narrowing(name) for name in NARROWING),
    query("updated_since", PLACE, _("只取变化：上次答复里的 sync。只能和 limit、cursor 一起用")),
]  # fmt: skip


def address(operation: str, summary: Any, answer: Any, *, problems: Any, parameters: Any = ()) -> Any:
    """One GET."""
    wrong = {(status, MEDIA_TYPE): OpenApiResponse(w.Problem, description=WRONG[status]) for status in (*problems, 429)}
    got = extend_schema(
        operation_id=operation, summary=summary, parameters=list(parameters), tags=["言路"],
        responses={(200, "application/json"): OpenApiResponse(answer, description=summary), **wrong},
    )  # fmt: skip
    return extend_schema_view(get=got)


def several(name: str, summary: Any, entry: Any) -> Any:
    """A list of one kind."""
    shaped = w.page(f"{name.capitalize()}", entry)
    return address(f"list_{name}", summary, shaped, problems=(400,), parameters=TURNING)


def single(name: str, summary: Any, entry: Any, *, problems: Any = (400, 404)) -> Any:
    """One of a kind."""
    return address(f"get_{name}", summary, entry, problems=problems, parameters=[_id()])


def _id() -> OpenApiParameter:
    return OpenApiParameter("id", {"type": "integer", "minimum": 1}, OpenApiParameter.PATH, description=_("编号"))


LIST_OF_PROPOSALS = address(
    "list_proposals", _("建议提案：检索、筛选，或者取变化"), w.Proposals, problems=(400, 410),
    parameters=[*OF_LIST, *TURNING],
)  # fmt: skip
ONE_PROPOSAL = single("proposal", _("一件"), w.ProposalDetail, problems=(400, 404, 410))
DELEGATES = several("delegates", _("代表委员"), w.Delegate)
DELEGATE = single("delegate", _("一位代表委员"), w.DelegateDetail, problems=(400, 404, 410))
DEPARTMENTS = several("departments", _("承办单位"), w.Department)
DEPARTMENT = single("department", _("一个承办单位"), w.Department)
INDUSTRIES = several("industries", _("行业"), w.Industry)
INDUSTRY = single("industry", _("一个行业"), w.Industry)
SESSIONS = several("sessions", _("会议"), w.Session)
SESSION = single("session", _("一次会议"), w.Session)
REPORTS = several("reports", _("来源材料"), w.Report)
REPORT = single("report", _("一份材料"), w.ReportDetail, problems=(400, 404, 410))
