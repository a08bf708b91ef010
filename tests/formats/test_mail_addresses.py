"""Addresses are read in every form they are written in; the name beside one never becomes an address."""

from __future__ import annotations

import pytest

from amity.formats import addresses


def read(value: str) -> list[tuple[str, str]]:
    return [(found.handle.value, found.name) for found in addresses.read(value)]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("ada@example.com", [("ada@example.com", "")]),
        ("Ada@Example.COM", [("ada@example.com", "")]),
        ("<ada@example.com>", [("ada@example.com", "")]),
        ("Ada King <ada@example.com>", [("ada@example.com", "Ada King")]),
        ('"King, Ada" <ada@example.com>', [("ada@example.com", "King, Ada")]),
        ("a@example.com, B <b@example.com>,c@example.com", [
            ("a@example.com", ""), ("b@example.com", "B"), ("c@example.com", ""),
        ]),
        ("King, Ada <ada@example.com>", [("ada@example.com", "King, Ada")]),
        ("King, Ada <a@example.com>, Poe, Bo <b@example.com>", [
            ("a@example.com", "King, Ada"), ("b@example.com", "Poe, Bo"),
        ]),
        ("ada@example.com (Ada King)", [("ada@example.com", "Ada King")]),
        ("ada@example.com (Ada (the first) King) (again)", [("ada@example.com", "Ada (the first) King")]),
        ("(Ada, King) a@example.com, b@example.com", [("a@example.com", "Ada, King"), ("b@example.com", "")]),
        ("Ada (work) <ada@example.com>", [("ada@example.com", "Ada")]),
        ("Friends: a@example.com, B <b@example.com>;, c@example.com", [
            ("a@example.com", ""), ("b@example.com", "B"), ("c@example.com", ""),
        ]),
        ("undisclosed-recipients:;", []),
        ("a@example.com; b@example.com", [("a@example.com", ""), ("b@example.com", "")]),
        ('"Ada \\"Countess\\" King" <ada@example.com>', [("ada@example.com", 'Ada "Countess" King')]),
        ("Ada\\, King <ada@example.com>", [("ada@example.com", "Ada, King")]),
        ('"Ada <ada@example.com>', [("ada@example.com", "Ada")]),
        ("Ada <ada@example.com", [("ada@example.com", "Ada")]),
        ("<@relay.example.net:ada@example.com>", [("ada@example.com", "")]),
        ("Ada <mailto:ada@example.com>", [("ada@example.com", "Ada")]),
        ("ada @ example.com", [("ada@example.com", "")]),
        ("=?utf-8?Q?J=C3=B6rg?= <joerg@example.com>", [("joerg@example.com", "Jörg")]),
        ('"=?utf-8?Q?J=C3=B6rg=2C_X?=" <joerg@example.com>', [("joerg@example.com", "Jörg, X")]),
        ("jörg@müller.example", [("jörg@müller.example", "")]),
        ("a@xn--mller-kva.example", [("a@xn--mller-kva.example", "")]),
        (", ,a@example.com,,", [("a@example.com", "")]),
        ("Ada <ada@example.com>)", [("ada@example.com", "Ada")]),
        ('"(omitted)" <ada@example.com>, 123 <b@example.com>', [
            ("ada@example.com", ""), ("b@example.com", ""),
        ]),
        ("A <a@example.com> <b@example.com>", [("a@example.com", "A")]),
        ("ada", []),
        ("Ada </O=COMPANY/CN=ADA>", []),
        ("Ada <no address>, b@example.com", [("b@example.com", "")]),
        ("a\0b@example.com", []),
        ("a\u202eb@example.com", []),
        ("(never closed a@example.com", []),
        ("", []),
    ],
)  # fmt: skip
def test_addresses_are_read_as_people_write_them(value: str, found: list[tuple[str, str]]) -> None:
    assert read(value) == found


@pytest.mark.parametrize(
    "value",
    [
        '"boss@example.com" <thief@example.net>',
        "boss@example.com <thief@example.net>",
        "=?utf-8?q?boss=40example=2Ecom?= <thief@example.net>",
        "=?utf-8?q?boss=40example=2Ecom=3E=2C?= <thief@example.net>",
        "thief@example.net (boss@example.com)",
    ],
)
def test_a_name_that_looks_like_an_address_is_nobody(value: str) -> None:
    assert [address for address, _ in read(value)] == ["thief@example.net"]


def test_a_name_is_kept_to_its_limit_and_to_one_line() -> None:
    assert read(f"{'n' * 500} <a@example.com>") == [("a@example.com", "n" * addresses.NAME)]
    assert read("=?utf-8?q?A=0D=0ABcc=3A_b?= <a@example.com>") == [("a@example.com", "A Bcc: b")]


def test_a_long_list_is_read_to_its_end() -> None:
    assert len(read(", ".join(f"P{n} <p{n}@example.com>" for n in range(2000)))) == 2000
