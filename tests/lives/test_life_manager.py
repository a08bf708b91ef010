"""The life of a new manager: a year with the village, week after week."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from amity import village
from tests.lives.conftest import Life, elsewhere, sentences

BEGIN = date(2026, 11, 24)
MONDAYS = [date(2026, 11, 30) + timedelta(weeks=ahead) for ahead in (0, 1, 2, 3, 7, 12, 19, 29, 40, 51)]
"""Four weeks in a row, and six spread over the year."""
TEAM = ("Wanjiru Kamotho", "Hiro Tanemura", "Leila Farahvand", "Declan Roarty")
STRATEGIC = ("Adaeze Nwachim", "Emeka Obiwulu", "Shirin Moazzeni")
MUTED = "Henrik Vasstrand"
DIFFERENT = {"reconnect", "circle_back"}


def test_a_new_manager_keeps_promises_for_a_year_and_sees_what_it_brought(life: Life, tmp_path: Path) -> None:
    _arrives(life, tmp_path)
    _says_who_matters(life)
    _meets_the_boss(life)
    weeks = [_week(life, monday, number) for number, monday in enumerate(MONDAYS)]
    met = [list(week) for week in weeks]
    assert all(met)
    assert len({person for week in met[:4] for person in week}) == sum(map(len, met[:4]))
    # Who was put off may come back when their rest is over; who was talked to gives way to others.
    talked = [{person for person, state in week.items() if state == "done"} for week in weeks]
    assert all(not before & set(after) for before, after in pairwise(talked))
    _looks_back(life)
    _hears_again_of_the_muted(life)
    _carries_the_book_elsewhere(life, tmp_path)


def _arrives(life: Life, folder: Path) -> None:
    cast = village.write(folder / "village", today=BEGIN)
    life("me", "--name", cast.owner, "--role", "Head of Repair Programs", "--level", "manager",
         "--organization", "Lumen Works", "--minutes", 90, "--slot", "Mon 09:00")  # fmt: skip
    own = [word for address in cast.addresses for word in ("--me", address)]
    brought = life("import", *(folder / "village" / name for name in cast.files.names()), *own)
    assert all(file["understood"] for file in brought["files"])
    assert brought["totals"]["people"]["created"] >= 60
    assert set(life("me")["addresses"]) >= set(cast.addresses)


def _says_who_matters(life: Life) -> None:
    for name in TEAM:
        life("set", name, "--purpose", "tactical", "--importance", 2)
    for name in STRATEGIC:
        life("set", name, "--purpose", "strategic", "--importance", 2)
    life("set", "Ingrid Solbakk", "--purpose", "tactical", "--purpose", "strategic", "--importance", 2)
    why = ("--importance", 3, "--why", "She told me to ask before I felt ready.")
    assert life("set", "Adaeze Nwachim", *why)["importance"] == 3
    life("set", "Lucía Barrantes", "--purpose", "social", "--importance", 1)
    life("set", MUTED, "--importance", 2, "--mute")
    goal = life("goal", "add", "A budget for the second repair floor", "--due", "2027-06-30")
    shown = life("goal", "decides", goal["id"], "Samuel Adeyinde")
    assert [(one["name"], one["role"]) for one in shown["people"]] == [("Samuel Adeyinde", "decides")]
    circle = life("circle", "add", "Repair team", "--kind", "team", "--leads")
    assert {one["name"] for one in life("circle", "put", circle["id"], *TEAM)["members"]} == set(TEAM)
    assert {one["name"] for one in life("goal", "team", *TEAM)["people"]} == set(TEAM)


def _meets_the_boss(life: Life) -> None:
    """Read the page before a meeting of the calendar, and say afterwards what was promised and learned."""
    before = life("brief", "Ingrid Solbakk")
    assert before["meeting"]["title"] == "Ingrid / Robin"
    assert before["exchanges"]
    assert "struggling_with" in before["silent"]
    assert before["questions"]
    life.on(date(2026, 11, 27))
    said = (
        "She’s working on the second repair floor and struggling with the budget."
        " I’ll send her the figures by Friday."
    )
    told = life("debrief", "Ingrid Solbakk", said)
    assert [(one["kind"], one["text"]) for one in told["facts"]] == [
        ("working_on", "the second repair floor"), ("struggling_with", "the budget"),
    ]  # fmt: skip
    (promise,) = told["promises"]
    assert (promise["mine"], promise["due"]) == (True, "2026-12-04")
    asked = life(
        "debrief", "Adaeze Nwachim", "She’ll introduce me to the board of the harbor museum by 2026-12-11"
    )
    assert [one["mine"] for one in asked["promises"]] == [False]
    after = life("brief", "Ingrid Solbakk")
    assert {one["text"] for one in after["facts"]} >= {"the second repair floor", "the budget"}
    assert [one["id"] for one in after["promises"]["mine"]] == [promise["id"]]
    assert life("promise", "keep", promise["id"])["kept"]
    assert not life("brief", "Ingrid Solbakk")["promises"]["mine"]
    idle = life("promise", "Emeka Obiwulu", "Send the old checklist", "--due", "2026-12-01")
    assert not life("promise", "release", idle["id"])["kept"]


def _week(life: Life, monday: date, number: int) -> dict[str, str]:
    """Live a week: read the plan, answer every pick, and give the answers to those of a while ago."""
    life.on(monday)
    promised = _promises(life) if number in {1, 6} else []
    plan = life("plan")
    picks: list[dict[str, Any]] = plan["picks"]
    assert 1 <= len(picks) <= 7
    assert plan["minutes"]["planned"] <= plan["minutes"]["budget"] + plan["minutes"]["carried"]
    assert MUTED not in {one["person"]["name"] for one in [*picks, *plan["days"]]}
    assert all(one["sentence"] and one["evidence"] and one["suggestion"] for one in picks)
    assert life("plan")["picks"] == picks
    if promised:
        reasons = [one["reason"] for one in picks]
        assert reasons[:3] == ["promise"] * 3
        assert "promise" not in reasons[3:]
        first = [{line["id"] for line in one["evidence"]} for one in picks[:3]]
        assert all(mine in lines for mine, lines in zip(promised, first, strict=False))
    for place, pick in enumerate(picks):
        _answer(life, pick, place + number)
    for one in promised[:3]:
        life("promise", "keep", one)
    for one in promised[3:]:
        life("promise", "release", one)
    answered = life("plan")["picks"]
    assert "open" not in {one["state"] for one in answered}
    return {one["person"]["id"]: one["state"] for one in answered if one["reason"] in DIFFERENT}


def _promises(life: Life) -> list[str]:
    """Promise five people something for this week, the last to the one who comes first."""
    names = ("Tomás Villareal", "Samuel Adeyinde", "Priyanka Deshwal", "Oskar Lindqvall", "Noor Haddarin")
    made = [
        life("promise", name, "Send the fault log", "--due", life.ahead(4 - days))["id"]
        for days, name in enumerate(names)
    ]
    return made[::-1]


def _answer(life: Life, pick: dict[str, Any], turn: int) -> None:
    """Most are done, with a line of what came up; some are for later, some not for now."""
    if pick["reason"] != "promise" and turn % 4 == 2:
        assert life("pick", "later", pick["id"])["state"] == "later"
    elif pick["reason"] != "promise" and turn % 4 == 3:
        assert life("pick", "not-now", pick["id"], "not this month")["state"] == "not-now"
    else:
        assert life("pick", "done", pick["id"])["state"] == "done"
        life("log", pick["person"]["id"], "We talked about the repair floor", "--how", "call")


def _looks_back(life: Life) -> None:
    life("debrief", "Adaeze Nwachim", "Good at boards", "--how", "call", "--on", "2027-05-04")
    life("debrief", "Shirin Moazzeni", "She’s working on glue that lets go", "--on", "2027-09-10")
    life("outcome", "Shirin Moazzeni", "insight", "How old glue comes off", "--on", "2027-09-10")
    life("outcome", "Adaeze Nwachim", "introduction", "The board of the harbor museum", "--on", "2027-05-04")
    life.on(date(2027, 12, 6))
    review = life("review", "year", "--of", "2027")
    brought = {(one["person"]["name"], one["text"]) for one in review["outcomes"]}
    assert brought == {
        ("Shirin Moazzeni", "How old glue comes off"), ("Adaeze Nwachim", "The board of the harbor museum"),
    }  # fmt: skip
    kept = [one for one in review["promises"] if one["kept"]]
    assert [one["text"] for one in kept] == ["Send the fault log"] * 3
    assert len(review["promises"]) == 5
    said = sentences(review)
    assert said["outcomes"] == [
        "An insight through Shirin Moazzeni: “How old glue comes off”.",
        "An introduction through Adaeze Nwachim: “The board of the harbor museum”.",
    ]
    assert (
        said["promises"][0]
        == "You kept three promises with Priyanka Deshwal, Oskar Lindqvall and Noor Haddarin."
    )
    assert said["promises"][1].startswith("Let go with grace: two promises of yours, with ")
    assert "four strategic" in said["purposes"][0]
    assert said["revived"][0].startswith("You picked up again with ")
    assert "Shirin Moazzeni" in {one["name"] for one in review["revived"]}
    strategic = next(one for one in review["purposes"] if one["name"] == "strategic")
    assert strategic["now"] >= 2
    assert {"Shirin Moazzeni", "Adaeze Nwachim"} <= {one["name"] for one in review["people"]["now"]}
    facts = {(one["kind"], one["text"]) for one in life("brief", "Shirin Moazzeni")["facts"]}
    assert ("working_on", "glue that lets go") in facts
    team = life("goal", "team")["brought"]
    assert "How old glue comes off" in {one["text"] for one in team}


def _hears_again_of_the_muted(life: Life) -> None:
    """See that nothing but the owner's word kept him away."""
    what_if = ("plan", "--minutes", 600)
    assert MUTED not in {one["person"]["name"] for one in life(*what_if)["picks"]}
    life("set", MUTED, "--unmute")
    assert MUTED in {one["person"]["name"] for one in life(*what_if)["picks"]}
    life("set", MUTED, "--mute")


def _carries_the_book_elsewhere(life: Life, folder: Path) -> None:
    life("export", folder / "one.zip")
    elsewhere(folder / "other", life.today, "import", folder / "one.zip")
    elsewhere(folder / "other", life.today, "export", folder / "two.zip")
    assert _book(folder / "one.zip") == _book(folder / "two.zip")


def _book(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("book.json")
