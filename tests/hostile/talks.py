"""Attacks on chats and phones: WhatsApp, Signal, Telegram, Instagram, and the backup of text messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.hostile.case import Build, Case, Expect, exactly, nothing, refused, survives
from tests.hostile.makers import dumped, people, sms, smses, text
from tests.hostile.programs import telegram_chat

MILLION = 1_000_000


def cases() -> Iterator[Case]:
    """Yield the attacks on each kind of chat."""
    for attack, (lines, expect) in _WHATSAPP.items():
        yield Case("whatsapp", attack, "WhatsApp Chat with Ana.txt", _lines(lines), expect)
    for attack, (lines, expect) in _SIGNAL.items():
        yield Case("signal", attack, "signal.txt", _lines(lines), expect)
    for attack, (change, expect) in _TELEGRAM.items():
        yield Case("telegram", attack, "result.json", _chat(change), expect)
    for attack, (build, expect) in _CHATS.items():
        yield Case("telegram", attack, "result.json", build, expect)
    for attack, (said, expect) in _INSTAGRAM.items():
        yield Case("instagram", attack, "message_1.json", _message(said), expect)
    for attack, (build, expect) in _SMS.items():
        yield Case("sms", attack, "sms.xml", build, expect)


def _lines(lines: str) -> Build:
    return lambda tag: lines.replace("ANA", f"Ana {tag.title()}").encode("utf-8", "surrogatepass")


_ARABIC = {ord(str(digit)): 0x660 + digit for digit in range(10)}
_GOOD = "[11.01.26, 21:15:02] ANA: Hello\r\n[25.01.26, 21:15:02] ANA: Still there?\r\n"
_BOTH = exactly(1, 2)
_SOME = survives((0, 1), (0, 3))
_WHATSAPP: dict[str, tuple[str, Expect]] = {
    "days in no order": (_GOOD + "[01.01.99, 00:00:00] ANA: back\r\n", survives((1, 1), (2, 3))),
    "a day that is none": (_GOOD + "[31.02.26, 21:15:02] ANA: never\r\n", _BOTH),
    "an hour that is none": (_GOOD + "[26.01.26, 99:99:99] ANA: never\r\n", _BOTH),
    "days whose order nobody can tell": (
        "[01.02.26, 21:15:02] ANA: a\r\n[03.04.26, 21:15:02] ANA: b\r\n",
        survives((0, 1), (0, 2)),
    ),
    "a message of a million lines": (_GOOD + "more\r\n" * MILLION, _BOTH),
    "a message of a million characters": (_GOOD.replace("Hello", "x" * MILLION), survives((0, 1), (1, 2))),
    "a message that looks like another": (
        _GOOD.replace("Hello", "Hi\r\n [x] 11.01.26, 10:00 - Eve: no"),
        _BOTH,
    ),
    "a name with colons": ("[11.01.26, 21:15:02] ANA: a: b: c\r\n[25.01.26, 21:15:02] ANA: d\r\n", _BOTH),
    "lines of the program alone": (
        "[25.01.26, 21:15:02] Messages and calls are end-to-end encrypted.\r\n",
        survives((0, 0), (0, 0)),
    ),
    "a hundred thousand names": (
        "".join(f"[25.01.26, 21:{n // 60 % 60:02}:{n % 60:02}] Nobody{n} ANA: x\r\n" for n in range(100_000)),
        survives((0, 100_000), (0, 100_000)),
    ),
    "brackets that never close": ("[" * MILLION + "\r\n" + _GOOD, survives((0, 1), (0, 2))),
    "spaces that no eye sees": (
        "\u200e[1/25/26, 9:15:02\u202fPM] ANA: \u200eimage omitted\r\n[1/26/26, 9:15:02\u202fPM] ANA: x\r\n",
        _BOTH,
    ),
    "digits of another script": ("[11.01.26, 21:15:02] ANA: x\r\n".translate(_ARABIC), _SOME),
    "a message removed": (_GOOD.replace("Hello", "This message was deleted"), survives((1, 1), (1, 2))),
    "the same message a thousand times": (
        "[25.01.26, 21:15:02] ANA: Hello\r\n" * 1000,
        survives((1, 1), (1, 1000)),
    ),
}
_ME = "[2026-01-11, 09:00] Me: Hello\n[2026-01-12, 10:00] ANA: yes\n"
_SIGNAL: dict[str, tuple[str, Expect]] = {
    "a day that is none": (f"{_ME}[2026-02-30, 10:00] ANA: no\n", _BOTH),
    "an hour that is none": (f"{_ME}[2026-01-13, 99:00] ANA: no\n", _BOTH),
    "a day in the year 9999": (f"{_ME}[9999-12-31, 10:00] ANA: no\n", survives((1, 1), (2, 3))),
    "a message of a million lines": (_ME + "more\n" * MILLION, _BOTH),
    "brackets that never close": ("[" * MILLION + f"\n{_ME}", survives((0, 1), (0, 2))),
    "no message at all": ("[2026-01-12, 10:00]\n" * 10, nothing()),
}


def _chat(change: dict[str, Any]) -> Build:
    """Spoil the message of the first of two chats."""

    def build(tag: str) -> bytes:
        ana, ben = (telegram_chat(one) for one in people(tag, "Ana", "Ben"))
        ana["messages"][0].update(change)
        return dumped({"chats": {"about": "", "list": [ana, ben]}})

    return build


_FIRST_MAY_GO = Expect((1, 2), (1, 2), read=True)
_TELEGRAM: dict[str, tuple[dict[str, Any], Expect]] = {
    "a message on no day": ({"date": "yesterday", "date_unixtime": "never"}, _FIRST_MAY_GO),
    "a message of ten to the thirty seconds": ({"date_unixtime": "1" + "0" * 30, "date": "x"}, _FIRST_MAY_GO),
    "a message before all time": ({"date_unixtime": "-99999999999999", "date": ""}, _FIRST_MAY_GO),
    "a text that is a number": ({"text": 12345}, exactly(2, 2)),
    "a text that is parts of everything": (
        {"text": ["a", {"type": "bold", "text": "b"}, None, 7, [[]]]},
        exactly(2, 2),
    ),
    "a text that is null": ({"text": None}, exactly(2, 2)),
    "a sender that is null": ({"from": None, "from_id": None}, _FIRST_MAY_GO),
    "a sender that is a list": ({"from": ["x"], "from_id": ["user1"]}, _FIRST_MAY_GO),
    "a kind of message that is unknown": ({"type": "hologram"}, _FIRST_MAY_GO),
    "a message of the service": ({"type": "service", "action": "phone_call"}, _FIRST_MAY_GO),
    "an id that is a text": ({"id": "one"}, exactly(2, 2)),
    "a file at a path outside": ({"file": "../../../../etc/passwd", "photo": "/etc/shadow"}, exactly(2, 2)),
}


def _flood(tag: str) -> bytes:
    chat = telegram_chat(people(tag, "Ana")[0])
    first = chat["messages"][0]
    chat["messages"] = [first | {"id": n, "text": [{"type": "link", "text": "x"}] * 50} for n in range(2000)]
    return dumped({"chats": {"list": [chat]}})


def _group(tag: str) -> bytes:
    chat = telegram_chat(people(tag, "Ana")[0]) | {"type": "public_supergroup"}
    first = chat["messages"][0]
    chat["messages"] = [
        first | {"id": n, "from": f"N{n}", "from_id": f"user{n}9{tag[1:]}"} for n in range(2000)
    ]
    return dumped({"chats": {"list": [chat]}})


_CHATS: dict[str, tuple[Build, Expect]] = {
    "chats that are an object": (lambda _: dumped({"chats": {"list": {"a": 1}}}), nothing()),
    "chats that are numbers": (
        lambda tag: dumped({"chats": {"list": [7, None, "x", telegram_chat(people(tag, "Ana")[0])]}}),
        exactly(1, 1),
    ),
    "messages that are a text": (
        lambda tag: dumped(
            {"chats": {"list": [telegram_chat(people(tag, "Ana")[0]) | {"messages": "none"}]}}
        ),
        survives((0, 1), (0, 0)),
    ),
    "two thousand messages in one second": (_flood, survives((1, 1), (1, 2000))),
    "a group of two thousand strangers": (_group, survives((0, 2000), (0, 2000))),
    "a kind of chat that is unknown": (
        lambda tag: dumped({"chats": {"list": [telegram_chat(people(tag, "Ana")[0]) | {"type": "dream"}]}}),
        survives((0, 1), (0, 1)),
    ),
    "contacts that are numbers": (
        lambda tag: dumped(
            {
                "contacts": {"list": [1, None, {"first_name": 7}]},
                "chats": {"list": [telegram_chat(people(tag, "Ana")[0])]},
            }
        ),
        survives((1, 2), (1, 1)),
    ),
}


def _message(said: dict[str, Any]) -> Build:
    def build(tag: str) -> bytes:
        name = f"Ana {tag.title()}"
        good = {"sender_name": name, "timestamp_ms": 1768600000000, "content": "yes"}
        bad = {"sender_name": name, "timestamp_ms": 1768400000000, "content": "no", **said}
        named = [{"name": name}, {"name": "Robin Hale"}]
        return dumped(
            {"participants": named, "messages": [bad, good], "title": name, "thread_path": f"inbox/{tag}"}
        )

    return build


_ONE_OR_BOTH = Expect((1, 1), (1, 2), read=True)
_INSTAGRAM: dict[str, tuple[dict[str, Any], Expect]] = {
    "a moment of ten to the thirty": ({"timestamp_ms": 10**30}, _ONE_OR_BOTH),
    "a moment that is a text": ({"timestamp_ms": "then"}, _ONE_OR_BOTH),
    "a negative moment": ({"timestamp_ms": -(10**15)}, _ONE_OR_BOTH),
    "a text in the wrong charset": (
        {"content": "caf\u00c3\u00a9 \u00f0\u009f\u0098\u0080 \u00c3"},
        _ONE_OR_BOTH,
    ),
    "a text that is a list": ({"content": [["x"]]}, _ONE_OR_BOTH),
    "a sender that is null": ({"sender_name": None}, _ONE_OR_BOTH),
    "a sender that is an object": ({"sender_name": {"a": 1}}, _ONE_OR_BOTH),
    "a picture at a path outside": ({"photos": [{"uri": "../../../../etc/passwd"}]}, exactly(1, 2)),
}


def _sent(*lines: str) -> Build:
    """Put lines as they are before a good message."""
    return lambda tag: smses(*(line.replace("TAG", tag) for line in lines), text(people(tag, "Ana")[0]))


def _bent(**attributes: str) -> Build:
    def build(tag: str) -> bytes:
        ana, ben = people(tag, "Ana", "Ben")
        return smses(text(ana, **attributes), text(ben))

    return build


def _declared(declaration: str, use: str) -> Build:
    def build(tag: str) -> bytes:
        content = sms(people(tag, "Ana")).replace(b"Met at the fair", use.encode())
        return content.replace(b"<smses", declaration.encode() + b"<smses", 1)

    return build


_LAUGHS = (
    "<!DOCTYPE z [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
    + "]>"
)
_GOOD_ONE = Expect((1, 1), (1, 1), read=True)
_BAD_AND_GOOD = Expect((1, 2), (1, 2), read=True)
_SMS: dict[str, tuple[Build, Expect]] = {
    "entities that grow a billion times": (_declared(_LAUGHS, "&m;"), refused()),
    "one entity a hundred thousand times": (
        _declared(f"<!DOCTYPE z [<!ENTITY q '{'q' * 100_000}'>]>", "&q;" * 10_000),
        refused(),
    ),
    "an entity that is a file here": (
        _declared("<!DOCTYPE z [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>", "&f;"),
        refused(),
    ),
    "a declaration from elsewhere": (
        _declared("<!DOCTYPE z SYSTEM 'http://127.0.0.1:1/x.dtd'>", "x"),
        survives((0, 1), (0, 1)),
    ),
    "elements a hundred thousand deep": (_sent("<a>" * 100_000 + "</a>" * 100_000), survives((0, 1), (0, 1))),
    "a hundred thousand attributes": (
        _sent("<sms " + " ".join(f'a{n}="b"' for n in range(100_000)) + "/>"),
        survives((0, 1), (0, 1)),
    ),
    "one attribute twice": (_sent('<sms address="1" address="2"/>'), survives((0, 1), (0, 1))),
    "a body of ten million characters": (
        _sent(f'<sms address="+447700900000" date="1768400000000" type="1" body="{"x" * 10_000_000}"/>'),
        survives((0, 2), (0, 2)),
    ),
    "a NUL in a body": (_bent(body="a\0b"), survives((0, 2), (0, 2))),
    "a lone surrogate as two references": (
        lambda tag: sms(people(tag, "Ana", "Ben")).replace(b"Met at", b"&#55357;&#56832; Met at", 1),
        survives((0, 2), (0, 2)),
    ),
    "a date that is none": (_bent(date="then"), exactly(1, 1)),
    "a date of ten to the thirty": (_bent(date="1" + "0" * 30), _BAD_AND_GOOD),
    "a negative date": (_bent(date="-1"), _BAD_AND_GOOD),
    "a kind that is none": (_bent(type="99"), _BAD_AND_GOOD),
    "no address": (_bent(address=""), exactly(1, 1)),
    "a short number that is a firm's": (_bent(address="SHOP", contact_name="null"), _BAD_AND_GOOD),
    "ten thousand addresses": (
        _bent(address="~".join(f"+4477009{n:05}" for n in range(10_000))),
        exactly(1, 1),
    ),
    "a count that lies": (
        lambda tag: sms(people(tag, "Ana")).replace(b'count="1"', b'count="99999999999"'),
        _GOOD_ONE,
    ),
    "a negative count": (lambda tag: sms(people(tag, "Ana")).replace(b'count="1"', b'count="-1"'), _GOOD_ONE),
    "an unknown element": (_sent("<hologram x='1'><y/></hologram>"), _GOOD_ONE),
    "a call that lasted for ever": (
        lambda tag: (
            f"<calls count='1'><call number='{people(tag, 'Ana')[0].phone}' duration='{'9' * 400}' "
            f"date='1768400000000' type='1' contact_name='Ana {tag.title()}'/></calls>".encode()
        ),
        survives((0, 1), (0, 1)),
    ),
    "a call of a negative length": (
        lambda tag: (
            f"<calls count='1'><call number='{people(tag, 'Ana')[0].phone}' duration='-5' "
            f"date='1768400000000' type='1' contact_name='Ana {tag.title()}'/></calls>".encode()
        ),
        survives((0, 1), (0, 1)),
    ),
    "a picture of ten megabytes": (
        _sent(
            '<mms date="1768400000000" msg_box="1" address="+447700900001"><parts><part data="'
            + "A" * 10_000_000
            + '"/></parts></mms>'
        ),
        survives((0, 2), (0, 2)),
    ),
    "a charset that lies": (
        lambda tag: sms(people(tag, "Ana")).replace(b"UTF-8", b"UTF-16", 1),
        survives((0, 1), (0, 1)),
    ),
    "a charset that does not exist": (
        lambda tag: sms(people(tag, "Ana")).replace(b"UTF-8", b"x-none", 1),
        survives((0, 1), (0, 1)),
    ),
    "the same message a thousand times": (
        lambda tag: smses(*[text(people(tag, "Ana")[0])] * 1000),
        exactly(1, 1),
    ),
    "a comment that never ends": (
        lambda tag: sms(people(tag, "Ana")) + b"<!-- " + b"-" * 100_000,
        survives((0, 1), (0, 1)),
    ),
    "an instruction to the reader": (_sent('<?xml-stylesheet href="http://127.0.0.1:1/x.xsl"?>'), _GOOD_ONE),
    "an include from here": (
        _sent('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'),
        _GOOD_ONE,
    ),
}
