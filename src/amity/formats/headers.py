"""Headers: the few lines of a mail's header block that matter, picked in one pass, and words decoded."""

from __future__ import annotations

import re
from binascii import Error, a2b_base64, a2b_qp
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from amity.formats import encoding

Headers = dict[str, str]
"""Header name in small letters -> unfolded raw value; of a repeated one the first, addresses joined."""

_JOINED = frozenset({"to", "cc", "delivered-to", "x-original-to"})
_PICKED = frozenset(
    """
    from sender to cc date subject message-id list-id list-unsubscribe list-post precedence auto-submitted
    x-autoreply x-autorespond x-autoresponse return-path delivered-to x-original-to x-gmail-labels
    """.split()  # noqa: SIM905 - words read better in lines
)
KNOWN = _PICKED | frozenset(
    """
    received reply-to in-reply-to references mime-version content-type content-transfer-encoding bcc
    resent-from resent-to resent-date x-mailer user-agent dkim-signature errors-to
    """.split()  # noqa: SIM905 - words read better in lines
)
"""Names by which a block of lines is known to be a mail's."""


def _either_case(text: str) -> str:
    """Write a text as a pattern for both cases; sets are far faster than an ignored case."""
    return "".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in text)


def _any_of(names: Iterable[str]) -> str:
    """Write names as one pattern, by first letter, so that a line of no interest is passed over at once."""
    by_letter = groupby(sorted(names), itemgetter(0))
    return "|".join(
        f"{_either_case(letter)}(?:{'|'.join(_either_case(name[1:]) for name in group)})"
        for letter, group in by_letter
    )


_WANTED = re.compile(rf"\n({_any_of(_PICKED)})[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)")
_NAME = re.compile(rb"([!-9;-~]{1,76})[ \t]{0,20}:")
_WORD = re.compile(r"=\?([A-Za-z0-9_.:+'()-]{1,40})(?:\*[A-Za-z0-9-]{0,20})?\?([QqBb])\?([^?]*)\?=")
_ALIASES = {
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "x-sjis": "shift_jis",
    "x-mac-roman": "macintosh",
}
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+"
)
"""Control characters, and marks that turn the reading direction, so a text could show what it is not."""


def pick(head: bytes) -> Headers:
    """Pick the headers that matter from a block of header lines, as text in any encoding."""
    picked: Headers = {}
    for name, value in _WANTED.findall(_text(head)):
        word = name.lower()
        said = value.replace("\n", "").strip() if "\n" in value else value.rstrip()
        if word not in picked:
            picked[word] = said
        elif word in _JOINED and said:
            picked[word] = f"{picked[word]}, {said}"
    return picked


def known(start: bytes) -> set[str]:
    """Name the known headers at the start of a text, up to the first line that is no header line."""
    found: set[str] = set()
    for line in start.replace(b"\r\n", b"\n").split(b"\n"):
        if line[:1] in (b" ", b"\t") and found:
            continue
        name = _NAME.match(line)
        if name is None:
            break
        found.add(name[1].decode("ascii").lower())
    return found & KNOWN


def clean(text: str, limit: int) -> str:
    """Make one line of at most `limit` characters of a text, without what cannot be seen."""
    if text.isascii() and text.isprintable():
        return text[:limit].strip()
    return " ".join(_UNSEEN.sub(" ", text[: 4 * limit]).split())[:limit].strip()


def words(raw: str) -> str:
    """Decode the encoded words of a header (RFC 2047); one that is broken stays as it is written."""
    if "=?" not in raw:
        return raw
    parts: list[tuple[str, bytes | str]] = []
    end = 0
    for word in _WORD.finditer(raw):
        gap, charset, octets = raw[end : word.start()], word[1].lower(), _octets(word[2], word[3])
        end = word.end()
        after_word = bool(parts) and isinstance(parts[-1][1], bytes) and not gap.strip()
        if not after_word or octets is None:
            parts.append(("", gap))
        _add(parts, charset, word[0] if octets is None else octets)
    return "".join([*map(_decoded, parts), raw[end:]])


def _text(head: bytes) -> str:
    if b"\r" in head:
        head = head.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    head = b"\n" + head
    return head.decode("ascii") if head.isascii() else encoding.decode(head)


def _octets(kind: str, coded: str) -> bytes | None:
    """Undo the transfer encoding of a word; None when it is none."""
    try:
        raw = coded.encode("ascii")
        if kind in "Qq":
            return a2b_qp(raw.replace(b" ", b"_"), header=True)
        return a2b_base64(raw + b"=" * (-len(raw) % 4))
    except (UnicodeEncodeError, Error):
        return None


def _add(parts: list[tuple[str, bytes | str]], charset: str, said: bytes | str) -> None:
    """Add a word to the one of its charset right before it: mailers cut in the middle of a character."""
    if parts and isinstance(said, bytes):
        before, start = parts[-1]
        if before == charset and isinstance(start, bytes):
            parts[-1] = (charset, start + said)
            return
    parts.append((charset, said))


def _decoded(part: tuple[str, bytes | str]) -> str:
    charset, said = part
    return said if isinstance(said, str) else encoding.decode(said, _ALIASES.get(charset, charset))
