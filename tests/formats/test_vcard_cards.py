"""A stream as cards."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.core.findings import Problem
from amity.formats import vcard
from amity.formats.cards import LONGEST, cards
from amity.formats.vcard import Card
from tests import clock


class Made:
    """A stream that is made while it is read, so that no big file is needed."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces

    def read(self, size: int = -1, /) -> bytes:
        piece = next(self.pieces, b"")
        assert size < 0 or len(piece) <= size
        return piece


def made(pieces: Iterator[bytes]) -> BinaryIO:
    return cast("BinaryIO", Made(pieces))


def read(text: str | bytes) -> list[Card]:
    found = cards(io.BytesIO(text.encode() if isinstance(text, str) else text))
    return [one for one in found if isinstance(one, Card)]


def said(card: Card) -> list[tuple[str, str]]:
    return [(line.name, vcard.text(line)) for line in card.lines]


CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nNOTE:one\n two\n\tthree\nEND:VCARD\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_kind_of_line_end_is_read(end: str) -> None:
    (card,) = read(CARD.replace("\n", end))
    assert said(card) == [("VERSION", "3.0"), ("FN", "Ada"), ("NOTE", "onetwothree")]
    assert (card.version, card.whole, card.place) == ("3.0", True, "card 1 (line 1)")


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_is_read(name: str) -> None:
    assert said(read(CARD.replace("Ada", "Zoë").encode(name))[0])[1] == ("FN", "Zoë")


def test_a_byte_order_mark_between_two_files_is_passed_over() -> None:
    assert len(read((CARD + "\ufeff" + CARD).encode())) == 2


def test_one_badly_encoded_line_does_not_spoil_the_others() -> None:
    (card,) = read(
        b"BEGIN:VCARD\nFN:Zo\xc3\xab\nNOTE:Ren\xe9\nX-A;CHARSET=Shift_JIS:\x93c\x92\x86\nEND:VCARD\n"
    )
    assert said(card) == [("FN", "Zoë"), ("NOTE", "René"), ("X-A", "田中")]


