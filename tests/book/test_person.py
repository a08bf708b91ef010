"""One person, whole."""

from __future__ import annotations

import pytest

from amity.book import people, person
from tests import village
from tests.village import MAIL, ROBIN, TODAY, book, bring

pytestmark = pytest.mark.django_db


def test_what_a_third_person_wrote_to_both_is_signed_with_their_name() -> None:
    owner = book(ROBIN)
    bring(owner, MAIL)
    whole = person.whole(owner, village.named(owner, "Ana Lima"), today=TODAY)
    assert [(one.text, one.by) for one in whole.exchanges] == [("m6", "Bo Chen"), ("m2", ""), ("m1", "")]


@pytest.mark.django_db
def test_a_name_is_looked_for_at_the_beginning_of_words_before_anywhere() -> None:
    owner = book()
    for name in ("Ana Silva", "Kenji Tanaka", "Grace Obuyana"):
        people.add(owner, name=name, today=TODAY)
    assert [one.name for one in people.find(owner, "ana", today=TODAY)] == ["Ana Silva"]
    assert [one.name for one in people.find(owner, "naka", today=TODAY)] == ["Kenji Tanaka"]
