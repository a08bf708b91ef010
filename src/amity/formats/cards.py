"""Cards: a stream of bytes as vCards, one at a time, in bounded memory; every BEGIN:VCARD is found."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple

from amity.core.findings import Problem
from amity.formats import vcard
from amity.formats.encoding import decode, storable, wide
from amity.formats.vcard import Card

LONGEST = 8 << 20
"""Bytes of one card; a longer one is left out and reading goes on at the next BEGIN."""
MOST = 20_000
"""Lines of one card, folds undone; a card with more is left out too."""
_CHUNK = 1 << 18
_OVERLAP = 64
"""Bytes in which a BEGIN line that was cut by a chunk's end is looked for again."""
_BEGIN = re.compile(
    rb"\n(?:\xef\xbb\xbf)?[Bb][Ee][Gg][Ii][Nn][ \t]{0,8}:[ \t]{0,8}[Vv][Cc][Aa][Rr][Dd][ \t]{0,8}(?=\n)"
)
_END = re.compile(rb"\n[Ee][Nn][Dd][ \t]{0,8}:[ \t]{0,8}[Vv][Cc][Aa][Rr][Dd][ \t]{0,8}(?=\n)")
_VERSION = re.compile(rb"\n[Vv][Ee][Rr][Ss][Ii][Oo][Nn][^\n:]{0,80}:[ \t]{0,8}([0-9.]{1,8})")
_AGENT = re.compile(
    rb"\n(?:[A-Za-z0-9-]{1,40}\.)?AGENT(?:;[^\n:]{0,150})?:[ \t]{0,8}\n{0,8}\Z", re.IGNORECASE
)
_CHARSET = re.compile(rb";CHARSET=\"?([A-Za-z0-9_-]{1,20})", re.IGNORECASE)
_TAIL = 240
_HEAD = 2000
"""Bytes of a line in which its encoding is looked for."""


class _Piece(NamedTuple):
    """What stands from one BEGIN to the next: the number of its first line, its bytes, None if too many."""

    line: int
    text: bytes | None
    nested: int = 0


def cards(stream: BinaryIO) -> Iterator[Card | Problem]:
    """Yield each card in its order; a card that is too long is a problem in its place."""
    for number, piece in enumerate(_outer(_pieces(_chunks(stream))), start=1):
        place = f"card {number} (line {piece.line})"
        if piece.text is None:
            yield Problem(place, "too-long", f"This card is longer than {LONGEST >> 20} MB and was left out.")
        else:
            card = _card(piece.text, place, piece.nested)
            yield card or Problem(
                place, "too-long", f"This card has more than {MOST:,} lines and was left out."
            )


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    r"""Yield the stream piece by piece as single-byte text with `\n` alone at the ends of lines."""
    held = b"\n"
    for chunk in _narrow(stream):
        whole = held + chunk
        kept = whole.rstrip(b"\r")
        held = whole[len(kept) :][:2]
        yield _ends(kept)
    yield _ends(held) + b"\n"


def _ends(text: bytes) -> bytes:
    if b"\r" not in text:
        return text
    return text.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _narrow(stream: BinaryIO) -> Iterator[bytes]:
    """Yield UTF-16 as UTF-8, and anything else as it is."""
    chunk = stream.read(_CHUNK)
    name = wide(chunk)
    if name is None:
        while chunk:
            yield chunk
            chunk = stream.read(_CHUNK)
        return
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    while chunk:
        yield decoder.decode(chunk).removeprefix("\ufeff").encode()
        chunk = stream.read(_CHUNK)
    yield decoder.decode(b"", final=True).encode()


class _Buffer:
    """What was read and not yet given: from the last BEGIN on, or a short tail while none is open."""

    def __init__(self) -> None:
        self.text = b""
        self.line = 0
        self.scanned = 0
        self.open = False

    def drop(self) -> None:
        """Forget what no BEGIN can stand in any more, and count its lines."""
        upto = max(0, len(self.text) - _OVERLAP)
        self.line += self.text.count(b"\n", 0, upto)
        self.text = self.text[upto:]


def _pieces(chunks: Iterable[bytes]) -> Iterator[_Piece]:
    """Cut the text before each BEGIN. What precedes the first, or follows a card that is too long, goes."""
    buffer = _Buffer()
    for chunk in chunks:
        buffer.text += chunk
        yield from _begun(buffer)
        if buffer.open and len(buffer.text) > LONGEST:
            yield _Piece(buffer.line + 1, None)
            buffer.open = False
        if not buffer.open:
            buffer.drop()
        buffer.scanned = max(int(buffer.open), len(buffer.text) - _OVERLAP)
    if buffer.open:
        yield _Piece(buffer.line + 1, buffer.text)


