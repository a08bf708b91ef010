"""vCard lines, written: escaped, folded, in the manner of 3.0 and of 4.0."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.formats import cards, vcard, vcard_lines
from amity.formats.vcard import Card

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"))


def back(raw: str) -> vcard.Line:
    """Read a line again as it stands in a file."""
    text = vcard_lines.card([raw], "4.0")
    (card,) = cards.cards(io.BytesIO(text.encode()))
    assert isinstance(card, Card)
    return card.lines[-1]


@given(TEXT)
def test_what_is_escaped_reads_as_it_was(text: str) -> None:
    assert vcard.unescape(vcard_lines.escape(text)) == text


@given(TEXT)
def test_a_folded_line_has_at_most_75_octets_in_each_part_and_reads_as_it_was(text: str) -> None:
    raw = vcard_lines.line("NOTE", vcard_lines.escape(text))
    physical = vcard_lines.folded(raw).encode().split(b"\r\n")
    assert all(len(part) <= vcard_lines.OCTETS and part.decode() is not None for part in physical)
    assert back(raw).raw == raw


def test_a_fold_keeps_away_from_spaces_and_never_parts_a_character() -> None:
    first, second = vcard_lines.folded("NOTE:" + "x" * 68 + "  y" + "z" * 30).split("\r\n ")
    assert not first.endswith(" ")
    assert not second.startswith(" ")
    assert vcard_lines.folded("NOTE:" + " " * 200).count("\r\n ") == 2
    assert "é" * 60 in vcard_lines.folded("NOTE:" + "é" * 60).replace("\r\n ", "")


def test_line_ends_of_any_kind_become_one() -> None:
    assert vcard_lines.escape("a\r\nb\rc\nd") == "a\\nb\\nc\\nd"


def test_parameters_are_quoted_and_their_quotes_written_with_a_caret() -> None:
    raw = vcard_lines.line("X-A", "1", [("P", 'a "b"^'), ("Q", "x,y:z")], group="g")
    assert raw == "g.X-A;P=a ^'b^'^^;Q=\"x,y:z\":1"
    assert back(raw).params == {"P": ('a "b"^',), "Q": ("x,y:z",)}
    assert vcard_lines.line("X-A", "1", [("P", "a\nb")]) == "X-A;P=a^nb:1"


def test_types_are_written_in_each_versions_manner() -> None:
    assert vcard_lines.types(["work", "pref"], "3.0") == (("TYPE", "WORK"), ("TYPE", "PREF"))
    assert vcard_lines.types(["work", "pref"], "4.0") == (("TYPE", "work"), ("PREF", "1"))


@pytest.mark.parametrize(
    ("yearly", "three", "four"),
    [
        ("1987-10-06", ("BDAY", "1987-10-06", ()), ("BDAY", "19871006", ())),
        ("--03-07", ("BDAY", "1604-03-07", (("X-APPLE-OMIT-YEAR", "1604"),)), ("BDAY", "--0307", ())),
    ],
)
def test_birthdays_are_written_in_each_versions_manner(yearly: str, three: object, four: object) -> None:
    assert vcard_lines.birthday(yearly, "3.0") == three
    assert vcard_lines.birthday(yearly, "4.0") == four


def test_a_yearly_day_is_a_property_of_its_own_in_4_only() -> None:
    assert vcard_lines.anniversary("2015-06-20", "3.0") == ("X-ANNIVERSARY", "2015-06-20", ())
    assert vcard_lines.anniversary("2015-06-20", "4.0") == ("ANNIVERSARY", "20150620", ())


def test_a_picture_is_bytes_in_3_and_an_address_in_4() -> None:
    png = "data:image/png;base64,iVBORw0KGgo="
    assert vcard_lines.photo(png, "3.0") == (
        "PHOTO", "iVBORw0KGgo=", (("ENCODING", "b"), ("TYPE", "PNG")),
    )  # fmt: skip
    assert vcard_lines.photo(png, "4.0") == ("PHOTO", png, ())
    for odd in ("data:image/svg+xml;base64,AAAA", "data:image/png,AAAA", "https://a.example/b.png"):
        assert vcard_lines.photo(odd, "3.0") == ("PHOTO", odd, (("VALUE", "uri"),))


def test_the_day_of_the_last_change_is_a_day_in_3_and_a_moment_in_4() -> None:
    assert vcard_lines.changed(date(2026, 5, 14), "3.0") == "REV:2026-05-14"
    assert vcard_lines.changed(date(2026, 5, 14), "4.0") == "REV:20260514T000000Z"


def test_only_a_line_in_a_group_changes_its_group() -> None:
    assert vcard_lines.regrouped("item1.URL:a", "item9") == "item9.URL:a"
    assert vcard_lines.regrouped("URL:a.b:c", "item9") == "URL:a.b:c"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("X-SPOUSE:Chidi", "X-SPOUSE:Chidi"),
        ('X-A;P="b;c":d', 'X-A;P="b;c":d'),
        ("no property", "no property"),
        ("a.TEL;HOME;PREF:1", "a.TEL;TYPE=HOME;TYPE=PREF:1"),
        ("X-A;CHARSET=UTF-8;ENCODING=8BIT:é", "X-A:é"),
        ("X-A;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=0D=0Ax\\;y", "X-A:Jürgen\\nx\\;y"),
        ("X-A;QUOTED-PRINTABLE;X-B=1:a\\=0Ab", "X-A;X-B=1:a\\\\\\nb"),
        ("KEY;ENCODING=BASE64:AAAA", "KEY;ENCODING=b:AAAA"),
        ("KEY;ENCODING=b;TYPE=PGP:AAAA", "KEY;ENCODING=b;TYPE=PGP:AAAA"),
    ],
)
def test_lines_of_2_1_are_written_in_the_form_of_3(old: str, new: str) -> None:
    read = vcard.line(old)
    assert vcard_lines.modern(read) == new
    assert vcard_lines.modern(vcard.line(new)) == new
    assert vcard.text(vcard.line(new)) == vcard.text(read)


@given(TEXT)
def test_whatever_a_line_of_2_1_says_its_new_form_says(text: str) -> None:
    encoded = "".join(f"={octet:02X}" for octet in text.encode())
    read = vcard.line(f"X-A;WORK;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{encoded}")
    new = vcard.line(vcard_lines.modern(read))
    assert vcard.components(new) == vcard.components(read)
    assert vcard_lines.modern(new) == new.raw
