"""Cards written and read again: the same claims, the same addresses, the same key."""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.claims import FIELDS
from amity.core.findings import Claim, PersonSeen
from amity.formats.vcard_lines import VERSIONS, Version
from amity.keep import cards
from amity.sources import vcard as source
from tests.sources.contract import SETTINGS, samples


def read(text: str) -> PersonSeen:
    (found,) = source.pull(io.BytesIO(text.encode()), SETTINGS)
    assert isinstance(found, PersonSeen)
    return found


def people(content: bytes) -> Iterator[PersonSeen]:
    found = source.pull(io.BytesIO(content), SETTINGS)
    return (one for one in found if isinstance(one, PersonSeen))


def same(person: PersonSeen, version: Version) -> None:
    """Write a person's card, read it, and compare; the claims of one field may come in another order."""
    uid = person.key.removeprefix("uid:").partition(" ")[0] if person.key.startswith("uid:") else ""
    text = cards.write(person.claims, version, uid=uid, changed=person.as_of)
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    back = read(text)
    assert Counter(back.claims) == Counter(person.claims)
    assert set(back.handles) == set(person.handles)
    assert (back.key.partition(" ")[0], back.as_of) == (person.key.partition(" ")[0], person.as_of)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", samples("vcard"), ids=lambda path: path.name)
def test_every_sample_card_is_written_and_read_as_it_was(path: Path, version: Version) -> None:
    for person in people(path.read_bytes()):
        same(person, version)


@pytest.mark.outside
@pytest.mark.parametrize("version", VERSIONS)
def test_every_public_card_is_written_and_read_as_it_was(version: Version) -> None:
    count = 0
    for path in sorted(Path(os.environ["AMITY_SHARED"], "corpora", "vcard").rglob("*")):
        for person in people(path.read_bytes() if path.is_file() else b""):
            same(person, version)
            count += 1
    assert count > 150


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=40)
WORD = st.sampled_from(
    ["", "home", "work, pref", "Sailing club", "Work, home", "2024-05-01", "role", "Anniversary"]
)
LINE = st.one_of(
    st.builds("NOTE:{}".format, TEXT.map(lambda text: text.replace("\n", "\\n"))),
    st.builds(
        "item{}.X-ABLabel:{}".format,
        st.integers(1, 3), st.sampled_from(["one", "_$!<Home>!$_", "a, b"]),
    ),
    st.builds(
        "item{}.{}".format,
        st.integers(1, 3),
        st.sampled_from(["URL:a.example", "X-ODD:1", "EMAIL:a@b.example"]),
    ),
    st.sampled_from(
        [
            "TEL;TYPE=CELL,PREF:+1 415 555 0132", "TEL;PREF=3:+1 415 555 0133", "N:Lee;Ann;B.;;", "ORG:A;B;C",
            "ADR;TYPE=HOME:;;1 Main St;Oslo;;;Norway", "BDAY:--0307",
            "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29",
            "X-ABDATE:2015-06-20", "ROLE;TYPE=work:Editor", "TITLE:Editor", "KIND:individual",
            "CATEGORIES:a,b\\\\,c", "REV:yesterday", "X-AMITY-OTHER:x",
            "IMPP;X-SERVICE-TYPE=Skype:skype:ann", "X-JABBER:ann@chat.example", "no property at all", "NOTE:",
            "PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAAA", "KEY;ENCODING=b:AAAA", " ", "UID:second",
            "X-ABLabel:alone",
        ]
    ),
)  # fmt: skip


@given(st.lists(LINE, max_size=12), st.sampled_from(VERSIONS))
def test_whatever_a_card_says_it_says_again(lines: list[str], version: Version) -> None:
    text = "\r\n".join(["BEGIN:VCARD", "UID:x", "FN:Ann Lee", *lines, "END:VCARD", ""])
    same(read(text), version)


@given(
    st.lists(st.builds(Claim, st.sampled_from(sorted(FIELDS)), TEXT.map(str.strip), WORD), max_size=8),
    st.sampled_from(VERSIONS),
)
def test_claims_of_any_source_come_back_unless_only_the_owner_may_say_them(
    claims: list[Claim], version: Version
) -> None:
    told = [Claim("name", "Ann Lee"), *(claim for claim in claims if claim.value)]
    text = cards.write(told, version)
    back = Counter(read(text).claims)
    for claim, count in Counter(told).items():
        if claim.field not in {"importance", "affinity", "purpose", "aside", "through", "photo"}:
            assert back[claim] >= min(count, 1) or claim.field in {"phone", "account"}, text


