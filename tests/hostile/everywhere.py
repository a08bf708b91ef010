"""Attacks that every source must stand: on the text of its records, and on the bytes of its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tests.hostile.case import Build, Case, Expect, exactly, nothing, survives
from tests.hostile.kinds import MAKERS, Maker
from tests.hostile.makers import Somebody, people

MILLION = 1_000_000
LONGEST = 300
"""Characters of a name beyond which a line of a chat need not be a message; nor with half a quote."""
Bend = Callable[[Somebody], Somebody]
Twist = Callable[[bytes], bytes]
NAMES = {
    "a script in a name": "<script>window.__pwned=1</script>",
    "a picture with a handler in a name": '"><img src=x onerror=window.__pwned=1>',
    "a name with another in quotes": 'John "Jack" Smith',
    "a formula in a name": "=cmd|' /C calc'!A0",
    "a formula behind a full-width sign in a name": "\uff1dHYPERLINK(1)",
    "a template in a name": "{{7*7}}{% debug %}${7*7}",
    "signs that turn the direction in a name": "\u202egnp.exe\u2066 Ana\u200f\u200b",
    "control characters in a name": "Ana\x1b[31m\x07\x7f\x9b",
    "a NUL in a name": "An\x00a",
    "a lone surrogate in a name": "Ana\ud83d\ude00\udc00",
    "a thousand combining marks in a name": "A" + "\u0301" * 1000,
    "SQL in a name": "Robert'); DROP TABLE book_person;--",
}
TEXTS: dict[str, Bend] = {
    "a note of a million characters": lambda one: replace(one, note="x" * MILLION),
    "a note with a script and a formula": lambda one: replace(
        one, note="=1+1<script>alert(1)</script>\u202e"
    ),
    "a day that is none": lambda one: replace(one, birthday="0000-00-00"),
    "a day of the year ten to the twelve": lambda one: replace(one, birthday="1000000000000-01-01"),
    "a day at the end of time": lambda one: replace(one, birthday="9999-12-31"),
    "an address of a hundred thousand characters": lambda one: replace(
        one, email=f"{'a' * 100_000}@{one.tag}.example"
    ),
    "an address with a second line": lambda one: replace(
        one, email=f"{one.email}\r\nBcc: all@{one.tag}.example"
    ),
    "an address that is a million at signs": lambda one: replace(one, email="@" * MILLION),
}
"""Attacks beside the name: they cost a field at most, never the person."""
NO_FIELD = {
    "whatsapp": ("a day", "an address"),
    "signal": ("a day", "an address"),
    "instagram": ("a day", "an address"),
    "telegram": ("a day", "an address"),
    "sms": ("a day", "an address"),
    "linkedin": ("a day",),
    "calendar": ("a day", "an address"),
    "mail": ("a day", "an address"),
}
"""What a source has no place for, or what would leave nobody there."""


def _middle(content: bytes) -> bytes:
    """Cut a file within its second record."""
    return content[: content.rindex(b"Ben" if b"Ben" in content else b"b1@") + 2]


def _mixed(content: bytes) -> bytes:
    lines = content.replace(b"\r\n", b"\n").split(b"\n")
    ends = (b"\n", b"\r\n")
    return b"".join(line + ends[at % 2] for at, line in enumerate(lines))


BYTES: dict[str, tuple[Twist, str]] = {
    "UTF-16 with its mark": (lambda content: content.decode().encode("utf-16"), "text"),
    "UTF-16 with an odd byte": (lambda content: content.decode().encode("utf-16") + b"\x0a", "text"),
    "big-endian UTF-16": (lambda content: b"\xfe\xff" + content.decode().encode("utf-16-be"), "text"),
    "a mark of UTF-8": (lambda content: b"\xef\xbb\xbf" + content, "text"),
    "line ends of two kinds": (_mixed, "text bytes"),
    "only carriage returns": (lambda content: content.replace(b"\r\n", b"\n").replace(b"\n", b"\r"), "text"),
    "NULs behind the end": (lambda content: content + b"\0" * 4096, "text bytes"),
    "the name of another kind": (lambda content: content, "text bytes json xml zip"),
    "white space before everything": (lambda content: b"\n\n \n" + content, "json"),
}
"""What changes the file and not what it says, by the kinds of file where that is so."""


def cases() -> Iterator[Case]:
    """Yield every attack on every source for which it means something."""
    for source, maker in MAKERS.items():
        yield from _names(source, maker)
        yield from _texts(source, maker)
        yield from _changed(source, maker)
        yield from _broken(source, maker)


def _sum(maker: Maker, count: int) -> Expect:
    return exactly(count, maker.exchanges(count))


def _built(maker: Maker, names: Sequence[str], bend: Bend | None = None, twist: Twist | None = None) -> Build:
    def build(tag: str) -> bytes:
        first, *others = people(tag, *names)
        content = maker.make([bend(first) if bend else first, *others])
        return twist(content) if twist else content

    return build


def _file(maker: Maker, name: str) -> str:
    return name if not maker.chat else f"{name}{maker.file[maker.file.rindex('.') :]}"


def _names(source: str, maker: Maker) -> Iterator[Case]:
    for attack, name in NAMES.items():
        if (source, attack) in _ELSEWHERE:
            continue
        names = (name,) if maker.chat else (name, "Ben")
        expect = _sum(maker, len(names))
        odd = len(name) > LONGEST or name.count('"') % 2 == 1
        if odd and maker.chat and maker.kind == "text":
            expect = survives((0, 1), (0, maker.exchanges(1)))
        yield Case(source, attack, maker.file, _built(maker, names), expect)


_ELSEWHERE = {
    ("sms", "a NUL in a name"),
    ("xlsx", "a NUL in a name"),
    ("sms", "a lone surrogate in a name"),
    ("xlsx", "a lone surrogate in a name"),
    ("calendar", "a NUL in a name"),
}
"""Kinds of file in which such a character cannot stand; there it is an attack on the whole file."""


def _texts(source: str, maker: Maker) -> Iterator[Case]:
    for attack, bend in TEXTS.items():
        if attack.startswith(NO_FIELD.get(source, ("-",))):
            continue
        names = ("Ana",) if maker.chat else ("Ana", "Ben")
        long = attack.startswith("a note of a million")
        least = 0 if long and maker.kind == "json" else len(names) - long
        talks = (maker.exchanges(least) if least else 0, maker.exchanges(len(names)))
        expect = Expect((least, len(names)), talks, read=bool(least))
        yield Case(source, attack, maker.file, _built(maker, names, bend), expect)


def _changed(source: str, maker: Maker) -> Iterator[Case]:
    for attack, (twist, kinds) in BYTES.items():
        if maker.kind in kinds.split() and (source, attack) not in _MEANINGLESS:
            names = ("Ana",) if maker.chat else ("Ana", "Ben")
            file = "picture.jpg" if attack == "the name of another kind" else maker.file
            yield Case(source, attack, file, _built(maker, names, None, twist), _sum(maker, len(names)))


_MEANINGLESS = {("mail", "only carriage returns"), ("whatsapp", "the name of another kind")}
"""A mailbox ends its lines otherwise; the name of a chat's file tells with whom it is."""


