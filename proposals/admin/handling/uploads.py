"""Files that staff attach: letters, scans, evidence. What they are is read off their bytes, not their names."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

MOST = 20 * 1024 * 1024
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Suffix → how such a file begins.
KINDS = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".docx": ZIP,
    ".ofd": ZIP,
    ".doc": OLE,
    ".wps": OLE,
}


class PaperField(forms.FileField):
    """One paper, or its picture."""

    def __init__(self, **kwargs: Any) -> None:
        """Say which files are taken."""
        kwargs.setdefault("help_text", "PDF、图片、Word、WPS 或 OFD，不超过 20 MB")
        kwargs["widget"] = forms.ClearableFileInput(attrs={"accept": ",".join(KINDS)})
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse what is too large or is not what its name says."""
        given = super().clean(data, initial)
        if isinstance(given, UploadedFile):
            _check(given)
        return given


def _check(given: UploadedFile) -> None:
    suffix = PurePath(given.name or "").suffix.lower()
    if suffix not in KINDS:
        raise ValidationError("这种文件不收。请用 PDF、图片（jpg、png）、Word、WPS 或 OFD。")
    if (given.size or 0) > MOST:
        raise ValidationError("文件超过 20 MB。请压缩或者分开扫描后再传。")
    begins = given.read(16)
    given.seek(0)
    if not begins.startswith(KINDS[suffix]):
        raise ValidationError("文件的内容和后缀对不上，可能没有存完整。请重新导出后再传。")
