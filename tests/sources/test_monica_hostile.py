"""Monica: files that are broken, hostile or of the wrong shape never raise and never fill the memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.findings import PersonSeen, Problem
from amity.sources import monica
from tests.sources.monica_made import Json, account, contact, people, pull, record, said

SAMPLE = Path(__file__).parent / "samples" / "monica" / "coast.json"
WHOLE: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))

WRONG: tuple[Any, ...] = (
    None,
    True,
    0,
    -1.5,
    "",
    "x",
    "\x00\ud800",
    [],
    [[]],
    {},
    {"properties": []},
    [None, 1, "a", {}],
)


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_wrong_type_anywhere_never_raises(wrong: Json) -> None:
    def broken(value: Json) -> Iterator[Any]:
        yield wrong
        if isinstance(value, dict):
            for key, inner in value.items():
                for other in broken(inner):
                    yield {**value, key: other}
        elif isinstance(value, list) and value:
            for other in broken(value[0]):
                yield [other, *value[1:]]

    for document in broken(WHOLE):
        pull(document)


def hostile() -> dict[str, bytes]:
    plenty = "z" * 1_000_001
    many = [contact(f"c{n}", ("activity", ["a"]), first_name="A") for n in range(2_000)]
    cycle = [
        record(f"r{n}", type="friend", contact_is=f"c{n}", of_contact=f"c{(n + 1) % 50}") for n in range(50)
    ]
    cases: dict[str, object] = {
        "a name of a million characters": account(
            ("contact", [contact("c", first_name=plenty, nickname=plenty)])
        ),
        "a number of a million characters": account(("contact", [contact(plenty, first_name="Ann")])),
        "a key of a million characters": account(("contact", [contact("c", **{plenty: "v"})])),
        "two thousand at one activity": account(
            ("contact", many), ("activity", [record("a", happened_at="2024-01-01", description="d")])
        ),
        "relations in a ring": account(("contact", many[:50]), ("relationship", cycle)),
        "only relations of each other": account(
            (
                "contact",
                [
                    contact("c0", first_name="A", is_partial=True),
                    contact("c1", first_name="B", is_partial=True),
                ],
            ),
            ("relationship", [record("r", type="friend", contact_is="c0", of_contact="c1")]),
        ),
        "days that are none": one_with(
            called_at="9999-99-99", happened_at="99999-01-01T25:61:00Z", initial_date=-1
        ),
        "counts that lie": {
            "app_version": "4",
            "account": {
                "data": [{"count": 10**30, "type": "contact", "values": [contact("c", first_name="A")]}]
            },
        },
        "a group of a group": account(
            ("contact", [contact("c", ("contact", [contact("d")]), first_name="A")])
        ),
        "an unknown group": account(("comet", [record("x", tail="long")])),
        "introduced by themself": account(("contact", [contact("c", first_name="A", first_met_through="c")])),
    }
    raw = {name: json.dumps(document).encode() for name, document in cases.items()}
    raw["a number of a million digits"] = (
        b'{"app_version":"4","account":{"data":[' + b"9" * 1_000_000 + b"]}}"
    )
    raw["an exponent nobody can hold"] = b'{"app_version":"4","account":{"data":[1e' + b"9" * 5_000 + b"]}}"
    raw["nested without an end"] = b'{"account":{"data":[' + b"[" * 1_000_000
    raw["lone surrogates and zeros"] = (
        b'{"account":{"data":[{"type":"contact","values":[{"uuid":"\\ud800\\u0000","properties":{"first_name":"\\udfff\\u0000A"}}]}]}}'
    )
    raw["bytes that are no UTF-8"] = (
        json.dumps(account(("contact", [contact("c", first_name="Zo~")]))).encode().replace(b"~", b"\xeb")
    )
    raw["UTF-16"] = json.dumps(account(("contact", [contact("c", first_name="Zoë")]))).encode("utf-16")
    return raw


def one_with(**properties: Json) -> dict[str, Any]:
    kinds = ("call", "reminder", "life_event", "conversation", "gift", "task")
    groups = [(kind, [record("x", **properties)]) for kind in kinds]
    return account(("contact", [contact("c", *groups, first_name="A", birthdate=properties)]))


@pytest.mark.parametrize("name", hostile())
def test_a_hostile_file_never_raises_and_says_nothing_too_long(name: str) -> None:
    found = pull(hostile()[name])
    for finding in found:
        assert len(repr(finding)) < 4_000_000
        assert not isinstance(finding, PersonSeen) or all(
            len(handle.value) <= 400 for handle in finding.handles
        )


def test_a_name_in_another_encoding_is_read() -> None:
    cases = hostile()
    for name in ("bytes that are no UTF-8", "UTF-16"):
        assert said(people(pull(cases[name]))["monica:c"])[0] == ("name", "Zoë", "")


def test_contacts_beyond_any_address_book_are_counted_and_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monica, "MOST", 3)
    found = pull(account(("contact", [contact(str(n), first_name="A") for n in range(5)])))
    assert len(people(found)) == 3
    assert [one.code for one in found if isinstance(one, Problem)] == ["too-many", "too-many"]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.sampled_from(["c", "a", "2024-01-10", "true"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["uuid", "properties", "data", "type", "values", "first_name", "messages", "x"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)
KINDS = (
    "user contact relationship photo document activity call conversation gift debt reminder task note"
    " address pet life_event contact_field"
)
NAMES = (
    "first_name birthdate tags avatar gender first_met_through is_partial called_at data type status"
    " initial_date happened_at messages contact_is of_contact dataUrl photos"
)
kinds = st.sampled_from(KINDS.split())
properties = st.dictionaries(st.sampled_from(NAMES.split()), json_values, max_size=6)
records = st.fixed_dictionaries(
    {},
    optional={
        "uuid": st.sampled_from(["c", "a", "d", 7]),
        "properties": properties | json_values,
        "data": json_values,
    },
)


@pytest.mark.slow
@given(st.lists(st.tuples(kinds, st.lists(records, max_size=3)), max_size=4), json_values)
@settings(max_examples=300, deadline=None)
def test_anything_of_roughly_this_shape_never_raises(
    shape: list[tuple[str, list[Any]]], lookups: Json
) -> None:
    document = account(*shape, ("contact", [contact("z", *shape, first_name="A")]))
    document["account"]["instance"] = {"contact_field_types": lookups, "genders": lookups}
    document["account"]["properties"] = {"journal_entries": lookups}
    found = pull(document)
    assert found == pull(document)
