"""Which encoding a doubtful text is in: the same bytes read in each, for a person to see which one is Chinese."""

from dataclasses import dataclass

from proposals.models import ImportFile

CODECS = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030（简体）",
    "big5": "Big5（繁体）",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}
_BYTES = 1600
_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Sample:
    """How the file begins in one encoding."""

    codec: str
    label: str
    words: str
    current: bool


def samples(file: ImportFile) -> list[Sample]:
    """One a codec. One query: the bytes are not fetched with the file."""
    kept = ImportFile.objects.filter(pk=file.pk).values_list("data", flat=True).get()
    data = bytes(kept)[:_BYTES]
    now = file.encoding.replace("_", "-").lower()
    return [Sample(codec, label, begin(data, codec), codec == now) for codec, label in CODECS.items()]


def begin(data: bytes, codec: str) -> str:
    """The first words, what cannot be read shown as �."""
    text = " ".join(data.decode(codec, "replace").lstrip("\ufeff").split())
    return "".join(one if one.isprintable() else "�" for one in text[:_CHARACTERS])
