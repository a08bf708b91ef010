"""Words of groups: how kinds of circles and campaigns, and the states of letters, are said to a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as later

CIRCLES = {
    "team": later("Team"),
    "project": later("Project"),
    "community": later("Community"),
    "professional-organization": later("Professional organization"),
    "alumni": later("School or former place"),
    "event": later("Event"),
    "job-search": later("Job search"),
    "other": later("Something else"),
}
CAMPAIGNS = {
    "job-search": later("I found work, and want to thank those who were there"),
    "new-role": later("I have a new role"),
    "move": later("I have moved"),
    "thanks": later("I want to thank those who helped me"),
    "other": later("Another reason"),
}
LETTER_STATES = {
    "open": later("To be written"),
    "drafted": later("Begun"),
    "sent": later("Sent"),
    "answered": later("Answered"),
    "rests": later("At rest"),
}
