"""The life of a laid-off engineer who lands, and writes to those who helped."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from amity import village
from amity.village import Cast
from tests.lives.conftest import Life, sentences

BEGIN = date(2026, 1, 26)
"""Two months after the new job began."""
VILLAGE = date(2026, 11, 24)
FACTS = {
    "Emeka Obiwulu": "one repair hall for all of Kestrel",
    "Hanneke Verbruggel": "a show of mended things",
}

APPLIED = """Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name
03 Oct 2025,,,Kestrel Rail,Head of Repairs,,
"""


def test_an_engineer_who_landed_circles_back_and_picks_up_old_ties(life: Life, tmp_path: Path) -> None:
    life.today = BEGIN
    cast = village.write(tmp_path, today=VILLAGE)
    _brings_what_there_was(life, tmp_path, cast)
    campaign = _begins(life)
    sent = _writes(life, campaign)
    answered = _is_answered(life, campaign, sent, tmp_path)
    assert answered == "Hanneke Verbruggel"
    _rests_and_ends(life, campaign)
    _thanks(life)
    _looks_back(life, tmp_path, cast)


def _brings_what_there_was(life: Life, folder: Path, cast: Cast) -> None:
    """Bring the mail until that day, and the archive LinkedIn gave in that week."""
    box = folder / "until.mbox"
    letters = re.split(r"(?m)^(?=From \d+@xxx )", (folder / cast.files.mail).read_text("utf-8"))
    told = [one for one in letters if one and _day(one) < BEGIN]
    assert 100 < len(told) < len(letters)
    box.write_text("".join(told), "utf-8")
    life("me", "--name", cast.owner, "--level", "individual")
    own = [word for address in cast.addresses for word in ("--me", address)]
    applied = folder / "Basic_LinkedInDataExport_01-23-2026.zip"
    with zipfile.ZipFile(applied, "w") as archive:
        archive.writestr("Jobs/Job Applications.csv", APPLIED)
    brought = life("import", box, applied, folder / cast.files.older, folder / cast.files.phone, *own)
    assert all(file["understood"] for file in brought["files"])
    assert life("me")["organization"] == "Lumen Works"


def _day(letter: str) -> date:
    stamp = letter.split("\n", 1)[0].split(" ", 2)[2]
    return datetime.strptime(stamp, "%a %b %d %H:%M:%S %z %Y").date()


def _begins(life: Life) -> str:
    """Note what two of them did and do; the campaign offers them, each with a why."""
    life("help", "Emeka Obiwulu", "received", "introduced me to Ingrid", "--kind", "introduction",
         "--on", "2025-10-20")  # fmt: skip
    life("help", "Hanneke Verbruggel", "received", "read my résumé line by line", "--on", "2025-10-12")
    for name, fact in FACTS.items():
        life("learn", name, "working_on", fact, "--on", "2025-12-28")
    begun = life("campaign", "start", "job-search")
    assert (begun["kind"], begun["state"], begun["cap"], begun["left_today"]) == (
        "job-search",
        "running",
        5,
        5,
    )
    assert "2025-06" < begun["since"] < "2025-09-25"
    assert begun["until"] == "2025-12-31"
    assert "Lumen Works" in begun["news"]
    offers = begun["offers"]
    assert len(offers) >= 7
    assert all(one["why"] and all(why["text"] for why in one["why"]) for one in offers)
    assert {one["person"]["name"] for one in offers[:2]} == set(FACTS)
    assert "introduced me to Ingrid" in next(
        one["why"][0]["text"] for one in offers if one["person"]["name"] == "Emeka Obiwulu"
    )
    whys = {one["person"]["name"]: [why["text"] for why in one["why"]] for one in offers}
    assert "You applied to Kestrel Rail in October 2025, where Marcus is." in whys["Marcus Ellerby"]
    chosen = [one["person"]["id"] for one in offers[:8]]
    added = life("campaign", "add", begun["id"], *chosen)
    assert {one["state"] for one in added["letters"]} == {"open"}
    assert all(one["why"] for one in added["letters"])
    return str(begun["id"])


def _writes(life: Life, campaign: str) -> list[str]:
    """Write five letters and no more on a day; two of them hold what these people told."""
    names = [one["person"]["name"] for one in life("campaign", "show", campaign)["letters"]]
    for place, name in enumerate(names[:5]):
        draft = life("campaign", "draft", campaign, name)
        assert "Lumen Works" in draft["body"]
        assert draft["person"]["name"] == name
        if name in FACTS:
            assert FACTS[name] in draft["body"]
        assert life("campaign", "sent", campaign, name)["left_today"] == 4 - place
    assert not {one["person"]["name"] for one in life("plan")["picks"]} & set(names[:5])
    life.on(BEGIN + timedelta(days=1))
    shown = life("campaign", "show", campaign)
    assert shown["left_today"] == 5
    waiting = {one["person"]["name"] for one in shown["letters"] if one["state"] in {"open", "drafted"}}
    assert waiting == set(names[5:])
    _circle_back_is_picked(life, waiting)
    return names[:5]


def _circle_back_is_picked(life: Life, waiting: set[str]) -> None:
    """Find those still to be written to in the week, two at most, with the campaign as the reason."""
    picks = [one for one in life("plan")["picks"] if one["reason"] == "circle_back"]
    led = [one for one in picks if any(line["kind"] == "campaign" for line in one["evidence"])]
    assert 1 <= len(led) <= 2
    assert {one["person"]["name"] for one in led} <= waiting
    assert all("is next in" in one["sentence"] for one in led)


def _is_answered(life: Life, campaign: str, sent: list[str], folder: Path) -> str:
    """Bring three mails: a letter, its answer, and one from somebody who is still to be written to."""
    assert "Hanneke Verbruggel" in sent
    shown = life("campaign", "show", campaign)["letters"]
    waiting = [one["person"]["name"] for one in shown if one["state"] in {"open", "drafted"}]
    reached = (life("person", name) for name in waiting)
    other = next(one for one in reached if any(handle["kind"] == "email" for handle in one["handles"]))
    address = next(one["value"] for one in other["handles"] if one["kind"] == "email")
    me, her = "Robin Hale <robin.hale@example.com>", "Hanneke Verbruggel <hanneke@tallandmuseum.example>"
    mails = [
        (BEGIN, 11, me, her, "Where I landed"),
        (BEGIN + timedelta(days=3), 9, her, me, "Re: Where I landed"),
        (BEGIN + timedelta(days=4), 9, f"{other['name']} <{address}>", me, "A question"),
    ]
    box = folder / "answers.mbox"
    box.write_text("".join(_mail(*mail) for mail in mails), "utf-8")
    life.on(BEGIN + timedelta(days=7))
    assert _states(life, campaign)["Hanneke Verbruggel"] == "sent"
    brought = life("import", box)
    assert brought["totals"]["interactions"]["created"] == 3
    states = _states(life, campaign)
    answered = [name for name, state in states.items() if state == "answered"]
    letter = next(one for one in life("campaign", "show", campaign)["letters"] if one["state"] == "answered")
    assert letter["answered"] == "2026-01-29"
    assert sum(state == "sent" for state in states.values()) == 4
    assert states[other["name"]] in {"open", "drafted"}
    (name,) = answered
    return name


def _mail(on: date, hour: int, sender: str, to: str, subject: str) -> str:
    at = datetime(on.year, on.month, on.day, hour, tzinfo=UTC)
    return (
        f"From x@example.org {at:%a %b %d %H:%M:%S %Y}\nMessage-ID: <{at:%Y%m%d}.letters@example.org>\n"
        f"Date: {format_datetime(at)}\nFrom: {sender}\nTo: {to}\nSubject: {subject}\n\nWell.\n\n"
    )


def _states(life: Life, campaign: str) -> dict[str, str]:
    return {one["person"]["name"]: one["state"] for one in life("campaign", "show", campaign)["letters"]}


def _rests_and_ends(life: Life, campaign: str) -> None:
    waiting = [name for name, state in _states(life, campaign).items() if state in {"open", "drafted"}]
    first, *others = waiting
    life("campaign", "rest", campaign, first)
    assert _states(life, campaign)[first] == "rests"
    ended = life("campaign", "done", campaign)
    assert ended["state"] == "done"
    states = _states(life, campaign)
    assert {states[name] for name in others} == {"rests"}
    assert states["Hanneke Verbruggel"] == "answered"
    life.on(life.today + timedelta(days=7))
    assert not [
        line for one in life("plan")["picks"] for line in one["evidence"] if line["kind"] == "campaign"
    ]


def _thanks(life: Life) -> None:
    """Thank, in summer, who helped; the letter says in what, and asks after nothing that is old news."""
    life.on(date(2026, 6, 15))
    begun = life("campaign", "start", "thanks", "--since", "2025-09-01")
    assert set(FACTS) <= {one["person"]["name"] for one in begun["offers"]}
    life("campaign", "add", begun["id"], *FACTS)
    draft = life("campaign", "draft", begun["id"], "Emeka Obiwulu")
    assert "introduced me to Ingrid" in draft["body"]
    assert "Lumen Works" not in draft["subject"]
    life("campaign", "sent", begun["id"], "Emeka Obiwulu")
    assert life("campaign", "done", begun["id"])["state"] == "done"


def _looks_back(life: Life, folder: Path, cast: Cast) -> None:
    """Take up an old tie in autumn: the quarter names it, the year says what the change of place did."""
    life.on(date(2026, 11, 10))
    assert life("person", "Hanneke Verbruggel")["last"] == "2026-01-29"
    life("log", "Hanneke Verbruggel", "Coffee at the museum", "--how", "meeting")
    life.on(VILLAGE)
    assert life("import", folder / cast.files.newer)["files"]
    (move,) = life("person", "Farida Yunusbek")["moves"]
    assert (move["organization"], move["before_organization"]) == ("Pinecone Health", "Northwind")
    assert any(one["reason"] == "circle_back" for one in life("plan")["picks"])
    life.on(date(2027, 1, 26))
    quarter = life("review", "quarter", "--of", "2026-Q4")
    assert [one["name"] for one in quarter["revived"]] == ["Hanneke Verbruggel"]
    assert quarter["revived"][0]["silent_since"] == "2026-01-29"
    assert sentences(quarter)["revived"] == [
        "You picked up again with Hanneke Verbruggel (after nine months)."
    ]
    year = life("review", "year", "--of", "2026")
    assert year["job_change"]["to"] == "Lumen Works"
    assert year["job_change"]["from"] == "Northwind"
    assert year["job_change"]["kept"]
