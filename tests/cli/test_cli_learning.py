"""Learning, briefs, debriefs and promises on the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Amity = Callable[..., tuple[int, Any]]
Words = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ana(amity: Amity) -> str:
    return str(amity("add", "Ana Lima", "--met", "in Porto", "--title", "Engineer")[1]["id"])


def test_a_fact_is_learned_refreshed_and_ended(amity: Amity, ana: str) -> None:
    code, fact = amity("learn", "Ana", "working_on", "the", "depot", "--on", "2026-01-02")
    assert (code, fact["text"], fact["on"], fact["person"]) == (0, "the depot", "2026-01-02", ana)
    assert amity("learn", "Ana", "--still", fact["id"]) == (
        0, {"id": fact["id"], "person": ana, "holds": True}
    )  # fmt: skip
    assert amity("learn", "Ana", "--over", fact["id"])[1]["holds"] is False
    assert amity("person", "Ana")[1]["facts"][0]["over"] == "2026-11-24"


def test_what_the_owner_can_help_with_is_learned_of_me(amity: Amity) -> None:
    code, made = amity("learn", "me", "can_help_with", "reading", "contracts")
    assert (code, made["person"], made["text"]) == (0, "me", "reading contracts")
    assert amity("learn", "me", "can_help_with", "reading contracts")[1]["id"] == made["id"]


def test_a_fact_that_is_not_there_and_a_command_that_says_nothing(amity: Amity, ana: str) -> None:
    assert amity("learn", ana, "--still", "x")[0] == 4
    assert amity("learn", ana)[0] == 2
    assert amity("learn", ana, "working_on")[1]["error"]["code"] == "empty"


def test_a_debrief_says_what_was_kept(amity: Amity, ana: str) -> None:
    amity("add", "Bo Chen")
    code, made = amity(
        "debrief", "Ana,Bo", "Rain. Ana: working on the depot. Bo: I'll send him the paper by Friday"
    )
    assert code == 0
    assert made["said"] == "Rain."
    (promise,), (fact,) = made["promises"], made["facts"]
    assert (promise["person"]["name"], promise["due"]) == ("Bo Chen", "2026-11-27")
    assert (fact["person"]["id"], fact["new"]) == (ana, True)
    assert amity("debrief", "Ana", "the depot", "--as", "working_on")[1]["facts"][0]["new"] is False


def test_promises_are_listed_kept_released_and_opened_again(amity: Amity, ana: str) -> None:
    mine = amity("promise", "Ana", "send", "it", "--due", "2026-11-20", "--on", "2026-11-01")[1]
    theirs = amity("promise", "Ana", "call", "--theirs", "--kind", "support")[1]
    assert (mine["late"], theirs["late"], theirs["person"]) == (True, False, {"id": ana, "name": "Ana Lima"})

    def listed(*words: str) -> list[str]:
        return [one["id"] for one in amity("promises", *words)[1]["promises"]]

    assert (listed(), listed("--mine"), listed("--theirs")) == (
        [mine["id"], theirs["id"]], [mine["id"]], [theirs["id"]]
    )  # fmt: skip
    assert listed("--late") == [mine["id"]]
    assert amity("promise", "keep", mine["id"])[1]["kept"] is True
    assert amity("promise", "release", theirs["id"])[1]["closed"] == "2026-11-24"
    assert (listed(), set(listed("--done"))) == ([], {mine["id"], theirs["id"]})
    assert amity("promise", "reopen", mine["id"])[1]["closed"] is None


def test_the_words_of_an_answer_never_hide_somebody_of_that_name(amity: Amity) -> None:
    code, told = amity("promise", "keep", "quiet")
    assert (code, told["error"]["code"]) == (4, "no-such-promise")
    amity("add", "Keep Adler")
    code, made = amity("promise", "keep", "quiet")
    assert (code, made["text"], made["person"]["name"]) == (0, "quiet", "Keep Adler")
    assert amity("promise", "keep", made["id"])[1]["kept"] is True


def test_a_brief_is_a_document_or_several(amity: Amity, ana: str) -> None:
    amity("add", "Bo Chen", "--through", "Ana")
    amity("log", "Ana", "Rain")
    code, brief = amity("brief", "Ana")
    assert (code, brief["person"]["id"], brief["met"], brief["meeting"]) == (0, ana, "in Porto", None)
    assert [one["text"] for one in brief["exchanges"]] == ["Rain"]
    assert brief["silent"][0] == "working_on"
    assert brief["questions"][0]["text"] == "What are you working on these days?"
    both = amity("brief", "Ana,Bo")[1]["briefs"]
    assert [one["introducer"] for one in both] == [None, {"id": ana, "name": "Ana Lima"}]


def test_all_of_it_is_said_in_words_too(amity: Amity, words: Words, ana: str) -> None:
    del ana
    amity("add", "Bo Chen", "--through", "Ana")
    amity("learn", "Bo", "working_on", "the depot", "--on", "2026-01-02")
    said = words("debrief", "Ana", "I'll call tomorrow. She'll write. Good at maps")[1]
    assert "You to Ana Lima: call, by 2026-11-25" in said
    assert "Ana Lima to you: write" in said
    assert "Ana Lima, can help with: maps" in said
    assert "(known, and still so)" in words("debrief", "Ana", "Good at maps")[1]
    assert "Ana Lima: can help with – chess" in words("learn", "Ana", "can_help_with", "chess")[1]
    listed = words("promises")[1]
    assert "You to Ana Lima: call, by 2026-11-25" in listed
    assert "No promises here." in words("promises", "--late")[1]
    amity("promise", "keep", listed.split()[0])
    assert "(kept 2026-11-24)" in words("promises", "--done")[1]
    page = words("brief", "Ana,Bo")[1]
    for line in (
        "You met: in Porto", "They promised:", "can help with: maps", "You have never talked about:", "Ask:",
        "You met: not noted, through Ana Lima", "working on: the depot (still so?)",
    ):  # fmt: skip
        assert line in page