def _begun(buffer: _Buffer) -> Iterator[_Piece]:
    """Give every piece that is ended by a further BEGIN."""
    begin = 0
    for found in _BEGIN.finditer(buffer.text, buffer.scanned):
        if buffer.open:
            yield _Piece(buffer.line + 1, buffer.text[begin : found.start() + 1])
        buffer.line += buffer.text.count(b"\n", begin, found.start())
        buffer.open, begin = True, found.start()
    buffer.text = buffer.text[begin:]


def _outer(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Join a card that is the value of another's AGENT to that one."""
    held: _Piece | None = None
    for piece in pieces:
        if held is not None and held.text is not None and _AGENT.search(held.text[-_TAIL:]):
            held = _with(held, held.text, piece.text)
        else:
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held


def _with(held: _Piece, outer: bytes, inner: bytes | None) -> _Piece:
    whole = None if inner is None or len(outer) + len(inner) > LONGEST else outer + inner[1:]
    return held._replace(text=whole, nested=held.nested + 1)


def _card(piece: bytes, place: str, nested: int) -> Card | None:
    """Read one card; None when it has too many lines."""
    end = piece.find(b"\nEND:VCARD\n") if not nested else -1
    if end < 0:
        ends = [found.start() for found in _END.finditer(piece)]
        end = ends[nested] if len(ends) > nested else -1
    body = piece[piece.find(b"\n", 1) : end if end >= 0 else len(piece)]
    said = _VERSION.search(body)
    version = said[1].decode() if said else ""
    loud = body.upper()
    if nested or version == "2.1" or b"QUOTED-PRINTABLE" in loud or b"ENCODING=B" in loud:
        raw = list(islice(_unfolded(body.split(b"\n"), legacy=version == "2.1"), MOST + 1))
        lines = [] if len(raw) > MOST else [_text(one) for one in raw]
    else:
        whole = body.replace(b"\n ", b"").replace(b"\n\t", b"")
        lines = [] if whole.count(b"\n") > MOST else _texts(whole)
    if body.strip() and not lines:
        return None
    read = vcard.line
    return Card(version, [read(one) for one in lines if one], place, end >= 0, nested)


def _texts(body: bytes) -> list[str]:
    try:
        return storable(body.decode()).split("\n")
    except UnicodeDecodeError:
        return [_text(raw) for raw in body.split(b"\n")]


def _text(raw: bytes) -> str:
    """Read one line: as UTF-8, else by the charset it names, else as what it most likely is."""
    try:
        return storable(raw.decode())
    except UnicodeDecodeError:
        named = _CHARSET.search(raw[:_HEAD].partition(b":")[0])
        return storable(decode(raw, named[1].decode() if named else ""))


class _Open:
    """A line being put together, with what its head says about how it goes on."""

    def __init__(self, start: bytes) -> None:
        self.parts = [start]
        self.depth = 0
        self.look()

    def look(self) -> None:
        """Read the head anew; it may itself be folded."""
        head, colon, _ = b"".join(self.parts)[:_HEAD].partition(b":")
        words = head.upper()
        self.headed = bool(colon) or len(self.parts) > 20  # noqa: PLR2004 - no head is folded more often
        self.quoted = b"QUOTED-PRINTABLE" in words
        self.base64 = b"BASE64" in words or b"ENCODING=B" in words
        self.agent = words.rpartition(b".")[2].partition(b";")[0] == b"AGENT"

    def add(self, part: bytes) -> None:
        """Append a part of the same line."""
        self.parts.append(part)
        if not self.headed:
            self.look()


def _unfolded(physical: list[bytes], *, legacy: bool) -> Iterator[bytes]:
    """Join lines in all the ways of 2.1: folds, soft breaks, bodies of base64 without folds, nested cards."""
    one = _Open(b"")
    for line in physical:
        if not _goes_on(one, line, legacy=legacy):
            yield b"".join(one.parts)
            one = _Open(line)
    yield b"".join(one.parts)


def _goes_on(one: _Open, line: bytes, *, legacy: bool) -> bool:
    """Append a physical line to the open one if it belongs to it."""
    if one.depth or (one.agent and _BEGIN.match(b"\n" + line + b"\n")):
        return _inner(one, line)
    if one.agent and not line:
        return True
    if one.quoted and one.parts[-1].endswith(b"="):
        one.parts[-1] = one.parts[-1][:-1]
        one.add(line)
    elif line[:1] in {b" ", b"\t"} and one.parts != [b""]:
        one.add(line.strip() if one.base64 else line if legacy else line[1:])
    elif one.base64 and line and b":" not in line:
        one.add(line)
    else:
        return False
    return True


def _inner(one: _Open, line: bytes) -> bool:
    """Take a line of the card inside AGENT, up to its own END."""
    around = b"\n" + line + b"\n"
    one.depth += (_BEGIN.match(around) is not None) - (_END.match(around) is not None)
    one.parts.append(b"\n" + line)
    return True
