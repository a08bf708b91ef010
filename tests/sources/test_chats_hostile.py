"""Hostile chats: whatever stands in a file, every source ends with findings, in bounded memory and time."""

from __future__ import annotations

import io
import json
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.sources import SOURCES, instagram, signal, telegram, whatsapp, wire
from tests import clock

SETTINGS = Settings(date(2026, 11, 24), region="US", name="WhatsApp Chat with Jane.txt")
JSON = (telegram, instagram)
TEXT = (whatsapp, signal)
HUGE = "N" * 1_000_000
DEEP = b"[" * 500_000
NUMBERS = (
    0,
    -1,
    1e300,
    -1e300,
    2**63 - 1,
    -(2**63),
    253_402_300_800,
    True,
    None,
    "9" * 400,
    "nan",
    "inf",
    "\u0661",
)


def fits(found: Iterator[Finding]) -> list[Finding]:
    """Check that each finding can be written, read and kept; give them."""
    read = []
    for one in found:
        again = wire.read(json.loads(wire.write(one)))
        assert type(again) is type(one)
        if isinstance(one, PersonSeen | InteractionSeen):
            assert 0 < len(one.key) <= 400
            assert all(len(handle.value) <= 400 for handle in handles(one))
            assert "\x00" not in json.dumps(asdict(one), default=str, ensure_ascii=False)
        read.append(one)
    return read


def handles(one: PersonSeen | InteractionSeen) -> list[Any]:
    return [part.handle for part in one.people] if isinstance(one, InteractionSeen) else list(one.handles)


def pull(source: Any, raw: bytes) -> list[Finding]:  # noqa: ANN401 - any of the four
    source.recognizes(raw[:65_536], SETTINGS.name)
    return fits(source.pull(io.BytesIO(raw), SETTINGS))


def telegrams(value: object) -> dict[str, Any]:
    """Put one value at every place of a whole export."""
    message = dict.fromkeys(
        ("id", "type", "date", "date_unixtime", "from", "from_id", "actor", "actor_id", "text", "action"),
        value,
    )
    known = {
        "id": 1,
        "type": "message",
        "date_unixtime": "1700000000",
        "from": "A",
        "from_id": "user1",
        "text": "x",
    }
    messages = [value, message, *({**known, name: value} for name in message)]
    chat = {"name": "A", "type": "personal_chat", "id": 1, "messages": messages}
    chats = [
        value,
        {**dict.fromkeys(chat, value), "messages": messages},
        *({**chat, name: value} for name in chat),
    ]
    person = {"user_id": value, "first_name": value, "last_name": value, "phone_number": value, "more": value}
    return {"personal_information": person, "contacts": {"list": [value, person]}, "chats": {"list": chats}}


def instagrams(value: object) -> dict[str, Any]:
    known = {
        "sender_name": "A",
        "timestamp_ms": 1_700_000_000_000,
        "content": "x",
        "call_duration": 5,
        "type": "x",
    }
    messages = [value, dict.fromkeys(known, value), *({**known, name: value} for name in known)]
    people = [value, {"name": value}, {"name": "A"}]
    return {"participants": people, "messages": messages, "title": value, "thread_path": value}


@pytest.mark.slow
@pytest.mark.parametrize(
    "value", [*NUMBERS, "", HUGE, "\x00" * 9, [], {}, [[]], {"name": {"name": []}}, "\ud800"]
)
def test_a_wrong_value_at_every_place_never_raises(value: object) -> None:
    for source, made in ((telegram, telegrams), (instagram, instagrams)):
        assert pull(source, json.dumps(made(value)).encode())
        for name in made(value):
            pull(source, json.dumps({**made("x"), name: value}).encode())


@pytest.mark.parametrize("source", JSON)
@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"\xef\xbb\xbf", b"\xff\xfe{\x00", b'{"messages": [' + DEEP,
        b'{"messages": [{"text": ' + DEEP, b'{"chats": {"list": [' + DEEP,
        b'{"messages": [' + b"{}," * 50_000,
        b"\x00" * 1_000, b'{"a": "' + b"\\" * 99_999,
        b'{"messages": [' + b'{"messages": [' * 10_000,
    ],
)  # fmt: skip
def test_damaged_json_ends_with_a_problem(source: Any, raw: bytes) -> None:  # noqa: ANN401
    last = pull(source, raw)[-1]
    assert isinstance(last, Problem)
    assert last.code in {"cut-off", "too-deep"}


@pytest.mark.parametrize("source", JSON)
@pytest.mark.parametrize(
    "raw",
    [
        b"{}", b"[]", b"null", b'{"messages": [{"\\ud800": "\\udfff"}]}',
        b'{"messages": [{"timestamp_ms": ' + b"9" * 100_000 + b"}]}", b'{"messages": [{"id": 1e999999}]}',
    ],
)  # fmt: skip
def test_odd_json_is_read_to_its_end(source: Any, raw: bytes) -> None:  # noqa: ANN401
    found = pull(source, raw)
    assert [one.code for one in found if isinstance(one, Problem)] in ([], ["gone"])
    assert len(found) < 2


