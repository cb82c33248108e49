"""Importing at the desk: upload, how far reading is, review of what was found, writing, publishing, undoing."""

from . import batch

__all__ = ["batch"]
