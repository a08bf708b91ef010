"""Attacks on address books: vCard 2.1, 3.0 and 4.0, by the rules of RFC 2426 and RFC 6350."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from tests.hostile.case import Build, Case, Expect, exactly, nothing, survives
from tests.hostile.makers import Somebody, card, people

MILLION = 1_000_000


def cases() -> Iterator[Case]:
    """Yield the attacks that only a card knows."""
    for attack, (lines, expect) in _LINES.items():
        yield Case("vcard", attack, "cards.vcf", _with(*lines), expect)
    for attack, (build, expect) in _WHOLE.items():
        yield Case("vcard", attack, "cards.vcf", build, expect)


def _with(*lines: str) -> Build:
    """Put lines into the first of two cards."""

    def build(tag: str) -> bytes:
        ana, ben = people(tag, "Ana", "Ben")
        return card(ana, *(line.replace("TAG", tag) for line in lines)) + card(ben)

    return build


def _ana(tag: str) -> Somebody:
    return people(tag, "Ana")[0]


def _ben(tag: str) -> bytes:
    return card(people(tag, "Ana", "Ben")[1])


_TWO = exactly(2)
_FIRST_MAY_GO = Expect((1, 2), read=True)
_LINES: dict[str, tuple[tuple[str, ...], Expect]] = {
    "a line folded a hundred thousand times": (("NOTE:x" + "\r\n y" * 100_000,), _FIRST_MAY_GO),
    "folds that are never anything else": (("NOTE:" + "\r\n " * 200_000,), _FIRST_MAY_GO),
    "fifty thousand properties": (tuple(f"X-P{n}:v" for n in range(50_000)), _FIRST_MAY_GO),
    "a hundred thousand parameters": (("NOTE" + ";A=B" * 100_000 + ":x",), _TWO),
    "a parameter with a quote that never closes": (('NOTE;X-A="abc:def',), _TWO),
    "a million quotes before the colon": (('NOTE;X="' + '"' * MILLION + ":x",), _FIRST_MAY_GO),
    "a property without a name": ((":nothing", ";TYPE=x:nothing", "no colon at all"), _TWO),
    "a property name of a million letters": (("X" * MILLION + ":x",), _FIRST_MAY_GO),
    "a group within a group a thousand times": ((".".join("a" * 1000) + ".NOTE:x",), _TWO),
    "quoted-printable that breaks off": (("NOTE;ENCODING=QUOTED-PRINTABLE:=C3=A9=E",), _TWO),
    "quoted-printable that swallows the card": (("NOTE;ENCODING=QUOTED-PRINTABLE:abc=",), _FIRST_MAY_GO),
    "base64 that is none": (("PHOTO;ENCODING=b;TYPE=JPEG:!!!!not base64!!!!" + "=" * 1000,), _TWO),
    "a picture of five megabytes": (
        ("PHOTO;ENCODING=b;TYPE=JPEG:" + base64.b64encode(b"\xff\xd8" + b"x" * 5_000_000).decode(),),
        _FIRST_MAY_GO,
    ),
    "a picture at an address elsewhere": (("PHOTO;VALUE=uri:http://127.0.0.1:1/x.jpg",), _TWO),
    "a picture from a file here": (("PHOTO;VALUE=uri:file:///etc/passwd",), _TWO),
    "an address that is a script": (("URL:javascript:alert(1)",), _TWO),
    "a data address with a page in it": (("URL:data:text/html,<script>alert(1)</script>",), _TWO),
    "a charset that does not exist": (("NOTE;CHARSET=x-nothing-of-it:abc",), _TWO),
    "a charset that is UTF-7": (("NOTE;CHARSET=UTF-7:+ADw-script+AD4-",), _TWO),
    "a revision of the year 9999": (("REV:9999-12-31T23:59:59Z",), _TWO),
    "a revision of ten to the twelve": (("REV:1000000000000",), _TWO),
    "the same property with two kinds": (("KIND:individual", "KIND:group"), _FIRST_MAY_GO),
    "a version that does not exist": (("VERSION:99999999999.0",), _TWO),
    "a second name": (("FN:Other TAG", "FN:Third TAG"), _TWO),
    "a second UID": (("UID:other-TAG",), _TWO),
    "ten thousand addresses": (tuple(f"EMAIL:a{n}@TAG.example" for n in range(10_000)), _FIRST_MAY_GO),
    "ten thousand categories in a line": (("CATEGORIES:" + ",".join(map(str, range(10_000))),), _TWO),
    "a million backslashes": (("NOTE:" + "\\" * MILLION,), _FIRST_MAY_GO),
    "a million semicolons in a name": (("N:" + ";" * MILLION,), _FIRST_MAY_GO),
    "line breaks in an address": (("EMAIL:evil@TAG.example\\r\\nBcc: all@TAG.example",), _TWO),
    "a telephone number of a thousand digits": (("TEL:+" + "1" * 1000,), _TWO),
    "a telephone number in other digits": (("TEL:+٤٤٧٧٠٠٩٠٠٠٠٠",), _TWO),
    "a coordinate that is no number": (("GEO:1e400;-1e400",), _TWO),
    "an END within a note": (("NOTE:abc\\nEND:VCARD\\nBEGIN:VCARD\\nFN:Nobody",), _TWO),
    "properties of Apple's that point to nothing": (
        ("item1.X-ABLABEL:x", "item99.EMAIL:c@TAG.example"),
        _TWO,
    ),
}


def _no_end(tag: str) -> bytes:
    return card(_ana(tag)).replace(b"END:VCARD\r\n", b"") + _ben(tag)


def _nested(tag: str) -> bytes:
    opened = b"BEGIN:VCARD\r\nVERSION:2.1\r\nAGENT:\r\n" * 20_000
    return opened + b"END:VCARD\r\n" * 20_000 + _ben(tag)


def _agent(tag: str) -> bytes:
    """A card within a card, as 2.1 has it: the inner one is the assistant, not a person of the book."""
    ana = f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Ana {tag.title()}\r\nAGENT:\r\n"
    inner = f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Cut {tag.title()}\r\nEND:VCARD\r\n"
    return f"{ana}{inner}EMAIL:ana@{tag}.example\r\nEND:VCARD\r\n".encode() + _ben(tag)


def _latin(tag: str) -> bytes:
    name = f"Jos\xe9 {tag.title()}"
    return card(people(tag, "Ana")[0], f"NICKNAME:{name}").decode().encode("latin-1") + _ben(tag)


_WHOLE: dict[str, tuple[Build, Expect]] = {
    "a card that never ends before the next": (_no_end, _TWO),
    "only beginnings": (lambda _: b"BEGIN:VCARD\r\n" * 100_000, nothing()),
    "only ends": (lambda tag: b"END:VCARD\r\n" * 100_000 + _ben(tag), survives((0, 1))),
    "cards within cards, twenty thousand deep": (_nested, survives((0, 2))),
    "a card within a card": (_agent, _TWO),
    "text in Latin-1 that says nothing of it": (_latin, _TWO),
    "an empty card before a good one": (
        lambda tag: b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n" * 1000 + _ben(tag),
        exactly(1),
    ),
    "the same card a thousand times": (lambda tag: _ben(tag) * 1000, exactly(1)),
    "one UID for different people": (
        lambda tag: b"".join(card(one).replace(b"-1\r", b"-0\r") for one in people(tag, "Ana", "Ben")),
        _TWO,
    ),
    "twenty megabytes before the first card": (
        lambda tag: b"BEGIN:VCARD\r\n" + b"X-A:" + b"y" * 20_000_000 + b"\r\n" + _ben(tag),
        survives((1, 1)),
    ),
    "small letters and spaces around the colon": (
        lambda tag: _ben(tag).replace(b"BEGIN:VCARD", b"begin:vcard").replace(b"END:VCARD", b"end:vcard"),
        exactly(1),
    ),
    "a card whose END has spaces behind it": (
        lambda tag: card(_ana(tag)).replace(b"END:VCARD", b"END:VCARD  ") + _ben(tag),
        _TWO,
    ),
    "a mailbox before the cards": (
        lambda tag: b"From: x@y.example\nTo: z@y.example\n\nHello\n" + _ben(tag),
        survives((0, 1)),
    ),
    "a list of groups and no person": (
        lambda tag: card(_ana(tag), "KIND:group", "MEMBER:urn:uuid:1") + _ben(tag),
        exactly(1),
    ),
}
