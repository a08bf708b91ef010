"""WhatsApp: what each line of an exported chat becomes, who the owner is, and keys that stay the same."""

from __future__ import annotations

import io
from datetime import date
from typing import ClassVar

import pytest

from amity.core.findings import Finding, InteractionSeen, PersonSeen, Problem, Settings
from amity.sources import Source, whatsapp
from tests.sources.contract import Contract

TODAY = date(2026, 11, 24)
LRM = "\u200e"
TWO = "1/2/23, 10:00 - Nora Vale: Hello\n1/2/23, 10:01 - Jane Roe: Hi\n"
JANE = "WhatsApp Chat with Jane Roe.txt"


class TestContract(Contract):
    source: ClassVar[Source] = whatsapp
    folder = "whatsapp"


def pull(text: str, name: str = "", *, snippets: bool = True, region: str | None = None) -> list[Finding]:
    settings = Settings(TODAY, snippets=snippets, region=region, name=name)
    return list(whatsapp.pull(io.BytesIO(text.encode("utf-8", "surrogatepass")), settings))


def exchanges(found: list[Finding]) -> list[InteractionSeen]:
    return [one for one in found if isinstance(one, InteractionSeen)]


def codes(found: list[Finding]) -> list[str]:
    return [one.code for one in found if isinstance(one, Problem)]


def owners(found: list[Finding]) -> list[tuple[str, ...]]:
    return [tuple(h.value for h in one.handles) for one in found if isinstance(one, PersonSeen)]


def said(body: str) -> tuple[str, str] | str:
    """Give the channel and text of one message, or the code of its problem."""
    _, found = pull(f"1/2/23, 10:00 - Me: x\n1/2/23, 10:01 - Jane: {body}\n")
    if isinstance(found, InteractionSeen):
        return found.channel, found.text
    assert isinstance(found, Problem)
    return found.code


def lines(*names: str) -> str:
    return "".join(f"1/2/23, 10:{at:02} - {name}: {at}\n" for at, name in enumerate(names))


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("Hello", ("message", "Hello")),
        ("<Media omitted>", ("message", "")),
        ("<Medien ausgeschlossen>", ("message", "")),
        (f"{LRM}image omitted", ("message", "")),
        (f"{LRM}imagen omitida", ("message", "")),
        ("null", ("message", "")),
        (f"{LRM}<attached: 00000007-PHOTO.jpg>", ("message", "")),
        (f"Look {LRM}<adjunto: 00000007-PHOTO.jpg>", ("message", "Look")),
        (f"plan.pdf • {LRM}12 pages {LRM}document omitted", ("message", "plan.pdf • 12 pages")),
        ("IMG-1.jpg (Datei angehängt)\nThe bench", ("message", "The bench")),
        ("see v1.2 (final)", ("message", "see v1.2 (final)")),
        ("Nine <This message was edited>", ("message", "Nine")),
        (f"Nine {LRM}<This message was edited>", ("message", "Nine")),
        ("This message was deleted", "deleted"),
        (f"{LRM}You deleted this message.", "deleted"),
        ("Diese Nachricht wurde gelöscht.", "deleted"),
        (f"{LRM}Missed voice call, {LRM}tap to call back", "missed"),
        (f"{LRM}Voice call, {LRM}5 min", ("call", "")),
        (f"{LRM}Location: https://maps.example/?q=1,2", ("message", "Location: https://maps.example/?q=1,2")),
        (f"{LRM}Jane added you", "system"),
        (f"{LRM}Messages and calls are end-to-end encrypted.", "system"),
    ],
)
def test_each_kind_of_message_is_told(body: str, what: object) -> None:
    assert said(body) == what


