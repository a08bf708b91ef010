"""Encoding: bytes of unknown origin as text, which never fails and never loses a byte to a question mark."""

from __future__ import annotations

import codecs
import re

_BYTE_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|us-ascii|ascii|latin-?1|iso-?8859-\d{1,2}|windows-12\d\d|cp\d{3,4}|koi8-[ru]"
    r"|shift[_-]jis|sjis|euc-(?:jp|kr|cn)|iso-2022-(?:jp|kr)|gb2312|gbk|gb18030|big5|macintosh|mac-?roman",
    re.IGNORECASE,
)
_SIGNS = 4
"""Bytes below which the zeros of a text say nothing."""
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


def decode(raw: bytes, charset: str = "") -> str:
    """Read bytes as text: what `charset` or a byte-order mark says, else UTF-16, UTF-8, Windows-1252.

    UTF-16 without a mark is known by its zeros. A byte that is not UTF-8 is read as Windows-1252 where it
    stands, so text of mixed origin comes out whole. An unknown or wrong `charset` is passed over.
    """
    if charset and (said := _said(raw, charset)) is not None:
        return said
    for mark, name in _BYTE_MARKS:
        if raw.startswith(mark):
            return _as(raw[len(mark) :], name)
    return _as(raw, wide(raw) or "utf-8")


def wide(start: bytes) -> str | None:
    """Name the UTF-16 form of a beginning, with or without its mark, as a codec; None for single bytes."""
    for mark, name in _BYTE_MARKS[1:]:
        if start.startswith(mark):
            return name
    if len(start) < _SIGNS:
        return None
    start = start.rstrip(b"\0")  # a disk that failed may have filled the end of a file with zeros
    start += b"\0" * (len(start) % 2)
    pairs = len(start) // 2
    if start[1::2].count(0) > 0.8 * pairs:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > 0.8 * pairs else None


def storable(text: str) -> str:
    """Take out what no database keeps: NUL characters and lone surrogates."""
    return _UNKEPT.sub("", text) if not text.isascii() or "\x00" in text else text


def _said(raw: bytes, charset: str) -> str | None:
    if not _CHARSET.fullmatch(charset[:20]):
        return None
    try:
        return raw.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _as(raw: bytes, name: str) -> str:
    return raw.decode(name, "replace" if name != "utf-8" else "amity.windows")


def _windows(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes at fault as Windows-1252, and the five it leaves undefined as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    fault = error.object[error.start : error.end]
    return "".join(_single(fault[at : at + 1]) for at in range(len(fault))), error.end


def _single(byte: bytes) -> str:
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


codecs.register_error("amity.windows", _windows)
