"""What a card says of a person, and that none of it is lost."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from amity.core.claims import FIELDS
from amity.core.findings import Claim, Finding, PersonSeen, Problem, Settings
from amity.formats import cards, vcard, vcard_lines
from amity.formats.vcard import Card, Line
from amity.sources import HEAD
from amity.sources import vcard as source
from amity.sync.settle import Known, settle
from tests.sources.contract import SETTINGS, samples

BEGIN = re.compile(rb"^(?:\xef\xbb\xbf)?BEGIN:VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
FORM = {"VERSION", "UID", "REV", "X-ABLABEL"}
"""Properties that are in the finding itself: its form, its key, its day, its labels."""


def pull(text: str | bytes, settings: Settings = SETTINGS) -> list[Finding]:
    return list(source.pull(io.BytesIO(text.encode() if isinstance(text, str) else text), settings))


def person(*lines: str, name: str = "FN:Ada Okafor", settings: Settings = SETTINGS) -> PersonSeen:
    (found,) = pull("\n".join(["BEGIN:VCARD", name, *lines, "END:VCARD", ""]), settings)
    assert isinstance(found, PersonSeen)
    return found


def claims(*lines: str) -> list[tuple[str, str, str]]:
    return [(one.field, one.value, one.label) for one in person(*lines).claims[1:]]


def said(one: Finding) -> str:
    return one.claims[0].value if isinstance(one, PersonSeen) else getattr(one, "code", "")


def problem(*lines: str) -> str:
    (found,) = pull("\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]))
    return found.code if isinstance(found, Problem) else ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("NICKNAME:Ada,Addie", [("nickname", "Ada", ""), ("nickname", "Addie", "")]),
        ("ORG:Lantern Labs;Optics", [("organization", "Lantern Labs", ""), ("department", "Optics", "")]),
        ("ORG:;Optics", [("department", "Optics", "")]),
        ("TITLE:Engineer", [("title", "Engineer", "")]),
        ("ROLE;TYPE=work:Editor", [("title", "Editor", "role, work")]),
        ("EMAIL;TYPE=INTERNET,WORK,PREF:a@b.example", [("email", "a@b.example", "work, pref")]),
        ("TEL;CELL:+1 415 555 0132", [("phone", "+1 415 555 0132", "cell")]),
        ("URL:https://www.linkedin.com/in/ada/", [("profile", "https://www.linkedin.com/in/ada/", "")]),
        ("URL:ada.example/about", [("url", "ada.example/about", "")]),
        ("BDAY:19871006", [("birthday", "1987-10-06", "")]),
        ("BDAY:1987-10-06", [("birthday", "1987-10-06", "")]),
        ("BDAY:--1006", [("birthday", "--10-06", "")]),
        ("BDAY:--03-07", [("birthday", "--03-07", "")]),
        ("X-ANNIVERSARY:2015-06-20", [("anniversary", "2015-06-20", "")]),
        ("X-SKYPE:ada.okafor", [("account", "skype:ada.okafor", "")]),
        ("X-SKYPE-USERNAME:ada", [("account", "skype:ada", "")]),
        ("X-JABBER;TYPE=home:ada@chat.example", [("account", "jabber:ada@chat.example", "home")]),
        ("IMPP:xmpp:ada@chat.example", [("account", "jabber:ada@chat.example", "")]),
        ("IMPP:https://chat.example/ada", [("url", "https://chat.example/ada", "")]),
        ("X-SOCIALPROFILE;type=a:linkedin.com/in/ada", [("profile", "linkedin.com/in/ada", "a")]),
        ("X-SOCIALPROFILE;type=pref;type=twitter:x-apple:ada", [("account", "twitter:ada", "twitter, pref")]),
        ("X-SOCIALPROFILE;type=twitter:ada", [("account", "twitter:ada", "twitter")]),
        ("TEL;PREF=1;VALUE=uri:tel:+1-415-555-0132", [("phone", "+1-415-555-0132", "pref")]),
        ("EMAIL:mailto:a@b.example", [("email", "a@b.example", "")]),
        ("N:Okafor;Ada;Ngozi;;", [("given", "Ada", ""), ("middle", "Ngozi", ""), ("family", "Okafor", "")]),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-10-06", [("birthday", "--10-06", "")]),
        ("ADR:;;1 Main St;;;;", [("address", "1 Main St", "")]),
        ("X-AMITY-WORKING-ON: One roof\\, three shops", [("working_on", " One roof, three shops", "")]),
        ("X-AMITY-ACCOUNT:Threads", [("account", "Threads", "")]),
        ("X-AMITY-PHONE:12", [("phone", "12", "")]),
        ("X-AMITY-PHONE:+1 415 555 0132", [("phone", "+1 415 555 0132", "")]),
        ("FN;X-AMITY-FILLED=1:Nobody", []),
        ("CATEGORIES:Mentors,Optics", [("tag", "Mentors", ""), ("tag", "Optics", "")]),
        ("PHOTO;ENCODING=b;TYPE=JPEG:AAAA", [("photo", "data:image/jpeg;base64,AAAA", "")]),
    ],
)  # fmt: skip
def test_a_property_is_told_in_the_fields_of_a_person(
    line: str, expected: list[tuple[str, str, str]]
) -> None:
    assert claims(line) == expected
    assert {field for field, _, _ in expected} <= set(FIELDS)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("N:Okafor;Ada;;;;of Lagos", ["given", "family"]),
        ("ORG:Lantern Labs;Research;Optics", ["organization", "department"]),
        ("ADR;TYPE=home:;;1 Main St;Bristol;;;UK", ["address", "place"]),
        ("ADR:PO 7;;;;;;", ["address"]),
        ("BDAY:1987-10-06T10:00:00Z", ["birthday"]),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1987-10-06", ["birthday"]),
        ("TEL;PREF=2:+1 415 555 0132", ["phone"]),
        ("X-SOCIALPROFILE;type=twitter;x-user=ada:https://twitter.com/ada", ["url", "account"]),
    ],
)
def test_what_the_fields_do_not_tell_whole_is_kept_beside_them(line: str, told: list[str]) -> None:
    found = claims(line)
    assert [field for field, _, _ in found] == [*told, "other"]
    assert found[-1][1] == line


@pytest.mark.parametrize(
    "line",
    [
        "X-SPOUSE:Chidi", "BDAY;VALUE=text:circa 1996", "EMAIL:not an address", "TEL:--", "URL:nowhere",
        "N:;;;;", "ADR:;;;;;;", "ORG:;", "NOTE:", "NICKNAME:", "X-AIM:", "IMPP:nobody", "X-SOCIALPROFILE:ada",
        "X-SKYPE:" + "a" * 201, "PHOTO;VALUE=uri:https://pictures.example/a.jpg", "X-ABDATE:2015-06-20",
        "item1.X-ABRELATEDNAMES:Chidi", "KIND:individual",
        "REV:yesterday", "X-AMITY-IMPORTANCE:3", "X-AMITY-PURPOSE:social", "X-AMITY-NOTE:",
    ],
)  # fmt: skip
def test_what_fits_no_field_is_kept_as_it_is(line: str) -> None:
    name = vcard.line(line).name
    assert claims(line) == [("other", line, name)]


def test_a_line_that_is_no_property_is_kept_too() -> None:
    assert claims("the rest of a broken note") == [("other", "the rest of a broken note", "")]


def test_the_owners_own_label_goes_first_and_apples_is_cleaned() -> None:
    assert claims("a.EMAIL;type=HOME:a@b.example", "a.X-ABLabel:_$!<Work>!$_") == [
        ("email", "a@b.example", "Work, home")
    ]


def test_the_label_of_what_is_kept_whole_is_kept_whole() -> None:
    found = claims("a.X-ABRELATEDNAMES:Chidi", "a.X-ABLabel:_$!<Spouse>!$_", "X-ABLabel:alone")
    assert [label for _, _, label in found] == ["X-ABLABEL", "X-ABRELATEDNAMES", "X-ABLABEL"]


def test_a_second_label_of_a_group_and_a_very_long_one_are_kept() -> None:
    long = "b.X-ABLabel:" + "x" * 300
    found = claims("a.EMAIL:a@b.example", "a.X-ABLabel:one", "a.X-ABLabel:two", "b.EMAIL:c@b.example", long)
    assert [value for field, value, _ in found if field == "other"] == [
        "a.X-ABLabel:one", "a.X-ABLabel:two", long,
    ]  # fmt: skip


def test_a_labelled_anniversary_is_one() -> None:
    assert claims("a.X-ABDATE:2015-06-20", "a.X-ABLabel:_$!<Anniversary>!$_") == [
        ("anniversary", "2015-06-20", "Anniversary")
    ]


def test_the_title_comes_before_the_role() -> None:
    assert [value for _, value, _ in claims("ROLE:Editor", "TITLE:Head of Words")] == [
        "Head of Words",
        "Editor",
    ]


def test_the_day_of_the_last_change_is_told_unless_it_is_to_come() -> None:
    assert str(person("REV:20240517T093000Z").as_of) == "2024-05-17"
    assert person("REV:2099-01-01").as_of is None
    assert str(person("REV:2024-05-17", "REV:2020-01-01").as_of) == "2024-05-17"


def test_a_bare_number_is_read_in_the_owners_country() -> None:
    assert [one.value for one in person("TEL:415 555 0132").handles] == ["+14155550132"]
    at_home = replace(SETTINGS, region=None)
    assert [one.value for one in person("TEL:415 555 0132", settings=at_home).handles] == ["4155550132"]


def test_an_address_said_twice_is_one_handle() -> None:
    assert len(person("EMAIL:a@b.example", "EMAIL:A@B.example").handles) == 1


def test_an_address_that_no_database_keeps_is_a_claim_only() -> None:
    found = person("URL:a.example/" + "a" * 500, "URL:a.example/%00")
    assert (len(found.handles), len(found.claims)) == (0, 3)


def test_a_picture_too_big_is_dropped_and_the_card_is_kept() -> None:
    body = "A" * 300_000
    assert claims(f"PHOTO;ENCODING=b:{body}", f"LOGO:data:image/png;base64,{body}") == []
    assert claims(f"X-LONG:{body}") == [("other", f"X-LONG:{body}", "X-LONG")]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["KIND:group", "FN:Rowers"], "not-a-person"),
        (["KIND:org", "FN:Lantern"], "not-a-person"),
        (["X-ADDRESSBOOKSERVER-KIND:group", "N:Rowers"], "not-a-person"),
        (["ORG:Lantern"], "not-a-person"),
        (["ORG:Lantern", "FN:Lantern", "TEL:+1 415 555 0132"], "not-a-person"),
        (["ORG:Lantern", "EMAIL:info@lantern.example"], "not-a-person"),
        (["ORG:Lantern", "EMAIL:ada@lantern.example"], ""),
        (["ORG:Lantern", "NICKNAME:Ada"], ""),
        (["N:Okafor;Ada"], ""),
        (["EMAIL:ada@lantern.example"], ""),
        (["NOTE:nobody"], "empty"),
        ([], "empty"),
    ],
)
def test_only_people_are_told(lines: list[str], code: str) -> None:
    assert problem(*lines) == code


def test_a_uid_is_the_key_and_a_long_one_its_digest() -> None:
    assert person("UID:one", "UID:two").key == "uid:one"
    assert person("UID:two").key == "uid:two"
    assert person("UID:").key.startswith("card:")
    assert len(person("UID:" + "x" * 5_000).key) < 60


def test_a_card_without_a_uid_is_known_by_its_name_and_addresses() -> None:
    one, other = person("EMAIL:a@b.example", "NOTE:old"), person("NOTE:new", "EMAIL:a@b.example")
    assert one.key == other.key
    assert person("EMAIL:c@b.example").key != one.key
    assert person(name="N:Okafor;Ada").key != person(name="N:Okafor;Bea").key


def test_a_card_that_says_too_much_is_a_problem() -> None:
    assert problem("FN:Ada", *["NICKNAME:" + "a," * 2_000] * 20) == "too-long"
    assert claims("NICKNAME:" + "a," * 3_000)[0][0] == "other"


def test_the_same_card_twice_is_told_once() -> None:
    card = "BEGIN:VCARD\nUID:1\nFN:Ada\nEND:VCARD\n"
    other = "BEGIN:VCARD\nUID:1\nFN:Ada\nNOTE:more\nEND:VCARD\n"
    found = pull(card + other + card + other)
    keys = [one.key for one in found if isinstance(one, PersonSeen)]
    assert (len(keys), len(set(keys))) == (2, 2)
    assert [one.code for one in found if isinstance(one, Problem)] == ["duplicate", "duplicate"]


def test_a_card_cut_off_by_the_end_of_the_file_is_kept_and_told_and_counted_once() -> None:
    found = pull("BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Bea\nEMAIL:bea@exa")
    told = [said(one) for one in found]
    assert told == ["Ada", "Bea", "cut-off"]
    done = settle("vcard", found, known=Known({}, {}, date(2026, 11, 24)), mentions={})
    assert done.outcomes == {"card 1 (line 1)": "created", "card 2 (line 3)": "created"}
    assert [one.place for one in done.problems] == ["card 2 (line 3)"]


def test_a_cut_off_card_that_says_nothing_is_told_once() -> None:
    (found,) = pull("BEGIN:VCARD\nVERSION:3.0")
    assert isinstance(found, Problem)
    assert found.code == "empty"


def test_a_file_without_a_card_says_so() -> None:
    (found,) = pull("nothing here")
    assert isinstance(found, Problem)
    assert found.code == "no-card"


def test_memory_of_repetitions_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_REMEMBERED", 1)
    cards_of = "".join(f"BEGIN:VCARD\nUID:{uid}\nFN:Ada\nEND:VCARD\n" for uid in "abba")
    assert [isinstance(one, PersonSeen) for one in pull(cards_of)] == [True, True, True, False]


@pytest.mark.parametrize(
    ("head", "name", "known"),
    [
        (b"BEGIN:VCARD\nFN:a\n", "x", True),
        (b"\xef\xbb\xbf\r\nbegin : vcard\n", "x", True),
        ("\ufeffBEGIN:VCARD\n".encode("utf-16-le"), "x", True),
        (b"# export\nBEGIN:VCARD\nFN:a\n", "x.VCF", True),
        (b"# export\nBEGIN:VCARD\nFN:a\n", "x.mbox", False),
        (b"From a@b.example\n", "x.vcf", False),
        (b"BEGIN:VCALENDAR\n", "x.vcf", False),
        (b"", "x.vcf", False),
    ],
)
def test_cards_are_known_by_their_first_line(head: bytes, name: str, known: bool) -> None:  # noqa: FBT001 - a row
    assert source.recognizes(head, name) is known


def test_no_property_of_a_sample_is_lost() -> None:
    for path in samples("vcard"):
        _nothing_lost(path.read_bytes(), path.name)


@pytest.mark.outside
def test_every_card_of_the_public_files_is_found_and_nothing_of_it_is_lost() -> None:
    count = 0
    for path in sorted(Path(os.environ["AMITY_SHARED"], "corpora", "vcard").rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        begins = len(BEGIN.findall(content.replace(b"\r", b"\n")))
        found = [one for one in cards.cards(io.BytesIO(content)) if isinstance(one, Card)]
        assert sum(1 + one.nested for one in found) == begins, path.name
        assert source.recognizes(content[:HEAD], path.name) == bool(begins), path.name
        _nothing_lost(content, path.name)
        count += begins
    assert count == 162


def _nothing_lost(content: bytes, name: str) -> None:
    """Compare the lines of each card with what its claims give back."""
    told = {one.place: one for one in pull(content) if isinstance(one, PersonSeen)}
    for card in cards.cards(io.BytesIO(content)):
        assert isinstance(card, Card)
        if card.place in told:
            lost = _lines(card) - _given_back(card, told[card.place].claims)
            assert not lost, (name, card.place, lost)


def _lines(card: Card) -> Counter[str]:
    return Counter(line.raw for line in card.lines if line.name not in FORM)


def _given_back(card: Card, said: tuple[Claim, ...]) -> Counter[str]:
    """Count the lines that stand in the claims, whole or with all of their words; each claim serves once."""
    left = Counter((one.field, one.value) for one in said)
    back: Counter[str] = Counter()
    for line in (one for one in card.lines if one.name not in FORM):
        whole = ("other", vcard_lines.modern(line))
        if left[whole]:
            left[whole] -= 1
            back[line.raw] += 1
        elif words := _words(line):
            back[line.raw] += all(_take(left, word) for word in words)
    return back


def _words(line: Line) -> list[str]:
    if line.name in {"N", "ORG"}:
        return [part for part in vcard.components(line) if part]
    if line.name == "ADR":
        return [", ".join(part for part in vcard.components(line) if part)]
    if line.name in {"NICKNAME", "CATEGORIES"}:
        return vcard.values(line)
    return [vcard.data(line) or vcard.text(line).removeprefix("tel:")]


def _take(left: Counter[tuple[str, str]], word: str) -> bool:
    """Use one claim up that says the word: days are compared by digits, accounts without the service."""
    for field, value in left:
        same = value == word or (field in {"birthday", "anniversary"} and _digits(value) == _digits(word))
        same = same or (field == "account" and value.partition(":")[2] in {word, word.partition(":")[2]})
        if same and field != "other" and left[field, value]:
            left[field, value] -= 1
            return True
    return False


def _digits(text: str) -> str:
    return "".join(letter for letter in text.removeprefix("1604-") if letter.isdigit())


def test_who_has_a_family_name_like_their_company_is_a_person() -> None:
    raw = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lantern;;;;\r\nFN:Ann Lantern\r\nORG:Lantern\r\nEND:VCARD\r\n"
    (found,) = pull(raw)
    assert isinstance(found, PersonSeen)
