"""What records say of a person: facts, help, relations, tasks, and the owner's own working life."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from amity.core import career, facts, promises, relations
from amity.core import help as helping
from amity.core.career import Entry
from amity.core.facts import Fact
from amity.core.findings import Claim
from amity.core.promises import Promise
from amity.core.relations import Relation, Task

TODAY = date(2026, 11, 24)


def told(*claims: Claim, source: str = "monica", record: str = "r1") -> facts.Told:
    return record, source, claims


def unnamed(found: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Give facts without their ids, which a test of their own looks at."""
    return tuple(replace(fact, id="") for fact in found)


def test_facts_come_kind_by_kind_the_newest_first() -> None:
    found = facts.facts(
        [
            told(
                Claim("background", "Moved to Oslo"), Claim("working_on", "A bridge", "2024-01-01"),
                Claim("note", "tea"), Claim("working_on", "A tunnel", "2025-01-01"), Claim("working_on", ""),
            )
        ]
    )  # fmt: skip
    assert unnamed(found) == (
        Fact("working_on", "A tunnel", date(2025, 1, 1), "monica", "r1"),
        Fact("working_on", "A bridge", date(2024, 1, 1), "monica", "r1"),
        Fact("background", "Moved to Oslo", None, "monica", "r1"),
    )


def test_the_owners_own_word_goes_first_and_a_thing_said_twice_stands_once() -> None:
    file = told(Claim("cares_about", "Chess", "2026-01-01"), Claim("cares_about", "Tea", "2026-02-01"))
    hand = told(Claim("cares_about", "chess"), source="hand", record="r2")
    assert unnamed(facts.facts([file, hand])) == (
        Fact("cares_about", "chess", None, "hand", "r2"),
        Fact("cares_about", "Tea", date(2026, 2, 1), "monica", "r1"),
    )


def test_every_fact_has_an_id_of_its_own_that_a_second_look_finds_again() -> None:
    said = told(Claim("cares_about", "Chess"), Claim("cares_about", "Tea"), Claim("working_on", "Tea"))
    ids = [fact.id for fact in facts.facts([said])]
    assert len(set(ids)) == 3
    assert ids == [fact.id for fact in facts.facts([said])]
    assert all(one.startswith("r1-") for one in ids)


def test_the_owners_own_line_goes_before_what_a_record_says() -> None:
    mine = Fact("cares_about", "chess", TODAY, "hand", "", "f1", over=TODAY)
    (only,) = facts.facts([told(Claim("cares_about", "Chess"))], own=[mine])
    assert only is mine
    assert not facts.holds(only)


@pytest.mark.parametrize(
    ("kind", "on", "sure", "asks"),
    [
        ("working_on", date(2026, 6, 1), None, False),
        ("working_on", date(2026, 5, 1), None, True),
        ("working_on", date(2020, 5, 1), date(2026, 11, 1), False),
        ("struggling_with", None, None, True),
        ("cares_about", date(2025, 5, 1), None, False),
        ("can_help_with", date(2024, 5, 1), None, True),
        ("background", None, None, False),
    ],
)
def test_a_fact_asks_again_after_its_time(kind: str, on: date | None, sure: date | None, asks: bool) -> None:  # noqa: FBT001
    fact = Fact(kind, "x", on, "hand", "", sure=sure)
    assert facts.stale(fact, today=TODAY) is asks
    assert not facts.stale(replace(fact, over=TODAY), today=TODAY)


def test_promises_stand_by_the_day_they_are_due() -> None:
    undated = Promise("p1", "call", mine=True, on=date(2026, 1, 1))
    soon = Promise("p2", "paper", mine=True, on=date(2026, 2, 1), due=date(2026, 11, 1))
    assert sorted([undated, soon], key=promises.order) == [soon, undated]
    assert promises.late(soon, today=TODAY)
    assert not promises.late(undated, today=TODAY)
    assert not promises.late(replace(soon, closed=TODAY), today=TODAY)


def test_help_kept_by_hand_stands_before_the_same_told_by_a_file() -> None:
    mine = helping.Help("given", "a ladder", TODAY, "hand", "", "h1", "support")
    found = helping.help([told(Claim("help_given", "A ladder"), Claim("help_given", "A lamp"))], own=[mine])
    assert [(one.text, one.id[:2]) for one in found] == [("a ladder", "h1"), ("A lamp", "r1")]


def test_a_label_that_is_no_day_is_no_day() -> None:
    assert facts.day("work") is None
    assert facts.day("2024-05-01 yearly") == date(2024, 5, 1)


def test_circles_and_schools_are_where_somebody_belongs() -> None:
    found = facts.circles([told(Claim("school", "Fjord Institute", "MSc"), Claim("circle", "Timber club"))])
    assert [(one.kind, one.text) for one in found] == [
        ("circle", "Timber club"), ("school", "Fjord Institute"),
    ]  # fmt: skip


