from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from amity import options
from amity.book import access, plan, ties
from amity.cli.door import COMMANDS
from tests import village

Amity = Callable[..., tuple[int, Any]]
Words = Callable[..., tuple[int, str, str]]
ROW = {
    "id", "name", "handles", "organization", "title", "purposes", "importance", "strength", "state", "last",
    "first", "started_by_me", "interactions",
}  # fmt: skip
ANA = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ana\r\nFN:Ana Lima\r\n"
    "EMAIL:ana@acme.example\r\nORG:Acme\r\nEND:VCARD\r\n"
)
BO = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:bo\r\nFN:Bo Chen\r\nEMAIL:bo@birch.example\r\nEND:VCARD\r\n"


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    file = tmp_path / "cards.vcf"
    file.write_text(ANA + BO, "utf-8")
    return file


@pytest.fixture
def ana(amity: Amity) -> str:
    code, person = amity(
        "add", "Ana Lima", "--handle", "ana@acme.example", "--organization", "Acme", "--met", "at work"
    )
    assert code == 0
    return str(person["id"])


@pytest.mark.django_db(transaction=True)
def test_import_accounts_for_every_record_and_undo_takes_it_back(amity: Amity, cards: Path) -> None:
    code, report = amity("import", cards)
    assert code == 0
    assert set(report) == {"batch", "seconds", "files", "totals", "nobodys", "undirected", "suggested"}
    (file,) = report["files"]
    assert file == {
        "path": "cards.vcf", "source": "vcard", "understood": True, "reason": None,
        "records": {"total": 2, "created": 2, "updated": 0, "unchanged": 0, "skipped": 0},
        "people": {"created": 2, "updated": 0, "unchanged": 0},
        "interactions": {"created": 0, "unchanged": 0}, "skipped": [], "skipped_by_code": {},
        "code": None, "cards": 2, "listed": 0,
    }  # fmt: skip
    assert report["totals"] == {name: file[name] for name in ("records", "people", "interactions")}
    _, listed = amity("batches")
    assert [(one["batch"], one["state"]) for one in listed["batches"]] == [(report["batch"], "done")]
    assert amity("undo", report["batch"]) == (0, {"batch": report["batch"], "state": "undone", "stayed": []})
    assert amity("people")[1]["people"] == []
    code, no = amity("undo", "nonsense")
    assert (code, no["error"]["code"]) == (4, "no-such-batch")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("cards")
