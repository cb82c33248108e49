"""Zip archives: what is looked at before anything is unpacked, and unpacking that counts its bytes.

An office document is a zip of parts and is judged as a whole; an archive of reports is gone through entry by entry, in
flat memory, and a bad entry is refused by itself. Nothing is ever unpacked to a disk.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..records import Refusal
from . import limits
from .entry_names import entry_name, is_litter, leads_out

CHUNK = 65_536
END = b"PK\x05\x06"
END_SIZE = 22
COMMENT = 65_536  # a comment may stand behind the end record
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

BROKEN = "文件已损坏或不完整，请用原来的程序打开后另存一份，或者重新下载、重新压缩后再导入。"
NOTHING = "压缩包是空的，里面没有文件，请检查后重新选择文件。"
OVERLAP = "文件内部的目录互相重叠，不是正常的压缩包或文档，没有读取。请用原来的程序另存一份，或重新压缩后再导入。"
TOO_MANY = f"压缩包里的文件超过 {limits.ENTRY_COUNT:,} 个，请分成几个压缩包再导入。"
ENCRYPTED = "这个文件加了密码。请去掉密码后再导入。"
LINK = "这是一个快捷方式（链接），不是文件，没有读取。请把原文件放进压缩包。"
OUTSIDE = "文件名指向压缩包以外的位置，为安全起见没有读取。请改名后重新压缩。"
METHOD = "用了少见的压缩方法，不能读取。请用普通的 zip 方式重新压缩。"
RATIO = "解压后大得不正常，为安全起见没有读取。请单独导入原文件。"
TOO_LARGE = f"文件超过 {limits.FILE_BYTES // limits.MEGABYTE} MB，请分成几个小文件再导入。"
TOO_LARGE_IN_ALL = (
    f"压缩包解压后超过 {limits.ENTRIES_BYTES // limits.MEGABYTE} MB，从这个文件起没有读取。请分成几个压缩包再导入。"
)
LYING = "文件已损坏：记载的大小或校验码与内容不符。请重新下载或重新压缩后再导入。"


class Entry(NamedTuple):
    """One file of an archive: its bytes, or the sentence that says why it was not unpacked."""

    name: str
    content: bytes
    refusal: str | None = None


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive with its directory read. Raises `Refusal` when the directory is broken, lying or too long."""
    _check_directory_size(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, IndexError) as broken:
        raise Refusal(BROKEN) from broken
    _check_overlap(archive.infolist(), archive.start_dir)
    return archive


def entries(content: bytes, start: int = 0) -> Iterator[Entry]:
    """The files of an archive one at a time, from the one of order `start`. Raises `Refusal` for the archive itself.

    Folders and what file managers leave behind (`__MACOSX`, `Thumbs.db`) are no files and are left out.
    """
    archive = opened(content)
    members = [info for info in archive.infolist() if not info.is_dir() and not is_litter(entry_name(info))]
    if not members:
        raise Refusal(NOTHING)
    if len(members) > limits.ENTRY_COUNT:
        raise Refusal(TOO_MANY)
    total = sum(info.file_size for info in members[:start] if not suspicious(info, limits.FILE_BYTES))
    for info in members[start:]:
        name = entry_name(info)
        refusal = suspicious(info, limits.FILE_BYTES)
        if not refusal and total + info.file_size > limits.ENTRIES_BYTES:
            refusal = TOO_LARGE_IN_ALL
        if refusal:
            yield Entry(name, b"", refusal)
            continue
        total += info.file_size
        yield _entry(archive, info, name)


def suspicious(info: zipfile.ZipInfo, largest: int) -> str | None:
    """Why an entry is not even unpacked, judged by what the directory says of it."""
    if info.flag_bits & 0x1:
        return ENCRYPTED
    if stat.S_ISLNK(info.external_attr >> 16):
        return LINK
    if leads_out(entry_name(info)):
        return OUTSIDE
    if info.compress_type not in PACKED:
        return METHOD
    if info.file_size > largest:
        return TOO_LARGE
    if info.file_size > limits.SMALL_BYTES and info.file_size > limits.RATIO * max(1, info.compress_size):
        return RATIO
    return None


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of one entry, counted while they are inflated. Raises `Refusal` when they are not what was said."""
    parts, size = [], 0
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > info.file_size:
                    raise Refusal(LYING)
                parts.append(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as broken:
        raise Refusal(LYING) from broken
    if size != info.file_size:
        raise Refusal(LYING)
    return b"".join(parts)


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Entry:
    try:
        return Entry(name, unpacked(archive, info))
    except Refusal as refusal:
        return Entry(name, b"", str(refusal))


def _check_directory_size(content: bytes) -> None:
    """The end record says how long the directory is; it is looked at before a library builds anything from it."""
    tail = content[-(END_SIZE + COMMENT) :]
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        raise Refusal(BROKEN)
    if int.from_bytes(tail[at + 12 : at + 16], "little") > limits.DIRECTORY_BYTES:
        raise Refusal(TOO_MANY)


def _check_overlap(infos: Sequence[zipfile.ZipInfo], end: int) -> None:
    """Each entry ends before the next begins: entries that share bytes multiply what a small file unpacks to."""
    places = sorted((info.header_offset, info.header_offset + 30 + info.compress_size) for info in infos)
    starts = [start for start, _ in places[1:]] + [end]
    if any(start < 0 or stop > next_start for (start, stop), next_start in zip(places, starts, strict=False)):
        raise Refusal(OVERLAP)