@pytest.mark.parametrize(
    ("span", "minutes"), [("5 min", 5), ("20 sec", 1), ("1 hr", 60), ("1 Std 5 min", 65)]
)
def test_a_call_has_its_minutes(span: str, minutes: int) -> None:
    found = exchanges(pull(f"{lines('Me', 'Jane')}1/2/23, 10:10 - Jane: {LRM}Video call, {LRM}{span}\n"))
    assert (found[-1].channel, found[-1].minutes) == ("call", minutes)


@pytest.mark.parametrize(
    "name",
    [
        JANE,
        "WhatsApp Chat with Jane Roe (2).txt",
        "WhatsApp Chat - Jane Roe.zip/_chat.txt",
        "folder/WhatsApp Chat - Jane Roe/_chat.txt",
        "WhatsApp Chat mit Jane Roe.txt",
        "Chat de WhatsApp con Jane Roe.txt",
        "Jane Roe ile WhatsApp Sohbeti.txt",
    ],
)
def test_the_file_s_name_tells_the_other_and_so_the_owner(name: str) -> None:
    found = pull(TWO, name)
    assert owners(found) == [("whatsapp:nora vale",)]
    assert isinstance(found[0], PersonSeen)
    assert (found[0].key, found[0].about_owner, found[0].place) == ("me:whatsapp", True, "line 1")


@pytest.mark.parametrize("name", ["", "jane roe.txt", "_chat.txt", "WhatsApp Chat with Rowing.txt"])
def test_another_name_tells_no_owner_and_leaves_the_direction_open(name: str) -> None:
    found = pull(TWO, name)
    assert owners(found) == []
    assert [one.direction for one in exchanges(found)] == [None, None]


def test_of_two_names_within_each_other_the_longer_one_is_the_other() -> None:
    found = pull(lines("Ana", "Ana Lima"), "WhatsApp Chat with Ana Lima.txt")
    assert owners(found) == [("whatsapp:ana",)]


def test_who_never_answered_is_known_from_the_file_s_name() -> None:
    [sent] = exchanges(pull(lines("Nora Vale"), JANE))
    assert [(one.role, one.handle.value) for one in sent.people] == [
        ("from", "whatsapp:nora vale"),
        ("to", "whatsapp:jane roe"),
    ]
    [received] = exchanges(pull(lines("Jane Roe"), JANE))
    assert (received.direction, [one.role for one in received.people]) == ("received", ["from"])


def test_a_group_in_which_one_alone_wrote_is_no_person() -> None:
    text = f"1/2/23, 9:00 - Nora Vale created group “Rowing”\n{lines('Nora Vale')}"
    assert codes(pull(text, "WhatsApp Chat with Rowing.txt")) == ["system", "no-people"]


def test_a_number_instead_of_a_name_is_a_telephone() -> None:
    found = exchanges(pull(lines("Me", "\u202a+47\u00a022\u00a022\u00a055\u00a055\u202c", "~ Jane")))
    handles = {(one.handle.kind, one.handle.value, one.name) for one in found[0].people}
    assert handles == {
        ("account", "whatsapp:me", "Me"),
        ("phone", "+4722225555", ""),
        ("account", "whatsapp:jane", "Jane"),
    }


def test_everybody_who_writes_in_a_group_is_on_each_message() -> None:
    found = exchanges(pull(lines("A", "B", "C", "A")))
    assert [len(one.people) for one in found] == [3, 3, 3, 3]


def test_a_group_of_more_than_thirty_others_is_no_evidence_yet_every_message_is_accounted_for() -> None:
    names = [f"Member {number}" for number in range(40)]
    found = pull(lines(*names))
    assert codes(found) == ["too-many-people"] * 40
    assert len(exchanges(pull(lines(*names[:31])))) == 31


def test_a_later_longer_export_gives_the_same_keys_whatever_the_file_is_called() -> None:
    before = [one.key for one in exchanges(pull(TWO, JANE))]
    after = [one.key for one in exchanges(pull(TWO + "2/2/23, 10:00 - Jane Roe: More\n", "renamed.txt"))]
    assert after[:2] == before
    group = [one.key for one in exchanges(pull(lines("A", "B", "C")))]
    assert [one.key for one in exchanges(pull(lines("A", "B", "C", "D")))][:3] == group


