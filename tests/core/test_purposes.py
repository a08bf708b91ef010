"""What a tie may be for: weak evidence, never too little; since when; and what the time is meant for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from amity.core import purposes
from amity.core.errors import Refusal
from amity.core.interactions import Channel
from amity.core.people import Exchange, Person
from amity.core.purposes import Habits, Span

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
ANA = Person("p1", "Ana Lima", organization="Acme", title="Engineer")


def met(
    days: int, *, channel: Channel = "meeting", text: str = "", minutes: int | None = None, others: int = 1,
    hour: int = 10, weight: float = 1.0,
) -> Exchange:  # fmt: skip
    at = (MONDAY - timedelta(days=days)).replace(hour=hour)
    return Exchange(f"x{days}", at, channel, "mutual", text, minutes=minutes, others=others, weight=weight)


def suggested(person: Person, seen: Habits, *, organization: str = "", title: str = "") -> dict[str, str]:
    found = purposes.suggest(person, seen, organization=organization, title=title)
    return {one.purpose: one.sentence for one in found}


def test_a_meeting_that_recurs_at_one_organization_is_the_work_of_the_day() -> None:
    seen = purposes.habits([met(7 * week, text="Standup", others=3, weight=1 / 3) for week in range(6)])
    assert (seen.title, seen.recurring, seen.together) == ("Standup", 6, 6)
    assert suggested(ANA, seen, organization="ACME Inc.") == {
        "tactical": "Perhaps for the work of the day: you are both at Acme, you met six times for"
        " “Standup” and much of it was among several people."
    }


def test_weekends_chats_and_first_names_are_company() -> None:
    chats = [met(7 * week + 2, channel="message", text="Robin, at eight?", hour=21) for week in range(4)]
    seen = purposes.habits(chats, names=("Ana", "Robin"))
    assert (seen.off_hours, seen.private, seen.by_name) == (4, 4, 4)
    assert suggested(ANA, seen)["social"] == (
        "Perhaps for the company: much of it was in evenings or on weekends, you chat and call more than you"
        " mail and you call each other by first name."
    )


def test_a_high_post_elsewhere_and_rare_long_meetings_are_the_wider_view() -> None:
    seen = purposes.habits([met(0, minutes=90), met(70, minutes=60), met(140, minutes=60)])
    director = Person("p2", "Bo Chen", organization="Birch", title="Director of Research")
    assert (seen.long, seen.gap) == (3, 70.0)
    assert suggested(director, seen, organization="Acme", title="Engineer")["strategic"] == (
        "Perhaps for the wider view: Birch is another organization than yours, “Director of Research” is a"
        " post above yours and you met rarely and long."
    )
    for title in ("CEO", ""):
        assert "is a high post" in suggested(director, seen, organization="Acme", title=title)["strategic"]


def test_too_little_evidence_suggests_nothing() -> None:
    assert suggested(ANA, Habits()) == {}
    assert suggested(ANA, Habits(), organization="Birch") == {}
    frequent = purposes.habits([met(day, minutes=60) for day in range(0, 21, 7)])
    assert suggested(ANA, frequent, organization="Birch") == {}
    only_listed = purposes.habits([met(day, text="All hands", weight=0.0) for day in range(9)])
    assert only_listed == Habits()


def test_what_the_owner_said_already_is_not_suggested_again() -> None:
    said = Person("p3", "Cy Young", organization="Acme", purposes=("tactical",))
    assert suggested(said, Habits(), organization="Acme") == {}


def test_the_best_grounded_comes_first() -> None:
    seen = Habits(exchanges=5, off_hours=4, private=4, by_name=4)
    found = purposes.suggest(ANA, seen, organization="Acme")
    assert [one.purpose for one in found] == ["social", "tactical"]


def test_it_is_told_since_when_a_purpose_holds() -> None:
    days = [date(2026, 1, 5), date(2026, 3, 5), date(2026, 6, 5)]
    told = purposes.spans(zip(days, [["tactical"], ["tactical", "social"], ["social"]], strict=True))
    assert told == (
        Span("social", date(2026, 3, 5)),
        Span("tactical", date(2026, 1, 5), date(2026, 6, 5)),
    )


def test_a_slip_taken_back_on_the_same_day_leaves_no_trace() -> None:
    day, later = date(2026, 1, 5), date(2026, 2, 5)
    assert purposes.spans([(day, ["social"]), (day, [])]) == ()
    slipped = [(day, ["social"]), (later, []), (later, ["social"])]
    assert purposes.spans(slipped) == (Span("social", day),)


def test_every_level_has_a_whole_of_three() -> None:
    assert {sum(shares.values()) for shares in purposes.TARGETS.values()} == {100}
    assert purposes.target("executive", {})["strategic"] > purposes.target("individual", {})["strategic"]
    assert purposes.target("emperor", {}) == purposes.TARGETS[""]
    assert purposes.target("executive", {"tactical": 100})["tactical"] == 100


@pytest.mark.parametrize("text", ["40/20", "40/20/50", "a/b/c", "40/20/40/0", "-10/60/50", "٤٠/20/40"])
def test_what_does_not_add_up_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        purposes.read_target(text)


def test_three_per_cents_are_read_and_nothing_takes_them_back() -> None:
    assert purposes.read_target(" 40 / 20% / 40") == {"tactical": 40, "social": 20, "strategic": 40}
    assert purposes.read_target("  ") == {}
