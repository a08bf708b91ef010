"""Another owner asks for what is not theirs: it is not there, and not one row of the book has moved."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amity import options
from amity.book import (
    access,
    answers,
    balance,
    briefs,
    brought,
    campaigns,
    circles,
    duplicates,
    events,
    facts,
    goals,
    help,  # noqa: A004 - the house's word
    helpful,
    mappings,
    outcomes,
    people,
    person,
    promises,
    purposes,
    reminders,
    teams,
)
from amity.book.models import Owner
from amity.core.brought import Asked
from amity.core.errors import Refusal
from amity.sync import columns, recovery, run, waiting, work
from amity.web.urls import urlpatterns
from tests.safety.stage import TODAY, Bring, card, groups, held, picture
from tests.village import book

HEADER = ("Wer", "Post")


@dataclass(frozen=True)
class Theirs:
    """What is in the victim's book, by id."""

    owner: Owner
    one: str
    other: str
    pair: str
    record: str
    batch: str
    line: str
    reminder: str
    told: str
    circle: str
    event: str
    campaign: str
    help: str
    outcome: str
    fact: str
    promise: str
    goal: str
    exchange: str


def _monica(folder: Path) -> Path:
    """Write an export that tells a reminder."""
    said = {"title": "Call", "initial_date": f"{TODAY + timedelta(days=2)}T00:00:00.000000Z"}
    waiting_ = {"uuid": "r", "properties": {**said, "frequency_type": "one_time"}}
    ines = {
        "uuid": "ines",
        "properties": {"first_name": "Ines", "last_name": "Moreno"},
        "data": [{"type": "reminder", "values": [waiting_]}],
    }
    account = {"data": [{"type": "contact", "values": [ines]}]}
    path = folder / "monica.json"
    path.write_text(json.dumps({"app_version": "4.1.2", "account": account}), "utf-8")
    return path


@pytest.fixture
def theirs(owner: Owner, bring: Bring, tmp_path: Path) -> Theirs:
    """Fill the victim's book: two who may be one, two joined ones, reminders, a table's columns."""
    run.bring(owner, [_monica(tmp_path)], today=TODAY)
    photo = picture()
    hosts = ("sousa", "lisbon")
    cards = [card("Ana Sousa", email=f"ana@{host}.example", uid=host, photo=photo) for host in hosts]
    joined = [card("Bo Chen", email=f"bo@{host}.example", uid=f"bo-{host}") for host in ("chen", "birch")]
    batch = bring(("a.vcf", b"".join(cards + joined)))["batch"]
    found = people.page(owner, people.Query(sort="name"), today=TODAY).people
    one, other = (who.id for who in found if who.name == "Ana Sousa")
    bo = duplicates.join(owner, *(who.id for who in found if who.name == "Bo Chen"), today=TODAY)
    ines = next(who.id for who in found if who.name == "Ines Moreno")
    reminder = reminders.add(owner, one, "Ask about Lisbon", on=TODAY, today=TODAY)
    mappings.say(owner, HEADER, {"wer": "name"}, today=TODAY)
    duplicates.refresh(owner)
    (pair,) = duplicates.open(owner, today=TODAY)
    return Theirs(
        owner, one, other, pair.id, person.whole(owner, bo, today=TODAY).records[0].id, batch,
        brought.page(owner, batch, Asked()).lines[0].id, reminder.id,
        person.whole(owner, ines, today=TODAY).reminders[0].id, **groups(owner, one),
    )  # fmt: skip


