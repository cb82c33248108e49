"""An official list in, a proposal a row out."""

from ..blocks import Block
from ..proposing import Lexicon
from ..records import Extraction, Mapping, Table


def listing(
    source: str, lines: tuple[Block, ...], tables: tuple[Table, ...], mapping: Mapping | None, lexicon: Lexicon
) -> Extraction | None:
    """Read an official list; None when the text is none. Without `mapping` the columns are guessed."""
    return None
