"""One reply letter in, the proposal it answers out."""

from ..blocks import Block
from ..proposing import Lexicon
from ..records import Extraction


def letter(source: str, lines: tuple[Block, ...], lexicon: Lexicon) -> Extraction | None:
    """Read an official reply letter; None when the text is none. Spans count in `source`."""
    return None
