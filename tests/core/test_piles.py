"""Many files of an import are told by folder and by reason, so that a report stays one page."""

from __future__ import annotations

from typing import Any

from amity.core import piles
from amity.core.piles import Pile, Reason


def file(path: str, source: str = "mail", *, skips: tuple[str, ...] = (), **counts: int) -> dict[str, Any]:
    skipped = [{"code": code, "reason": f"It is {code}."} for code in skips]
    codes = {code: skips.count(code) for code in skips}
    return {"path": path, "source": source, "records": counts, "skipped": skipped, "skipped_by_code": codes}


def test_the_files_of_a_folder_are_one_row_with_their_counts_added() -> None:
    told = piles.piled([
        file("box/in/1.eml", total=1, created=1, skipped=0),
        file("box/in/2.eml", total=2, created=0, skipped=2),
        file("box/in/me.vcf", "vcard", total=1), file("a.eml", total=1), file("b.eml", total=1),
    ])  # fmt: skip
    assert told == [
        Pile("box/in", "mail", 2, {"total": 3, "created": 1, "skipped": 2}),
        Pile("box/in/me.vcf", "vcard", 1, {"total": 1}),
        Pile("", "mail", 2, {"total": 2}),
    ]


def test_what_was_left_out_is_summed_by_reason_the_most_frequent_first() -> None:
    told = piles.left_out([
        file("1.eml", skips=("bulk",)), file("2.eml"), file("3.eml", skips=("no-date", "bulk", "bulk")),
        {"path": "4.eml", "skipped": [], "skipped_by_code": {"torn": 1}},
    ])  # fmt: skip
    assert told == [
        Reason("bulk", "It is bulk.", 3, ("1.eml", "3.eml")),
        Reason("no-date", "It is no-date.", 1, ("3.eml",)),
        Reason("torn", "", 1, ("4.eml",)),
    ]


def test_what_was_not_read_is_summed_by_reason_and_a_few_files_are_named() -> None:
    none: list[dict[str, Any]] = [{"path": f"{n}.jpg", "reason": "A picture."} for n in range(5)]
    told = piles.unread([{"path": "x", "reason": None, "code": "odd"}, *none])
    assert told == [Reason("", "A picture.", 5, ("0.jpg", "1.jpg", "2.jpg")), Reason("odd", "", 1, ("x",))]
