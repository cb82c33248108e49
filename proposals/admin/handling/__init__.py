"""Replies, ratings, promises and outcomes in the admin: one simple page for each thing to do."""

from . import replies

__all__ = ["replies"]
