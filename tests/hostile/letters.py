"""Attacks on mail: mbox, single mails and Maildir, by RFC 5322, RFC 2047 and what mail programs write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.hostile.case import Build, Case, Expect, exactly, nothing, survives
from tests.hostile.makers import OWNER, letter, people

MILLION = 1_000_000


def cases() -> Iterator[Case]:
    """Yield the attacks that only mail knows. Beside each bad mail stands a good one."""
    for attack, (lines, expect) in _LINES.items():
        yield Case("mail", attack, "box.mbox", _with(*lines), expect)
    for attack, (sender, expect) in _FROM.items():
        yield Case("mail", attack, "box.mbox", _from(sender), expect)
    for attack, (name, build, expect) in _WHOLE.items():
        yield Case("mail", attack, name, build, expect)


def _with(*lines: str) -> Build:
    def build(tag: str) -> bytes:
        ana, ben = people(tag, "Ana", "Ben")
        return letter(ana, *(line.replace("TAG", tag) for line in lines)) + letter(ben)

    return build


def _from(sender: str) -> Build:
    def build(tag: str) -> bytes:
        ana, ben = people(tag, "Ana", "Ben")
        return letter(ana, sender=sender.replace("TAG", tag)) + letter(ben)

    return build


_TWO = exactly(2, 2)
_ONE = exactly(1, 1)
_EITHER = Expect((1, 2), (1, 2), read=True)
_LINES: dict[str, tuple[tuple[str, ...], Expect]] = {
    "a header of a million characters": (("X-Long: " + "y" * MILLION,), _EITHER),
    "a header folded a hundred thousand times": (("X-Fold: a" + "\n b" * 100_000,), _EITHER),
    "a hundred thousand headers": (tuple(f"X-H{n}: v" for n in range(100_000)), _EITHER),
    "ten thousand copies": (("Cc: " + ", ".join(f"c{n}@TAG.example" for n in range(10_000)),), _ONE),
    "ten thousand Received lines": (("Received: from a by b",) * 10_000, _EITHER),
    "a thousand encoded words": (("Comments: " + "=?utf-8?B?4oKs?= " * 1000,), _TWO),
    "encoded words in each other": (("Comments: =?utf-8?Q?=3D=3Futf-8=3FQ=3F=?= " * 100,), _TWO),
    "an encoded word in UTF-7": (("Reply-To: =?utf-7?Q?+ADw-script+AD4-?= <r@TAG.example>",), _TWO),
    "an encoded word in no charset": (("Comments: =?x-none?B?AAAA?=",), _TWO),
    "a second sender": (("From: Evil <evil@TAG.example>",), _TWO),
    "a second date": (("Date: Thu, 01 Jan 1970 00:00:00 +0000",), _TWO),
    "a header without a colon": (("this is no header",), _TWO),
    "a header name with spaces": (("Bad Header : x",), _TWO),
    "a boundary of a million characters": (
        ("Content-Type: multipart/mixed; boundary=" + "b" * MILLION,),
        _EITHER,
    ),
    "a length that lies": (("Content-Length: 99999999999",), _TWO),
    "a negative length": (("Content-Length: -1",), _TWO),
    "control characters in a header": (("X-C: a\x00b\x07c\x1b[31m",), _TWO),
    "a group with ten thousand colons": (("Cc: " + ":" * 10_000,), _TWO),
    "comments ten thousand deep": (("Cc: " + "(" * 10_000 + ")" * 10_000,), _TWO),
    "a hundred thousand opened angles": (("Cc: " + "<" * 100_000,), _TWO),
    "a quote that never closes": (('Cc: "open <c@TAG.example>',), survives((2, 3), (2, 2))),
}
_FROM: dict[str, tuple[str, Expect]] = {
    "no sender": ("X-Nobody: here", _ONE),
    "a sender without an address": ("From: Ana", _ONE),
    "a sender whose name is another address": ('From: "robin@hale.example" <evil@TAG.example>', _TWO),
    "a sender with line breaks encoded": (
        "From: =?utf-8?Q?Eve=0D=0ABcc:=20all@x.example?= <e@TAG.example>",
        _TWO,
    ),
    "a sender whose address hides in an encoded word": (
        "From: =?utf-8?Q?x@TAG.example?=",
        survives((1, 2), (1, 2)),
    ),
    "a sender who is a robot": ("From: Shop <no-reply@TAG.example>", _ONE),
    "a sender on a list": ("From: Ana <l@TAG.example>\nList-Id: <l.TAG.example>", _ONE),
    "a sender with a NUL in the address": ("From: Ana <a\x00b@TAG.example>", survives((1, 2), (1, 2))),
    "a sender with a direction sign in the address": (
        "From: Ana <a\u202eb@TAG.example>",
        survives((1, 2), (1, 2)),
    ),
    "a sender at no domain": ("From: Ana <ana@>", _ONE),
    "a hundred thousand senders": ("From: " + ", ".join(["a@TAG.example"] * 20_000), _EITHER),
}


def _dated(date: str) -> Build:
    def build(tag: str) -> bytes:
        ana, ben = people(tag, "Ana", "Ben")
        lines = letter(ana).split(b"\n")
        lines = [f"Date: {date}".encode() if line.startswith(b"Date:") else line for line in lines]
        return b"\n".join(lines) + letter(ben)

    return build


def _single(tag: str) -> bytes:
    return letter(people(tag, "Ana")[0]).partition(b"\n")[2]


def _maildir(name: str) -> Build:
    def build(tag: str) -> Mapping[str, bytes]:
        ana, ben = people(tag, "Ana", "Ben")
        return {
            f"Mail/cur/{name}": letter(ana).partition(b"\n")[2],
            "Mail/new/1700000000.M1P1.host": letter(ben).partition(b"\n")[2],
            "Mail/tmp/.keep": b"",
        }

    return build


def _in_body(text: str) -> Build:
    def build(tag: str) -> bytes:
        ana, ben = people(tag, "Ana", "Ben")
        return letter(ana, body=text.replace("TAG", tag)) + letter(ben)

    return build


def _same(tag: str) -> bytes:
    return letter(people(tag, "Ana")[0]) * 1000


def _one_id(tag: str) -> bytes:
    """Two people who use one Message-ID: neither may replace the other's mail."""
    return b"".join(letter(one).replace(b"<1@", b"<0@") for one in people(tag, "Ana", "Ben"))


