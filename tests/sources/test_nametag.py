"""Nametag: people, groups, relations and the journal about them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem
from amity.sources import Source, nametag
from tests.sources.contract import SETTINGS, Contract

Json = Any
SAMPLE = Path(__file__).parent / "samples" / "nametag" / "choir.json"
WHOLE: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
LEFT_OUT = {
    "version": "of the format",
    "exportDate": "when the file was made",
    "id": "a number",
    "relatedPersonId": "a number; the name is told",
    "peopleIds": "numbers",
    "inverseId": "a number",
    "theme": "a setting",
    "dateFormat": "a setting",
    "color": "a setting",
    "relationshipTypes": "each relationship carries its own words",
    "type": "of a custom field: text, number, day",
}
"""Values that need not be found as they stand, each with the reason."""

SAID_BETTER = {
    ("name", "FRIEND"): "its label is told",
    ("name", "SISTER"): "its label is told",
    ("title", "Birthday"): "a field of its own",
    ("people", "Oskar Lind"): "the page stands with him",
}


class TestContract(Contract):
    source: ClassVar[Source] = nametag
    folder = "nametag"


def pull(document: object) -> list[Finding]:
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    return list(nametag.pull(BytesIO(raw), SETTINGS))


def export(*people: Json, **more: Json) -> dict[str, Any]:
    return {"version": "1.1", "exportDate": "2024-03-01", "people": list(people), **more}


def people(found: list[Finding]) -> dict[str, PersonSeen]:
    return {one.key: one for one in found if isinstance(one, PersonSeen)}


def said(person: PersonSeen) -> list[tuple[str, str, str]]:
    return [(claim.field, claim.value, claim.label) for claim in person.claims]


def codes(found: list[Finding]) -> list[str]:
    return [one.code for one in found if isinstance(one, Problem)]


def leaves(value: Json, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, key) if key != "relationshipTypes" else ()
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    elif value not in {None, "", True, False}:
        yield name, str(value)


def test_whoever_leaves_nametag_loses_nothing() -> None:
    found = pull(WHOLE)
    told = repr([asdict(one) for one in found if isinstance(one, PersonSeen | InteractionSeen)])
    told += " ".join(one.at.isoformat() for one in found if isinstance(one, InteractionSeen))
    lost = []
    for name, value in leaves(WHOLE):
        day = value.partition("T")[0]
        yearless = f"--{day[5:]}" in told and value.startswith("1604")
        if name not in LEFT_OUT and value not in told and day not in told and not yearless:
            lost.append((name, value))
    assert [one for one in lost if one not in SAID_BETTER] == []


def test_last_contact_is_an_exchange_at_noon_only_on_a_real_day() -> None:
    dated = [{"id": str(n), "name": "Ann", "lastContact": day} for n, day in enumerate(DAYS)]
    seen = [one for one in pull(export(*dated)) if isinstance(one, InteractionSeen)]
    assert [one.at.isoformat() for one in seen] == ["2024-02-11T12:00:00+00:00"]
    assert (seen[0].channel, seen[0].direction) == ("social", "mutual")


DAYS = ("2024-02-11T23:30:00.000Z", "recently", "0001-01-01", "2024-02-31", 7, None, {"a": 1})


def test_a_page_of_the_journal_stands_with_each_it_names() -> None:
    found = people(pull(WHOLE))
    page = [("note", "Rehearsal\nOskar sang flat, Hanna laughed.", "2024-02-13 journal")]
    assert said(found["journal:j1:p1"]) == said(found["journal:j1:p2"]) == page
    assert (found["journal:j3"].about_owner, found["journal:j2"].about_owner) == (True, True)
    assert "ambiguous" in codes(pull(WHOLE))


def test_people_of_one_number_and_different_words_are_both_kept() -> None:
    found = pull(export({"id": "a", "name": "Ann"}, {"id": "a", "name": "Bo"}, {"id": "a", "name": "Ann"}))
    assert [said(one)[0][1] for one in people(found).values()] == ["Ann", "Bo"]


def test_a_version_yet_to_come_loses_nothing_either() -> None:
    found = pull(
        export({"id": "a", "name": "Ann", "moods": [{"day": "Monday", "mood": "glad"}], "emails": ["x"]})
    )
    assert said(people(found)["nametag:a"])[2:] == [
        ("other", "x", "emails"),
        ("other", "Monday", "moods day"),
        ("other", "glad", "moods mood"),
    ]


WRONG: tuple[Json, ...] = (None, True, 0, -1.5, "", "x", "\x00\ud800", [], [[]], {}, [None, 1, "a", {}])


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_wrong_type_anywhere_never_raises(wrong: Json) -> None:
    def broken(value: Json) -> Iterator[Json]:
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


PLENTY = "z" * 1_000_001
HOSTILE: dict[str, tuple[Json, list[str]]] = {
    "nothing": (export(), []),
    "bare values": (export(1, "a", None), ["no-record"] * 3),
    "a name of a million characters": (export({"id": "a", "name": PLENTY}), ["too-long"]),
    "a number of a million characters": (export({"id": PLENTY, "name": "Ann"}), ["too-long"]),
    "a picture that is none": (export({"id": "a", "photo": "data:text/html;base64,AAAA"}), []),
    "a picture of megabytes": (
        export({"id": "a", "photo": "data:image/png;base64," + "A" * 900_000}), [],
    ),
    "an account of a thousand characters": (
        export({"id": "a", "imHandles": [{"protocol": "x", "handle": "y" * 1_000}]}), [],
    ),
    "related to themself": (
        export({"id": "a", "name": "A", "relationships": [{"relatedPersonId": "a", "notes": "myself"}]}), [],
    ),
    "a page that names a thousand": (
        export(
            *({"id": str(n), "name": f"Ann {n}"} for n in range(1_000)),
            journalEntries=[{"id": "j", "body": "All", "peopleIds": [str(n) for n in range(1_000)]}],
        ), [],
    ),
    "the journal before the people": ({"journalEntries": [{"id": "j", "body": "b", "peopleIds": ["a"]}]}, []),
    "a page of nothing": (export(journalEntries=[{"id": "j"}]), ["empty"]),
    "days of no calendar": (
        export({"id": "a", "importantDates": [{"title": "Birthday", "date": "99999-99"}], "anniversary": -1}),
        [],
    ),
    "ten thousand empty people": (export(*({"id": str(n)} for n in range(10_000))), ["empty"] * 10_000),
    "cut off": (b'{"exportDate":"2024","people":[{"id":"a","name":"Ann"},{"id":"b"', ["cut-off"]),
    "nested without an end": (b'{"people":[' + b"[" * 1_000_000, ["too-deep"]),
    "a number of a million digits": (b'{"people":[{"name":' + b"9" * 1_000_000 + b"}]}", []),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_never_raises_and_says_what_was_wrong(name: str) -> None:
    document, expected = HOSTILE[name]
    found = pull(document)
    assert codes(found) == expected
    for one in found:
        assert not isinstance(one, PersonSeen) or all(len(handle.value) <= 400 for handle in one.handles)
    assert len(people(found)) <= 1_200


WORDS = (
    "id name surname photo lastContact emails email urls url imHandles protocol handle addresses locality"
    " groups relationships relationshipType label customFields key value importantDates title date people"
    " peopleIds"
)
words = st.sampled_from(WORDS.split())
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=15)
    | st.sampled_from(["a", "2024-01-05", "a@b.example"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=5),
    max_leaves=15,
)


@pytest.mark.slow
@given(st.lists(values, max_size=3), values, values)
@settings(max_examples=300, deadline=None)
def test_anything_of_roughly_this_shape_never_raises(listed: list[Json], one: Json, other: Json) -> None:
    document = export(*listed, user=one, groups=other, journalEntries=[*listed, one, other])
    assert pull(document) == pull(document)