def test_help_goes_both_ways() -> None:
    found = helping.help(
        [
            told(
                Claim("help_received", "Advice", "2024-01-01"), Claim("help_given", "A ladder"),
                Claim("help_offered", "A look"), Claim("help_asked", "A name"),
                Claim("help_given", "A ladder"),
            )
        ]
    )  # fmt: skip
    assert [(one.way, one.text) for one in found] == [
        ("given", "A ladder"), ("received", "Advice"), ("offered", "A look"), ("asked", "A name"),
    ]  # fmt: skip
    assert found[1].on == date(2024, 1, 1)


def test_relations_are_told_once_by_the_owner_first() -> None:
    file = told(
        Claim("relation", "Chidi", "Spouse"), Claim("relation", "Ines", "mentor"), Claim("relation", "")
    )
    hand = told(Claim("relation", "chidi", "spouse"), source="hand", record="r2")
    assert relations.relations([file, hand]) == (
        Relation("spouse", "chidi", "hand", "r2"),
        Relation("mentor", "Ines", "monica", "r1"),
    )


def test_tasks_still_to_do_come_first_by_their_day() -> None:
    claims = [
        Claim("task", "Send", "done"), Claim("task", "Ask"), Claim("task", "Call", "2026-12-01"),
        Claim("task", "call"), Claim("task", ""), Claim("note", "x"),
    ]  # fmt: skip
    assert relations.tasks([told(*claims)]) == (
        Task("Call", date(2026, 12, 1), done=False, source="monica", record="r1"),
        Task("Ask", None, done=False, source="monica", record="r1"),
        Task("Send", None, done=True, source="monica", record="r1"),
    )


def test_who_introduced_them_and_when_they_met_is_told_where_somebody_says_it() -> None:
    record = told(Claim("introducer", "Ines Holm"), Claim("met_on", "2018-04-03"), Claim("met_on", "once"))
    assert relations.introducer([record]) == "Ines Holm"
    assert relations.met_on([record]) == date(2018, 4, 3)
    assert (relations.introducer([]), relations.met_on([])) == ("", None)


def test_a_career_is_sorted_by_kind_the_newest_first() -> None:
    found = career.career(
        [
            [Claim("organization", "Lantern"), Claim("title", "Head"), Claim("started", "2024-03-01")],
            [Claim("title", "Engineer"), Claim("started", "2019-10-01"), Claim("finished", "2024-02-29")],
            [Claim("school", "Fjord", "MSc"), Claim("started", "2004-01-01")],
            [Claim("application", "Head, Ferry", "2025-03-03"), Claim("organization", "Ferry")],
            [Claim("organization", "Harbour")],
            [Claim("name", "Nora")],
            [Claim("follows", "Zinc"), Claim("other", "x")],
            [Claim("follows", "Acme")],
        ]
    )
    assert list(found) == ["position", "school", "application", "follows"]
    assert found["position"] == (
        Entry("position", "Head", "Lantern", date(2024, 3, 1), organization="Lantern"),
        Entry("position", "Engineer", "", date(2019, 10, 1), date(2024, 2, 29)),
        Entry("position", "Harbour", organization="Harbour"),
    )
    assert found["school"] == (Entry("school", "Fjord", "MSc", date(2004, 1, 1), organization="Fjord"),)
    assert found["application"] == (
        Entry("application", "Head, Ferry", "", date(2025, 3, 3), organization="Ferry"),
    )
    assert [entry.text for entry in found["follows"]] == ["Acme", "Zinc"]


def test_a_journal_is_of_pages_about_the_owner_alone_the_newest_first() -> None:
    record = told(
        Claim("other", "Rain.", "journal 2023-05-01"), Claim("other", "Sun.", "2024-05-01 journal"),
        Claim("other", "A swim.", "activity"), Claim("other", "Mira", "journal names"),
        Claim("other", "x", "2024-05-01"), Claim("note", "Not mine", "journal"),
    )  # fmt: skip
    found = [(page.kind, page.text, page.on) for page in facts.journal([record])]
    assert found == [
        ("journal", "Sun.", date(2024, 5, 1)), ("journal", "Rain.", date(2023, 5, 1)),
        ("activity", "A swim.", None),
    ]  # fmt: skip


def test_notes_are_the_owners_own_first_then_the_newest() -> None:
    said = told(Claim("note", "Old", "2019-01-01"), Claim("note", "New", "2020-01-01 favorite"))
    own = ("r2", "hand", (Claim("note", "Mine"), Claim("note", "old")))
    assert [note.text for note in facts.notes([said, own])] == ["Mine", "old", "New"]
