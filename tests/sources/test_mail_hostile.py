"""No bytes make the mail source raise, run long, or give anything that is not a finding."""

from __future__ import annotations

import io
import random
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.formats import addresses, folders, headers, mail, mbox, stamps
from amity.sources import mail as source
from tests import clock

SAMPLES = sorted((Path(__file__).parent / "samples" / "mail").iterdir())
SETTINGS = Settings(today=date(2026, 3, 1), name="Sent")
PLAIN = b"From: ada@example.com\nTo: ben@example.com\nDate: Thu, 3 Dec 2020 18:02:30 +0000\n"
SOON = 0.1 if sys.gettrace() is None else 0.5
"""Seconds for 50,000 characters; a tracer, as coverage is one, makes everything slower."""
PIECES = (
    b"From ", b"\nFrom ", b"From: ", b"To: ", b"Date: ", b"Subject: ", b"\n", b"\r\n", b"\n\n", b"\r", b"\0",
    b":", b",", b";", b"<", b">", b"(", b")", b'"', b"\\", b"@", b"=?", b"?=", b"=?utf-8?q?", b"=?utf-8?b?",
    b"\xff", b"\xef\xbb\xbf", b"a@b.c", b" 12:34:56 2020", b"Thu, 3 Dec 2020 18:02:30 +0000", b"99999999999",
    b"X-Gmail-Labels: Sent", b"\t", b"Message-ID: <x>", b"\xe2\x80\xae", b"\xed\xa0\x80", b"12\n",
)  # fmt: skip


def read(raw: bytes) -> list[Finding]:
    """Read as the reader would, and see that every finding can be kept as text."""
    source.recognizes(raw[:65_536], "x")
    found = list(source.pull(io.BytesIO(raw), SETTINGS))
    for finding in found:
        assert isinstance(finding, InteractionSeen | PersonSeen | Problem)
        repr(finding).encode()
        if isinstance(finding, InteractionSeen):
            assert finding.at.tzinfo is not None
            assert all(text.isprintable() for text in (finding.key, finding.text, *_shown(finding)))
            assert len(finding.text) <= mail.SUBJECT
    return found


def _shown(finding: InteractionSeen) -> list[str]:
    return [text for person in finding.people for text in (person.handle.value, person.name[:200])]


@given(st.binary(max_size=2000))
def test_any_bytes_are_read(raw: bytes) -> None:
    read(raw)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join))
@settings(max_examples=300)
def test_any_mixture_of_the_signs_of_mail_is_read(raw: bytes) -> None:
    read(raw)
    read(b"From x Thu Dec  3 18:07:47 2020\n" + raw)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_cut_anywhere_is_read(sample: Path) -> None:
    raw = sample.read_bytes()
    whole = len(read(raw))
    for end in range(0, len(raw), 7):
        assert len(read(raw[:end])) <= whole + 1


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_with_bytes_changed_is_read(sample: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - damage, not secrets
    whole = sample.read_bytes()
    for _ in range(300):
        raw = bytearray(whole)
        for _ in range(chance.randrange(1, 8)):
            raw[chance.randrange(len(raw))] = (
                chance.choice(b'\0\n\r <>"@,:;=?\xff') if chance.random() < 0.8 else 65
            )
        read(bytes(raw))


@given(st.text(max_size=300))
def test_any_text_is_read_as_addresses_dates_words_and_names(text: str) -> None:
    assert all("@" in found.handle.value for found in addresses.read(text))
    stamps.read(text)
    headers.words(text)
    folders.folder(text)
    assert headers.clean(text, 20).isprintable() or not headers.clean(text, 20).isascii()


LONG = {
    "quotes": '"' * 50_000,
    "escapes": '"' + '\\"' * 25_000,
    "backslashes": "\\" * 50_000,
    "open angles": "<" * 50_000,
    "open comments": "(" * 50_000,
    "comments": "()" * 25_000,
    "commas": "," * 50_000,
    "spaces": " " * 50_000,
    "spaces and a letter": " " * 50_000 + "x",
    "tabs": "\t" * 50_000,
    "at signs": "@" * 50_000,
    "one word": "a" * 50_000,
    "addresses": "a@b.c," * 8_000,
    "dots": "a." * 25_000 + "@b",
    "names": "a " * 25_000,
    "names with commas": "a, " * 16_000,
    "names, then one address": "a," * 25_000 + "<a@b.c>",
    "groups": "a:" * 25_000,
    "open words": "=?" * 25_000,
    "words": "=?a?q??=" * 6_000,
    "words apart": "=?a?q?b?= " * 5_000,
    "spaces between words": "=?a?q?b?=" + " " * 49_000 + "=?",
    "word without end": "=?utf-8?q?" + "a" * 50_000,
    "charsets": "=?" + "a" * 50_000,
    "escaped octets": "=?utf-8?q?" + "=" * 50_000 + "?=",
    "base64": "=?utf-8?b?" + "A" * 50_000 + "?=",
    "digits": "1" * 50_000,
    "colons": "1:" * 25_000,
    "signs": "+" * 50_000,
    "unseen": "\u202e" * 50_000,
    "letters with marks": "ä" * 50_000,
    "labels": "Sent," * 10_000,
    "question marks": "?" * 50_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_odd_text_takes_no_time(text: str) -> None:
    for work in (addresses.read, stamps.read, headers.words, lambda text: headers.clean(text, 300)):
        assert clock.seconds(partial(work, text), within=SOON) < SOON


@pytest.mark.parametrize(
    "name", ["From", "Date", "Subject", "Message-ID", "X-Gmail-Labels", "Precedence", "X-Other"]
)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_odd_headers_take_no_time(name: str, text: str) -> None:
    raw = PLAIN.replace(name.encode() + b": ", b"X-Old: ") + f"{name}: {text}\n\n".encode()
    assert clock.seconds(lambda: read(raw), within=3 * SOON) < 3 * SOON


BLOCKS = {
    "newlines": b"\n" * 50_000,
    "returns": b"\r" * 50_000,
    "both": b"\r\n" * 25_000,
    "names": b"From:" * 10_000,
    "empty headers": b"To:\n" * 12_500,
    "folds": b"To: a\n" + b" \n" * 25_000,
    "folds without name": b"\n " * 25_000,
    "spaces after a name": b"To" + b" " * 50_000,
    "separators": b"\n\nFrom " * 7_000,
    "separators with times": b"\n\nFrom 1:11" * 4_500,
    "a long separator": b"\n\nFrom " + b"1" * 50_000,
    "times": b"\n\nFrom " + b"1:11 " * 10_000,
    "quoted separators": b"\n\nFrom x 1:11\n" + b">From x\n" * 6_000,
    "numbers": b"1" * 50_000,
    "nuls": b"\0" * 50_000,
    "known names": b"\n\nFrom x\nContent-" + b"a" * 50_000,
}


@pytest.mark.parametrize("raw", BLOCKS.values(), ids=BLOCKS)
def test_long_odd_blocks_take_no_time(raw: bytes) -> None:
    for whole in (raw, PLAIN + raw, b"From x Thu Dec  3 18:07:47 2020\n" + PLAIN + raw):
        for work in (
            mbox.is_box,
            headers.known,
            headers.pick,
            lambda raw: list(mbox.messages(io.BytesIO(raw))),
        ):
            assert clock.seconds(partial(work, whole), within=SOON) < SOON