@pytest.mark.parametrize("source", TEXT)
@pytest.mark.parametrize(
    "line",
    [
        f"{HUGE}: hi", HUGE, ":" * 200_000, '"' * 200_000 + ": x", "\x00: \x00", "\u202e\u202e: x",
        " : x",
        "\u0301: x",
        "~: x", "a:" * 100_000, "\u200e" * 100_000, "<" * 100_000, "x.y (" * 20_000, "\ud800: \udfff",
        "Ana: \u200eVoice call, " + "999 h " * 50_000, "+" * 40 + ": x", "+1 " * 13 + ": x",
        "\ufdfa" * 100 + ": x",
        "Ana: <" + "x" * 199 + ">", "Ana: \u200e\u200e\u200e",
    ],
)  # fmt: skip
def test_hostile_lines_never_raise(source: Any, line: str) -> None:  # noqa: ANN401
    start = "[2023-01-02, 10:00] " if source is signal else "1/2/23, 10:00 - "
    text = f"{start}Me: a\n{start}{line}\n{start}Jane: b\n"
    raw = text.encode("utf-8", "surrogatepass")
    assert pull(source, raw)
    assert clock.seconds(lambda: pull(source, raw), within=2) < 2


@pytest.mark.parametrize(
    "day", ["0/0/0", "99/99/99", "1/1/0000", "31/2/23", "1/1/9999", "9999/99/99", "1/1/123"]
)
def test_absurd_days_are_problems(day: str) -> None:
    found = pull(whatsapp, f"1/2/23, 10:00 - A: x\n1/2/23, 10:01 - B: x\n{day}, 10:00 - A: y\n".encode())
    assert [one.code for one in found if isinstance(one, Problem)] == ["no-date"]


@pytest.mark.parametrize(
    "seconds", ["0", "-1", "-99999999999999", "99999999999999", "253402300799", "1e3", "x", ""]
)
def test_absurd_times_are_problems(seconds: str) -> None:
    message = {
        "id": 1,
        "type": "message",
        "date_unixtime": seconds,
        "from": "A",
        "from_id": "user1",
        "text": "x",
    }
    chat = {"name": "A", "type": "personal_chat", "id": 1, "messages": [message]}
    found = pull(telegram, json.dumps(chat).encode())
    assert [one.code for one in found if isinstance(one, Problem)] == ["no-date"]


@pytest.mark.slow
def test_a_message_of_very_many_lines_takes_bounded_memory_and_time() -> None:
    text = b"1/2/23, 10:00 - A: x\n1/2/23, 10:00 - B: x\n" + b"\n" * 200_000
    tracemalloc.start()
    begun = time.process_time()
    assert len(pull(whatsapp, text)) == 2
    spent, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000
    assert spent < 10


@pytest.mark.slow
def test_very_many_members_take_bounded_memory() -> None:
    text = b"".join(b"1/2/23, 10:00 - %d: x\n" % number for number in range(1_000, 9_000))
    tracemalloc.start()
    codes = {one.code for one in whatsapp.pull(io.BytesIO(text), SETTINGS) if isinstance(one, Problem)}
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert codes == {"too-many-people"}
    assert peak < 8_000_000


@pytest.mark.slow
def test_very_many_chats_take_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram, "_MOST_CHATS", 500)
    one = b'{"id": 1, "messages": [{"from_id": "user%d", "from": "x"}]}'
    chats = b", ".join(one % number for number in range(8_000))
    tracemalloc.start()
    count = sum(1 for _ in telegram.pull(io.BytesIO(b'{"chats": {"list": [' + chats + b"]}}"), SETTINGS))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 8_000
    assert peak < 5_000_000


WORDS = st.sampled_from(
    [
        "messages", "chats", "list", "contacts", "personal_information", "participants", "name", "type", "id",
        "from", "from_id", "text", "date_unixtime", "sender_name", "timestamp_ms", "content", "title",
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=25,
)


@given(VALUES)
def test_any_structure_of_the_known_words_never_raises(value: object) -> None:
    raw = json.dumps(value).encode()
    for source in JSON:
        pull(source, raw)
        pull(source, json.dumps({"messages": [value], "chats": {"list": [value]}}).encode())


STAMPS = st.sampled_from(
    [
        "1/2/23, 10:00 - ",
        "[2023-01-02, 10:00] ",
        "[31.12.23, 21:15:02] ",
        "\u200e[1/2/23, 9:15:02\u202fPM] ",
        "",
    ]
)
SENDERS = st.sampled_from(["", "Me: ", "Jane: ", "+1 650 253 0000: ", "~ x: "])


@given(st.lists(st.tuples(STAMPS, SENDERS, st.text(max_size=30)), max_size=12))
def test_any_lines_never_raise(lines: list[tuple[str, str, str]]) -> None:
    text = "\n".join("".join(parts) for parts in lines)
    for source in TEXT:
        pull(source, text.encode("utf-8", "replace"))


@given(st.binary(max_size=200))
def test_any_bytes_are_nobody_s_twice(raw: bytes) -> None:
    known = [
        name for name, source in SOURCES.items() if source.recognizes(raw, "x") and source in (*JSON, *TEXT)
    ]
    assert len(known) < 2
