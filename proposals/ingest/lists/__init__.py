"""Official lists of 建议 and 提案: tables, tables flattened to lines, and items without columns."""

from .read import listing

__all__ = ["listing"]