Act = Callable[[Owner, Theirs], object]
ACTS: dict[str, Act] = {
    "join": lambda me, it: duplicates.join(me, it.one, it.other, today=TODAY, keep={"name": "Mine"}),
    "different": lambda me, it: duplicates.different(me, it.one, it.other, today=TODAY),
    "ask again": lambda me, it: duplicates.ask_again(me, it.one, it.other),
    "the word of a join": lambda me, it: duplicates.bond(me, it.one, it.other),
    "set beside": lambda me, it: duplicates.between(me, it.one, it.other, today=TODAY),
    "look at a pair": lambda me, it: duplicates.pair(me, it.pair, today=TODAY),
    "pass over": lambda me, it: duplicates.later(me, it.pair),
    "split": lambda me, it: duplicates.split(me, it.record, today=TODAY),
    "take a record out": lambda me, it: duplicates.split(me, it.record, today=TODAY, take=[it.record]),
    "look at a picture": lambda me, it: person.picture(me, it.one),
    "is it joined": lambda me, it: duplicates.joined(me, it.record),
    "list an import": lambda me, it: brought.page(me, it.batch, Asked()),
    "look at a line": lambda me, it: brought.one(me, it.batch, it.line),
    "take a record back": lambda me, it: recovery.undo_one(me, it.batch, it.line, today=TODAY),
    "undo": lambda me, it: recovery.undo(me, it.batch, today=TODAY),
    "look at a goal": lambda me, it: goals.one(me, it.goal, today=TODAY),
    "end a goal": lambda me, it: goals.done(me, it.goal, today=TODAY),
    "take part in a goal": lambda me, it: goals.take_part(me, it.goal, it.one, "helps", today=TODAY),
    "guide somebody": lambda me, it: teams.guide(me, [it.one], today=TODAY),
    "say what a tie is for": lambda me, it: purposes.say(me, it.one, purposes=["social"], today=TODAY),
    "mute": lambda me, it: purposes.mute(me, it.one, today=TODAY),
    "look at a circle": lambda me, it: circles.whole(me, it.circle, today=TODAY),
    "put into a circle": lambda me, it: circles.put(me, it.circle, [it.one], today=TODAY),
    "take out of a circle": lambda me, it: circles.take(me, it.circle, it.one, today=TODAY),
    "join a circle": lambda me, it: circles.join(me, it.circle, on=TODAY, today=TODAY),
    "leave a circle": lambda me, it: circles.leave(me, it.circle, on=TODAY, today=TODAY),
    "change a circle": lambda me, it: circles.change(me, it.circle, name="Mine"),
    "remove a circle": lambda me, it: circles.remove(me, it.circle),
    "choose at an event": lambda me, it: events.choose(me, it.event, [it.one], today=TODAY),
    "note at an event": lambda me, it: events.note(me, it.event, it.one, working_on="x", today=TODAY),
    "look at a campaign": lambda me, it: campaigns.offered(me, it.campaign, today=TODAY),
    "write a letter": lambda me, it: campaigns.begin(me, it.campaign, it.one, today=TODAY),
    "mark a letter": lambda me, it: campaigns.mark(me, it.campaign, it.one, "sent", today=TODAY),
    "keep a letter": lambda me, it: campaigns.write(me, it.campaign, it.one, "a", "b", today=TODAY),
    "remove a campaign": lambda me, it: campaigns.remove(me, it.campaign, today=TODAY),
    "take a removal back": lambda me, it: [
        change(me, it.campaign, today=TODAY) for change in (campaigns.remove, campaigns.back)
    ],
    "end a campaign": lambda me, it: campaigns.done(me, it.campaign, today=TODAY),
    "end a fact": lambda me, it: facts.end(me, it.one, it.fact, today=TODAY),
    "forget a fact": lambda me, it: facts.forget(me, it.fact, today=TODAY),
    "keep a promise": lambda me, it: promises.keep(me, it.promise, on=TODAY, today=TODAY),
    "take back help": lambda me, it: help.remove(me, it.help),
    "take back an outcome": lambda me, it: outcomes.remove(me, it.outcome),
    "lay a suggestion aside": lambda me, it: helpful.lay_aside(me, it.one, "x", today=TODAY),
    "how help went": lambda me, it: balance.of(me, it.one, today=TODAY),
    "a brief": lambda me, it: briefs.one(me, it.one, today=TODAY),
    "try again with somebody": lambda me, it: answers.again(me, it.one, today=TODAY),
    "end a reminder": lambda me, it: reminders.done(me, it.reminder, on=TODAY),
    "end a told reminder": lambda me, it: reminders.done(me, it.told, on=TODAY),
}
"""Each asks for something of the victim's by its id."""


@pytest.mark.parametrize("name", ACTS)
def test_what_is_another_owner_s_is_not_there_and_nothing_moves(name: str, theirs: Theirs) -> None:
    stranger = book("mallory@other.example")
    before = held()
    with pytest.raises(access.Missing):
        ACTS[name](stranger, theirs)
    assert held() == before
    # The owner themself may: else this would also hold for acts that fail for everybody.
    ACTS[name](theirs.owner, theirs)


def test_a_stranger_takes_no_join_back(theirs: Theirs) -> None:
    stranger = book("mallory@other.example")
    word = duplicates.bond(theirs.owner, theirs.one, theirs.other)
    duplicates.join(theirs.owner, theirs.one, theirs.other, today=TODAY)
    before = held()
    with pytest.raises(Refusal):
        duplicates.unjoin(stranger, [word], today=TODAY)
    assert held() == before
    assert duplicates.unjoin(theirs.owner, [word], today=TODAY) == theirs.pair


