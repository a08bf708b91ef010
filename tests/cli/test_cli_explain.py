"""`person` tells what a tie is like before its numbers, in words and in JSON."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import Amity

Words = Callable[..., tuple[int, str, str]]


def test_a_tie_is_told_before_its_numbers(amity: Amity, words: Words) -> None:
    amity("add", "Ana Lima")
    for on in ("2026-11-20", "2026-11-21"):
        amity("log", "Ana Lima", "Lunch", "--how", "meeting", "--on", on)
    _, out, _ = words("person", "Ana Lima")
    told = [
        "On record you have only just begun.", "Behind it: two exchanges on two days",
        "state: First on record", "rhythm about every day: ",
    ]  # fmt: skip
    places = [out.index(one) for one in told]
    assert places == sorted(places)
    assert amity("person", "Ana Lima")[1]["why"]["like"] == told[0]


def test_below_three_conversations_nobody_is_said_to_start(amity: Amity, words: Words) -> None:
    amity("add", "Ana Lima")
    amity("log", "Ana Lima", "Hello", "--how", "mail", "--received", "--on", "2026-11-20")
    why = amity("person", "Ana Lima")[1]["why"]
    assert why["started"]["value"] is None
    assert (
        "you start: Of one conversation whose beginning is known you began none"
        in words("person", "Ana Lima")[1]
    )
