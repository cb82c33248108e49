"""Files say the same in whatever language somebody asks for them: the headings are what the import knows again."""

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.utils import translation


def steadily(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, each made in the site's own language; between them the reader's own holds."""
    made = iter(pieces)
    while True:
        with translation.override(settings.LANGUAGE_CODE):
            piece = next(made, None)
        if piece is None:
            return
        yield piece


def told(content: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same of what is made at once."""

    def made() -> bytes:
        with translation.override(settings.LANGUAGE_CODE):
            return content()

    return made
