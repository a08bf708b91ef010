"""The headers that matter are picked from any block, and their words decoded or left as they are."""

from __future__ import annotations

import pytest

from amity.formats import headers


def test_headers_are_picked_by_name_in_any_case_and_unfolded() -> None:
    head = b"RECEIVED: from x\n\tby y\nfrom: Ada\n <ada@example.com>\nSUBJECT : Hello\n\tyou  \nX-Other: no\n"
    assert headers.pick(head) == {"from": "Ada <ada@example.com>", "subject": "Hello\tyou"}


def test_windows_line_ends_and_lone_returns_are_read() -> None:
    assert headers.pick(b"Subject: a\r\n b\rc\r\nTo: ada@example.com\r\n") == {
        "subject": "a b c",
        "to": "ada@example.com",
    }


def test_of_repeated_headers_the_first_counts_and_addresses_join() -> None:
    head = b"Subject: one\nSubject: two\nCc: a@example.com\nCC: b@example.com\nCc:\n"
    assert headers.pick(head) == {"subject": "one", "cc": "a@example.com, b@example.com"}


@pytest.mark.parametrize("raw", ["Grüße".encode(), "Grüße".encode("latin-1")])
def test_bare_bytes_are_utf_8_or_else_latin(raw: bytes) -> None:
    assert headers.pick(b"Subject: " + raw + b"\n")["subject"] == "Grüße"


def test_a_block_without_headers_gives_none() -> None:
    assert headers.pick(b"just text\nSubject without colon\n") == {}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("plain", "plain"),
        ("=?utf-8?Q?J=C3=B6rg_M?=", "Jörg M"),
        ("=?UTF-8?b?SsO2cmc=?= X", "Jörg X"),
        ("=?UTF-8?B?SsO2cmc?=", "Jörg"),
        ("=?utf-8*de?q?J=C3=B6rg?=", "Jörg"),
        ("Re: =?iso-8859-1?q?Gr=FC=DFe?= an alle", "Re: Grüße an alle"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?=  =?iso-8859-1?q?=FC?=", "aü"),
        ("=?utf-8?q?a?= and =?utf-8?q?b?=", "a and b"),
        ("=?utf-8?q?=C3?= =?utf-8?q?=BC?=", "ü"),
        ("=?ks_c_5601-1987?B?sKG0qw==?=", "가눈"),
        ("=?gb2312?B?xOO6ww==?=", "你好"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?no-such?q?J=C3=B6rg?=", "Jörg"),
        ("=?utf-8?q?with space?=", "with space"),
    ],
)
def test_encoded_words_are_decoded(raw: str, said: str) -> None:
    assert headers.words(raw) == said


@pytest.mark.parametrize(
    "raw",
    ["=?utf-8?B?a?=", "=?utf-8?q?ö?=", "=?utf-8?x?abc?=", "=?utf-8?q?abc", "=?", "a =?utf-8?B?A?= b"],
)
def test_broken_words_stay_as_they_are(raw: str) -> None:
    assert headers.words(raw) == raw


def test_a_broken_word_after_a_good_one_keeps_its_place() -> None:
    assert headers.words("=?utf-8?q?a?= =?utf-8?B?A?= =?utf-8?q?b?=") == "a =?utf-8?B?A?= b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  plain ", "plain"),
        ("a\r\nBcc: x", "a Bcc: x"),
        ("a\0b", "a b"),
        ("evil\u202etxt.exe", "evil txt.exe"),
        ("\u2066x\u2069 \ufeff y", "x y"),
        ("été\t\tà", "été à"),
        ("a" * 400, "a" * 300),
        ("é" * 400, "é" * 300),
    ],
)
def test_a_text_becomes_one_clean_line(text: str, shown: str) -> None:
    assert headers.clean(text, 300) == shown


def test_known_headers_are_named_up_to_the_first_other_line() -> None:
    start = b"From: a\r\n folded\r\nX-Odd: b\r\nDate: c\r\nno header\r\nSubject: d\r\n"
    assert headers.known(start) == {"from", "date"}
    assert headers.known(b" folded\nFrom: a\n") == set()
    assert headers.known(b"From: a\nTo: b") == {"from", "to"}
