"""The files of a large folder stand in one row of a report."""

from __future__ import annotations

from typing import Any

from amity.core import folders


def file(path: str, *, skipped: int = 0, **more: object) -> dict[str, Any]:
    return {
        "path": path, "name": path.rpartition("/")[2], "source": "mail", "understood": True, "reason": "",
        "records": {"total": 1, "created": 1 - skipped, "skipped": skipped},
        "skipped_by_code": {"list": skipped} if skipped else {},
        "skipped": [{"place": path, "code": "list", "reason": "It came over a list."}] * skipped, **more,
    }  # fmt: skip


def test_a_few_files_stay_as_they_are() -> None:
    few = [file(f"box/{number}") for number in range(folders.MANY - 1)]
    assert folders.summed(few) == few


def test_many_files_of_a_folder_are_summed_with_one_example_of_what_was_left_out() -> None:
    many = [file(f"mail/box/{number}", skipped=number % 2, listed=1) for number in range(30)]
    other = file("mail/cards.vcf", source="vcard")
    assert folders.summed([*many, other]) == [
        {
            **many[0], "path": "mail/box/", "name": "box/", "files": 30, "listed": 30,
            "records": {"total": 30, "created": 15, "skipped": 15}, "skipped_by_code": {"list": 15},
            "skipped": [{"place": "mail/box/1", "code": "list", "reason": "It came over a list."}],
        },
        other,
    ]  # fmt: skip


def test_files_that_were_not_understood_are_summed_by_reason_and_what_asks_something_stays() -> None:
    unread = [file(f"box/{n}", understood=False, reason="Empty.", source=None) for n in range(25)]
    stopped = [file(f"box/s{n}", understood=False, code="suddenly-empty") for n in range(25)]
    found = folders.summed([*unread, *stopped])
    assert [(one.get("files"), one["reason"]) for one in found] == [(25, "Empty."), *[(None, "")] * 25]


def test_files_brought_one_by_one_are_named_unless_they_are_very_many() -> None:
    loose = [file(f"{number}.eml") for number in range(folders.LOOSE)]
    assert folders.summed(loose[:-1]) == loose[:-1]
    (one,) = folders.summed(loose)
    assert (one["path"], one["name"], one["files"]) == ("0.eml … 99.eml", "0.eml … 99.eml", 100)