def test_what_is_said_for_all_of_a_book_touches_no_other(theirs: Theirs) -> None:
    stranger = book("mallory@other.example")
    before = held()
    assert duplicates.join_certain(stranger, [theirs.pair], today=TODAY) == []
    assert duplicates.open(stranger, today=TODAY) == []
    assert mappings.all(stranger) == {}
    assert mappings.dated(stranger) == {}
    assert mappings.told(stranger, HEADER) == {}
    assert brought.cards(stranger) == {}
    mappings.forget(stranger, HEADER)
    columns.again(stranger, theirs.batch, "a.vcf", today=TODAY)
    assert held() == before
    content = sorted(mappings.all(theirs.owner).items())
    mappings.say(stranger, HEADER, {"wer": "nickname"}, today=TODAY)
    duplicates.refresh(stranger)
    assert sorted(mappings.all(theirs.owner).items()) == content
    assert [pair.id for pair in duplicates.open(theirs.owner, today=TODAY)] == [theirs.pair]


def test_uploads_that_wait_are_brought_by_nobody_else(theirs: Theirs) -> None:
    place = options.current().data / "incoming" / f"held-{theirs.batch}" / "0"
    place.mkdir(parents=True)
    (place / "a.vcf").write_bytes(card("Eve Moss"))
    stranger = book("mallory@other.example")
    before = held()
    assert held() == before
    assert work.held(theirs.owner, theirs.batch) == ["a.vcf"]
    assert work.held(stranger, theirs.batch) == []


def test_no_page_gives_or_moves_anything_of_another_owner_s(
    theirs: Theirs, client: Client, tmp_path: Path
) -> None:
    """The pages are asked by somebody else: every address with the victim's ids, looking and sending."""
    stranger = book("mallory@other.example")
    Owner.objects.filter(id=theirs.owner.pk).update(id=10**6)
    _give(theirs.owner.pk, 10**6)
    assert access.owner() == stranger
    table = tmp_path / "people.csv"
    table.write_text("Wer;Post\nAna;ana@sousa.example\n", "utf-8")
    waiting.keep(
        [table],
        {"batch": theirs.batch, "files": [{"path": "people.csv", "source": "table"}]},
        now=timezone.now(),
    )
    known = {
        "person": theirs.one, "reminder": theirs.reminder, "batch": theirs.batch, "pick": theirs.pair,
        "circle": theirs.circle, "event": theirs.event, "campaign": theirs.campaign, "help": theirs.help,
        "outcome": theirs.outcome, "fact": theirs.fact, "promise": theirs.promise, "goal": theirs.goal,
        "job": "nobody", "name": "0" * 24, "line": theirs.line, "exchange": theirs.exchange,
    }  # fmt: skip
    forms = {
        "one": theirs.one, "other": theirs.other, "pair": theirs.pair, "record": theirs.record,
        "id": theirs.pair, "undo": "1", "who": theirs.one, "state": "sent",
        "next": "/people/", "column-0": "name", "column-1": "email",
    }  # fmt: skip
    client.get("/")
    before = _of(10**6)
    for pattern in urlpatterns:
        if pattern.name == "batches.village":  # it asks for nothing, and would fill the stranger's own book
            continue
        filled = {key: known[key] for key in pattern.pattern.converters}
        url = reverse(str(pattern.name), kwargs=filled)
        for answer in (client.get(url, {**forms, "file": "people.csv"}), client.post(url, forms)):
            assert not filled or answer.status_code in {404, 405, 409}, (pattern.name, answer.status_code)
            assert b"Sousa" not in _said(answer.content), pattern.name
        assert _of(10**6) == before, pattern.name


def _said(content: bytes) -> bytes:
    """Open the zip of an exported book; everything else is what it is."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return b"".join(map(opened.read, opened.namelist()))


def _models() -> list[type]:
    from django.apps import apps  # noqa: PLC0415 - after Django is ready

    return list(apps.get_app_config("book").get_models())


def _give(before: int, after: int) -> None:
    """Let everything in a book be another number's, so that the stranger is the one the pages know."""
    for model in _models():
        if model is not Owner:
            model.objects.filter(owner_id=before).update(owner_id=after)  # type: ignore[attr-defined]


def _of(owner: int) -> list[str]:
    """Write down every row of one owner."""
    return [
        repr(row)
        for model in _models()
        if model is not Owner
        for row in model.objects.filter(owner_id=owner).order_by("id").values_list()  # type: ignore[attr-defined]
    ]