_WHOLE: dict[str, tuple[str, Build, Expect]] = {
    "a date in the year 9999": ("box.mbox", _dated("Fri, 31 Dec 9999 23:59:59 +0000"), _ONE),
    "a date in the year nought": ("box.mbox", _dated("Sat, 01 Jan 0000 00:00:00 +0000"), _ONE),
    "a date that is none": ("box.mbox", _dated("the day before yesterday"), _ONE),
    "a date of a million digits": ("box.mbox", _dated("9" * MILLION), _ONE),
    "a date with a zone of a thousand hours": (
        "box.mbox",
        _dated("Mon, 05 Jan 2026 10:00:00 +99999"),
        _EITHER,
    ),
    "a separator within a body": (
        "box.mbox",
        _in_body("\nFrom here on it is well.\n\nFrom: x@TAG.example is what I wrote"),
        _TWO,
    ),
    "a whole mail quoted in a body": (
        "box.mbox",
        _in_body(">From e@TAG.example Mon Jan 05 10:00:00 2026\n>From: e@TAG.example\n>To: robin"),
        _TWO,
    ),
    "a body of one line of twenty megabytes": ("box.mbox", _in_body("x" * 20_000_000), _TWO),
    "a body of ten million line ends": ("box.mbox", _in_body("\n" * 10_000_000), _TWO),
    "a body of a million separators": ("box.mbox", _in_body("From x\n" * MILLION), _TWO),
    "parts within parts, ten thousand deep": (
        "box.mbox",
        _in_body(
            "".join(f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(10_000))
        ),
        _TWO,
    ),
    "the same mail a thousand times": ("box.mbox", _same, _ONE),
    "one Message-ID of two people": ("box.mbox", _one_id, _TWO),
    "a hundred thousand empty mails": (
        "box.mbox",
        lambda tag: b"From x Mon Jan 05 10:00:00 2026\nX-A: b\n\n" * 20_000 + letter(people(tag, "Ana")[0]),
        _ONE,
    ),
    "a single mail": ("mail.eml", _single, _ONE),
    "a single mail without its blank line": ("mail.eml", lambda tag: _single(tag).split(b"\n\n")[0], _ONE),
    "a single mail in UTF-16": (
        "mail.eml",
        lambda tag: _single(tag).decode().encode("utf-16"),
        survives((0, 1), (0, 1)),
    ),
    "a single mail cut within its headers": (
        "mail.eml",
        lambda tag: _single(tag)[: _single(tag).index(b"Message-ID") + 5],
        survives((0, 1), (0, 1)),
    ),
    "a count of bytes before the mail that lies": (
        "mail.emlx",
        lambda tag: b"99999999\n" + _single(tag),
        survives((0, 1), (0, 1)),
    ),
    "a Maildir name with flags that are none": ("", _maildir("1700000000.M2P2.host:2,ZZZZ\u202e<b>"), _TWO),
    "a Maildir name of noise": ("", _maildir("=cmd()|'x'!A0"), _TWO),
    "a Maildir name with line ends": ("", _maildir("1\r\n2.M2.host:2,S"), _TWO),
    "a mail that only names the owner": (
        "mail.eml",
        lambda tag: (
            f"From: <{OWNER}>\nTo: <{OWNER}>\nDate: Mon, 05 Jan 2026 10:00:00 +0000\n"
            f"Message-ID: <{tag}>\n\nx\n".encode()
        ),
        survives((0, 0), (0, 1)),
    ),
    "nothing but a separator": ("box.mbox", lambda _: b"From x Mon Jan 05 10:00:00 2026\n", nothing()),
}
