"""Words of the atlas: how its bands, dimensions and spreads are said to a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as later

BANDS = {
    "strong": later("strong tie"),
    "warm": later("warm tie"),
    "thin": later("thin tie"),
    "asleep": later("asleep: no exchange this year"),
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
THEIR_LEVELS = {
    "individual": later("On their own work"),
    "lead": later("Guiding a few"),
    "manager": later("Manager"),
    "director": later("Director"),
    "executive": later("Executive"),
    "founder": later("Founder"),
}
BASES = {
    "hand": later("your word"),
    "said": later("as their card says"),
    "title": later("read from the title"),
    "domain": later("read from the mail address"),
    "name": later("read from the organization’s name"),
    "others": later("as others there say"),
    "address": later("read from the postal address"),
    "phone": later("read from the phone number"),
}
"""By what somebody was placed in an area; the keys are those of `core.placing.BASES`."""
