"""Telegram: contacts, messages and calls of all chats or of one, and who the owner is."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any, ClassVar

import pytest

from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.sources import Source, telegram
from tests.sources.contract import Contract

TODAY = date(2026, 11, 24)
WHEN = 1_700_000_000


class TestContract(Contract):
    source: ClassVar[Source] = telegram
    folder = "telegram"


def message(
    number: object = 1, sender: object = "Jane Roe", account: object = "user7", **more: object
) -> dict[str, Any]:
    said = {"id": number, "type": "message", "date_unixtime": str(WHEN), "from": sender, "text": "Hi"}
    return said | ({"from_id": account} if account else {}) | more


def chat(*messages: object, **more: object) -> dict[str, Any]:
    return {"name": "Jane Roe", "type": "personal_chat", "id": 7, "messages": list(messages)} | more


def export(*chats: object, **more: object) -> dict[str, Any]:
    return {
        "personal_information": {"user_id": 1, "first_name": "Nora"},
        "chats": {"list": list(chats)},
    } | more


def pull(value: object, **settings: Any) -> list[Finding]:  # noqa: ANN401
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(telegram.pull(io.BytesIO(raw), Settings(TODAY, **settings)))


def exchanges(found: list[Finding]) -> list[InteractionSeen]:
    return [one for one in found if isinstance(one, InteractionSeen)]


def codes(found: list[Finding]) -> list[str]:
    return [one.code for one in found if isinstance(one, Problem)]


def owner(found: list[Finding]) -> list[str]:
    mine = [one for one in found if isinstance(one, PersonSeen) and one.about_owner]
    return [handle.value for one in mine for handle in one.handles]


def test_the_export_says_who_the_owner_is() -> None:
    found = pull(export(chat(message())))
    assert owner(found) == ["telegram:user1"]
    assert [(one.role, one.handle.value) for one in exchanges(found)[0].people] == [
        ("from", "telegram:user7"),
        ("to", "telegram:user1"),
    ]


def test_in_a_single_chat_between_two_the_owner_is_not_the_one_it_is_named_after() -> None:
    found = pull(chat(message(), message(2, "Nora", "user1")))
    assert owner(found) == ["telegram:user1"]
    assert owner(pull(chat(message(), message(2, "Nora", "user1"), type="private_group"))) == []


def test_a_chat_in_which_only_the_other_wrote_was_received() -> None:
    [one] = exchanges(pull(chat(message())))
    assert one.direction == "received"


def test_who_never_answered_is_known_from_the_chat() -> None:
    [one] = exchanges(pull(export(chat(message(1, "Nora", "user1")))))
    assert [(part.handle.value, part.name) for part in one.people] == [
        ("telegram:user1", "Nora"),
        ("telegram:user7", "Jane Roe"),
    ]


def test_a_message_s_own_number_is_its_key_in_every_export() -> None:
    whole, single = pull(export(chat(message(4)))), pull(chat(message(4), message(5)))
    assert exchanges(whole)[0].key == exchanges(single)[0].key == "telegram:user7 4"


def test_without_numbers_the_key_is_made_of_time_sender_and_text() -> None:
    found = exchanges(
        pull({"messages": [message(None, "A", None), message(None, "B", None), message(None, "A", None)]})
    )
    assert len({one.key for one in found}) == 3
    assert [one.people[0].handle.value for one in found] == ["telegram:a", "telegram:b", "telegram:a"]


def test_a_text_in_pieces_is_put_together() -> None:
    text = ["See ", {"type": "link", "text": "https://roe.example"}, 3, {"type": "x"}, {"text": 4}, "!"]
    [one] = exchanges(pull(chat(message(text=text))))
    assert one.text == "See https://roe.example!"
    assert exchanges(pull(chat(message(text={"text": "x"}))))[0].text == ""


def test_a_call_has_its_minutes_and_one_not_answered_is_none() -> None:
    call = {"type": "service", "action": "phone_call", "actor": "Jane Roe", "actor_id": "user7", "from": None}
    found = pull(
        export(chat(message(**call, duration_seconds=125), message(2, **call, duration_seconds="x")))
    )
    [one] = exchanges(found)
    assert (one.channel, one.minutes, one.people[0].handle.value) == ("call", 2, "telegram:user7")
    assert codes(found) == ["missed"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("saved_messages", "saved"), ("bot_chat", "bot"), ("private_channel", "channel"),
        ("public_channel", "channel"), ("replies", "automatic"), ("verification_codes", "automatic"),
    ],
)  # fmt: skip
def test_what_is_no_conversation_is_left_out_with_its_reason(kind: str, code: str) -> None:
    assert codes(pull(export(chat(message(), message(2), type=kind)))) == [code, code]


def test_channels_and_hidden_administrators_take_no_part_in_a_group() -> None:
    found = pull(
        chat(message(), message(2, "Ben", "user8"), message(3, "News", "channel9"), type="private_group")
    )
    assert codes(found) == ["channel"]
    assert {len(one.people) for one in exchanges(found)} == {2}


def test_deleted_accounts_and_wrong_shapes_are_problems() -> None:
    found = pull(export(chat(message(sender=None), 3, None, [], message(date_unixtime=None), name=None)))
    assert codes(found) == ["gone", "unreadable", "unreadable", "unreadable", "no-date"]


def test_a_group_of_more_than_thirty_others_is_no_evidence() -> None:
    many = [message(number, f"Member {number}", f"user{number}") for number in range(40)]
    assert codes(pull(chat(*many, type="private_supergroup"))) == ["too-many-people"] * 40


def test_contacts_are_people_with_their_numbers() -> None:
    contacts = {"list": [
        {"user_id": 7, "first_name": "Jane", "last_name": "Roe", "phone_number": "0047 22 22 55 55"},
        {"first_name": "Ben", "last_name": "", "phone_number": "12", "note": "x"},
        {"user_id": 0, "first_name": "", "last_name": "", "phone_number": ""},
        "nobody",
    ]}  # fmt: skip
    found = pull(export(contacts=contacts))
    people = [one for one in found if isinstance(one, PersonSeen) and not one.about_owner]
    assert [(one.key, [handle.value for handle in one.handles]) for one in people] == [
        ("contact:telegram:user7", ["+4722225555", "telegram:user7"]),
        ("contact:12", []),
    ]
    assert [(claim.field, claim.value, claim.label) for claim in people[1].claims] == [
        ("name", "Ben", ""), ("given", "Ben", ""), ("other", "12", "phone_number"), ("other", "x", "note"),
    ]  # fmt: skip
    assert codes(found) == ["empty", "unreadable"]


def test_messages_that_stand_before_the_facts_of_their_chat_are_read_alike() -> None:
    turned = dict(reversed(chat(message(), message(2, "Nora", "user1")).items()))
    assert pull(turned) == pull(chat(message(), message(2, "Nora", "user1")))


def test_chats_that_were_left_have_places_of_their_own() -> None:
    found = pull(export(chat(message()), left_chats={"list": [chat(message(2))]}))
    assert [one.place for one in exchanges(found)] == ["chat 1, message 1", "left chat 1, message 1"]


def test_more_chats_than_are_remembered_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram, "_MOST_CHATS", 2)
    found = pull(export(chat(message()), chat(message(2)), chat(message(3)), chat(message(4))))
    assert codes(found) == ["too-many-chats"] * 2


def test_texts_are_kept_only_where_the_owner_allows_it() -> None:
    [told] = exchanges(pull(chat(message(text="x" * 500))))
    [silent] = exchanges(pull(chat(message(text="x" * 500)), snippets=False))
    assert (len(told.text), silent.text, told.key == silent.key) == (140, "", True)


def test_a_file_that_breaks_off_keeps_what_stood_before() -> None:
    whole = json.dumps(export(chat(message(), message(2)))).encode()
    found = pull(whole[: whole.rindex(b'"type": "message"')])
    assert (len(exchanges(found)), codes(found)) == (1, ["cut-off"])


@pytest.mark.parametrize(
    "value",
    [
        [], {}, 3, {"about": "Here is Telegram"}, {"personal_information": {"user_id": 1, "first_name": "A"}},
        {"messages": [message()]}, {"chats": {"list": [{"messages": []}, {"messages": [message()]}]}},
    ],
)  # fmt: skip
def test_its_form_is_recognized(value: object) -> None:
    known = isinstance(value, dict) and bool(value)
    assert telegram.recognizes(json.dumps(value).encode(), "result.json") is known


@pytest.mark.parametrize(
    "value",
    [
        {"about": "us"}, {"about": 3}, {"personal_information": {"name": "x"}}, {"personal_information": 3},
        {"messages": [{"sender_name": "A", "timestamp_ms": 1}]}, {"messages": ["x"]},
        {"messages": {"a": message()}},
        {"chats": [message()]}, {"data": {"messages": [message()]}}, {"messages": [{"type": "message"}]},
    ],
)  # fmt: skip
def test_other_json_is_not_recognized(value: object) -> None:
    assert not telegram.recognizes(json.dumps(value).encode(), "result.json")
