from __future__ import annotations

import pytest

from amity.formats import naming


@pytest.mark.parametrize(
    "written", ["", "?", "+1 555 0100", "(omitted)", "[Ana]", "<x>", "{x}", "XXX", "redacted"]
)
def test_what_stands_for_no_name_is_none(written: str) -> None:
    assert naming.read(written) == ""


@pytest.mark.parametrize("written", ["Ana (Acme)", "(Ana) Lima (Acme)", "名前", "Xxxavier", "3M Ana"])
def test_a_name_stays_as_it_is_written(written: str) -> None:
    assert naming.read(written) == written


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("'Ana Lima'", "Ana Lima"),
        ("\"'Ana Lima'\"", "Ana Lima"),
        ("Ana O'Hara'", "Ana O'Hara'"),
        ("'", ""),
        ("''", ""),
    ],
)
def test_quotes_around_a_name_are_no_part_of_it(written: str, name: str) -> None:
    assert naming.read(written) == name
