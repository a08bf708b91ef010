"""Goals, the owner's words on a tie, and the mix, from the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Amity = Callable[..., tuple[int, Any]]
Words = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ines(amity: Amity) -> str:
    code, made = amity("add", "Ines Moreno", "--organization", "Birch")
    assert code == 0
    return str(made["id"])


def test_a_goal_goes_from_a_line_to_done(amity: Amity, ines: str) -> None:
    bo = amity("add", "Bo Chen")[1]["id"]
    code, goal = amity(
        "goal", "add", "The spring", "budget", "--due", "2027-03-01", "--why", "tools", "--area", "Birch"
    )
    assert (code, goal["text"], goal["due"], goal["areas"]) == (
        0,
        "The spring budget",
        "2027-03-01",
        ["Birch"],
    )
    amity("goal", "decides", goal["id"], "Ines")
    amity("goal", "close", goal["id"], "Bo", "--to", "Ines")
    code, shown = amity("goal", "show", goal["id"])
    assert [(one["id"], one["role"], one["beside"]) for one in shown["people"]] == [
        (ines, "decides", None), (bo, "close", ines),
    ]  # fmt: skip
    assert shown["gaps"][0]["decides"]["name"] == "Ines Moreno"
    assert amity("goal", "helps", goal["id"], "Bo")[1]["people"][1]["role"] == "helps"
    assert len(amity("goal", "leave", goal["id"], "Bo")[1]["people"]) == 1
    assert amity("goal", "done", goal["id"])[1]["done"] == "2026-11-24"
    assert amity("goal", "reopen", goal["id"])[1]["done"] is None
    assert [one["id"] for one in amity("goal", "list")[1]["goals"]] == [goal["id"]]
    assert amity("goal", "remove", goal["id"])[1] == {"id": goal["id"], "removed": True}
    assert [amity("goal", act, goal["id"])[0] for act in ("show", "done", "remove")] == [4, 4, 4]


@pytest.mark.usefixtures("ines")
def test_a_goal_and_the_team_are_told_in_words(words: Words) -> None:
    code, out, _ = words("goal", "add", "Budget", "--due", "2027-03-01", "--area", "Nowhere")
    assert code == 0
    goal = out.split()[0]
    words("goal", "decides", goal, "Ines")
    out = words("goal", "list")[1]
    for told in (
        "by 2027-03-01",
        "decides  Ines Moreno: nothing on record yet",
        "You know nobody at Nowhere",
    ):
        assert told in out
    assert words("goal", "done", goal)[1].startswith(f"{goal}  Budget  (done 2026-11-24)")
    assert "Nobody is named yet." in words("goal", "team")[1]
    assert "Ines Moreno" in words("goal", "team", "Ines")[1]


@pytest.mark.usefixtures("ines")
@pytest.mark.parametrize("wrong", [("show",), ("decides", "g"), ("done", "a", "b"), ("dance", "g")])
def test_a_goal_half_said_is_no_command(amity: Amity, wrong: tuple[str, ...]) -> None:
    assert amity("goal", *wrong)[0] == 2


def test_the_team_is_named_in_json(amity: Amity, ines: str) -> None:
    amity("goal", "team", "Ines")
    code, team = amity("goal", "team")
    assert (code, team) == (0, {"people": [{"id": ines, "name": "Ines Moreno"}], "brought": [], "thin": []})


def test_a_tie_for_the_long_run_is_said_in_words(amity: Amity, ines: str) -> None:
    code, row = amity("set", ines, "--importance", "3", "--affinity", "low", "--why", "For Lisbon.")
    assert (code, row["importance"], row["affinity"]) == (0, 3, "low")
    person = amity("person", ines)[1]
    assert (person["commitment"], person["looked"], person["muted"]) == ("For Lisbon.", "2026-11-24", False)
    assert amity("set", ines, "--looked")[0] == 0
    amity("set", ines, "--importance", "1")
    assert amity("set", ines, "--looked")[0] == 1


def test_the_words_are_asked_for_when_they_are_missing(words: Words, ines: str) -> None:
    assert "--why" in words("set", ines, "--importance", "3")[2]
    assert "--why" not in words("set", ines, "--importance", "3", "--why", "For Lisbon.")[2]
    assert "--why" not in words("set", ines, "--importance", "3")[2]


def test_muting_and_purposes_are_shown_with_their_days(amity: Amity, ines: str) -> None:
    amity("set", ines, "--purpose", "strategic", "--mute")
    person = amity("person", ines)[1]
    assert person["muted"] is True
    assert person["purposes_since"] == [{"purpose": "strategic", "since": "2026-11-24", "until": None}]
    amity("set", ines, "--unmute")
    assert amity("person", ines)[1]["muted"] is False


def test_what_time_is_meant_for_is_said_and_the_mix_is_held_against_it(amity: Amity, ines: str) -> None:
    assert amity("me", "--targets", "40/20/40")[1]["targets"] == {
        "tactical": 40, "social": 20, "strategic": 40,
    }  # fmt: skip
    assert amity("me", "--targets", "40/20/50")[0] == 1
    amity("set", ines, "--purpose", "strategic")
    amity("log", ines, "walk", "--how", "meeting")
    code, atlas = amity("atlas")
    assert (code, atlas["mix"]["target"]["strategic"]) == (0, 40)
    assert [year["by_time"]["strategic"] for year in atlas["mix"]["years"]] == [1.0]
    assert amity("me", "--targets", "")[1]["targets"] == {}


def test_the_mix_is_told_in_words(words: Words, ines: str) -> None:
    words("set", ines, "--purpose", "social")
    words("log", ines, "walk")
    assert "of the time on record" in words("atlas")[1]
    assert "targets" not in words("me")[1]
