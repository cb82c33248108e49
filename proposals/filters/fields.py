"""How a value in an address is read: what means nothing is left out, and nothing is ever an error."""

from typing import Any

import django_filters
from django import forms


class _Known(forms.MultipleChoiceField):
    """Several of some choices; values that are none of them are left out."""

    def clean(self, value: Any) -> list[str]:
        """The known values, each once."""
        return [one for one in dict.fromkeys(value or ()) if self.valid_value(one)]


class _Ids(forms.MultipleChoiceField):
    """Several ids of rows; whatever is no number of at most nine digits is left out."""

    def clean(self, value: Any) -> list[int]:
        """The numbers, each once."""
        typed = dict.fromkeys(value or ())
        return list(dict.fromkeys(int(one) for one in typed if one.isascii() and one.isdigit() and len(one) <= 9))


class _Years(_Ids):
    """Several years of our time."""

    def clean(self, value: Any) -> list[int]:
        """The years, each once."""
        return [one for one in super().clean(value) if 1949 <= one <= 2999]


class _Codes(forms.MultipleChoiceField):
    """Several codes of places: six digits each."""

    def clean(self, value: Any) -> list[str]:
        """The codes, each once."""
        typed = dict.fromkeys(value or ())
        return [one for one in typed if one.isascii() and one.isdigit() and len(one) == 6]


class _Words(forms.CharField):
    """What a person typed, cut to a length that can be searched; characters no database takes become blanks."""

    def clean(self, value: Any) -> str:
        """Never an error: a search box takes anything."""
        return str(value or "").replace("\x00", " ").strip()[:100]


class KnownFilter(django_filters.MultipleChoiceFilter):  # type: ignore[misc]  # django-filter has no types
    """A filter by some of its choices."""

    field_class = _Known


class IdsFilter(django_filters.MultipleChoiceFilter):  # type: ignore[misc]  # as above
    """A filter by ids, which costs no query to validate."""

    field_class = _Ids


class YearsFilter(django_filters.MultipleChoiceFilter):  # type: ignore[misc]  # as above
    """A filter by years."""

    field_class = _Years


class CodesFilter(django_filters.MultipleChoiceFilter):  # type: ignore[misc]  # as above
    """A filter by codes of places."""

    field_class = _Codes


class WordsFilter(django_filters.CharFilter):  # type: ignore[misc]  # as above
    """A filter by text."""

    field_class = _Words
