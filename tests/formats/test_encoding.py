"""Bytes of unknown origin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.formats.encoding import _windows, decode, storable, wide


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_sentence_is_read_in_each_encoding(name: str) -> None:
    assert decode("Grüße an René, 20 € für Zoë".encode(name)) == "Grüße an René, 20 € für Zoë"


def test_a_bad_byte_does_not_spoil_the_good_ones_beside_it() -> None:
    assert decode("Zoë ".encode() + b"Ren\xe9 " + "Ōe".encode()) == "Zoë René Ōe"


def test_bytes_that_windows_leaves_undefined_are_kept() -> None:
    assert decode(b"a\x81b\x9d") == "a\x81b\x9d"


def test_the_charset_that_is_named_comes_first() -> None:
    assert decode("田中".encode("shift_jis"), "Shift_JIS") == "田中"


@pytest.mark.parametrize(
    "charset", ["utf-7", "unicode_escape", "idna", "no-such", "utf-8\x00", "x" * 100, "cp9999"]
)
def test_a_charset_that_is_none_is_passed_over(charset: str) -> None:
    assert decode(b"Ren\xe9", charset) == "René"


def test_a_charset_that_is_wrong_is_passed_over() -> None:
    assert decode(b"Ren\xe9", "utf-8") == "René"


def test_utf_16_without_its_mark_is_known_by_its_zeros() -> None:
    assert wide("Hello".encode("utf-16-le")) == "utf-16-le"
    assert wide("Hello".encode("utf-16-be")) == "utf-16-be"
    assert wide(b"a\x00") is None
    assert wide(b"Hello") is None


def test_zeros_that_fill_the_end_of_a_file_make_no_utf_16_of_it() -> None:
    assert wide(b"Hello" + b"\0" * 4000) is None
    assert wide("Hello".encode("utf-16-le") + b"\0" * 4000) == "utf-16-le"
    assert wide(b"\0" * 4000) is None


def test_half_a_pair_of_utf_16_is_no_failure() -> None:
    assert decode("Hello".encode("utf-16")[:-1]) == "Hell\ufffd"


def test_zeros_and_lone_surrogates_are_not_stored() -> None:
    assert storable("a\x00b\ud800ü") == "abü"
    assert storable("a\x00b") == "ab"
    assert storable("plain") == "plain"


def test_only_decoding_is_mended() -> None:
    with pytest.raises(UnicodeEncodeError):
        _windows(UnicodeEncodeError("ascii", "ü", 0, 1, "cannot"))


@given(st.binary(max_size=200), st.text(max_size=12))
def test_no_bytes_fail(raw: bytes, charset: str) -> None:
    storable(decode(raw, charset)).encode()


@given(
    st.text(
        alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00\ufeff"), max_size=60
    )
)
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text or wide(text.encode()) is not None
