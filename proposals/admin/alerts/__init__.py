"""The outbox, and the page where staff keep their reminders and calendars."""

from . import outbox

__all__ = ["outbox"]
