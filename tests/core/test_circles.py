from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from amity.core import circles
from amity.core.circles import Brought, Circle, Insider, Member, Said, Year
from amity.core.outcomes import Outcome
from amity.core.people import Exchange

TODAY = date(2026, 11, 24)
MARCH = date(2026, 3, 1)
FORUM = Circle("forum", "Repair Forum", "community", began=MARCH, belongs=True, kept=True)
EVENING = replace(FORUM, kind="event")
ANA, BO = Member("ana", "Ana Lima"), Member("bo", "Bo Chen")


def exchange(on: date, channel: str = "mail") -> Exchange:
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return Exchange("e1", at, channel, "mutual")  # type: ignore[arg-type]


def told(field: str, name: str, who: str = "", source: str = "meerkat", on: date | None = None) -> Said:
    return Said(field, name, on, who, f"{who.title()} Name" if who else "", source)


def test_two_spellings_are_one_circle_and_two_evenings_are_two() -> None:
    assert circles.key("Book  Club") == circles.key("book club")
    one, other = (circles.key("Evening", kind="event", on=date(2026, 3, day)) for day in (1, 2))
    assert one != other
    assert circles.key("Evening", kind="event") == circles.key("Evening")


def test_what_records_tell_joins_what_the_owner_keeps() -> None:
    kept = {"repair forum": Circle("forum", "Repair Forum", kept=True, members=(ANA,))}
    said = [
        told("circle", "repair FORUM", "bo"),
        told("circle", "Repair Forum", "ana", "nametag"),
        told("circle", "Repair Forum", "ana"),
        told("circle", "Repair Forum"),
    ]
    (forum,) = circles.gather(kept, said, ids={})
    assert [(one.id, one.name, one.told) for one in forum.members] == [
        ("ana", "Ana Lima", ("nametag", "meerkat")), ("bo", "Bo Name", ("meerkat",)),
    ]  # fmt: skip
    assert forum.belongs is True


def test_schools_and_events_are_circles_of_their_kind() -> None:
    said = [
        told("school", "Calder University", "bo", on=date(2001, 1, 1)),
        told("attended", "Expo", on=MARCH),
    ]
    school, expo = circles.gather({}, said, ids={"calder university": "s"})
    assert (school.id, school.kind, school.began, school.belongs) == ("s", "alumni", None, None)
    assert (expo.kind, expo.began, expo.belongs, expo.kept) == ("event", MARCH, True, False)


def test_the_owner_s_no_stays_though_records_name_them() -> None:
    kept = {"repair forum": replace(FORUM, belongs=False)}
    assert circles.gather(kept, [told("circle", "Repair Forum")], ids={})[0].belongs is False


def test_who_was_taken_out_is_not_in_it() -> None:
    assert replace(FORUM, members=(ANA, replace(BO, role="out"))).here == (ANA,)


@pytest.mark.parametrize(("met", "named"), [
    ("at the Repair Forum in Leeds", True), ("at a repair, forum of sorts", False), ("through Eve", False),
])  # fmt: skip
def test_how_they_met_names_the_circle(met: str, named: bool) -> None:  # noqa: FBT001
    assert circles.names_it(FORUM, met) is named


def test_a_short_name_is_looked_for_in_nothing() -> None:
    assert not circles.names_it(replace(FORUM, name="IT"), "met in it")


def test_a_circle_brought_whom_the_owner_met_there_by_their_own_word() -> None:
    found = circles.brought(FORUM, ANA, met="at the Repair Forum", first=None, today=TODAY)
    assert found == Brought("ana", "Ana Lima", "You met Ana there: “at the Repair Forum”.")
    with_day = circles.brought(FORUM, ANA, met="Repair Forum", first=exchange(MARCH), today=TODAY)
    assert with_day is not None
    assert (with_day.on, with_day.exchange) == (MARCH, "e1")


@pytest.mark.parametrize(("channel", "did"), [("mail", "were in touch"), ("meeting", "met")])
def test_a_circle_brought_a_tie_that_began_after_the_owner_joined(channel: str, did: str) -> None:
    first = exchange(date(2026, 5, 2), channel)
    found = circles.brought(FORUM, ANA, met="", first=first, today=TODAY)
    assert found is not None
    assert found.why == f"You joined in March; the first time you and Ana {did} was in May."


