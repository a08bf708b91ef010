"""What counts of a book on a day."""

from __future__ import annotations

from datetime import date

import pytest

from amity.core import known

MARCH, MAY, JUNE = date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1)


def test_a_file_counts_from_the_day_it_was_brought() -> None:
    reach = known.reach(MAY, MARCH)
    assert reach.sees(None, MAY, by_hand=False)
    assert not reach.sees(None, JUNE, by_hand=False)


def test_a_file_counts_from_the_day_it_speaks_of_where_that_is_earlier() -> None:
    reach = known.reach(MAY, MARCH)
    assert reach.sees(MARCH, JUNE, by_hand=False)
    assert reach.sees(JUNE, MAY, by_hand=False)
    assert not reach.sees(JUNE, JUNE, by_hand=False)


def test_a_book_begun_later_is_read_with_its_files_as_on_its_first_day() -> None:
    reach = known.reach(MARCH, MAY)
    assert reach.sees(None, MAY, by_hand=False)
    assert not reach.sees(None, JUNE, by_hand=False)


def test_the_owners_word_never_counts_before_they_said_it() -> None:
    assert not known.reach(MARCH, MAY).sees(None, MAY, by_hand=True)
    assert known.reach(MAY, None).sees(None, MAY, by_hand=True)


@pytest.mark.parametrize(
    ("claim", "stays"),
    [
        (("working_on", "a map", "2026-05-01"), True),
        (("working_on", "a map", "2026-06-01"), False),
        (("working_on", "a map", ""), True),
        (("help_given", "a loan", "2026-06-01"), False),
        (("note", "a page", "journal 2026-06-01"), False),
        (("connected_on", "2026-06-01", ""), False),
        (("finished", "2026-04-01", ""), True),
        (("birthday", "2026-06-01", ""), True),
        (("reminder", "call", "2026-06-01 yearly"), True),
    ],
)
def test_a_line_of_a_card_that_is_dated_later_is_not_known(claim: tuple[str, str, str], stays: bool) -> None:  # noqa: FBT001
    assert known.claims([claim], day=MAY) == ([claim] if stays else [])


def test_somebody_added_by_hand_is_known_by_their_face_not_by_what_the_tie_is() -> None:
    said = [
        ("name", "Ana", ""),
        ("importance", "2", ""),
        ("purpose", "social", ""),
        ("other", "yes", "removed"),
    ]
    assert known.face(said) == [("name", "Ana", "")]


def test_nothing_is_known_of_a_connection_before_it_was_made() -> None:
    said = [("connected_on", "2026-06-01", ""), ("started", "2026-05-01", ""), ("name", "Ana", "")]
    assert known.begins(said) == MAY
    assert known.begins([("connected_on", "some day", ""), ("name", "Ana", "")]) is None
