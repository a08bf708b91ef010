"""Weeks of invented books of every kind, drawn from those who can get in and from everybody."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from amity.book import access, campaigns, circles, corrections, goals, people, plan, reach, ties
from amity.book.models import Owner, Person, Pick, Promise, Reminder, Tie
from amity.core.people import PURPOSES
from bench import growth_book
from tests.drawn import both, worths

TODAY = growth_book.TODAY
pytestmark = pytest.mark.django_db


def spoken(owner: Owner, luck: random.Random) -> None:
    """Let the owner say all kinds of things of the people of a book."""
    for word in (Promise, Reminder):
        word.objects.exclude(id__in=list(word.objects.values_list("id", flat=True)[:2])).delete()
    ids = list(Person.objects.filter(owner=owner, removed=False).order_by("id").values_list("uid", flat=True))
    strong = Tie.objects.filter(owner=owner).order_by("-key").values_list("person__uid", flat=True)
    best = list(strong[: len(ids) // 2])
    for purpose in PURPOSES:
        people.set_words(owner, luck.sample(best, luck.choice([0, 10, 40])), purposes=[purpose], today=TODAY)
    for importance in (1, 2):
        people.set_words(owner, luck.sample(ids, luck.choice([0, 12])), importance=importance, today=TODAY)
    people.set_words(owner, luck.sample(ids, 6), affinity="low", today=TODAY)
    people.put_aside(owner, luck.sample(best, 5), "private", today=TODAY)
    Person.objects.filter(owner=owner, uid__in=luck.sample(best, 5)).update(muted=True)
    for name in ("Rowing", "Chess", "Sailing"):
        circles.put(owner, circles.add(owner, name), luck.sample(best, luck.choice([3, 30, 60])), today=TODAY)
    fair = circles.add(owner, "Fair", kind="event", began=TODAY + timedelta(days=9), today=TODAY)
    circles.put(owner, fair, luck.sample(ids, 4), today=TODAY)
    for one in luck.sample(best, 6):
        corrections.say(owner, one, "elsewhere", luck.choice(["weekly", "monthly"]), today=TODAY)
        corrections.say(owner, one, "closer", luck.choice(["close", "loose"]), today=TODAY)
    campaigns.put(owner, campaigns.start(owner, "thanks", today=TODAY), luck.sample(ids, 8), today=TODAY)
    goal = goals.add(owner, "Open an office", areas=["Place 2", "Place 5"], today=TODAY)
    goals.take_part(owner, goal, luck.choice(ids), "helps", today=TODAY)
    crowd = best[: len(best) * luck.choice([0, 1, 2]) // 3]
    Person.objects.filter(owner=owner, uid__in=crowd).update(organization="Crowd", area="crowd")
    ties.replay(owner, None, today=TODAY)


def answered(owner: Owner, luck: random.Random, *, today: date) -> list[str]:
    """Draw a week as the owner sees it, answer some of its picks, and give whom it held."""
    drawn = plan.week(owner, today=today)
    for pick in drawn.picks:
        state = luck.choice(["done", "later", "not-now", ""])
        if state:
            felt = luck.choice(["", "near", "far", "silent"]) if state == "done" else ""
            plan.answer(owner, pick.id, state, felt=felt, text=luck.choice(["", "no reason to"]), today=today)
    return [pick.person_id for pick in drawn.picks]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_a_week_of_any_book_is_drawn_as_if_everybody_were_looked_at(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    luck = random.Random(seed)  # noqa: S311 - an invented book
    monkeypatch.setattr(reach, "FIRST", luck.choice([1, 4]))
    monkeypatch.setattr(reach, "MORE", luck.choice([2, 24]))
    monkeypatch.setattr(reach, "ROUNDS", 200)
    growth_book.make(people=160 + seed, interactions=3_000)
    owner = access.owner()
    spoken(owner, luck)
    if luck.random() < 0.5:
        Owner.objects.filter(id=owner.pk).update(level="director")
    before: list[list[str]] = []
    for ahead in (0, 7, 60):
        owner, today = access.owner(), TODAY + timedelta(days=ahead)
        whole, narrow = both(owner, today=today, minutes=luck.choice([40, 90, 240]), before=before[:4])
        assert worths(narrow) == worths(whole)
        assert narrow.gap == whole.gap
        before.insert(0, answered(owner, luck, today=today))
    assert Pick.objects.filter(owner=owner).exists()


def test_what_a_week_left_unread_is_said_as_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    growth_book.make(people=160, interactions=3_000)
    for word in (Promise, Reminder):
        word.objects.all().delete()
    monkeypatch.setattr(reach, "FIRST", 1)
    monkeypatch.setattr(reach, "ROUNDS", 1)
    few = plan.week(access.owner(), today=TODAY, minutes=120)
    assert 0 < few.gap < 1
    assert few.hundredths == -(-few.gap * 100 // 1)
    monkeypatch.setattr(reach, "ROUNDS", 200)
    assert plan.week(access.owner(), today=TODAY, minutes=120).gap == 0
