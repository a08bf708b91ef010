"""Markup: a stream of XML as programs really write it, mended on its way so that a strict parser can read it.

Old phones write a character beyond U+FFFF as two halves (`&#55357;&#56832;`), which no XML allows; messages
hold control characters and bare ampersands; pictures are attributes of many megabytes. All of it is put
right piece by piece, in memory that does not grow with the file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from amity.formats import encoding

CHUNK = 1 << 18
ENOUGH = 256
"""Bytes by which the encoding is told, where a stream comes in smaller pieces."""
LONG = 1 << 15
"""Characters without a quote or bracket from which a stretch is cut."""
KEPT = 1 << 12
"""Characters of such a stretch that stay, at least."""

_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_NUMBERS = re.compile(r"(?:&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});)+")
_NUMBER = re.compile(r"&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7});)")
_HELD = re.compile(
    r"(?:&#(?:0{0,2}(?:5529[6-9]|55[3-9][0-9]{2}|56[0-2][0-9]{2}|563[01][0-9])"
    r"|[xX]0{0,2}[dD][89abAB][0-9a-fA-F]{2});)?(?:&[#0-9A-Za-z]{0,9})?\Z"
)
"""What may go on in the next piece: the first half of a character, and the beginning of a reference."""
_TAIL = 32
_EDGE = re.compile("[\"'<>]")
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WRITTEN = {ord(char): f"&#{ord(char)};" for char in "&<>\"'\t\n\r"}
"""Characters that stay references, since as themselves they would mean something else."""
_LAST = 0x10FFFF


def clean(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the stream in pieces of UTF-8 that break none of XML's rules for characters and references.

    UTF-16 is turned, bytes that are no UTF-8 are read as Windows-1252. Halves of a character are paired, a
    half that is alone becomes U+FFFD. What XML cannot say (control characters) goes. A stretch of more than
    `LONG` characters without any quote or bracket, such as a picture, keeps its beginning only.
    """
    held, shorter = "", _Shorter()
    for text in _texts(stream):
        whole = held + text
        cut = _HELD.search(whole, max(0, len(whole) - _TAIL))
        end = cut.start() if cut else len(whole)
        held = whole[end:]
        yield shorter.shorten(_mended(whole[:end])).encode()
    yield shorter.shorten(_mended(held)).encode()


def _texts(stream: BinaryIO) -> Iterator[str]:
    chunk = more = stream.read(CHUNK)
    while more and len(chunk) < ENOUGH:
        more = stream.read(CHUNK)
        chunk += more
    name = encoding.wide(chunk)
    decoder = codecs.getincrementaldecoder(name or "utf-8")(errors="replace" if name else "amity.windows")
    first = True
    while chunk:
        text = decoder.decode(chunk if name else chunk.translate(None, _CONTROLS))
        yield text.removeprefix("\ufeff") if first else text
        first, chunk = False, stream.read(CHUNK)
    yield decoder.decode(b"", final=True)


def _mended(text: str) -> str:
    text = text if text.isascii() else _UNSAFE.sub("", text)
    if "&" not in text:
        return text
    return _BARE.sub("&amp;", _NUMBERS.sub(_characters, text))


def _characters(run: re.Match[str]) -> str:
    """Write a run of numbered characters so that each of them is one; what must stay a reference does."""
    if run[0] == "&#10;":
        return run[0]
    numbers = (int(one[1]) if one[1] else int(one[2], 16) for one in _NUMBER.finditer(run[0]))
    halves = "".join(chr(number) if number <= _LAST else "\ufffd" for number in numbers)
    whole = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _UNSAFE.sub("", whole).translate(_WRITTEN)


class _Shorter:
    """Cuts stretches without any quote or bracket, also those that go on over many pieces."""

    def __init__(self) -> None:
        self._cutting = False

    def shorten(self, text: str) -> str:
        """Give a piece without what is too much of it; looks only at every `LONG`th character."""
        parts: list[str] = []
        at = probe = self._start(text)
        while probe < len(text):
            edge = self._edge(text, probe)
            if edge - probe > LONG:
                parts.append(text[at : _whole(text, probe + KEPT)])
                self._cutting = edge == len(text)
                at = probe = edge
            else:
                probe += LONG
        return "".join([*parts, text[at:]])

    def _start(self, text: str) -> int:
        edge = self._edge(text, 0) if self._cutting else 0
        self._cutting = self._cutting and edge == len(text)
        return edge

    @staticmethod
    def _edge(text: str, at: int) -> int:
        found = _EDGE.search(text, at)
        return found.start() if found else len(text)


def _whole(text: str, end: int) -> int:
    """Move an end in front of the reference it would cut."""
    begun = text.rfind("&", end - _TAIL, end)
    return end if begun < 0 or ";" in text[begun:end] else begun
