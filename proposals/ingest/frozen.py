"""What extraction found as plain JSON and back, exactly: for the child process that reads and the row that keeps it.

Generic over the records: a dataclass is an object of its fields, a tuple an array, a span [start, end], an enum its
value. Thawing trusts nothing: what does not fit raises `Misfit`. A field that is absent gets its default, so that what
an earlier version froze can still be thawed.
"""

import dataclasses
import math
import types
import typing
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any

from .records import Extraction, Mapping, Refusal, Span, Table

Thawer = Callable[[Any, str, float], Any]  # value, where it stands, length of the text that spans count in


class Misfit(Refusal):
    """Data that no extraction can have produced. `str` says in Chinese where."""

    def __init__(self, where: str, what: str) -> None:
        """Name the place and what is wrong with it."""
        super().__init__(f"读出的内容不合格式（{where or '全部'}：{what}），没有取用。请重新读取这份文件。")


def freeze(found: Extraction) -> dict[str, Any]:
    """Everything one file states, as JSON."""
    return typing.cast("dict[str, Any]", _frozen(found))


def thaw(data: Any, *, length: int | None = None) -> Extraction:
    """The reverse of `freeze`. With `length` no span may end beyond the text. Raises Misfit."""
    return typing.cast("Extraction", _thawer(Extraction)(data, "", _limit(length)))


def freeze_tables(tables: tuple[Table, ...]) -> list[Any]:
    """The tables of a file, as JSON."""
    return [_frozen(table) for table in tables]


def thaw_tables(data: Any, *, length: int | None = None) -> tuple[Table, ...]:
    """The reverse of `freeze_tables`. Raises Misfit."""
    return typing.cast("tuple[Table, ...]", _thawer(tuple[Table, ...])(data, "tables", _limit(length)))


def freeze_mapping(mapping: Mapping | None) -> dict[str, Any] | None:
    """What the columns hold, as JSON; None stays None."""
    return typing.cast("dict[str, Any] | None", _frozen(mapping))


def thaw_mapping(data: Any) -> Mapping | None:
    """The reverse of `freeze_mapping`. Raises Misfit."""
    return typing.cast("Mapping | None", _thawer(Mapping | None)(data, "mapping", math.inf))


def _limit(length: int | None) -> float:
    return math.inf if length is None else length


def _frozen(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {one.name: _frozen(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_frozen(one) for one in value]
    return value.value if isinstance(value, StrEnum) else value


@cache
def _thawer(kind: Any) -> Thawer:
    """The function that thaws one type."""
    if kind is Span:
        return _span
    if dataclasses.is_dataclass(kind):
        return _record(typing.cast("type", kind))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _array(_thawer(arguments[0]))
    if origin in (types.UnionType, typing.Union):
        return _optional(_thawer(next(one for one in arguments if one is not types.NoneType)))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _enum(kind)
    return _PLAIN[kind]


def _record(kind: type) -> Thawer:
    hints = typing.get_type_hints(kind)
    needed = {one.name for one in dataclasses.fields(kind) if _has_no_default(one)}

    def thawed(value: Any, where: str, limit: float) -> Any:
        if not isinstance(value, dict):
            raise Misfit(where, "不是对象")
        for name in (needed - value.keys()) | (value.keys() - hints.keys()):
            raise Misfit(where, f"{'缺少' if name in hints else '多出'} {str(name)[:40]!a}")
        return kind(**{name: _thawer(hints[name])(one, f"{where}/{name}", limit) for name, one in value.items()})

    return thawed


def _has_no_default(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _array(item: Thawer) -> Thawer:
    def thawed(value: Any, where: str, limit: float) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Misfit(where, "不是数组")
        return tuple(item(one, f"{where}/{number}", limit) for number, one in enumerate(value))

    return thawed


def _optional(item: Thawer) -> Thawer:
    return lambda value, where, limit: None if value is None else item(value, where, limit)


def _enum(kind: type[StrEnum]) -> Thawer:
    def thawed(value: Any, where: str, limit: float) -> StrEnum:
        if not isinstance(value, str) or value not in [one.value for one in kind]:
            raise Misfit(where, "不在可选的值里")
        return kind(value)

    return thawed


def _span(value: Any, where: str, limit: float) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise Misfit(where, "不是起止位置")
    start, end = (_integer(one, where, limit) for one in value)
    if not 0 <= start <= end <= limit:
        raise Misfit(where, "起止位置不在原文之内")
    return Span(start, end)


def _text(value: Any, where: str, limit: float) -> str:
    """Characters that no database or page can hold are refused: NUL and lone surrogates."""
    if not isinstance(value, str):
        raise Misfit(where, "不是文字")
    if "\0" in value or any("\ud800" <= one <= "\udfff" for one in value):
        raise Misfit(where, "含有不能保存的字符")
    return value


def _integer(value: Any, where: str, limit: float) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 2**31:
        raise Misfit(where, "不是整数")
    return value


def _number(value: Any, where: str, limit: float) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise Misfit(where, "不是 0 到 1 之间的数")
    return value


def _truth(value: Any, where: str, limit: float) -> bool:
    if not isinstance(value, bool):
        raise Misfit(where, "不是真假值")
    return value


_PLAIN: dict[Any, Thawer] = {str: _text, int: _integer, float: _number, bool: _truth}
