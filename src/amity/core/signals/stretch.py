"""Stretch: somebody outside the one organization in which the owner's people concentrate."""

from __future__ import annotations

from datetime import date

from amity.core import areas, atlas, openings, phrases, reasons, worth
from amity.core.reasons import Evidence, Signal
from amity.core.view import Area, Around, View

QUIET = 30
"""Days since the last exchange before somebody counts as out of reach."""
KNOWN, UNKNOWN = 0.6, 0.3
"""Worth with an exchange on record, and without one."""

SENTENCE = (
    "{most} people with a known organization you were in touch with in the past year are at {focus}; {rest}."
)
ONLY = "{name} is the only one you know at {place}"
NOBODY = "at {place}, where {name} is, you were in touch with nobody"
ALONE = "at {place} you were in touch with {name} alone"


def read(view: View, around: Around, *, today: date) -> Signal | None:
    """Read a thin tie into an area that is missed: a blind spot of the atlas, else one beside the focus."""
    spot = around.missed.get(view.person.id)
    if spot is not None and _thin(view, today=today):
        return _signal(view, spot.sentence, spot.evidence, today=today)
    here = atlas.where(view.person)
    area, focus = around.areas.get(here), around.areas.get(around.focus)
    if area is None or focus is None or here == around.focus or not _thin(view, today=today):
        return None
    rest = _rest(view, area)
    if rest is None:
        return None
    sentence = SENTENCE.format(most=_most(focus, around), focus=focus.name, rest=rest)
    evidence = (_all(around), reasons.covered(around.focus, focus), reasons.covered(here, area))
    return _signal(view, sentence, evidence, today=today)


def _signal(view: View, sentence: str, evidence: tuple[Evidence, ...], *, today: date) -> Signal:
    last = tuple(reasons.shown(exchange, name=view.person.name) for exchange in view.recent[:1])
    return Signal(
        "stretch",
        view.person.id,
        sentence,
        (*evidence, *last),
        openings.suggest(view, today=today),
        worth.word_minutes(view, today=today),
        KNOWN if last else UNKNOWN,
    )


def _most(focus: Area, around: Around) -> str:
    """Say which share the focus holds: "Seven of the ten", or "All four"."""
    there, everyone = focus.near, phrases.number(around.in_touch)
    return (
        f"All {everyone}"
        if there == around.in_touch
        else f"{phrases.number(there).capitalize()} of the {everyone}"
    )


def _all(around: Around) -> Evidence:
    """Cite the whole atlas: the count that the share is of."""
    text = f"People with a known organization in touch within a year: {around.in_touch}"
    return Evidence("area", "", text)


def _thin(view: View, *, today: date) -> bool:
    if not view.recent or view.person.elsewhere:
        # Of somebody only ever named in others' mail there is nothing to take up.
        return view.tie is None and bool(view.person.organization)
    silent = (today - reasons.day(view.recent[0])).days
    return silent >= QUIET and (view.person.strength or 0.0) < areas.THIN


def _rest(view: View, area: Area) -> str | None:
    """Say what is missed at the person's own place; None when somebody else there is in touch."""
    words = {"name": phrases.given(view.person.name), "place": area.name}
    if area.known == 1:
        return ONLY.format(**words)
    if not area.near:
        return NOBODY.format(**words)
    return ALONE.format(**words) if [who for who, _ in area.in_touch] == [view.person.id] else None
