"""Brought: where a record is said to be from."""

from __future__ import annotations

import pytest

from amity.core import brought


@pytest.mark.parametrize(
    ("source", "key", "origin"),
    [
        ("vcard", "recommendation-given:Ann", "vcard"),
        ("linkedin", "linkedin.com/in/ann-lee", "linkedin:connection"),
        ("linkedin", "row:Ann Lee 01 Jan 2012", "linkedin:connection"),
        ("linkedin", "recommendation-given:Ann Lee 22 Mar 2021", "linkedin:recommendation"),
        ("linkedin", "endorsement-received:Ann Lee Bridges", "linkedin:endorsement"),
        ("linkedin", "@profile:linkedin.com/in/ann-lee", "linkedin:message"),
    ],
)
def test_a_record_says_which_part_of_an_archive_it_is_from(source: str, key: str, origin: str) -> None:
    assert brought.origin(source, key) == origin
