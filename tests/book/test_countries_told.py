"""The country of numbers: told once, used by what comes after, and kept in a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from amity.book import owners, people
from amity.core.errors import Refusal
from amity.core.findings import Claim, PersonSeen
from amity.core.handles import Handle
from amity.keep import export, restore
from tests.village import TODAY, File, book, bring, card

pytestmark = pytest.mark.django_db


def test_numbers_by_hand_are_read_with_the_country_that_is_told() -> None:
    owner = book()
    owners.edit(owner, today=TODAY, region="no")
    ann = people.add(owner, today=TODAY, name="Ann", handles=["22 22 55 55"])
    (shown,) = people.find(owner, "+47 22 22 55 55", today=TODAY)
    assert (shown.id, [handle.value for handle in shown.handles]) == (ann, ["+4722225555"])
    people.edit(owner, ann, today=TODAY, remove_handle=["22 22 55 55"])
    assert people.find(owner, ann, today=TODAY)[0].handles == ()
    with pytest.raises(Refusal):
        people.edit(owner, ann, today=TODAY, remove_handle=["22 22 55 56"])


def test_a_number_with_and_without_its_country_is_one_of_a_person() -> None:
    owner = book()
    bare = PersonSeen("row:1", "row 1", (Claim("name", "Ann"),), (
        Handle("phone", "22225555"), Handle("email", "ann@lee.example"),
    ))  # fmt: skip
    bring(owner, File("a.csv", "table", (bare,)), File("a.vcf", "vcard", (
        card("1", "Ann", "+4722225555", "ann@lee.example"),
    )))  # fmt: skip
    (ann,) = people.page(owner, people.Query(), today=TODAY).people
    assert sorted(handle.value for handle in ann.handles) == ["+4722225555", "ann@lee.example"]


def test_the_country_comes_back_from_a_copy(tmp_path: Path) -> None:
    owner = book()
    owners.edit(owner, today=TODAY, region="GB")
    document = export.document(owner)
    assert document["owner"]["region"] == "GB"
    export.write(owner, tmp_path / "book.zip")
    owners.edit(owner, today=TODAY, region="")
    restore.bring(owner, tmp_path / "book.zip", today=TODAY)
    assert owners.describe(owner).region == "GB"


def test_a_country_that_is_none_is_refused() -> None:
    with pytest.raises(Refusal):
        owners.edit(book(), today=TODAY, region="Norway")
