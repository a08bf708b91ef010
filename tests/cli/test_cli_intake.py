"""What an import says of lists and of mail without a way, what an undo leaves, and words kept as said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Amity

pytestmark = pytest.mark.django_db(transaction=True)
Words = Callable[..., tuple[int, str, str]]
MAIL = (
    "From x\nFrom: {}\nTo: {}\nMessage-ID: <{}@x>\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nSubject: Hi\n\nx\n\n"
)


def box(place: Path, *ends: tuple[str, str]) -> Path:
    place.write_text("".join(MAIL.format(*one, number) for number, one in enumerate(ends)), "utf-8")
    return place


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    me = "robin@hale.example"
    return box(
        tmp_path / "all.mbox",
        *((f"p{number}@acme.example", me) for number in range(4)),
        (me, "amity-talk@lists.amity.example"),
    )


def test_mail_of_which_nobody_can_tell_the_way_is_said_with_the_likely_address(
    amity: Amity, words: Words, mailbox: Path
) -> None:
    out = words("import", mailbox)[1]
    assert "None of your addresses is on 5 mails, so they count for no tie" in out
    assert "robin@hale.example is on 5; if that is you: amity me --address robin@hale.example" in out
    report = amity("import", mailbox)[1]
    assert (report["undirected"], report["suggested"]) == (5, [{"address": "robin@hale.example", "count": 5}])
    amity("me", "--address", "robin@hale.example")
    assert amity("import", mailbox)[1]["undirected"] == 0
    assert "None of your addresses" not in words("import", mailbox)[1]


def test_one_mail_among_many_that_names_nobody_of_mine_is_no_reason_to_ask(
    words: Words, tmp_path: Path
) -> None:
    me = "robin@hale.example"
    mine = [(f"p{number}@acme.example", me) for number in range(9)]
    out = words("import", box(tmp_path / "all.mbox", *mine, ("a@x.example", "b@x.example")), "--me", me)[1]
    assert "None of your addresses" not in out


def test_a_list_is_named_with_its_reason_and_the_way_back(amity: Amity, words: Words, mailbox: Path) -> None:
    out = words("import", mailbox, "--me", "robin@hale.example")[1]
    told = "No persons were made of: amity-talk@lists.amity.example (a list's). Where one is: amity add NAME"
    assert told in out
    amity("add", "Amity Talk", "--handle", "amity-talk@lists.amity.example")
    assert amity("person", "Amity Talk")[1]["interactions"] == 1
    assert "No persons were made of" not in words("import", mailbox)[1]


def test_an_undo_names_who_stays_by_what_was_said_of_them(amity: Amity, words: Words, mailbox: Path) -> None:
    batch = amity("import", mailbox, "--me", "robin@hale.example")[1]["batch"]
    amity("edit", "p0@acme.example", "--name", "Pia Zero")
    done = amity("undo", batch)[1]
    assert [one["name"] for one in done["stayed"]] == ["Pia Zero"]
    again = amity("import", mailbox)[1]["batch"]
    out = words("undo", again)[1]
    assert "1 person stays with what you wrote of them yourself: Pia Zero." in out
    amity("remove", "Pia Zero")
    last = amity("import", mailbox)[1]["batch"]
    assert "nothing of it is left" in words("undo", last)[1]


def test_own_words_are_kept_and_said_to_be_ones_own(amity: Amity, words: Words) -> None:
    amity("add", "Tom Berg", "--handle", "tom@berg.de")
    code, _, err = words("edit", "Tom Berg", "--function", "xyzzy", "--place", "Nowhereland")
    assert code == 0
    assert "'xyzzy' is kept as your own word; the lines of work known here are " in err
    assert "'Nowhereland' is kept; no country is known by it, so it counts in none." in err
    told = amity("person", "Tom Berg")[1]
    assert "place" not in told["areas"]
    assert "country: Nowhereland (your word; no country is known by it" in words("person", "Tom Berg")[1]
    amity("edit", "Tom Berg", "--function", "none", "--place", "none", "--industry", "none")
    out = words("person", "Tom Berg")[1]
    assert "  industry: none (your word)" in out
    assert "  country: none (your word)" in out
    assert words("edit", "Tom Berg", "--function", "", "--place", "", "--industry", "")[2] == ""
    out = words("person", "Tom Berg")[1]
    assert "none (your word)" not in out
    assert "Germany (read from the mail address)" in out
    assert "'basket weaving' is kept" in words("me", "--industry", "basket weaving")[2]
    assert words("me", "--wish", ":::")[0] == 1
    assert words("me", "--wish", "dragons: health")[2] == words("me", "--wish", ":::")[2]
    assert words("me", "--wish", "level: boss")[0] == 1
    assert "'xyzzy' is kept" in words("me", "--wish", "function: xyzzy")[2]


def test_who_the_owner_is_is_said_in_words(amity: Amity, words: Words) -> None:
    amity("me", "--address", "robin@hale.example", "--targets", "40/20/40", "--wish", "industry: health")
    out = words("me", "--wish", "industry: health", "--wish", "Acme")[1]
    assert "your addresses: robin@hale.example\n" in out
    assert "areas you want to reach: industry: health, Acme\n" in out
    assert "time meant for: tactical 40 %, social 20 %, strategic 40 %\n" in out
    assert "subjects of mail: kept\n" in out
    assert "first choice of people: not made yet\n" in out
    assert not set("()[]{}'") & set(out)


def test_a_week_without_anybody_says_why(amity: Amity, words: Words) -> None:
    assert words("plan")[1].startswith("Nothing to suggest yet.")
    amity("add", "Tom Berg")
    assert "nobody needs a word this week." in words("plan")[1]
    amity("set", "Tom Berg", "--importance", "3")
    out = words("plan", "--minutes", "1")[1]
    assert "nothing fits into 1 minute; the shortest takes " in out
