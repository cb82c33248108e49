"""Official lists of 建议 and 提案: tables, and tables flattened to lines."""

from .read import listing

__all__ = ["listing"]