def test_one_greeting_to_two_people_in_one_minute_is_two_exchanges() -> None:
    to_jane = exchanges(pull(lines("Nora Vale", "Jane Roe"), JANE))[0]
    to_ben = exchanges(pull(lines("Nora Vale", "Ben Holt"), "WhatsApp Chat with Ben Holt.txt"))[0]
    assert to_jane.key != to_ben.key


def test_the_same_text_twice_in_a_minute_is_two_exchanges_and_snippets_change_no_key() -> None:
    text = TWO + "1/2/23, 10:01 - Jane Roe: Hi\n"
    keys = [one.key for one in exchanges(pull(text))]
    assert len(set(keys)) == 3
    without = exchanges(pull(text, snippets=False))
    assert [one.key for one in without] == keys
    assert {one.text for one in without} == {""}


def test_only_the_beginning_of_a_text_is_kept() -> None:
    found = exchanges(pull(lines("A", "B") + f"1/2/23, 10:09 - A: {'word ' * 500}\n"))
    assert len(found[-1].text) <= 140
    assert found[-1].text.startswith("word word")


def test_days_that_cannot_be_are_left_out() -> None:
    text = f"{TWO}1/2/0000, 10:00 - Jane Roe: a\n1/2/9999, 10:00 - Jane Roe: b\n1/2/23, 25:00 - Jane Roe: c\n"
    assert codes(pull(text)) == ["no-date"] * 3


def test_text_before_the_first_message_and_lines_too_long_are_told() -> None:
    found = pull("Minutes\nof talk\n" + TWO + "x" * 1_200_000 + "\n")
    assert codes(found) == ["unreadable", "too-long"]
    assert len(exchanges(found)) == 1


@pytest.mark.parametrize(
    "head",
    [
        "",
        "Dear Jane,\nhow are you: well?\n",
        "12/31/23 was a fine day: we rowed.\n",
        "[2023-01-02 10:00:00] production.ERROR: boom\n",
        "2023-01-02 10:00:00 - root: boom\n",
        "1/2/23, 10:00 - the server started\n",
        "[2023-01-02, 10:00] Jane Roe: that is Signal's form\n",
        "date,name,text\n1/2/23,Jane,Hello\n",
    ],
)
def test_other_text_is_not_recognized(head: str) -> None:
    assert not whatsapp.recognizes(head.encode(), "notes.txt")


def test_a_day_as_in_logs_is_recognized_where_the_name_says_so() -> None:
    head = b"2023-01-02 10:00 - Jane Roe: Hi\n"
    assert whatsapp.recognizes(head, "WhatsApp-chatt med Jane Roe.txt")
    assert not whatsapp.recognizes(head, "chat.txt")


def test_windows_line_ends_byte_marks_and_utf_16_are_read() -> None:
    plain = pull(TWO)
    windows = TWO.replace("\n", "\r\n")
    for raw in (b"\xef\xbb\xbf" + windows.encode(), windows.encode("utf-16")):
        assert whatsapp.recognizes(raw, "")
        assert list(whatsapp.pull(io.BytesIO(raw), Settings(TODAY))) == plain


def test_one_chat_from_two_kinds_of_phone_has_the_same_keys() -> None:
    apple = "[25.11.26, 12:54:07] Ana Work: Hello\n[25.11.26, 12:54:31] Jo: Hi\n[25.11.26, 12:54:40] Jo: Hi\n"
    android = "25.11.26, 12:54 - Ana Work: Hello\n25.11.26, 12:54 - Jo: Hi\n25.11.26, 12:54 - Jo: Hi\n"
    both = [{one.key for one in pull(text) if isinstance(one, InteractionSeen)} for text in (apple, android)]
    assert both[0] == both[1]
    assert len(both[0]) == 3
