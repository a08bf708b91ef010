"""Signal: chats as text, with the owner who stands there as "Me"."""

from __future__ import annotations

import io
from datetime import date
from typing import ClassVar

import pytest

from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.sources import Source, signal
from tests.sources.contract import Contract

TODAY = date(2026, 11, 24)


class TestContract(Contract):
    source: ClassVar[Source] = signal
    folder = "signal"


def pull(*said: str, name: str = "") -> list[Finding]:
    text = "".join(f"[2023-01-02, 10:{at:02}] {line}\n" for at, line in enumerate(said))
    return list(signal.pull(io.BytesIO(text.encode()), Settings(TODAY, name=name)))


def exchanges(found: list[Finding]) -> list[InteractionSeen]:
    return [one for one in found if isinstance(one, InteractionSeen)]


def test_me_is_the_owner_and_has_no_name() -> None:
    found = pull("Me: Hello", "Jane: Hi")
    assert isinstance(found[0], PersonSeen)
    assert (found[0].key, [claim.field for claim in found[0].claims]) == ("me:signal", ["account"])
    assert [(one.role, one.name) for one in exchanges(found)[1].people] == [("from", "Jane"), ("to", "")]


def test_two_names_tell_no_owner() -> None:
    found = pull("John: Hello", "Jane: Hi")
    assert not [one for one in found if isinstance(one, PersonSeen)]
    assert [one.direction for one in exchanges(found)] == [None, None]


def test_the_folder_names_the_one_who_never_answered() -> None:
    [sent] = exchanges(pull("Me: Hello", name="export/Jane Roe/chat.md"))
    assert [one.handle.value for one in sent.people] == ["signal:me", "signal:jane roe"]
    [received] = exchanges(pull("Jane Roe: Hello", name="export/Jane Roe/chat.md"))
    assert received.direction == "received"


def test_one_who_writes_alone_to_nobody_known_is_a_problem() -> None:
    for name in ("", "notes.txt"):
        [_] = found = pull("Me: Milk", name=name)
        assert [one.code for one in found if isinstance(one, Problem)] == ["no-people"]


def test_a_later_longer_export_gives_the_same_keys() -> None:
    before = [one.key for one in exchanges(pull("Me: Hello", "Jane: Hi"))]
    assert [one.key for one in exchanges(pull("Me: Hello", "Jane: Hi", "Jane: More"))][:2] == before


def test_text_before_the_first_message_and_lines_too_long_are_told() -> None:
    text = "Title\n[2023-01-02, 10:00] Me: a\n[2023-01-02, 10:01] Jane: b\n" + "x" * 1_200_000
    found = list(signal.pull(io.BytesIO(text.encode()), Settings(TODAY)))
    assert [one.code for one in found if isinstance(one, Problem)] == ["unreadable", "too-long"]


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("[2023-01-02, 10:00] Jane: Hi\n", True),
        ("[2023-01-02 10:00] Jane: Hi\n", True),
        ("[2023-01-02, 10:00:01] Jane: Hi\n", False),
        ("[02.01.2023, 10:00] Jane: Hi\n", False),
        ("2023-01-02, 10:00 - Jane: Hi\n", False),
        ("[2023-01-02, 10:00] ERROR: boom\n", False),
        ("[2023-01-02, 10:00] started\n", False),
        ("Jane: Hi\n", False),
        ("", False),
    ],
)
def test_its_form_is_told_from_others(head: str, known: bool) -> None:  # noqa: FBT001
    assert signal.recognizes(head.encode(), "chat.txt") is known
