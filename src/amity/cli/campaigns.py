"""Campaigns: `campaign` with its own commands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from amity.cli import answer, start
from amity.cli.door import Day
from amity.core import campaigns as rules
from amity.core.campaigns import KINDS, Campaign

if TYPE_CHECKING:
    from amity.book.access import Owner
    from amity.core.campaigns import Offer


@click.group("campaign")
def campaign_command() -> None:
    """Write to several people for one reason, one person at a time; nothing is ever sent from here."""


def _find(owner: Owner, which: str) -> Campaign:
    from amity.book import access, campaigns  # noqa: PLC0415

    try:
        return campaigns.find(owner, which, today=start.today())
    except access.Missing as missing:
        answer.say_no("no-such-campaign", str(missing))
        answer.leave(4)


def _row(campaign: Campaign) -> dict[str, Any]:
    return {
        "id": campaign.id, "name": campaign.name, "kind": campaign.kind, "news": campaign.note,
        "since": campaign.began, "until": campaign.ended, "cap": campaign.cap,
        "state": "done" if campaign.over else "paused" if campaign.paused else "running",
        "left_today": rules.left(campaign, today=start.today()),
        "letters": [
            {"person": {"id": one.id, "name": one.name}, "state": one.state, "on": one.on, "why": one.text,
             "reason": one.reason, "answered": one.answered}
            for one in campaign.letters
        ],
    }  # fmt: skip


def _give(owner: Owner, id: str) -> None:  # noqa: A002
    shown = _find(owner, id)
    answer.give(_row(shown), _lines(shown))


def _lines(campaign: Campaign, offers: tuple[Offer, ...] = ()) -> Iterator[str]:
    yield f"{campaign.name}: {campaign.id}"
    for one in campaign.letters:
        yield f"  {one.state:<8}  {one.name}{f': {one.text}' if one.text else ''}"
    upcoming = rules.up(campaign, today=start.today())
    if upcoming is not None:
        yield f"Next: {upcoming.name}."
    elif campaign.waiting and not campaign.paused:
        yield "That is enough for today."
    if offers:
        yield "They may belong to it:"
        yield from (f"  {offer.person.id}  {offer.person.name}: {offer.text}" for offer in offers)


@campaign_command.command("start")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", nargs=-1)
@click.option("--since", type=Day(), help="The first day of the months it looks back on.")
@click.option("--until", type=Day(), help="The last day of them.")
@click.option("--news", default="", help="Your news, in a sentence.")
def _start(kind: str, name: tuple[str, ...], since: date | None, until: date | None, news: str) -> None:
    """Begin a campaign."""
    owner = start.book()
    from amity.book import campaigns  # noqa: PLC0415

    made = campaigns.start(
        owner, kind, " ".join(name), since=since, until=until, news=news, today=start.today()
    )
    _show_offers(owner, made)


@campaign_command.command("list")
def _list() -> None:
    """List all campaigns, those that run first."""
    owner = start.book()
    from amity.book import campaigns  # noqa: PLC0415

    found = [_row(one) for one in campaigns.all(owner, today=start.today())]
    answer.give({"campaigns": found}, (f"{one['id']}  {one['state']:<7}  {one['name']}" for one in found))


@campaign_command.command("show")
@click.argument("which")
def _show(which: str) -> None:
    """Show a campaign: each person, how far it is, and who else may belong to it."""
    _show_offers(start.book(), which)


def _show_offers(owner: Owner, which: str) -> None:
    from amity.book import campaigns  # noqa: PLC0415

    found = _find(owner, which)
    offers = campaigns.offered(owner, found.id, today=start.today()) if not found.over else ()
    told = [
        {"person": {"id": one.person.id, "name": one.person.name},
         "why": [{"kind": why.kind, "text": why.text, "on": why.on} for why in one.why]}
        for one in offers
    ]  # fmt: skip
    answer.give({**_row(found), "offers": told}, _lines(found, offers))


@campaign_command.command("add")
@click.argument("which")
@click.argument("who", nargs=-1, required=True)
def _add(which: str, who: tuple[str, ...]) -> None:
    """Say who belongs to it."""
    owner = start.book()
    from amity.book import campaigns  # noqa: PLC0415

    found = _find(owner, which)
    campaigns.put(owner, found.id, [start.who(owner, one).id for one in who], today=start.today())
    _give(owner, found.id)


@campaign_command.command("draft")
@click.argument("which")
@click.argument("who")
def _draft(which: str, who: str) -> None:
    """Begin the letter to somebody; you send it yourself."""
    owner = start.book()
    from amity.book import campaigns  # noqa: PLC0415

    found, person = _find(owner, which), start.who(owner, who)
    begun = campaigns.begin(owner, found.id, person.id, today=start.today())
    if begun.letter.state == "open":
        campaigns.mark(owner, found.id, person.id, "drafted", today=start.today())
    document = {
        "person": {"id": person.id, "name": person.name}, "why": begun.letter.text, "to": begun.address,
        "subject": begun.subject, "body": begun.body, "mailto": begun.mailto,
    }  # fmt: skip
    to = [f"To: {begun.address}"] if begun.address else []
    answer.give(document, [*to, f"Subject: {begun.subject}", "", begun.body])


@campaign_command.command("sent")
@click.argument("which")
@click.argument("who")
@click.option("--on", type=Day(), help="The day you sent it; today by default.")
def _sent(which: str, who: str, on: date | None) -> None:
    """Say that you have sent the letter to somebody."""
    _mark(which, who, "sent", on)


@campaign_command.command("rest")
@click.argument("which")
@click.argument("who")
def _rest(which: str, who: str) -> None:
    """Let somebody of it rest: no letter to them."""
    _mark(which, who, "rests", None)


@campaign_command.command("open")
@click.argument("which")
@click.argument("who")
def _open(which: str, who: str) -> None:
    """Take back what was said of somebody's letter: it is still to be written."""
    _mark(which, who, "open", None)


