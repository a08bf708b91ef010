from __future__ import annotations

import pytest

from amity.core.changes import FieldChanged, changed, digest
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
