"""Pages for everybody: what `public` marks is kept under the version of what it shows."""

from delegates.freshness.pages import View, public

__all__ = ["View", "public"]
