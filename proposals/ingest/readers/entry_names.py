"""Names inside an archive: decoded by evidence, and judged by where they lead."""

import re
import zipfile

from ..text.characters import common_share, settled

UTF_8_NAME = 0x800  # bit of the entry's flags
LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._)", re.IGNORECASE)
OUTSIDE = re.compile(r"^(?:/|[A-Za-z]:)|(?:^|/)\.\.(?:/|$)")
GUESSES = ("gb18030", "big5")


def entry_name(info: zipfile.ZipInfo) -> str:
    """The name of an entry, with `/` between folders and without control characters.

    Where the archive does not say that it is UTF-8, `zipfile` reads it as code page 437; what Chinese systems really
    wrote is GB18030, now and then Big5 or unmarked UTF-8.
    """
    name = info.orig_filename
    if not info.flag_bits & UTF_8_NAME:
        name = _decoded(name.encode("cp437", "replace"))
    plain = settled(name).replace("\\", "/")
    return re.sub(r"[\t\r\n\u2028\u2029]", " ", plain)


def is_litter(name: str) -> bool:
    """Whether a file manager or an open office program left this behind."""
    return LITTER.search(name) is not None


def leads_out(name: str) -> bool:
    """Whether the name would lead outside the folder it is unpacked in."""
    return OUTSIDE.search(name) is not None


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        guesses = [raw.decode(encoding, "replace") for encoding in GUESSES]
        return max(guesses, key=common_share)
