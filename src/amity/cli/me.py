"""Who the owner is: `me`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import click

from amity.cli import answer, start


@click.command("me")
@click.option(
    "--address",
    "addresses",
    multiple=True,
    help="An address of yours; may be repeated, replaces those told before.",
)
@click.option(
    "--known-as",
    "known_as",
    multiple=True,
    help="A name chats know you by; may be repeated, replaces those told before. Empty takes them back.",
)
@click.option("--name")
@click.option("--role")
@click.option("--level", help="individual, lead, manager, director, executive, founder or between-jobs.")
@click.option("--industry")
@click.option("--organization")
@click.option("--place")
@click.option("--minutes", type=int, help="Minutes a week for people.")
@click.option("--slot", help='When: "Mon 09:00".')
@click.option("--targets", help='What your time is meant for, per cent: "40/20/40". Empty: by level.')
@click.option(
    "--wish",
    "wishes",
    multiple=True,
    help='An area you want to reach: "industry: health". Repeated: all of them; empty: none.',
)
@click.option(
    "--region", help="Country of numbers written without one, two letters: GB. Empty takes it back."
)
@click.option("--subjects/--no-subjects", default=None, help="Keep the subjects of mail.")
@click.option("--snippets/--no-snippets", default=None, help="Keep the first 140 characters of messages.")
def me_command(
    addresses: tuple[str, ...], known_as: tuple[str, ...], wishes: tuple[str, ...], **fields: Any  # noqa: ANN401 - click's options
) -> None:  # fmt: skip
    """Show or change who you are; changing addresses derives all directions again."""
    owner = start.book()
    from amity.book import owners  # noqa: PLC0415
    from amity.core import placing, purposes, spots  # noqa: PLC0415

    told = {name: value for name, value in fields.items() if value is not None}
    if "targets" in told:
        told["targets"] = purposes.read_target(told["targets"])
    if wishes:
        told["wishes"] = [list(spots.wish(text)) for text in wishes if text.strip()]
    if told:
        owners.edit(owner, today=start.today(), **told)
        told_of = {name: fields[name] for name in ("industry", "place")}
        for sentence in (*placing.own_words(told_of), *spots.own_words(told.get("wishes", ()))):
            answer.say(sentence)
    if addresses:
        owners.set_addresses(owner, addresses, today=start.today())
    if known_as:
        owners.set_known_as(owner, filter(None, known_as), today=start.today())
    shown = dataclasses.asdict(owners.describe(owner))
    lines = list(_lines(shown))
    guess = "" if owner.region else owners.likely_region(owner)
    suggested = owners.suggested(owner)
    lines += [f"Most numbers that tell their country are from {guess}: --region {guess}"] if guess else []
    lines += [f"Is this you? {one.address}, on {one.count} mails without a direction" for one in suggested]
    told_more = {"region_guess": guess, "suggested": [dataclasses.asdict(one) for one in suggested]}
    answer.give({**shown, **told_more}, lines)


_NAMES = {
    "addresses": "your addresses", "told": "of these by your own word", "known_as": "known in chats as",
    "numbers": "telephone numbers", "minutes": "minutes a week", "slot": "when", "targets": "time meant for",
    "wishes": "areas you want to reach", "region": "country of numbers", "subjects": "subjects of mail",
    "snippets": "beginnings of messages", "chosen": "first choice of people",
}  # fmt: skip
_YES = {
    "subjects": ("kept", "not kept"),
    "snippets": ("kept", "not kept"),
    "chosen": ("made", "not made yet"),
}


def _lines(shown: dict[str, Any]) -> Iterator[str]:
    """Say who the owner is in words, a line for each thing that is known."""
    for name, value in shown.items():
        if said := _said(name, value):
            yield f"{_NAMES.get(name, name)}: {said}"


def _said(name: str, value: Any) -> str:  # noqa: ANN401 - one thing of the owner's, of whatever kind
    if isinstance(value, bool):
        return _YES[name][not value]
    if name == "targets":
        return ", ".join(f"{purpose} {share} %" for purpose, share in value.items())
    if name == "wishes":
        return ", ".join(f"{dimension}: {area}" if dimension else area for dimension, area in value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)