def _broken(source: str, maker: Maker) -> Iterator[Case]:
    """Yield files that end too soon, say everything again and again, or hold nothing."""
    good = ("Ana",) if maker.chat else ("Ana", "Ben")
    yield Case(source, "an empty file", maker.file, lambda _: b"", nothing())
    yield Case(source, "nothing but white space", maker.file, lambda _: b" \r\n\t\n" * 20_000, nothing())
    yield Case(source, "nothing but NULs", maker.file, lambda _: b"\0" * 100_000, nothing())
    least = 0 if maker.kind in {"json", "xml", "zip"} else 1
    most = len(good)
    talks = (0, maker.exchanges(most))
    if not maker.chat and maker.kind != "zip":
        yield Case(
            source,
            "cut off within the second record",
            maker.file,
            _built(maker, good, None, _middle),
            survives((least, most), talks),
        )
    yield Case(
        source, "cut off after ten bytes", maker.file, _built(maker, good, None, lambda c: c[:10]), nothing()
    )
    half = survives((0, most), talks)
    yield Case(source, "cut in half", maker.file, _built(maker, good, None, lambda c: c[: len(c) // 2]), half)
    lines = most + 20 * (maker.kind == "text")
    torn = survives((0, lines), (0, maker.exchanges(lines)))
    yield Case(source, "noise in the middle", maker.file, _built(maker, good, None, _noise), torn)
    if maker.kind in {"text", "bytes"}:
        twice = maker.exchanges(most) * (1 + maker.chat)
        yield Case(
            source,
            "a whole file twice in one",
            maker.file,
            _built(maker, good, None, lambda c: c + c),
            Expect((most, most), (maker.exchanges(most), twice), read=True),
        )
        yield Case(
            source,
            "UTF-7 that would be a script",
            maker.file,
            _built(maker, ("+ADw-script+AD4-", *good[1:])),
            _sum(maker, most),
        )


def _noise(content: bytes) -> bytes:
    """Put bytes of every value within; in a table each line of them may be a row."""
    half = len(content) // 2
    return content[:half] + bytes(range(256)) * 20 + content[half:]