def test_a_fold_that_cuts_a_letter_is_mended() -> None:
    (card,) = read(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zo\xc3\r\n \xab\r\nEND:VCARD\r\n")
    assert ("FN", "Zoë") in said(card)


def test_a_card_without_its_end_goes_to_the_next_begin() -> None:
    first, second = read("BEGIN:VCARD\nFN:Ada\nbegin:vcard\nFN:Bea\nEnd : Vcard \nFN:not hers")
    assert (said(first), first.whole) == ([("FN", "Ada")], False)
    assert (said(second), second.whole, second.place) == ([("FN", "Bea")], True, "card 2 (line 3)")


def test_what_is_before_the_first_and_after_an_end_is_no_card() -> None:
    assert [said(card) for card in read("hello\n\n" + CARD + "junk\n" + CARD)] == [said(read(CARD)[0])] * 2
    assert read("nothing here") == []
    assert read("") == []


def test_a_begin_inside_a_folded_note_is_text() -> None:
    (card,) = read("BEGIN:VCARD\nNOTE:a\n BEGIN:VCARD\nFN:Ada\nEND:VCARD\n")
    assert said(card) == [("NOTE", "aBEGIN:VCARD"), ("FN", "Ada")]


def test_2_1_keeps_the_space_of_a_fold() -> None:
    (card,) = read("BEGIN:VCARD\nVERSION:2.1\nNOTE:one\n two\nN;\n CHARSET=utf-8:Doe\nEND:VCARD\n")
    assert said(card)[1:] == [("NOTE", "one two"), ("N", "Doe")]


def test_soft_breaks_of_quoted_printable_are_joined() -> None:
    (card,) = read(
        "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:Zo=C3=\n=AB =\n Bell\n"
        "PHOTO;ENCODING=BASE64:AAA=\nTEL:123\nEND:VCARD\n"
    )
    assert said(card)[1:] == [("FN", "Zoë  Bell"), ("PHOTO", ""), ("TEL", "123")]


def test_soft_breaks_are_joined_in_3_0_too() -> None:
    (card,) = read("BEGIN:VCARD\nVERSION:3.0\nFN;QUOTED-PRINTABLE:A=\nda\nNOTE:x\n y\nEND:VCARD\n")
    assert said(card)[1:] == [("FN", "Ada"), ("NOTE", "xy")]


@pytest.mark.parametrize(
    "body", [" AAAA\n BBBB=\n\n", "AAAA\nBBBB=\n\n", "\n AAAA\n BBBB=\n", "AAAA\n  BBBB=\n"]
)
def test_base64_is_joined_over_lines(body: str) -> None:
    (card,) = read(f"BEGIN:VCARD\nVERSION:2.1\nPHOTO;JPEG;ENCODING=BASE64:{body}TEL:1\nEND:VCARD\n")
    assert [(line.name, "".join(line.value.split())) for line in card.lines[1:]] == [
        ("PHOTO", "AAAABBBB="),
        ("TEL", "1"),
    ]


def test_an_agents_card_belongs_to_the_outer_one() -> None:
    text = (
        "BEGIN:VCARD\nVERSION:2.1\nN:Outer\nAGENT:\n\nBEGIN:VCARD\nN:Inner\nAGENT;X=1:\nBEGIN:VCARD\nN:Third\n"
        "END:VCARD\nEND:VCARD\nTEL:1\nEND:VCARD\n" + CARD
    )
    outer, after = read(text)
    assert [line.name for line in outer.lines] == ["VERSION", "N", "AGENT", "TEL"]
    assert outer.lines[2].value.count("END:VCARD") == 2
    assert (outer.nested, after.nested, outer.whole) == (2, 0, True)


def test_an_agents_card_without_its_end_takes_the_rest() -> None:
    (card,) = read("BEGIN:VCARD\nN:Outer\nAGENT:\nBEGIN:VCARD\nN:Inner\n")
    assert (card.nested, card.whole) == (1, False)


def test_a_head_that_is_folded_many_times_is_read() -> None:
    folds = "\n ;X=1" * 30
    (card,) = read(
        f"BEGIN:VCARD\nVERSION:2.1\nTEL{folds}:1\nN;ENCODING=\n QUOTED-PRINTABLE:A=\nda\nEND:VCARD\n"
    )
    assert [line.name for line in card.lines] == ["VERSION", "TEL", "N"]


def test_a_card_cut_by_the_ends_of_reads_is_whole() -> None:
    text = (CARD * 3).replace("\n", "\r\n").encode()
    for size in range(1, 40):
        pieces = (text[at : at + size] for at in range(0, len(text), size))
        found = list(cards(made(pieces)))
        assert [one.lines for one in found if isinstance(one, Card)] == [read(CARD)[0].lines] * 3


def test_a_line_that_never_ends_is_a_problem_and_the_next_card_is_read() -> None:
    endless = b"BEGIN:VCARD\nNOTE:" + b"x" * (LONGEST + 1_000_000)
    first, second = cards(io.BytesIO(b"\n" + endless + b"\n" + CARD.encode()))
    assert first == Problem("card 1 (line 2)", "too-long", "This card is longer than 8 MB and was left out.")
    assert isinstance(second, Card)
    assert second.place == "card 2 (line 4)"


def test_an_agent_that_makes_a_card_too_long_is_a_problem() -> None:
    half = "x" * (LONGEST // 2 + 100)
    text = f"BEGIN:VCARD\nNOTE:{half}\nAGENT:\nBEGIN:VCARD\nNOTE:{half}\nEND:VCARD\nEND:VCARD\n{CARD}"
    first, second = cards(io.BytesIO(text.encode()))
    assert isinstance(first, Problem)
    assert isinstance(second, Card)


@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_a_card_of_too_many_lines_is_a_problem(version: str) -> None:
    text = f"BEGIN:VCARD\nVERSION:{version}\n" + "A:1\n" * 30_000 + "END:VCARD\n" + CARD
    first, second = cards(io.BytesIO(text.encode()))
    assert first == Problem(
        "card 1 (line 1)", "too-long", "This card has more than 20,000 lines and was left out."
    )
    assert isinstance(second, Card)


def test_many_cards_are_read_in_little_memory() -> None:
    block = (CARD * 500).encode()
    tracemalloc.start()
    count = sum(1 for _ in cards(made(block for _ in range(20))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 4_000_000


def test_values_hold_no_zero() -> None:
    (card,) = read("BEGIN:VCARD\nFN:A\x00da\nNOTE;ENCODING=QUOTED-PRINTABLE:a=00b\nEND:VCARD\n")
    assert said(card) == [("FN", "Ada"), ("NOTE", "ab")]


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCARD" * 5_000,
        "BEGIN:VCARD\n" * 5_000,
        "BEGIN:VCARD\nAGENT:\n" * 3_000,
        "\n" * 50_000,
        "BEGIN:VCARD\nVERSION:2.1\n" + " a\n" * 25_000,
        "BEGIN:VCARD\nN;QUOTED-PRINTABLE:" + "=\n" * 25_000,
        "BEGIN:VCARD\nPHOTO;BASE64:\n" + "AAAA\n" * 12_000,
        "BEGIN:VCARD\nVERSION" + ";" * 50_000,
        "BEGIN" + " " * 50_000 + ":VCARD\n",
    ],
)
def test_no_file_takes_long(text: str) -> None:
    soon = 0.5 * max(1, text.count("BEGIN") / 2_000)
    assert clock.seconds(lambda: read(text), within=soon) < soon


@given(
    st.lists(
        st.sampled_from(
            [
                b"BEGIN:VCARD",
                b"END:VCARD",
                b"\r",
                b"\n",
                b" ",
                b"AGENT:",
                b"=",
                b";ENCODING=B",
                b":",
                b"\xff\x00",
                b"N",
                b'"',
            ]
        ),
        max_size=60,
    )
)
def test_no_bytes_fail_and_every_begin_is_found(parts: list[bytes]) -> None:
    found = list(cards(io.BytesIO(b"".join(parts))))
    assert all(isinstance(one, Card) for one in found)
