"""What a person reads in a terminal: the words of pages, no list that stops silently, no empty answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from amity.core.areas import DIMENSIONS
from amity.web import wording
from tests.cli.conftest import Amity

Words = Callable[..., tuple[int, str, str]]
EVENT = """BEGIN:VEVENT
UID:{0}
DTSTART:202611{0}T100000Z
DTEND:202611{0}T110000Z
SUMMARY:Tea
ORGANIZER:mailto:robin@hale.example
ATTENDEE;CN=Ana Lima:mailto:ana@acme.example
END:VEVENT
"""
CALENDAR = "".join([
    "BEGIN:VCALENDAR\nVERSION:2.0\n", EVENT.format(20), EVENT.format(26), "END:VCALENDAR\n",
])  # fmt: skip


def test_an_empty_book_says_so_once(words: Words) -> None:
    assert words("people")[1] == (
        "Nobody yet. Bring files with `amity import`, or add people with `amity add`.\n"
    )
    out = words("atlas")[1]
    assert out.count("Nobody was in touch within the past year.") == 1
    assert "Organization." not in out


def test_a_list_of_people_nobody_fits_into_says_so(amity: Amity, words: Words) -> None:
    amity("add", "Ana Lima")
    assert words("people", "--search", "zzz")[1] == "Nobody like that.\n"


def test_a_long_dimension_says_how_many_more_there_are(amity: Amity, words: Words) -> None:
    for number in range(14):
        amity("add", f"Ana Lima{chr(97 + number)}", "--organization", f"Firm {number}", "--title", "Engineer")
    out = words("atlas")[1]
    assert "Organization.\n" in out
    assert "  and 2 more: amity atlas --dimension organization\n" in out
    assert "Line of work.\n    14 known" in out
    assert "on their own work\n" in out
    assert "more:" not in words("atlas", "--dimension", "organization")[1]


def test_a_person_is_told_in_the_words_of_pages_with_purpose_and_importance(
    amity: Amity, words: Words
) -> None:
    amity("add", "Ana Lima", "--title", "Engineer", "--handle", "+442071838750")
    before = words("person", "Ana Lima")[1]
    assert "what for" not in before
    assert "how much it matters" not in before
    amity("set", "Ana Lima", "--purpose", "social", "--purpose", "strategic", "--importance", "2")
    out = words("person", "Ana Lima")[1]
    assert "  what for: social, strategic\n  how much it matters: matters\n" in out
    assert "  line of work: engineering (read from the title)\n" in out
    assert "  level: on their own work (read from the title)\n" in out
    assert "  country: United Kingdom (read from the phone number)\n" in out
    assert amity("person", "Ana Lima")[1]["areas"]["level"]["said"] == "individual (read from the title)"


def test_dimensions_are_called_as_on_pages() -> None:
    from amity.cli import answer  # noqa: PLC0415 - beside what it is compared with

    assert {name: word.capitalize() for name, word in answer.DIMENSIONS.items()} == {
        name: str(wording.DIMENSIONS[name]) for name in DIMENSIONS
    }


def test_a_meeting_to_come_is_no_meeting_held(amity: Amity, words: Words, tmp_path: Path) -> None:
    (tmp_path / "work.ics").write_text(CALENDAR, "utf-8")
    amity("import", tmp_path / "work.ics", "--me", "robin@hale.example")
    out = words("person", "Ana Lima")[1]
    assert "  coming on 2026-11-26: meeting Tea\n" in out
    assert "  2026-11-26" not in out
    assert "  2026-11-20  meeting" in out
    assert [one["at"][:10] for one in amity("person", "Ana Lima")[1]["timeline"]] == ["2026-11-20"]
