from __future__ import annotations

from datetime import date

import pytest

from amity.core.changes import FieldChanged, OnFile, changed, digest
from amity.core.errors import Refusal, Trouble


def test_equal_contents_have_equal_digests_and_others_do_not() -> None:
    assert digest([("name", "Ana", "")], 1) == digest((("name", "Ana", ""),), 1)
    assert digest("a", "b") != digest("ab") != digest("b", "a")


def test_both_noes_carry_a_code_and_a_sentence() -> None:
    with pytest.raises(Refusal, match="Say who"):
        raise Refusal("nobody", "Say who.")
    trouble = Trouble("busy", "Wait.", again=True)
    assert (trouble.code, trouble.sentence, trouble.again, str(trouble)) == ("busy", "Wait.", True, "Wait.")
    assert not Trouble("gone", "It is gone.").again


def test_what_changed_is_told_field_by_field() -> None:
    before = [
        ["name", "Ana", ""],
        ["email", "a@x.example", "work"],
        ["tag", "choir", ""],
        ["other", "1", "X-A"],
    ]
    after = [["name", "Ana Lima", ""], ["email", "a@x.example", "home"], ["email", "b@x.example", ""],
             ["other", "2", "X-A"], ["other", "3", "X-B"]]  # fmt: skip
    assert changed(before, after) == [
        FieldChanged("name", "", "Ana", "Ana Lima"),
        FieldChanged("email", "", "", "b@x.example"),
        FieldChanged("other", "X-A", "1", "2"),
        FieldChanged("other", "X-B", "", "3"),
        FieldChanged("tag", "", "choir", ""),
    ]
    assert changed(after, after) == []


def test_the_edition_with_the_latest_day_counts_and_of_one_day_the_one_that_came_last() -> None:
    on = date(2026, 11, 24)
    first = OnFile().taking("a", date(2024, 1, 1), on=on)
    assert first == OnFile(frozenset("a"), "a", date(2024, 1, 1))
    older = first.taking("b", date(2023, 1, 1), on=on)
    assert older == OnFile(frozenset("ab"), "a", date(2024, 1, 1))
    assert older.taking("c", date(2024, 1, 1), on=on).counts == "c"
    assert older.taking("c", None, on=on) == OnFile(frozenset("abc"), "c", on)


def test_what_was_said_before_counts_again_only_by_a_later_day_of_its_own() -> None:
    on = date(2026, 11, 24)
    known = OnFile(frozenset("ab"), "a", date(2024, 1, 1))
    assert known.taking("b", None, on=on) == known.taking("b", date(2024, 1, 1), on=on) == known
    assert known.taking("b", date(2024, 1, 2), on=on).counts == "b"
    assert known.taking("a", None, on=on) == known.taking("a", date(2023, 1, 1), on=on) == known
    assert known.taking("a", date(2025, 1, 1), on=on).since == date(2025, 1, 1)
