"""The same files again: only around what is new anything is derived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from amity.book import derivation
from amity.book.models import Owner, Record
from amity.core.findings import PersonSeen
from tests.village import CALENDAR, CARDS, FILES, MAIL, MORE_MAIL, NEW_CARDS, ROBIN, TODAY, book, bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Give the keys of the records around which each import derived."""
    told: list[set[str]] = []
    derive = derivation.derive

    def seen(owner: Owner, touched: Iterable[int], *, today: date, **more: object) -> object:
        numbers = set(touched)
        told.append(set(Record.objects.filter(owner=owner, id__in=numbers).values_list("key", flat=True)))
        return derive(owner, numbers, today=today, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(derivation, "derive", seen)
    return told


def test_the_same_files_again_derive_nobody_again(derived: list[set[str]]) -> None:
    owner = book(ROBIN)
    bring(owner, *FILES)
    report = bring(owner, *FILES, today=TODAY + timedelta(days=3))
    assert derived[-1] == set()
    assert report["totals"]["people"]["unchanged"] > 0


def test_one_more_mail_derives_only_around_those_on_it(derived: list[set[str]]) -> None:
    owner = book(ROBIN)
    bring(owner, MAIL, CALENDAR, CARDS)
    bring(owner, replace(MORE_MAIL, findings=(*MAIL.findings, MORE_MAIL.findings[2])))
    assert derived[-1] == {"@email:dee@elm.example", f"@email:{ROBIN}"}


def test_a_later_day_of_the_same_words_is_news(derived: list[set[str]]) -> None:
    owner = book(ROBIN)
    bring(owner, NEW_CARDS)
    ana, *rest = NEW_CARDS.findings
    assert isinstance(ana, PersonSeen)
    later = replace(ana, as_of=date(2026, 11, 1))
    bring(owner, replace(NEW_CARDS, findings=(later, *rest)))
    assert derived[-1] == {"uid:ana"}
