r"""vCard lines written: 3.0 (RFC 2426) and 4.0 (RFC 6350), escaped, with parameters, folded at 75 octets.

A line is a text without folds here, as `Line.raw` is; `folded` makes it fit for a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from amity.formats import vcard
from amity.formats.vcard import Line

Version = Literal["3.0", "4.0"]
Property = tuple[str, str, tuple[tuple[str, str], ...]]
"""Name, value as written, parameters."""
VERSIONS: tuple[Version, ...] = ("3.0", "4.0")
OCTETS = 75
"""Of one line in a file, without its end."""
_SPACE = " \t"
_BACK = 24
"""Octets by which a fold moves back so as not to touch a space, which some programs trim."""
_SPECIAL = re.compile(r"[\\,;\n]")
_NEEDS_QUOTES = re.compile(r"[,;:]")
_CARETS = str.maketrans({"^": "^^", '"': "^'", "\n": "^n"})
_BREAKS = re.compile(r"\\\n|\\.|\n", re.DOTALL)
_TEXTUAL = frozenset({"QUOTED-PRINTABLE", "Q", "8BIT", "7BIT"})


def escape(text: str) -> str:
    r"""Write a text so that commas, semicolons, backslashes and line ends are part of it."""
    return _SPECIAL.sub(
        lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}",
        text.replace("\r\n", "\n").replace("\r", "\n"),
    )


def line(name: str, value: str, params: Iterable[tuple[str, str]] = (), *, group: str = "") -> str:
    """Put a line together; `value` is written already, parameters are quoted here where they must be."""
    said = "".join(f";{key}={_parameter(text)}" for key, text in params)
    return f"{group + '.' if group else ''}{name}{said}:{value}"


def types(words: Iterable[str], version: Version) -> tuple[tuple[str, str], ...]:
    """Write types as parameters; `pref` is a type in 3.0 and a parameter of its own in 4.0."""
    if version == "3.0":
        return tuple(("TYPE", word.upper()) for word in words)
    return tuple(("PREF", "1") if word == "pref" else ("TYPE", word) for word in words)


def photo(address: str, version: Version) -> Property:
    """Write a picture given as a `data:` address: its bytes in 3.0, the address itself in 4.0."""
    head, comma, body = address.partition(";base64,")
    kind = head.removeprefix("data:image/")
    if version == "3.0" and comma and kind.isalnum():
        return "PHOTO", body, (("ENCODING", "b"), ("TYPE", kind.upper()))
    return "PHOTO", address, (("VALUE", "uri"),) if version == "3.0" else ()


def birthday(yearly: str, version: Version) -> Property:
    """Write a birthday; without its year as 4.0 says, and in 3.0 as address books say it (`X-`)."""
    if version == "4.0":
        return "BDAY", _basic(yearly), ()
    if yearly.startswith("--"):
        return "BDAY", f"1604{yearly[1:]}", (("X-APPLE-OMIT-YEAR", "1604"),)
    return "BDAY", yearly, ()


def anniversary(yearly: str, version: Version) -> Property:
    """Write a yearly day; 3.0 has no property of its own for it."""
    return ("ANNIVERSARY", _basic(yearly), ()) if version == "4.0" else ("X-ANNIVERSARY", yearly, ())


def changed(on: date, version: Version) -> str:
    """Write the line that says when a card was last changed."""
    return line("REV", f"{on:%Y%m%d}T000000Z" if version == "4.0" else on.isoformat())


def regrouped(raw: str, group: str) -> str:
    """Give a line in another group; what has none stays without."""
    old = vcard.line(raw).group
    return f"{group}.{raw[len(old) + 1 :]}" if old else raw


def modern(one: Line) -> str:
    """Give a line in the form of 3.0: types with their name, text as UTF-8; it says the same as before.

    What is in that form already is given to the letter.
    """
    head = one.raw[: len(one.raw) - len(one.value) - 1]
    bare = '"' not in head and any("=" not in part for part in head.split(";")[1:])
    encoding = vcard.parameter(one, "ENCODING").upper()
    if not one.name or not (bare or "CHARSET" in one.params or encoding in {*_TEXTUAL, "BASE64"}):
        return one.raw
    value = one.value
    if encoding in _TEXTUAL:
        value = _BREAKS.sub(_break, vcard.plain(one))
    kept = [
        (key, "b" if (key, text.upper()) == ("ENCODING", "BASE64") else text)
        for key, texts in one.params.items()
        for text in texts
        if key != "CHARSET" and (key, text.upper()) not in {("ENCODING", word) for word in _TEXTUAL}
    ]
    return line(one.name, value, kept, group=one.group)


def card(lines: Sequence[str], version: Version) -> str:
    """Make a card of its lines as it stands in a file."""
    whole = ["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"]
    return "".join(folded(one) for one in whole)


def folded(raw: str) -> str:
    """Fold a line at 75 octets, never within a character, and end it."""
    octets = raw.encode(errors="replace")
    parts, start, room = [], 0, OCTETS
    while len(octets) - start > room:
        cut = _cut(octets, start, start + room)
        parts.append(octets[start:cut])
        start, room = cut, OCTETS - 1
    return b"\r\n ".join([*parts, octets[start:]]).decode() + "\r\n"


def _cut(octets: bytes, start: int, end: int) -> int:
    """Find the last place before `end` between two characters; between two letters if one is near."""
    whole = [at for at in range(end, max(start, end - _BACK), -1) if octets[at] & 0xC0 != 0x80]  # noqa: PLR2004 - UTF-8
    space = _SPACE.encode()
    return next((at for at in whole if octets[at] not in space and octets[at - 1] not in space), whole[0])


def _break(found: re.Match[str]) -> str:
    r"""Write a line end as `\n`; a backslash that stands before one is itself."""
    return {"\n": "\\n", "\\\n": "\\\\\\n"}.get(found[0], found[0])


def _parameter(text: str) -> str:
    written = text.translate(_CARETS)
    return f'"{written}"' if _NEEDS_QUOTES.search(written) else written


def _basic(yearly: str) -> str:
    """Write a day without hyphens, as 4.0 wants it: `19871006`, `--1006`."""
    start = "--" if yearly.startswith("--") else ""
    return start + yearly.replace("-", "")
