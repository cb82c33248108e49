"""Pages for everybody: what `public` marks is kept under the version of what it shows."""

from delegates.freshness import public

__all__ = ["public"]
