"""Diversity: how people in touch are spread over the areas of one dimension, honest from partial data.

Blau 1977, "Inequality and Heterogeneity"; E-I: Krackhardt & Stern 1988; smoothing: a symmetric Dirichlet
prior.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from amity.core import areas, phrases, titles
from amity.core.areas import Bridge, Cell, Coverage, Dimension, Drawn
from amity.core.atlas import ENOUGH, FOCUS

PRIOR = 0.5
"""Dirichlet pseudo-count per area (Jeffreys): a small book is not called one-sided on three people."""
_WHERE: dict[Dimension, tuple[str, str]] = {
    "organization": ("at", "organizations"),
    "industry": ("in", "industries"),
    "function": ("in", "lines of work"),
    "level": ("at the level", "levels"),
    "place": ("in", "countries"),
    "age": ("known", "ages of tie"),
    "circle": ("in", "circles"),
}
_KNOWN: dict[Dimension, str] = {
    "organization": "the organization of {count} is known",
    "industry": "the industry of {count} is known",
    "function": "the line of work of {count} is known",
    "level": "the level of {count} is known",
    "place": "the country of {count} is known",
    "age": "{count} have a first exchange on record",
    "circle": "{count} are in a circle you know of",
}
_ALL_APART: dict[Dimension, str] = {
    "organization": "no two are at the same one",
    "industry": "no two are in the same one",
    "function": "no two are in the same one",
    "level": "no two are at the same one",
    "place": "no two are in the same one",
    "age": "no two have been known as long",
    "circle": "no two are in the same one",
}
_GROUP: dict[Dimension, str] = {
    "organization": "your own organization",
    "industry": "your own industry",
    "function": "your own line of work",
    "level": "your own level",
    "place": "your own country",
    "circle": "your own circles",
}
_SOME = 5
"""Organizations from which on it is worth saying how many hang on one person."""


def held(drawn: Drawn) -> tuple[str, tuple[Bridge, ...]]:
    """Give the single bridges worth a line; where most organizations hold one person, a sentence for these.

    A line is then left to whoever's tie fades, and to whoever stands for several the owner knows there.
    """
    live = [cell for cell in drawn.of("organization").cells if cell.in_touch and not cell.own]
    ones = [cell for cell in live if cell.in_touch == 1]
    if len(live) < _SOME or 2 * len(ones) <= len(live):
        return "", drawn.bridges
    several = {cell.key for cell in live if cell.known > 1}
    kept = tuple(
        one for one in drawn.bridges if one.fading or one.dimension != "organization" or one.key in several
    )
    many = "each of the" if len(ones) == len(live) else f"{phrases.number(len(ones))} of the"
    return (
        f"At {many} {phrases.number(len(live))} other organizations one person alone keeps you in touch.",
        kept,
    )


def blau(counts: Collection[float]) -> float | None:
    """Return Blau's index 1 - sum p^2: the chance that two drawn by lot differ. None without anybody."""
    total = sum(counts)
    return 1 - sum((count / total) ** 2 for count in counts) if total else None


def evenness(counts: Collection[int]) -> float | None:
    """Return Blau's index of the smoothed shares times K/(K-1): 0 all in one area, 1 even over all K known.

    Shares are smoothed by a symmetric Dirichlet prior: (n + a) / (N + a K), a = `PRIOR`. None below two
    areas: one has no diversity to speak of.
    """
    return normalized([count + PRIOR for count in counts], areas=len(counts))


def normalized(counts: Collection[float], *, areas: int) -> float | None:
    """Return Blau's index times K/(K-1), K = `areas` there are; 1 is even over all, None below two."""
    plain = blau(counts)
    return None if plain is None or areas < 2 else plain * areas / (areas - 1)  # noqa: PLR2004 - no spread


def inside_outside(inside: int, outside: int) -> float | None:
    """Return E-I, (outside - inside) / (outside + inside): -1 all inside the own group, 1 all outside."""
    total = inside + outside
    return (outside - inside) / total if total else None


