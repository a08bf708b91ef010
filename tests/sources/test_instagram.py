"""Instagram: what each message becomes, letters that were written wrong, and who the owner is."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any, ClassVar

import pytest

from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.sources import Source, instagram
from tests.sources.contract import Contract

TODAY = date(2026, 11, 24)
WHEN = 1_700_000_000_000


class TestContract(Contract):
    source: ClassVar[Source] = instagram
    folder = "instagram"


def message(
    sender: object = "Jane", content: object = "Hi", at: object = WHEN, **more: object
) -> dict[str, object]:
    return {"sender_name": sender, "timestamp_ms": at, "content": content, **more}


def pull(value: object, **settings: Any) -> list[Finding]:  # noqa: ANN401
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(instagram.pull(io.BytesIO(raw), Settings(TODAY, **settings)))


def chat(*messages: object, **more: object) -> dict[str, object]:
    return {"participants": [{"name": "Jane"}, {"name": "Nora"}], "messages": list(messages), **more}


def exchanges(found: list[Finding]) -> list[InteractionSeen]:
    return [one for one in found if isinstance(one, InteractionSeen)]


def codes(found: list[Finding]) -> list[str]:
    return [one.code for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tom\u00c3\u00a1s", "Tomás"),
        ("\u00f0\u009f\u009a\u00a3", "🚣"),
        ("Tomás", "Tomás"),
        ("Zoë 🚣", "Zoë 🚣"),
        ("plain", "plain"),
        (None, ""),
        (3, ""),
    ],
)
def test_letters_written_wrong_are_mended(written: object, meant: str) -> None:
    assert instagram.mended(written) == meant


def test_the_title_of_a_chat_between_two_tells_the_owner() -> None:
    found = pull(chat(message(), message("Nora"), title="Jane"))
    assert isinstance(found[0], PersonSeen)
    assert (found[0].key, found[0].place, found[0].handles[0].value) == (
        "me:instagram",
        "message 1",
        "instagram:nora",
    )
    for title in ("Rowing", ""):
        assert len(pull(chat(message(), message("Nora"), title=title))) == 2


def test_everybody_in_a_group_is_on_each_message() -> None:
    found = pull(chat(message("A"), message("B"), title="Rowing"))
    assert [len(one.people) for one in exchanges(found)] == [4, 4]


def test_a_chat_whose_only_known_member_is_the_other_was_received() -> None:
    found = exchanges(pull({"messages": [message()], "title": "Jane"}))
    assert found[0].direction == "received"
    assert codes(pull({"messages": [message()]})) == ["no-people"]


def test_what_is_nobody_s_message_is_left_out_with_its_reason() -> None:
    found = pull(
        chat(
            message(is_unsent=True), message(call_duration=0), message(type="Unsubscribe"),
            message("Instagram User"), message(None), 3, message(at="x"), message(at=True),
            message(at=10**18), message(at=0),
        )
    )  # fmt: skip
    assert codes(found) == [
        "deleted", "missed", "system", "gone", "gone", "unreadable", *["no-date"] * 4,
    ]  # fmt: skip


def test_a_call_has_its_minutes() -> None:
    [call] = exchanges(pull(chat(message(call_duration=610))))
    assert (call.channel, call.minutes) == ("call", 10)


def test_texts_are_kept_only_where_the_owner_allows_it_and_change_no_key() -> None:
    [told] = exchanges(pull(chat(message(content="x" * 500))))
    [silent] = exchanges(pull(chat(message(content="x" * 500)), snippets=False))
    assert (len(told.text), silent.text, told.key == silent.key) == (140, "", True)


def test_a_later_longer_export_gives_the_same_keys() -> None:
    before = exchanges(pull(chat(message(), thread_path="inbox/jane_1")))
    after = exchanges(pull(chat(message(at=WHEN + 5), message(), thread_path="inbox/jane_1")))
    assert after[1].key == before[0].key
    assert len({one.key for one in after}) == 2


def test_a_file_that_breaks_off_keeps_what_stood_before() -> None:
    whole = json.dumps(chat(message(), message("Nora"))).encode()
    found = pull(whole[: whole.rindex(b'"Nora"')])
    assert (len(exchanges(found)), codes(found)) == (1, ["cut-off"])


@pytest.mark.parametrize(
    "value",
    [
        [], {}, 3, {"messages": []}, {"messages": {}}, {"messages": [3]}, {"messages": [{"from": "x"}]},
        {"messages": [{"type": "message", "date_unixtime": "1", "from": "A"}]},
    ],
)  # fmt: skip
def test_other_json_is_not_recognized(value: object) -> None:
    assert not instagram.recognizes(json.dumps(value).encode(), "message_1.json")


def test_a_byte_mark_and_an_unfinished_beginning_are_recognized() -> None:
    raw = b"\xef\xbb\xbf " + json.dumps(chat(message(), message())).encode()
    assert instagram.recognizes(raw[:-40], "x")