def test_a_file_nobody_understands_is_said_so_and_the_rest_goes_on(amity: Amity, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" * 50)
    (tmp_path / "empty.txt").write_bytes(b"")
    code, report = amity("import", tmp_path)
    assert code == 1
    told = {Path(file["path"]).name: (file["understood"], file["reason"]) for file in report["files"]}
    assert told == {
        "cards.vcf": (True, None),
        "empty.txt": (False, "This file is empty."),
        "photo.jpg": (False, "Amity does not know this kind of file."),
    }
    assert report["totals"]["people"]["created"] == 2


@pytest.mark.django_db(transaction=True)
def test_one_entry_stands_for_each_member_of_a_zip(amity: Amity, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.vcf", ANA)
        archive.writestr("deep/two.vcf", BO)
    code, report = amity("import", tmp_path / "a.zip")
    assert code == 0
    assert [file["path"] for file in report["files"]] == ["a.zip/one.vcf", "a.zip/deep/two.vcf"]


def test_a_person_row_has_the_contracts_words(amity: Amity, ana: str) -> None:
    code, listed = amity("people", "--sort", "name", "--limit", 1)
    assert code == 0
    (row,) = listed["people"]
    assert set(row) >= ROW
    assert (row["id"], row["strength"], row["state"], row["interactions"]) == (ana, None, None, 0)
    code, whole = amity("person", ana)
    assert code == 0
    assert set(whole) >= ROW | {
        "timeline", "facts", "help", "promises", "outcomes", "circles", "met", "through", "records",
    }  # fmt: skip
    assert whole["met"] == "at work"


def test_who_may_be_an_id_an_address_a_name_or_a_part_of_it(amity: Amity, ana: str) -> None:
    for who in (ana, "ana@acme.example", "ANA LIMA", "lima"):
        assert amity("person", who)[1]["id"] == ana


@pytest.mark.usefixtures("ana")
def test_several_matches_are_listed_with_exit_3_and_nobody_is_4(amity: Amity) -> None:
    amity("add", "Ana Silva")
    code, answer = amity("person", "ana")
    assert code == 3
    assert [person["name"] for person in answer["people"]] == ["Ana Lima", "Ana Silva"]
    assert answer["error"]["code"] == "several"
    code, answer = amity("person", "zed")
    assert (code, answer["error"]["code"]) == (4, "nobody")


def test_the_owners_words_are_kept(amity: Amity, ana: str) -> None:
    _, row = amity(
        "set", ana, "--purpose", "strategic", "--purpose", "social", "--importance", 2, "--affinity", "high"
    )
    assert (row["purposes"], row["importance"], row["affinity"]) == (["social", "strategic"], 2, "high")
    assert amity("set", ana, "--purpose", "none")[1]["purposes"] == []
    assert amity("edit", ana, "--title", "Director", "--handle", "+44 20 7183 8750")[1]["title"] == "Director"
    assert amity("aside", ana, "--why", "private")[1]["aside"] == "private"
    assert amity("people")[1]["total"] == 0
    assert amity("people", "--aside")[1]["total"] == 1
    assert amity("aside", ana, "--back")[1]["aside"] is None
    assert amity("search", "acme")[1]["total"] == 1
    assert amity("remove", ana) == (0, {"id": ana, "removed": True})
    assert amity("person", ana)[0] == 4


def test_an_exchange_logged_with_two_counts_for_both(amity: Amity, ana: str) -> None:
    amity("add", "Bo Chen")
    code, made = amity(
        "log", "Ana Lima,Bo Chen", "Lunch", "and", "plans", "--how", "meeting", "--on", "2026-11-20"
    )
    assert code == 0
    assert len(made["people"]) == 2
    _, whole = amity("person", ana)
    assert [(line["text"], line["weight"]) for line in whole["timeline"]] == [
        ("Lunch and plans", pytest.approx(0.7071))
    ]
    assert whole["last"] == "2026-11-20"


def test_what_happened_later_than_today_is_not_counted(amity: Amity, ana: str) -> None:
    amity("log", ana, "Lunch", "--on", "2026-11-20")
    assert amity("person", ana)[1]["interactions"] == 1
    assert amity("--today", "2026-11-19", "person", ana)[1]["interactions"] == 0
    assert amity("person", ana)[1]["interactions"] == 1


def test_a_plan_is_drawn_once_kept_and_answered(amity: Amity, ana: str) -> None:
    amity("remind", ana, "Send", "the", "book", "--on", "2026-11-23")
    what_if = amity("plan", "--minutes", 30)[1]
    assert what_if["minutes"]["budget"] == 30
    code, week = amity("plan")
    assert code == 0
    assert set(week) == {"week", "minutes", "picks", "left_to_chance", "days", "price", "gap"}
    assert (week["week"], set(week["minutes"])) == ("2026-W48", {"budget", "planned", "carried"})
    (pick,) = week["picks"]
    assert set(pick) == {"id", "person", "reason", "sentence", "evidence", "suggestion", "minutes", "state"}
    assert (pick["person"]["id"], pick["reason"], pick["state"]) == (ana, "remind", "open")
    assert all(set(line) == {"kind", "id", "text", "on"} for line in pick["evidence"])
    assert amity("plan")[1] == week
    assert amity("pick", "done", pick["id"], "sent it") == (0, {"id": pick["id"], "state": "done"})
    assert amity("plan")[1]["picks"][0]["state"] == "done"
    assert amity("pick", "done", pick["id"], "--felt", "far")[0] == 0
    assert set(amity("person", ana)[1]["cadence"]) == {"weeks", "words", "learned"}
    assert amity("pick", "later", pick["id"], "--felt", "far")[1]["error"]["code"] == "felt"
    assert amity("pick", "done", "nothing")[0] == 4


def test_me_tells_and_changes_who_the_owner_is(amity: Amity) -> None:
    code, me = amity(
        "me", "--address", "robin@hale.example", "--role", "Engineer", "--minutes", 60, "--slot", "Tue 10:00"
    )
    assert code == 0
    assert (me["addresses"], me["role"], me["minutes"], me["slot"]) == (
        ["robin@hale.example"],
        "Engineer",
        60,
        "Tue 10:00",
    )
    assert amity("me", "--known-as", "Robin H.", "--known-as", "Rob")[1]["known_as"] == ["Robin H.", "Rob"]
    assert amity("me", "--address", "rob@hale.example")[1]["known_as"] == ["Robin H.", "Rob"]
    assert amity("me", "--known-as", "")[1]["known_as"] == []
    assert amity("me", "--known-as", "12345678")[0] == 1
    assert amity("me", "--region", "no")[1]["region"] == "NO"
    assert amity("me", "--region", "ZZ")[0] == 1
    code, no = amity("me", "--minutes", 0)
    assert (code, no["error"]["code"]) == (1, "minutes")
    assert amity("me", "--level", "king")[0] == 1
    assert amity("me", "--address", "nothing")[0] == 1


def test_an_export_of_equal_content_is_equal_bytes(amity: Amity, ana: str, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        code, told = amity("export", tmp_path / name)
        assert code == 0
        assert told["bytes"] == (tmp_path / name).stat().st_size
    one, two = (zipfile.ZipFile(tmp_path / name) for name in ("one.zip", "two.zip"))
    with one, two:
        assert one.read("book.json") == two.read("book.json")
        assert json.loads(one.read("book.json"))["people"][0]["name"] == "Ana Lima"
    assert ana.encode() not in (tmp_path / "one.zip").read_bytes()


@pytest.mark.usefixtures("ana")
def test_the_atlas_counts_organizations_and_the_doctor_looks_well(amity: Amity) -> None:
    code, atlas = amity("atlas")
    assert (code, [(row["organization"], row["known"]) for row in atlas["areas"]]) == (0, [("Acme", 1)])
    code, checks = amity("doctor")
    assert [check["name"] for check in checks["checks"]][-1] == "references"
    assert code == 0 or not all(check["ok"] for check in checks["checks"])


@pytest.mark.parametrize(
    "misuse",
    [
        ["nonsense"], ["people", "--sort", "luck"], ["plan", "--minutes", "none"], ["import"],
        ["remind", "x", "y"],
        ["set", "x", "--importance", "9"], ["log"], ["--today", "soon", "people"], ["people", "--nonsense"],
        ["pick", "maybe", "x"], ["export"], ["people", "--limit", "0"], ["people", "--today"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_answered_with_2_and_a_sentence(amity: Amity, misuse: list[str]) -> None:
    code, answer = amity(*misuse)
    assert code == 2
    assert answer["error"]["code"] == "usage"
    assert answer["error"]["sentence"]


@pytest.mark.parametrize(
    ("refused", "code"),
    [
        (["add", " "], "no-name"),
        (["add", "Ana", "--handle", "??"], "no-address"),
        (["import", "/nowhere/at/all"], "no-such-file"),
        (["log", ",", "x"], "nobody"),
    ],
)
def test_a_rules_no_is_answered_with_1_and_a_code(amity: Amity, refused: list[str], code: str) -> None:
    left, answer = amity(*refused)
    assert (left, answer["error"]["code"]) == (1, code)


def test_a_place_where_nothing_is_is_named_as_it_was_typed(amity: Amity) -> None:
    sentence = amity("import", "real/Connections.csv")[1]["error"]["sentence"]
    assert sentence == "There is no file 'real/Connections.csv'."


def test_an_empty_folder_and_what_is_no_file_are_refused(amity: Amity, tmp_path: Path) -> None:

    assert amity("import", tmp_path)[1]["error"]["code"] == "nothing-to-read"
    os.mkfifo(tmp_path / "pipe")
    assert amity("import", tmp_path / "pipe")[1]["error"]["code"] == "no-file"


def test_people_read_words_and_errors_come_beside_the_answer(words: Words) -> None:
    code, out, beside = words("add", "Ana Lima", "--title", "Engineer")
    assert (code, beside) == (0, "")
    assert "Ana Lima" in out
    for command in (
        ["people"],
        ["person", "Ana Lima"],
        ["plan"],
        ["batches"],
        ["me"],
        ["atlas"],
        ["search", "ana"],
    ):
        code, out, beside = words(*command)
        assert code == 0, command
        assert "Traceback" not in out + beside
    code, out, beside = words("person", "zed")
    assert (code, out, beside) == (4, "", "Nobody matches 'zed'.\n")
    code, out, beside = words("people", "--sort", "luck")
    assert (code, out) == (2, "")
    assert "luck" in beside


def test_every_command_helps(words: Words) -> None:

    for command in COMMANDS:
        code, out, _ = words(command, "--help")
        assert code == 0
        assert "Usage:" in out


def test_a_week_is_told_in_words(words: Words) -> None:
    words("add", "Ana Lima")
    words("remind", "Ana Lima", "Send the book", "--on", "2026-11-24")
    code, out, _ = words("plan")
    assert code == 0
    assert "Ana Lima · remind" in out
    owner = access.owner()
    assert ties.end(village.TODAY).date().isoformat() == "2026-11-25"
    assert plan.week(owner, today=village.TODAY).picks[0].person_name == "Ana Lima"
    assert options.current().today == village.TODAY


@pytest.mark.django_db(transaction=True)
def test_two_cards_of_one_person_are_proposed_joined_and_split(amity: Amity) -> None:
    one = amity("add", "Ana Lima", "--handle", "ana@acme.example")[1]["id"]
    other = amity("add", "Ana Lima", "--handle", "+442071838750")[1]["id"]
    code, found = amity("duplicates")
    assert (code, found["total"]) == (0, 1)
    (pair,) = found["duplicates"]
    assert {pair["one"]["id"], pair["other"]["id"]} == {one, other}
    assert pair["sentence"]
    assert pair["reasons"]
    code, joined = amity("join", one, other, "--keep", "title=Chief")
    assert (code, set(joined["joined"])) == (0, {one, other})
    assert amity("person", other)[1]["title"] == "Chief"
    code, parts = amity("split", joined["id"])
    assert (code, set(parts["ids"])) == (0, {one, other})
    assert amity("split", one)[1]["error"]["code"] == "not-joined"
    assert amity("different", one, other)[0] == 0
    assert amity("duplicates")[1]["total"] == 0
    assert amity("join", one, one)[0] == 1
    assert amity("join", one, "Nobody")[0] == 4
    assert amity("duplicates", "--join")[0] == 2
    assert amity("duplicates", "--certain", "--join")[1]["joined"] == 0


@pytest.mark.django_db(transaction=True)
def test_what_was_joined_at_once_is_taken_back_by_the_ids_it_gave(
    amity: Amity, words: Callable[..., tuple[int, str, str]]
) -> None:
    for name in ("Ana Lima", "Bo Chen"):
        for handle in (f"{name[:2]}@acme.example", f"+4420718387{len(name)}0"):
            person = amity("add", name, "--handle", handle, "--organization", "Acme")[1]["id"]
            amity("edit", person, "--birthday", "1980-02-03")
    found = amity("duplicates", "--certain", "--join")[1]
    assert sorted(one["name"] for one in found["joins"]) == ["Ana Lima", "Bo Chen"]
    assert amity("people")[1]["total"] == 2
    ids = ",".join(one["id"] for one in found["joins"])
    assert amity("duplicates", "--unjoin", ids)[1] == {"unjoined": ids.split(",")}
    assert amity("people")[1]["total"] == 4
    out = words("duplicates", "--certain", "--join")[1]
    assert f"--unjoin {ids}" in out or f"--unjoin {','.join(reversed(ids.split(',')))}" in out
    assert words("duplicates", "--unjoin", "nothing")[0] == 1


@pytest.mark.django_db(transaction=True)
def test_addresses_that_may_be_mine_are_suggested_and_the_country_of_numbers_guessed(
    amity: Amity, words: Words, tmp_path: Path
) -> None:
    mail = "From x\nFrom: p{0}@acme.example\nTo: old@hale.example\nMessage-ID: <{0}@x>\n"
    mail += "Date: Mon, 2 Nov 2026 10:{0:02}:00 +0000\nSubject: Hi\n\nBody\n\n"
    box = tmp_path / "all.mbox"
    box.write_text("".join(mail.format(number) for number in range(25)))
    (tmp_path / "a.csv").write_text("Name,Phone\nAnn,+47 22 22 55 55\n")
    amity("import", box, tmp_path / "a.csv")
    shown = amity("me")[1]
    assert shown["suggested"] == [{"address": "old@hale.example", "count": 25}]
    assert shown["region_guess"] == "NO"
    assert "Is this you? old@hale.example, on 25 mails" in words("me")[1]
