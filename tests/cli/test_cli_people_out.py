"""People taken along, and what records say of them, on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Amity

MIRA = """BEGIN:VCARD
VERSION:3.0
UID:mira
FN:Mira Okafor
EMAIL:mira@lantern.example
item1.X-AMITY-WORKING-ON:One roof
item1.X-ABLabel:2026-06-12
item2.X-AMITY-HELP-GIVEN:Lent her the ladder
item2.X-ABLabel:2025-02-01
item3.X-AMITY-RELATION:Chidi
item3.X-ABLabel:spouse
item4.X-AMITY-TASK:Send the drawings
item4.X-ABLabel:2026-12-05
item5.X-AMITY-TASK:Call
item5.X-ABLabel:done
X-AMITY-CIRCLE:Timber club
X-AMITY-INTRODUCER:Ines Holm
X-AMITY-MET-ON:2018-04-03
END:VCARD
"""


@pytest.fixture
def mira(amity: Amity, tmp_path: Path) -> str:
    """Bring one card that says much."""
    (tmp_path / "mira.vcf").write_text(MIRA, "utf-8")
    assert amity("import", tmp_path / "mira.vcf")[0] == 0
    return str(amity("people")[1]["people"][0]["id"])


@pytest.mark.django_db(transaction=True)
def test_what_records_say_stands_in_one_form(amity: Amity, mira: str) -> None:
    _, whole = amity("person", mira)
    said = {"source": "vcard", "record": whole["records"][0]["id"]}
    words = ("kind", "text", "on", "source", "record")
    for several in ("facts", "help", "circles"):
        whole[several] = [{word: one[word] for word in words} for one in whole[several]]
    assert whole["facts"] == [{"kind": "working_on", "text": "One roof", "on": "2026-06-12", **said}]
    assert whole["help"] == [{"kind": "given", "text": "Lent her the ladder", "on": "2025-02-01", **said}]
    assert whole["relations"] == [{"kind": "spouse", "text": "Chidi", "on": None, **said, "person": None}]
    assert whole["circles"] == [{"kind": "circle", "text": "Timber club", "on": None, **said}]
    assert whole["tasks"] == [
        {"kind": "open", "text": "Send the drawings", "on": "2026-12-05", **said},
        {"kind": "done", "text": "Call", "on": None, **said},
    ]
    assert (whole["introducer"], whole["met_on"]) == ("Ines Holm", "2018-04-03")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("mira")
def test_what_records_say_is_said_in_words(words: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = words("person", "mira")
    assert code == 0
    for line in (
        "working on: One roof (2026-06-12)", "help given: Lent her the ladder (2025-02-01)", "spouse: Chidi",
        "to do: Send the drawings", "done: Call",
    ):  # fmt: skip
        assert line in out


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("mira")
def test_people_are_written_as_cards_of_the_version_asked_for(amity: Amity, tmp_path: Path) -> None:
    place = tmp_path / "people.VCF"
    code, told = amity("export", place)
    assert (code, told["people"], told["bytes"]) == (0, 1, place.stat().st_size)
    assert place.read_text("utf-8").startswith("BEGIN:VCARD\nVERSION:3.0\nUID:mira\n")
    assert amity("export", place, "--vcard", "4.0")[0] == 0
    assert "VERSION:4.0" in place.read_text("utf-8")
    code, report = amity("import", place)
    assert report["totals"]["people"] == {"created": 0, "updated": 0, "unchanged": 1}
