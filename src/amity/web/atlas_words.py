"""Words of the atlas: how its bands, dimensions and spreads are said to a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as later

BANDS = {
    "strong": later("strong tie"),
    "warm": later("warm tie"),
    "thin": later("thin tie"),
    "asleep": later("no exchange this year"),
}
DIMENSIONS = {
    "organization": later("Organization"),
    "industry": later("Industry"),
    "function": later("Line of work"),
    "level": later("Level"),
    "place": later("Country"),
    "age": later("Known for"),
    "circle": later("Circle"),
}
