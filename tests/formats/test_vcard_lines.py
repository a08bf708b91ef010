"""What one line of a card says."""

from __future__ import annotations

import pytest

from amity.formats import vcard
from tests import clock


def test_a_line_has_group_name_parameters_and_value() -> None:
    line = vcard.line("item1.Email;type=INTERNET;TYPE=Home:a@b.example")
    assert (line.group, line.name, line.value) == ("item1", "EMAIL", "a@b.example")
    assert dict(line.params) == {"TYPE": ("INTERNET", "Home")}
    assert line.raw == "item1.Email;type=INTERNET;TYPE=Home:a@b.example"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("TEL;CELL;PREF:1", ("cell", "pref")),
        ("TEL;TYPE=CELL,PREF:1", ("cell", "pref")),
        ('TEL;TYPE="voice,home":1', ("voice", "home")),
        ("TEL;TYPE=home;TYPE=voice;TYPE=HOME:1", ("home", "voice")),
        ('TEL;TYPE="home",work:1', ("home", "work")),
        ("TEL; TYPE = cell :1", ("cell",)),
        ("TEL:1", ()),
    ],
)
def test_types_are_read_in_all_their_forms(written: str, expected: tuple[str, ...]) -> None:
    assert vcard.types(vcard.line(written)) == expected


def test_words_without_a_name_find_their_parameter() -> None:
    line = vcard.line("PHOTO;BASE64;INLINE;JPEG:AAAA")
    assert dict(line.params) == {"ENCODING": ("BASE64",), "VALUE": ("INLINE",), "TYPE": ("JPEG",)}


def test_a_colon_in_quotes_does_not_end_the_head() -> None:
    line = vcard.line('ADR;LABEL="Box 1: left, please";TYPE=home:;;Main St')
    assert line.params["LABEL"] == ("Box 1: left, please",)
    assert line.value == ";;Main St"


def test_quotes_that_do_not_close_end_at_the_first_colon() -> None:
    assert vcard.line('NOTE;X="a:b:c').value == "b:c"
    assert vcard.line('NOTE "nothing').name == ""


def test_caret_escapes_of_parameters_are_undone() -> None:
    line = vcard.line("X;NOTE=a^nb ^'c^' ^^ ^x:1")
    assert vcard.parameter(line, "NOTE") == 'a\nb "c" ^ ^x'
    assert vcard.parameter(line, "OTHER") == ""


@pytest.mark.parametrize(
    "written",
    [
        "no colon at all",
        "two words: here",
        ":value",
        ";;;:value",
        "x" * 300 + ":1",
        "TEL;A=" + "x" * 20_000 + ":1",
    ],
)
def test_what_is_no_property_is_all_value(written: str) -> None:
    line = vcard.line(written)
    assert (line.name, line.value, line.raw) == ("", written, written)


def test_a_very_long_head_is_read_too() -> None:
    assert vcard.line("TEL;X-A=" + "a" * 300 + ";TYPE=cell:1").params["TYPE"] == ("cell",)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"NOTE:a\, b\; c\n d\N e\\f \x g\:", "a, b; c\n d\n e\\f \\x g:"),
        ("NOTE:plain", "plain"),
        ("NOTE:ends\\", "ends\\"),
        ("NOTE;QUOTED-PRINTABLE;CHARSET=iso-8859-1:caf=E9=0D=0Atwo", "café\ntwo"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:caf=C3=A9 =ZZ", "café =ZZ"),
        ("NOTE;ENCODING=b:Y2Fmw6k=", "café"),
        ("NOTE;ENCODING=b:Y", "Y"),
        ("NOTE;ENCODING=8BIT:café", "café"),
    ],
)
def test_text_is_given_as_a_person_reads_it(written: str, expected: str) -> None:
    assert vcard.text(vcard.line(written)) == expected


def test_a_list_is_split_at_commas_that_are_not_escaped() -> None:
    assert vcard.values(vcard.line(r"NICKNAME:Ada,, Ad\,die ,B")) == ["Ada", "Ad,die", "B"]
    assert vcard.values(vcard.line("NICKNAME:")) == []


def test_a_structured_value_keeps_its_empty_parts() -> None:
    assert vcard.components(vcard.line(r"N:O\;Neil;Ann\\;;Dr.;")) == ["O;Neil", "Ann\\", "", "Dr.", ""]
    assert vcard.components(vcard.line("ORG:a;b")) == ["a", "b"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("PHOTO:data:image/png;base64,iVBORw0=", "data:image/png;base64,iVBORw0="),
        (r"PHOTO:data:image/png\;base64\,iVBORw0=", "data:image/png;base64,iVBORw0="),
        ("PHOTO;ENCODING=b;TYPE=JPG:AAAA BBBB", "data:image/jpeg;base64,AAAABBBB"),
        ("PHOTO;ENCODING=b;TYPE=image/webp:AAAA", "data:image/webp;base64,AAAA"),
        ("PHOTO;ENCODING=BASE64;TYPE=JPEG:iVBORw0KGgo=", "data:image/png;base64,iVBORw0KGgo="),
        ("PHOTO;ENCODING=b:AAAA", "data:image/jpeg;base64,AAAA"),
        ("PHOTO;VALUE=uri:https://pictures.example/a.jpg", ""),
    ],
)
def test_a_picture_in_the_card_is_a_data_address(written: str, expected: str) -> None:
    line = vcard.line(written)
    assert vcard.data(line) == expected
    assert vcard.binary(line) == bool(expected)


@pytest.mark.parametrize(
    "written",
    [
        '"' * 50_001 + ":1",
        "TEL;TYPE=" + "a," * 8_000 + ":1",
        "TEL;" + '"a:' * 20_000,
        "TEL" + ";a=" * 20_000 + ":1",
        "TEL;TYPE=" + '","' * 20_000 + ":1",
        "NOTE:" + "\\" * 50_001,
        "NOTE:" + "\\;" * 25_000,
        "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=" * 50_000,
        "X;A=" + "^" * 50_000 + ":1",
        "a." * 25_000 + "TEL:1",
        "a" * 50_000,
    ],
)
def test_no_line_takes_long(written: str) -> None:
    def work() -> None:
        line = vcard.line(written)
        vcard.text(line)
        vcard.values(line)
        vcard.components(line)
        vcard.types(line)

    assert clock.seconds(work, within=0.5) < 0.5