def cover(
    dimension: Dimension, cells: Sequence[Cell], *, known: int, in_touch: int, placed: int,
    inside: int | None, unplaced: int = 0,
) -> Coverage:  # fmt: skip
    """Put a dimension together; `inside` counts those in the owner's own group, None if it is unknown."""
    ordered = tuple(sorted(cells, key=lambda cell: (-cell.in_touch, -cell.known, cell.key)))
    counts = [cell.in_touch for cell in ordered]
    ratio = None if inside is None else inside_outside(inside, placed - inside)
    told = _sentence(dimension, ordered, in_touch=in_touch, placed=placed, inside=inside)
    if inside is not None and placed and not _owned(ordered, inside):
        told = f"{told} {_outside(dimension, inside, placed)}"
    if dimension == "level":
        ordered = tuple(sorted(ordered, key=lambda cell: _rung(cell.key)))
    return Coverage(
        dimension,
        ordered,
        known,
        in_touch,
        placed,
        blau(counts),
        evenness(counts),
        ratio,
        told,
        unplaced,
    )


def _rung(level: str) -> int:
    """Give a level's place on the ladder; a word that is on none stands last."""
    return titles.LEVELS.index(level) if level in titles.LEVELS else len(titles.LEVELS)


def _owned(ordered: Sequence[Cell], inside: int | None) -> bool:
    """Tell whether the area with most in touch is all of the owner's own group: one sentence says both."""
    return bool(ordered) and ordered[0].own and ordered[0].in_touch == inside


def _sentence(
    dimension: Dimension, cells: Sequence[Cell], *, in_touch: int, placed: int, inside: int | None
) -> str:
    """Say of how many the area is known, and where these concentrate or that they are spread."""
    if not in_touch:
        return "Nobody was in touch within the past year."
    people = "one person" if in_touch == 1 else f"{phrases.number(in_touch)} people"
    start = f"Of the {people} in touch within the past year"
    known = _known(dimension, placed)
    live = [cell for cell in cells if cell.in_touch]
    if not live:
        return f"{start}, {known}."
    start = start if placed == in_touch else f"{start}, {known}; of these"
    first, (where, several) = live[0], _WHERE[dimension]
    own = ", your own" if _owned(cells, inside) else ""
    at = f"{where} {areas.said(dimension, first.name)}{own}"
    there = f"{phrases.number(first.in_touch)} {'is' if first.in_touch == 1 else 'are'} {at}"
    spread = f"{phrases.number(len(live))} {several}"
    if len(live) > 1 and first.in_touch == 1:
        return f"{start}, {_ALL_APART[dimension]}; they are spread over {spread}."
    if len(live) == 1:
        return f"{start}, {'that one is' if placed == 1 else 'all are'} {at}."
    if placed >= ENOUGH and first.in_touch >= FOCUS * placed:
        rest = placed - first.in_touch
        return f"{start}, {there}{f', and {phrases.number(rest)} elsewhere' if own else ''}."
    return f"{start}, {there}, which is the most; they are spread over {spread}."


def _known(dimension: Dimension, placed: int) -> str:
    """Say of how many the area is known."""
    told = _KNOWN[dimension]
    if placed < 2:  # noqa: PLR2004 - nobody, or one
        told = told.replace("have", "has").replace("are", "is")
    return told.format(count=phrases.number(placed) if placed else "nobody")


def _outside(dimension: Dimension, inside: int, total: int) -> str:
    """Say E-I as a count: of ten, eight are outside your own organization."""
    outside, group = total - inside, _GROUP[dimension]
    if not outside:
        return f"Nobody of them is outside {group}."
    if not inside:
        return f"Nobody of them is in {group}."
    verb = "is" if outside == 1 else "are"
    return f"{phrases.number(outside).capitalize()} of {phrases.number(total)} {verb} outside {group}."
