"""Monica: every contact with all that hangs on it; whoever leaves Monica loses nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

import pytest

from amity.core.findings import InteractionSeen, PersonSeen, Problem
from amity.sources import Source, monica, monica_records
from tests.sources.contract import Contract
from tests.sources.monica_made import Json, account, contact, one, people, pull, record, said

SAMPLE = Path(__file__).parent / "samples" / "monica" / "coast.json"
WHOLE: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
LEFT_OUT = {
    "count": "how many records follow",
    "type": "the kind of a record, said by the field of its claim",
    "version": "of the format",
    "app_version": "of Monica",
    "export_date": "when the file was made",
    "url": "where Monica ran",
    "exported_by": "a number",
    "google2fa_secret": "a secret",
    "number_of_invitations_sent": "bookkeeping",
    "default_gender": "a setting",
    "admin": "a setting",
    "locale": "a setting",
    "timezone": "a setting",
    "currency": "told with its amount; of a user a setting",
    "me_contact": "a number",
    "is_partial": "said by where a person is kept",
    "is_dead": "aside, where true",
    "is_active": "said only where false",
    "is_starred": "importance, where true",
    "is_favorite": "a word in the note's label",
    "is_age_based": "said by `about`",
    "is_year_unknown": "said by the missing year",
    "in_debt": "said by the field",
    "completed": "the label `done`",
    "contact_called": "the direction",
    "written_by_me": "the direction",
    "inactive": "a word in the label",
    "frequency_type": "a word in the label: yearly",
    "frequency_number": "a word in the label",
    "contact_is": "a number",
    "of_contact": "a number",
    "first_met_through": "a number; the name is told",
    "recipient": "a number; the name is told",
    "gender": "a letter; its name is told",
    "status": "of a gift the field of its claim, of a debt kept with it",
    "mime_type": "said by the picture itself",
    "filesize": "of a kept picture",
}
"""Values that need not be found as they stand, each with the reason."""


class TestContract(Contract):
    source: ClassVar[Source] = monica
    folder = "monica"


def leaves(value: Json, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    elif value not in {None, "", True, False}:
        yield name, str(value)


def test_whoever_leaves_monica_loses_nothing() -> None:
    found = pull(WHOLE)
    told = "\n".join(
        "\n".join(f"{claim['field']} {claim['value']} {claim['label']}" for claim in asdict(one)["claims"])
        if isinstance(one, PersonSeen)
        else f"{one.text} {one.at.isoformat()}"
        for one in found
        if isinstance(one, PersonSeen | InteractionSeen)
    )
    records = [
        value
        for group in WHOLE["account"]["data"]
        for value in group["values"]
        if group["type"] != "addressbook" and value["uuid"] not in {"u-2", "ph-3"}
    ]
    whole = [*records, WHOLE["account"]["properties"]["journal_entries"]]
    numbers = {value for name, value in leaves(WHOLE) if name == "uuid"}
    lost = [
        (name, value)
        for name, value in leaves(whole)
        if value not in numbers | {"act-1", "act-2", "ph-1", "doc-1", "c-gone"}
        and name not in LEFT_OUT | dict(monica_records.BOOKKEEPING)
        and not any(form in told for form in forms(value))
    ]
    assert lost == [("dataUrl", "data:application/pdf;base64,JVBERi0x")]


def forms(value: str) -> list[str]:
    """Give a value and, for a day, the ways it may be told."""
    day = value.partition("T")[0]
    dated = len(day) == 10 and day[4] == day[7] == "-"
    return [value, *([day, f"--{day[5:]}", f"about {day[:4]}"] if dated else [])]


def test_a_secret_never_leaves_the_file() -> None:
    assert "SECRETSECRET" not in repr(pull(WHOLE))


def test_calls_conversations_and_activities_are_exchanges_with_their_direction() -> None:
    seen = [found for found in pull(WHOLE) if isinstance(found, InteractionSeen)]
    assert [(found.channel, found.direction, len(found.people)) for found in seen] == [
        ("call", "received", 1),
        ("call", "sent", 1),
        ("message", "sent", 1),
        ("message", "received", 1),
        ("mail", "mutual", 1),
        ("meeting", "mutual", 2),
        ("meeting", "mutual", 1),
    ]
    assert {found.people[0].role for found in seen if found.direction == "received"} == {"from"}
    assert max(len(found.text) for found in seen) == 300


def test_what_is_too_long_for_an_exchange_is_kept_whole_as_a_note() -> None:
    long = "word " * 100
    found = one(("call", [record("a", called_at="2024-01-10", content=long)]))
    assert found == [("note", long.strip(), "2024-01-10 call")]


def test_messages_are_cut_and_left_out_where_the_owner_switched_them_off() -> None:
    talk = record(
        "t", happened_at="2024-01-10", messages=[record("m", content="x" * 200, written_by_me=True)]
    )
    document = account(("contact", [contact("c", ("conversation", [talk]), first_name="Ann")]))
    shown, quiet = pull(document), pull(document, snippets=False)
    assert [found.text for found in shown if isinstance(found, InteractionSeen)] == ["x" * 140]
    assert ("other", "x" * 200, "message sent 2024-01-10") in said(people(shown)["monica:c"])
    assert "xxx" not in repr(quiet)


def test_a_call_without_a_day_is_a_note_and_no_exchange() -> None:
    calls = [
        record("a", content="About the boat", called_at="soon"),
        record("b"),
        record("e", called_at="0001-01-01"),
    ]
    assert one(("call", calls)) == [
        ("note", "About the boat", "call"),
        ("other", "called_at: soon", "call"),
        ("note", "A call.", "call"),
        ("note", "A call.", "call"),
        ("other", "called_at: 0001-01-01", "call"),
    ]


def test_an_activity_of_nobody_or_of_no_day_is_kept_as_a_note() -> None:
    document = account(
        ("contact", [contact("c", ("activity", ["a", "a"]), first_name="Ann")]),
        (
            "activity",
            [record("a", summary="Sail"), record("b", summary="Swim", happened_at="2024-02-02"), record("d")],
        ),
    )
    found = pull(document)
    assert said(people(found)["activity:a:monica:c"]) == [("note", "Sail", "activity")]
    alone = people(found)["activity:b"]
    assert (alone.about_owner, said(alone)) == (True, [("other", "Swim", "2024-02-02 activity")])
    assert [(one.place, one.code) for one in found if isinstance(one, Problem)] == [("activity 3", "empty")]


def test_an_activity_of_more_than_thirty_is_a_note_with_each() -> None:
    crowd = [contact(f"c{n}", ("activity", ["a"]), first_name=f"Ann {n}") for n in range(31)]
    found = pull(
        account(("contact", crowd), ("activity", [record("a", summary="Fair", happened_at="2024-02-02")]))
    )
    assert not [one for one in found if isinstance(one, InteractionSeen)]
    assert said(people(found)["activity:a:monica:c30"]) == [("note", "Fair", "2024-02-02 activity")]
    assert [one.code for one in found if isinstance(one, Problem)] == ["too-many-people"]


def test_gifts_and_debts_say_who_helped_whom() -> None:
    gifts = [
        record(status, name=status, status=status) for status in ("idea", "offered", "received", "wrapped")
    ]
    debts = [record("x", in_debt=True, amount="5", currency="EUR"), record("y", in_debt=False, amount="7")]
    assert [found[:2] for found in one(("gift", gifts), ("debt", debts))] == [
        ("task", "A gift to give: idea"),
        ("help_given", "A gift to them: offered"),
        ("help_received", "A gift from them: received"),
        ("help_given", "A gift to them: wrapped (wrapped)"),
        ("help_received", "They lent you 5 EUR"),
        ("help_given", "You lent them 7"),
    ]


@pytest.mark.parametrize(
    ("kind", "number", "label"),
    [
        ("one_time", None, "2024-05-01"),
        ("day", 1, "2024-05-01 daily"),
        ("week", 2, "2024-05-01 every 2 weeks"),
        ("month", "x", "2024-05-01 monthly"),
        ("year", 1, "2024-05-01 yearly"),
        ("moon", 1, "2024-05-01 moon"),
    ],
)
def test_a_reminder_says_its_day_and_how_often(kind: str, number: object, label: str) -> None:
    waiting = record(
        "r", title="Write", initial_date="2024-05-01", frequency_type=kind, frequency_number=number
    )
    assert one(("reminder", [waiting])) == [("reminder", "Write", label)]


def test_a_reminder_without_a_day_or_switched_off_reminds_of_nothing() -> None:
    waiting = [record("r", title="Write", initial_date="some day"), record("s", title="Sing", inactive=True)]
    assert [found[0] for found in one(("reminder", waiting))] == ["other", "other", "other"]


def test_contact_fields_are_read_by_type_then_protocol_then_name() -> None:
    kinds = [
        record("1", name="Work mail", type="email"), record("2", name="Letters", protocol="mailto:"),
        record("3", name="Line", protocol="tel:"), record("4", name="WhatsApp", protocol="https://wa.me/"),
        record("5", name="Blog"), record("6", name="Instagram"), record("7", name="Size"),
        record("8", name="Site", protocol="https://site.example/"), record("9", name="LinkedIn"),
    ]  # fmt: skip
    values = [
        ("1", "ann@example.com"), ("2", "a@b.example"), ("3", "+47 22 22 55 55"), ("4", "4722225556"),
        ("5", "https://ann.example/blog"), ("6", "ann.sails"), ("7", "38"), ("8", "ann"),
        ("9", "https://www.linkedin.com/in/ann"), ("0", "ann@c.example"),
        ("6", "x" * 300), ("1", "no address"),
    ]  # fmt: skip
    fields = [record(str(n), data=data, type=kind) for n, (kind, data) in enumerate(values)]
    document = account(
        ("contact", [contact("c", ("contact_field", fields), first_name="Ann")]), contact_field_types=kinds
    )
    ann = people(pull(document))["monica:c"]
    assert [found[0] for found in said(ann)[2:]] == [
        "email", "email", "phone", "phone", "url", "account", "other", "url", "profile",
        "email", "other", "other",
    ]  # fmt: skip
    assert [(handle.kind, handle.value) for handle in ann.handles][2:8] == [
        ("phone", "+4722225555"),
        ("phone", "+4722225556"),
        ("url", "ann.example/blog"),
        ("account", "instagram:ann.sails"),
        ("url", "site.example/ann"),
        ("profile", "linkedin.com/in/ann"),
    ]


def test_days_may_be_an_age_or_have_no_year() -> None:
    assert one(birthdate={"date": "1980-01-01", "is_age_based": True}) == [
        ("other", "about 1980", "birthdate")
    ]
    assert one(birthdate={"date": "1980-03-07", "is_year_unknown": True}) == [("birthday", "--03-07", "")]
    assert one(birthdate="1980-03-07") == [("birthday", "1980-03-07", "")]
    assert one(birthdate={"date": "spring"}) == [("other", "spring", "birthdate date")]
    assert one(birthdate=[7]) == [("other", "7", "birthdate")]
    assert one(is_dead=True) == [("aside", "deceased", "")]


def test_somebody_who_is_only_a_relation_fills_no_list_and_is_not_lost() -> None:
    found = pull(WHOLE)
    assert "monica:c-kid" not in people(found)
    assert ("relation", "Lia Moreno", "child") in said(people(found)["monica:c-ines"])
    assert ("other", "--04-30", "Lia Moreno: birthday") in said(people(found)["monica:c-ines"])
    codes = {one.place: one.code for one in found if isinstance(one, Problem)}
    assert codes["contact 3"] == "only-a-relation"


def test_somebody_partial_who_is_nobodys_relation_is_a_person() -> None:
    assert "monica:c" in people(pull(account(("contact", [contact("c", first_name="Ann", is_partial=True)]))))


def test_a_relationship_told_once_is_known_on_both_sides() -> None:
    document = account(
        ("contact", [contact("a", first_name="Ann"), contact("b", first_name="Bo")]),
        ("relationship", [record("r", type="parent", contact_is="a", of_contact="b"),
                          record("s", type="friend", contact_is="a", of_contact="a")]),
    )  # fmt: skip
    found = people(pull(document))
    assert said(found["monica:a"])[2:] == [("relation", "Bo", "parent")]
    assert said(found["monica:b"])[2:] == [("relation", "Ann", "child")]


def test_two_contacts_of_one_number_are_both_kept_and_one_twice_is_told_once() -> None:
    twins = [contact("c", first_name="Ann"), contact("c", first_name="Bo"), contact("c", first_name="Bo")]
    found = pull(account(("contact", twins)))
    assert [said(one)[0][1] for one in people(found).values()] == ["Ann", "Bo"]
    assert [one.code for one in found if isinstance(one, Problem)] == ["duplicate"]


def test_a_picture_that_is_none_or_too_large_is_kept_by_name_alone() -> None:
    shots = [
        record("p", original_filename="a.svg", filesize=9, dataUrl="data:image/svg+xml;base64,PHN2Zz4="),
        record(
            "q",
            original_filename="b.png",
            filesize=9_000_000,
            dataUrl="data:image/png;base64," + "A" * 2_000_000,
        ),
        record("r", original_filename="c.png", filesize=5, dataUrl=7),
    ]
    found = pull(
        account(("contact", [contact("c", ("photo", ["p", "q", "r"]), first_name="Ann")]), ("photo", shots))
    )
    label = "photo too large, or no picture"
    assert [said(one) for key, one in people(found).items() if key.startswith("photo")] == [
        [("other", "a.svg (9 bytes)", label)],
        [("other", "b.png (9000000 bytes)", label)],
        [("other", "c.png (5 bytes)", label)],
    ]


def test_groups_may_stand_in_any_order_and_name_their_kind_last() -> None:
    turned = json.loads(json.dumps(WHOLE))
    turned["account"]["data"] = [
        {"values": group["values"], "type": group["type"]} for group in reversed(turned["account"]["data"])
    ]
    ours, theirs = people(pull(WHOLE)), people(pull(turned))
    assert {key: set(said(one)) for key, one in ours.items()} == {
        key: set(said(one)) for key, one in theirs.items()
    }


def test_a_file_that_breaks_off_keeps_what_stood_before() -> None:
    raw = SAMPLE.read_bytes()
    found = pull(raw[: raw.index(b'"c-old"')])
    assert "monica:c-theo" in people(found)
    assert [one.code for one in found if isinstance(one, Problem)][-1] == "cut-off"


@pytest.mark.outside
def test_an_export_nobody_here_wrote_says_everything() -> None:
    path = Path(os.environ["AMITY_SHARED"]) / "corpora" / "monica" / "rust-importer-test" / "monica-v4.json"
    raw = path.read_bytes()
    assert monica.recognizes(raw[:65_536], path.name)
    found = people(pull(raw))
    assert list(found) == ["monica:contact-42"]
    told = repr(found)
    lost = [
        (name, value)
        for name, value in leaves(json.loads(raw)["account"]["data"])
        if value not in told and value.partition("T")[0] not in told
    ]
    assert [name for name, _ in lost if name not in LEFT_OUT | dict(monica_records.BOOKKEEPING)] == ["vcard"]


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([{"uuid": "k", "name": None, "translation_key": "ate_restaurant"}], "ate at a restaurant: Fish"),
        ([{"uuid": "k", "name": None, "translation_key": "rowed_together"}], "rowed together: Fish"),
        ([{"uuid": "k", "name": "Rowing_2", "translation_key": "x"}], "Rowing_2: Fish"),
    ],
)
def test_a_kind_of_activity_is_said_in_words(kinds: list[Json], said: str) -> None:
    eaten = record("a", type="k", summary="Fish", happened_at="2024-02-02")
    ann = contact("c", ("activity", ["a"]), first_name="Ann")
    found = pull(account(("contact", [ann]), ("activity", [eaten]), activity_types=kinds))
    assert [one.text for one in found if isinstance(one, InteractionSeen)] == [said]


def test_who_has_no_name_is_called_so_and_it_is_told() -> None:
    called = {"called_at": "2024-02-02", "content": "Hi"}
    nameless = contact("c", ("call", [record("k", **called)]), description="Met on the ferry")
    found = pull(account(("contact", [nameless, contact("d", nickname="Bo", first_name="")])))
    assert [one.people[0].handle.written for one in found if isinstance(one, InteractionSeen)] == [
        "No name (Monica)"
    ]
    told = [(one.place, one.code, one.reason) for one in found if isinstance(one, Problem)]
    assert told == [("contact 1", "no-name", "This contact has no name; it is here as No name (Monica).")]
    assert "monica:c" in people(found)
