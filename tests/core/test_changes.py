from __future__ import annotations

import pytest

from amity.core.changes import digest
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