@pytest.mark.parametrize(("circle", "member", "met", "first"), [
    (FORUM, ANA, "", None),
    (FORUM, ANA, "through Eve", exchange(date(2026, 5, 2))),
    (FORUM, ANA, "", exchange(date(2026, 2, 1))),
    (FORUM, replace(ANA, on=date(2026, 6, 1)), "", exchange(date(2026, 5, 2))),
    (replace(FORUM, began=None), ANA, "", exchange(date(2026, 5, 2))),
    (replace(FORUM, began=None), replace(ANA, on=MARCH), "", exchange(date(2026, 5, 2))),
    (EVENING, ANA, "", exchange(date(2026, 6, 2))),
])  # fmt: skip
def test_a_tie_is_put_down_to_no_circle_without_evidence(
    circle: Circle, member: Member, met: str, first: Exchange | None
) -> None:
    assert circles.brought(circle, member, met=met, first=first, today=TODAY) is None


@pytest.mark.parametrize(("days", "when"), [(0, "on that very day"), (15, "two weeks after it")])
def test_an_event_brought_whom_the_owner_was_first_in_touch_with_soon_after(days: int, when: str) -> None:
    first = exchange(MARCH + timedelta(days=days))
    found = circles.brought(EVENING, ANA, met="", first=first, today=TODAY)
    assert found is not None
    assert found.why == f"Your first exchange with Ana was {when}."


def test_a_tie_taken_up_again_after_a_long_silence_is_revived() -> None:
    days = [date(2025, 8, 1), date(2026, 4, 2), date(2026, 4, 9), TODAY + timedelta(days=9)]
    found = circles.revived(ANA, days, since=MARCH, today=TODAY)
    assert found is not None
    assert found.why == "You and Ana had been silent since August 2025, and were in touch again in April."


@pytest.mark.parametrize("days", [
    [], [date(2026, 4, 2)], [date(2026, 1, 1), date(2026, 4, 2)], [date(2024, 1, 1), date(2025, 4, 2)],
])  # fmt: skip
def test_a_tie_without_a_long_silence_since_is_not_revived(days: list[date]) -> None:
    assert circles.revived(ANA, days, since=MARCH, today=TODAY) is None


def test_the_last_year_begins_when_the_owner_joined_or_a_year_ago() -> None:
    assert circles.since(FORUM, today=TODAY) == MARCH
    assert circles.since(replace(FORUM, began=None), today=TODAY) == date(2025, 11, 24)


def test_new_ties_of_the_year_stand_newest_first() -> None:
    ties = [
        Brought("a", "A", "", MARCH), Brought("b", "B", "", date(2026, 5, 1)), Brought("c", "C", ""),
        Brought("d", "D", "", date(2020, 1, 1)),
    ]  # fmt: skip
    assert [one.id for one in circles.lately(ties, since=MARCH)] == ["b", "a"]


def test_a_year_that_brought_anything_is_not_empty() -> None:
    assert Year(MARCH).empty
    assert not Year(MARCH, outcomes=(("a", "A", Outcome("o", "insight", "x", MARCH)),)).empty


def _inside(id: str, area: str, strength: float | None) -> Insider:  # noqa: A002
    return Insider(id, f"{id.title()} Name", area, area.title(), strength)


def test_a_door_is_a_circle_in_a_lacked_area_with_somebody_to_ask() -> None:
    people = {
        "ana": _inside("ana", "acme", 0.4), "bo": _inside("bo", "birch", None),
        "cy": _inside("cy", "birch", 0.1),
        "dee": _inside("dee", "acme", 0.9),
    }  # fmt: skip
    theirs = replace(FORUM, belongs=None, ended=None)
    several = [
        FORUM,
        replace(theirs, id="left", ended=MARCH),
        replace(theirs, id="school", kind="alumni", members=(ANA,)),
        replace(theirs, id="alone", members=(ANA, BO)),
        replace(theirs, id="silent", members=(BO,)),
        replace(theirs, id="many", members=(BO, Member("cy", "Cy"), ANA, Member("gone", "Gone"))),
        replace(theirs, id="best", members=(Member("dee", "Dee"),)),
    ]
    found = circles.doors(several, people, lacked={"acme": 1, "birch": 0})
    assert [(door.circle, door.asks) for door in found] == [("best", "dee")]
    found = circles.doors(several, people, lacked={"birch": 0})
    assert [(door.circle, door.asks) for door in found] == [("many", "cy")]
    assert found[0].sentence == (
        "Cy Name belongs to it, and so do two others you know."
        " At Birch you have been in touch with nobody this year."
    )
    two = circles.doors([replace(theirs, members=(BO, ANA))], people, lacked={"acme": 1})
    assert two[0].sentence == (
        "Ana Name belongs to it, and so does Bo Name."
        " At Acme you have been in touch with one person this year."
    )
    one = circles.doors([replace(theirs, members=(ANA,))], people, lacked={"acme": 1})
    assert one[0].sentence.startswith("Ana Name belongs to it. At Acme")


def test_a_kind_that_nobody_knows_is_another() -> None:
    assert (circles.kind("team"), circles.kind("band")) == ("team", "other")
