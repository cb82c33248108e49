"""The desk in the admin: lists behind the queues, batches with a preview, papers to print, filters of one's own."""

from . import lists, said

__all__ = ["lists", "said"]
