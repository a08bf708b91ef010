"""Headlines: what an import brought, in one sentence whose parts lead to their records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.core.brought import Moved


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sentence: its words, the records they lead to, and some whose work changed."""

    text: str
    outcome: str = ""
    moved: tuple[Moved, ...] = ()


def brought(
    report: Mapping[str, Any], *, counts: Mapping[str, int], moved: Sequence[Moved], stopped: Sequence[str]
) -> list[Part]:
    """Say what changed first, then what is new, what was here already and what was left out."""
    totals = {group: report["totals"].get(group, {}) for group in ("people", "interactions", "records")}
    parts = [Part(_("%(file)s was stopped, nothing of it is kept") % {"file": path}) for path in stopped]
    if counts.get("updated"):
        parts.append(Part(_("%(n)s changed") % {"n": _figure(counts["updated"])}, "updated", tuple(moved)))
    people, exchanges = totals["people"].get("created", 0), totals["interactions"].get("created", 0)
    if people or exchanges:
        told = {
            "people": _count(ngettext("%(n)s new person", "%(n)s new people", people), people),
            "exchanges": _count(ngettext("%(n)s new exchange", "%(n)s new exchanges", exchanges), exchanges),
        }
        parts.append(Part(_("%(people)s, %(exchanges)s") % told, "created" if counts.get("created") else ""))
    elif not parts:
        parts.append(Part(_("Nothing new")))
    if here := totals["records"].get("unchanged", 0):
        words = ngettext("%(n)s record was here already", "%(n)s records were here already", here)
        parts.append(Part(_count(words, here)))
    if left := totals["records"].get("skipped", 0):
        words = ngettext("%(n)s was left out", "%(n)s were left out", left)
        parts.append(Part(_count(words, left), "skipped"))
    if gone := report["totals"].get("taken_back", 0):
        words = ngettext("%(n)s was taken back", "%(n)s were taken back", gone)
        parts.append(Part(_count(words, gone), "taken-back"))
    return parts


def _count(words: str, count: int) -> str:
    return words % {"n": _figure(count)}


def _figure(count: int) -> str:
    return number_format(count, use_l10n=True, force_grouping=True)
