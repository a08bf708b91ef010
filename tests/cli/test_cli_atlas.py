"""`atlas`, and an area corrected by the owner's word: what the command line says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Amity

MAIL = """From: Ana Lima <ana@acme.de>
To: robin@hale.example
Date: Mon, 02 Nov 2026 09:00:00 +0000
Message-ID: <{0}@x>
Subject: {0}

"""


@pytest.fixture
def brought(amity: Amity, tmp_path: Path) -> Amity:
    """Bring a few mails and a person of another place, so that every dimension has something to say."""
    answer = MAIL.replace("From", "?").replace("To", "From").replace("?", "To")
    for number, mail in enumerate((MAIL, MAIL, answer)):
        (tmp_path / f"{number}.eml").write_text(mail.format(number), "utf-8")
        assert amity("import", tmp_path / f"{number}.eml", "--me", "robin@hale.example")[0] == 0
    assert amity("add", "Tom Berg", "--organization", "Globex Bank", "--title", "Head of Sales")[0] == 0
    return amity


def test_the_atlas_gives_every_dimension_the_spots_and_the_bridges(brought: Amity) -> None:
    code, told = brought("atlas")
    assert code == 0
    assert set(told["dimensions"]) == {
        "organization",
        "industry",
        "function",
        "level",
        "place",
        "age",
        "circle",
    }
    organization = told["dimensions"]["organization"]
    assert {(one["name"], one["known"], one["in_touch"], one["read"]) for one in organization["areas"]} == {
        ("acme.de", 1, 1, 1), ("Globex Bank", 1, 0, 0),
    }  # fmt: skip
    assert (organization["placed"], organization["in_touch"], organization["known"]) == (1, 1, 2)
    assert told["areas"] == organization["areas"]
    assert told["sentence"].startswith("Of the one person in touch")
    assert {"target", "years"} <= set(told["mix"])
    assert [one["name"] for one in told["bridges"]] == ["Ana Lima"]


def test_one_dimension_can_be_asked_for(brought: Amity) -> None:
    code, told = brought("atlas", "--dimension", "level")
    assert (code, list(told["dimensions"]), told["dimension"]) == (0, ["level"], "level")
    assert [one["level"] for one in told["areas"]] == ["director"]


def test_a_wish_becomes_a_spot_and_is_taken_back(brought: Amity) -> None:
    code, me = brought("me", "--wish", "industry: health", "--wish", "Acme Labs")
    assert (code, me["wishes"]) == (0, [["industry", "health"], ["", "Acme Labs"]])
    spots = brought("atlas")[1]["spots"]
    assert [(one["kind"], one["dimension"], one["name"]) for one in spots] == [
        ("empty", "industry", "health"), ("empty", "organization", "Acme Labs"),
    ]  # fmt: skip
    assert all(one["action"] and one["because"] for one in spots)
    assert brought("me", "--wish", "")[1]["wishes"] == []
    assert brought("me", "--wish", "industry:")[0] == 1


def test_a_person_says_each_area_with_what_it_was_read_from(brought: Amity) -> None:
    areas = brought("person", "Tom Berg")[1]["areas"]
    assert areas["function"] == {"key": "sales", "basis": "title", "said": "sales (read from the title)"}
    assert areas["industry"]["basis"] == "name"
    assert areas["organization"]["basis"] == "hand"
    assert (
        brought("edit", "Tom Berg", "--function", "Finance", "--level", "executive", "--place", "Paris")[0]
        == 0
    )
    areas = brought("person", "Tom Berg")[1]["areas"]
    assert {name: one["basis"] for name, one in areas.items()} == {
        "organization": "hand", "industry": "name", "function": "hand", "level": "hand", "place": "hand",
    }  # fmt: skip
    assert areas["function"]["said"] == "finance (your word)"
    assert brought("edit", "Tom Berg", "--level", "emperor")[0] == 1
