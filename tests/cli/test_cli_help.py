"""Help both ways, outcomes and suggestions on the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from amity.book import access, facts
from amity.cli.door import COMMANDS

DAY = date(2026, 10, 1)
Amity = Callable[..., tuple[int, Any]]
Words = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ana(amity: Amity) -> str:
    return str(amity("add", "Ana Lima", "--handle", "ana@acme.example")[1]["id"])


def test_help_is_noted_said_in_words_and_removed_again(amity: Amity, words: Words, ana: str) -> None:
    code, made = amity(
        "help", "Ana", "received", "read", "my", "draft", "--kind", "feedback", "--on", "2026-05-03"
    )
    assert code == 0
    assert made == {
        "id": made["id"], "way": "received", "text": "read my draft", "kind": "feedback", "on": "2026-05-03",
        "person": ana, "sign": None,
    }  # fmt: skip
    assert [(one["kind"], one["text"]) for one in amity("person", "Ana")[1]["help"]] == [
        ("received", "read my draft")
    ]
    (clause,) = amity("person", "Ana")[1]["balance"][:1]
    assert clause["sentence"] == "Ana has helped you once, in May."
    assert "Ana has helped you once, in May." in words("person", "Ana")[1]
    assert amity("help", "remove", made["id"]) == (0, {"id": made["id"], "removed": True})
    assert amity("person", "Ana")[1]["help"] == []
    code, no = amity("help", "remove", made["id"])
    assert (code, no["error"]["code"]) == (4, "no-such-help")


@pytest.mark.usefixtures("ana")
def test_one_more_ask_is_noted_with_a_quiet_sentence_beside_it(amity: Amity, words: Words) -> None:
    amity("help", "Ana", "asked", "an introduction", "--on", "2026-05-03")
    assert amity("help", "Ana", "asked", "a reference", "--on", "2026-10-20")[1]["sign"] is None
    code, out, said = words("help", "Ana", "asked", "one more thing")
    assert code == 0
    assert out.startswith("Ana Lima, asked: one more thing\n")
    assert said.startswith("You have asked Ana twice, the last time on October 20; nothing from you")
    assert "Perhaps first ask what Ana is working on" in said
    sign = amity("help", "Ana", "asked", "and one more")[1]["sign"]
    assert sign["sentence"].startswith("You have asked Ana three times")
    assert len(sign["evidence"]) == 3
    assert amity("help", "Ana", "given", "a name")[1]["sign"] is None
    assert amity("help", "Ana", "asked", "and one more")[1]["sign"] is None


def test_the_programs_own_help_still_works(words: Words) -> None:
    code, out, _ = words("help")
    assert code == 0
    assert all(f"  {name}" in out for name in COMMANDS)
    assert words("--help")[1] == out
    assert "help asked, offered" in words("help", "--help")[1]


@pytest.mark.parametrize("told", [("Ana", "borrowed", "a book"), ("Ana", "given")])
def test_help_needs_a_way_and_words(amity: Amity, told: tuple[str, ...]) -> None:
    code, no = amity("help", *told)
    assert (code, no["error"]["code"]) == (2, "usage")


def test_outcomes_are_noted_listed_and_removed(amity: Amity, words: Words, ana: str) -> None:
    assert words("outcomes")[1].startswith("Nothing is noted yet.")
    first = amity("outcome", "Ana", "insight", "how", "banks", "think", "--on", "2025-05-03")[1]
    second = amity("outcome", ana, "introduction", "to their CFO")[1]
    assert second == {
        "id": second["id"], "kind": "introduction", "text": "to their CFO", "on": "2026-11-24",
        "exchange": "", "person": ana,
    }  # fmt: skip
    listed = amity("outcomes")[1]["outcomes"]
    assert [one["id"] for one in listed] == [second["id"], first["id"]]
    assert listed[0]["person"] == {"id": ana, "name": "Ana Lima"}
    assert "2025-05-03  insight      Ana Lima: how banks think" in words("outcomes")[1]
    assert amity("outcome", "remove", first["id"])[1] == {"id": first["id"], "removed": True}
    assert [one["id"] for one in amity("outcomes")[1]["outcomes"]] == [second["id"]]
    code, no = amity("outcome", "remove", first["id"])
    assert (code, no["error"]["code"]) == (4, "no-such-outcome")


@pytest.mark.parametrize("told", [("Ana", "gold", "a bar"), ("Ana", "insight")])
def test_an_outcome_needs_a_kind_and_words(amity: Amity, told: tuple[str, ...]) -> None:
    code, no = amity("outcome", *told)
    assert (code, no["error"]["code"]) == (2, "usage")


def test_a_suggestion_stands_in_the_contracts_form_and_can_be_laid_aside(amity: Amity, words: Words) -> None:
    amity("add", "Bo Chen")
    assert words("helpful")[1].startswith("Nothing yet.")
    (asked,) = amity("helpful", "Bo Chen")[1]["suggestions"]
    assert (asked["kind"], asked["need"], asked["key"]) == ("question", None, "question")
    assert (
        "You do not know yet what Bo is working on. Ask Bo, and keep the answer." in words("helpful", "Bo")[1]
    )
    assert amity("helpful", "Bo", "--not-this", "question")[1] == {"suggestions": []}
    assert len(amity("helpful", "Bo", "--not-this", "question", "--back")[1]["suggestions"]) == 1
    code, no = amity("helpful", "--not-this", "question")
    assert (code, no["error"]["code"]) == (2, "usage")


def test_a_match_shows_need_offer_people_and_the_words_that_meet(
    amity: Amity, words: Words, ana: str
) -> None:
    told = "negotiating the workshop lease with a landlord"
    owner = access.owner()
    bo = str(amity("add", "Bo Chen")[1]["id"])
    for text in ("raised in a lighthouse", "studied geology", "kept bees", "ran a bakery", "taught chess"):
        facts.learn(owner, bo, "background", text, on=DAY, today=DAY)
    facts.learn(owner, ana, "struggling_with", told, on=DAY, today=DAY)
    facts.learn(owner, bo, "can_help_with", "negotiating workshop leases with landlords", on=DAY, today=DAY)
    (one,) = amity("helpful", "Ana")[1]["suggestions"]
    assert set(one) >= {"kind", "need", "offer", "people", "sentence", "evidence", "score"}
    assert (one["kind"], one["need"]["text"], one["offer"]["person"]) == ("introduction", told, bo)
    assert one["people"] == [{"id": ana, "name": "Ana Lima"}, {"id": bo, "name": "Bo Chen"}]
    assert [line["kind"] for line in one["evidence"]] == ["fact", "fact"]
    assert ["landlord", "landlords"] in one["words"]
    assert "landlord ~ landlords" in words("helpful")[1]


def test_help_alone_is_one_document_too(amity: Amity) -> None:
    code, told = amity("help")
    assert (code, list(told)) == (0, ["help"])
    assert "promises" in told["help"]