def test_a_card_without_a_name_has_the_lines_that_every_card_must_have_and_says_no_more() -> None:
    claims = [Claim("email", "ann@b.example")]
    for version in VERSIONS:
        text = cards.write(claims, version)
        assert "FN;X-AMITY-FILLED=1:ann@b.example" in text
        assert read(text).claims == tuple(claims)
    assert "FN;X-AMITY-FILLED=1:linkedin.com/in/ann" in cards.write(
        [Claim("profile", "linkedin.com/in/ann")], "3.0"
    )
    assert "\r\nN;X-AMITY-FILLED=1:" in cards.write(claims, "3.0")
    assert "\r\nN;" not in cards.write([Claim("nickname", "Annie")], "4.0")


def test_a_name_is_parted_for_phones_that_show_its_parts() -> None:
    assert "N;X-AMITY-FILLED=1:Lee;Ann Mary;;;" in cards.write([Claim("name", "Ann Mary Lee")], "3.0")


def test_labels_of_the_owner_stand_in_a_group_and_known_ones_are_types() -> None:
    claims = [Claim("name", "Ann"), Claim("phone", "+1 415 555 0132", "Boat, cell, pref")]
    text = cards.write(claims, "3.0")
    assert "item1.TEL;TYPE=CELL;TYPE=PREF:+1 415 555 0132\r\nitem1.X-ABLabel:Boat\r\n" in text
    assert "item1.X-ABLabel:_$!<Spouse>!$_" in cards.write([Claim("relation", "Chidi", "Spouse")], "4.0")


def test_a_second_name_or_birthday_is_not_a_second_property() -> None:
    claims = [
        Claim("name", "Ann"),
        Claim("name", "Anna"),
        *[Claim("birthday", f"1987-10-0{d}") for d in (1, 2)],
    ]
    text = cards.write(claims, "4.0")
    assert (text.count("\r\nFN:"), text.count("\r\nBDAY:")) == (1, 1)
    assert read(text).claims == tuple(claims)


def test_a_long_list_is_cut_into_lines_that_stay_lists() -> None:
    claims = [Claim("name", "Ann"), *[Claim("tag", f"{number} {'x' * 500}") for number in range(20)]]
    text = cards.write(claims, "3.0")
    assert text.count("\r\nCATEGORIES:") > 1
    assert read(text).claims == tuple(claims)


@pytest.mark.parametrize(
    "raw",
    [
        "NOTE:a\nEND:VCARD\nBEGIN:VCARD",
        "END:VCARD",
        " NOTE:a",
        "BEGIN:VCARD",
        "VERSION:2.1",
        "AGENT:",
        "X-A;HOME:b",
    ],
)
def test_what_could_break_a_card_is_told_as_text(raw: str) -> None:
    kept = Claim("other", raw, raw.strip().partition(":")[0].partition(";")[0])
    text = cards.write([Claim("name", "Ann"), kept], "3.0")
    assert kept in read(text).claims
    assert text.count("\r\nEND:VCARD\r\n") == 1


def test_the_owners_words_are_in_the_file_and_are_nobody_elses_to_say() -> None:
    back = read(cards.write([Claim("name", "Ann"), Claim("importance", "3")], "3.0"))
    assert Claim("other", "X-AMITY-IMPORTANCE:3", "X-AMITY-IMPORTANCE") in back.claims


def test_what_stands_first_is_read_first() -> None:
    kept = Claim("other", "ORG;X-A=1:Old Works", "ORG")
    told = [
        Claim("name", "Ann"),
        Claim("organization", "New Works"),
        Claim("organization", "Old Works"),
        kept,
    ]
    for claims in (told, [told[0], told[2], told[1], kept]):
        back = read(cards.write(claims, "3.0"))
        first = next(claim.value for claim in back.claims if claim.field == "organization")
        assert first == claims[1].value


def test_a_uid_with_marks_in_it_is_read_as_it_was() -> None:
    person = replace(read(cards.write([Claim("name", "Ann")], "3.0", uid="a;b,c")), as_of=None)
    assert person.key == "uid:a;b,c"
