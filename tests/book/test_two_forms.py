"""Two forms of one table: what only one of them says is not lost, in whatever order they come."""

from __future__ import annotations

from io import BytesIO

import pytest

from amity.book import people
from amity.core.findings import Settings
from amity.keep.people import vcards
from amity.sources import google
from tests.village import TODAY, File, book, bring

pytestmark = pytest.mark.django_db
NEW = "First Name,Last Name,Labels,E-mail 1 - Value,Maiden Name\nAnn,Lee,,ann@lee.example,Berg\n"
OLD = "Given Name,Family Name,Group Membership,E-mail 1 - Value,Location\nAnn,Lee,,ann@lee.example,Pier 3\n"


def file(text: str) -> File:
    return File("contacts.csv", "google", tuple(google.pull(BytesIO(text.encode()), Settings(TODAY))))


@pytest.mark.parametrize("order", [(NEW, OLD), (OLD, NEW)], ids=("new first", "old first"))
def test_both_forms_of_googles_table_are_one_person_of_whom_both_count(order: tuple[str, ...]) -> None:
    owner = book()
    for text in order:
        bring(owner, file(text))
    assert len(people.page(owner, people.Query(), today=TODAY).people) == 1
    (out,) = vcards(owner, "4.0")
    assert "Berg" in out
    assert "Pier 3" in out