def _mark(which: str, who: str, state: str, on: date | None) -> None:
    owner = start.book()
    from amity.book import campaigns  # noqa: PLC0415

    found, person = _find(owner, which), start.who(owner, who)
    campaigns.mark(owner, found.id, person.id, state, on=on, today=start.today())
    _give(owner, found.id)


@campaign_command.command("pause")
@click.argument("which")
def _pause(which: str) -> None:
    """Let a campaign pause."""
    _set_pause(which, on=True)


@campaign_command.command("resume")
@click.argument("which")
def _resume(which: str) -> None:
    """Go on with a campaign."""
    _set_pause(which, on=False)


def _set_pause(which: str, *, on: bool) -> None:
    owner = start.book()
    from amity.book import campaigns  # noqa: PLC0415

    found = _find(owner, which)
    campaigns.pause(owner, found.id, on=on, today=start.today())
    _give(owner, found.id)


@campaign_command.command("remove")
@click.argument("which")
@click.option("--back", is_flag=True, help="Take the removal back.")
def _remove(which: str, back: bool) -> None:  # noqa: FBT001
    """Remove a campaign with its letters; its people stay."""
    owner = start.book()
    from amity.book import campaigns  # noqa: PLC0415

    if back:
        campaigns.back(owner, which, today=start.today())
        _give(owner, which)
        return
    found = _find(owner, which)
    campaigns.remove(owner, found.id, today=start.today())
    answer.give({"id": found.id, "removed": True}, [f"{found.name} is gone; take it back with --back."])


@campaign_command.command("done")
@click.argument("which")
def _done(which: str) -> None:
    """End a campaign with grace: whoever was not written to rests."""
    owner = start.book()
    from amity.book import campaigns  # noqa: PLC0415

    found = _find(owner, which)
    campaigns.done(owner, found.id, today=start.today())
    _give(owner, found.id)
