"""Wording: how the house's words are said to a person."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from amity.core.handles import Handle
from amity.web import atlas_words, group_words, placed

BANDS, DIMENSIONS = atlas_words.BANDS, atlas_words.DIMENSIONS
BASES, THEIR_LEVELS = placed.BASES, placed.LEVELS
STATES = {
    "new": later("new"),
    "warming": later("warming"),
    "steady": later("steady"),
    "cooling": later("cooling"),
    "dormant": later("dormant"),
}
PURPOSES = {"tactical": later("Tactical"), "social": later("Social"), "strategic": later("Strategic")}
LETTERS = {"tactical": "T", "social": "O", "strategic": "S"}
"""The letters stand beside shape and hue, so that no purpose is told by color alone."""
IMPORTANCE = {
    0: later("Not said yet"),
    1: later("Good to keep"),
    2: later("Matters"),
    3: later("For the long run"),
}
AFFINITIES = {
    "low": later("We do not naturally get on"),
    "normal": later("It goes as it goes"),
    "high": later("It comes easily"),
}
CLOSER = {
    "close": later("Close"),
    "good": later("On good terms"),
    "loose": later("Loosely"),
    "no": later("As it looks"),
}
ELSEWHERE = {
    "weekly": later("About every week"),
    "monthly": later("About every month"),
    "quarterly": later("About every three months"),
    "no": later("We do not"),
}
"""The owner's corrections of a tie, and the word that takes each back."""
IMPORTANCE_KEYS = "qwer"
"""The keys below 1, 2, 3 and 4 say how much somebody matters, where one hand does it all."""
ROLES = {
    "decides": later("Decides"),
    "close": later("Stands close"),
    "helps": later("Helps"),
    "organizer": later("runs it"),
    "chosen": later("a second conversation"),
    "rests": later("rests"),
}
OUTCOMES_OF = {
    "information": later("Information"),
    "insight": later("Insight"),
    "influence": later("Influence"),
    "introduction": later("Introduction"),
    "opportunity": later("Opportunity"),
    "support": later("Support"),
}
ASIDES = {
    "private": later("Private life"),
    "deceased": later("No longer with us"),
    "not-for-this": later("Not for this"),
}
CHANNELS = {
    "mail": later("Mail"),
    "message": later("Message"),
    "call": later("Call"),
    "meeting": later("Meeting"),
    "letter": later("Letter"),
    "social": later("Social"),
}
DIRECTIONS = {"mutual": later("Both of us"), "sent": later("I wrote"), "received": later("They wrote")}
WAYS = {
    "sent": later("from you"),
    "received": later("from them"),
    "mutual": later("both"),
    "unknown": later("direction not known"),
}
SORTS = {
    "strength": later("Strength"),
    "name": later("Name"),
    "recent": later("Most recent"),
    "gap": later("Important but thin"),
}
REASONS = {
    "promise": later("A promise"),
    "remind": later("A reminder"),
    "date": later("A day to remember"),
    "warm": later("Keep warm"),
    "reconnect": later("Reconnect"),
    "help": later("How can I help?"),
    "circle_back": later("Circle back"),
    "stretch": later("Outside your world"),
}
"""In the order in which Today shows them."""
ANSWERS = {
    "done": later("done"),
    "later": later("put off"),
    "not-now": later("not now"),
    "passed": later("let go"),
}
TOPICS = {
    "people": later("Who"),
    "new": later("Who"),
    "revived": later("Who"),
    "areas": later("Where and what for"),
    "purposes": later("Where and what for"),
    "promises": later("Promises and help"),
    "help": later("Promises and help"),
    "outcomes": later("What came of it"),
    "circles": later("What came of it"),
}
WHYS = {
    "not this month": later("Not this month"),
    "no reason to": later("No reason to"),
    "wrong person": later("Wrong person for this"),
    "lost touch on purpose": later("Lost touch on purpose"),
}
FELT = {
    "near": later("As if no time had passed"),
    "far": later("Some way to go"),
    "strange": later("Hardly known any more"),
    "silent": later("No answer"),
}
LEVELS = {
    "individual": later("On my own work"),
    "lead": later("Guiding a few"),
    "manager": later("Manager"),
    "director": later("Director"),
    "executive": later("Executive"),
    "founder": later("Founder"),
    "between-jobs": later("Between jobs"),
}
SOURCES = {
    "linkedin": "LinkedIn",
    "linkedin:connection": later("LinkedIn, connection"),
    "linkedin:recommendation": later("LinkedIn, recommendation"),
    "linkedin:endorsement": later("LinkedIn, endorsement"),
    "linkedin:message": later("LinkedIn, message or invitation"),
    "google": later("Google contacts"),
    "outlook": later("Outlook contacts"),
    "monica": "Monica",
    "nametag": "Nametag",
    "meerkat": "Meerkat",
    "table": later("Table"),
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "signal": "Signal",
    "instagram": "Instagram",
    "sms": later("Phone"),
    "amity": later("Another book"),
    "vcard": later("Address book"),
    "calendar": later("Calendar"),
    "mail": later("Mail"),
    "hand": later("Your own word"),
}
RUNS = {
    "running": later("still reading"),
    "done": later("done"),
    "undone": later("taken back"),
    "failed": later("not finished"),
}
OUTCOMES = {
    "created": later("new"),
    "updated": later("changed"),
    "unchanged": later("the same"),
    "skipped": later("left out"),
    "joined": later("joined with others"),
    "taken-back": later("taken back"),
}
NOBODYS = {
    "function": later("a function"),
    "program": later("a program"),
    "list": later("a mailing list"),
    "nowhere": later("a relay or a room"),
}
SHARED = {
    "email": later("same address"),
    "phone": later("same number"),
    "profile": later("same profile"),
    "account": later("same account"),
}
FIELDS = {
    "at": later("When"),
    "text": later("Subject"),
    "where": later("Where"),
    "minutes": later("Minutes"),
    "people": later("With"),
    "name": later("Name"),
    "given": later("Given name"),
    "middle": later("Middle name"),
    "family": later("Family name"),
    "maiden": later("Former name"),
    "prefix": later("Title before the name"),
    "suffix": later("After the name"),
    "nickname": later("Nickname"),
    "industry": later("Industry"),
    "function": later("Line of work"),
    "level": later("Level"),
    "anniversary": later("Anniversary"),
    "started": later("From"),
    "finished": later("Until"),
    "photo": later("Picture"),
    "met_on": later("Day you met"),
    "introducer": later("Introduced by"),
    "relation": later("Related"),
    "circle": later("Circle"),
    "school": later("School"),
    "working_on": later("Working on"),
    "struggling_with": later("Struggling with"),
    "cares_about": later("Cares about"),
    "can_help_with": later("Can help with"),
    "background": later("Background"),
    "help_asked": later("You asked"),
    "help_offered": later("Offered"),
    "help_given": later("You helped"),
    "help_received": later("They helped you"),
    "task": later("To do"),
    "reminder": later("Reminder"),
    "application": later("Applied"),
    "saved_job": later("Marked a job"),
    "follows": later("Follows"),
    "attended": later("Went to"),
    "through": later("Through"),
    "importance": later("Matters"),
    "affinity": later("How it goes"),
    "purpose": later("What for"),
    "aside": later("Set aside"),
    "muted": later("Never suggested"),
    "closer": later("How close"),
    "elsewhere": later("Talk elsewhere"),
    "commitment": later("For the long run"),
    "looked": later("Last looked at"),
    "again": later("Tried again"),
    "other": later("More"),
    "organization": later("Organization"),
    "department": later("Department"),
    "title": later("Title"),
    "headline": later("Headline"),
    "place": later("Place"),
    "email": later("Mail"),
    "phone": later("Phone"),
    "profile": later("Profile"),
    "url": later("Web"),
    "account": later("Chat"),
    "address": later("Address"),
    "birthday": later("Birthday"),
    "connected_on": later("Connected on"),
    "note": later("Note"),
    "tag": later("Label"),
    "met": later("How you met"),
}
CIRCLES, CAMPAIGNS = group_words.CIRCLES, group_words.CAMPAIGNS
LETTER_STATES = group_words.LETTER_STATES
HELP = {
    "given": later("From you"),
    "received": later("From them"),
    "offered": later("Offered"),
    "asked": later("You asked for"),
    "declined": later("Could not be met"),
}
HELP_KINDS = {
    "information": later("Information"),
    "insight": later("Insight"),
    "introduction": later("Introduction"),
    "feedback": later("Feedback"),
    "support": later("Support"),
    "opportunity": later("Opportunity"),
}
BROUGHT = {
    "information": later("Information"),
    "insight": later("Insight"),
    "influence": later("Influence"),
    "introduction": later("Introduction"),
    "opportunity": later("Opportunity"),
    "support": later("Support"),
}
SUGGESTIONS = {
    "introduction": later("An introduction"),
    "resource": later("Something you know"),
    "notes": later("Comparing notes"),
    "question": later("A question"),
}
NEVER = {
    "working_on": later("what they are working on"),
    "struggling_with": later("what is hard for them"),
    "cares_about": later("what they care about"),
    "can_help_with": later("what they can help with"),
    "background": later("how they came to what they do"),
}
"""Kinds of fact, as what nothing is noted on."""
PROMISED = {
    "late": later("The day has passed"),
    "soon": later("This week"),
    "later": later("Later"),
    "open": later("Without a day"),
}
CAREER = {
    "position": later("Jobs"),
    "school": later("Schools"),
    "application": later("Jobs you applied for"),
    "saved_job": later("Jobs you marked"),
    "attended": later("Events"),
    "follows": later("Organizations you follow"),
    "skill": later("Skills"),
    "work": later("Works and more"),
}
_WORDS = later("No one|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten")
_WEEK, _MONTHS, _TWO_WEEKS, _NOON = 7, 60, 14, 12
_DAY, _CLOCK = "M j, Y", "g:i A"
_TIME = re.compile(r"\d{1,2}:\d{2}")
_QUOTES = re.compile(r'"([^"]*)"')
DAYS = {
    "mon": later("Mondays"),
    "tue": later("Tuesdays"),
    "wed": later("Wednesdays"),
    "thu": later("Thursdays"),
    "fri": later("Fridays"),
    "sat": later("Saturdays"),
    "sun": later("Sundays"),
}


def number(count: int) -> str:
    """Say a count up to ten as a word, a larger one in figures."""
    words = str(_WORDS).split("|")
    return words[count] if 0 <= count < len(words) else str(count)


def written(day: date) -> str:
    """Write a day, everywhere in the same way: Nov 24, 2026."""
    return date_format(day, _DAY)


def moment(at: datetime, *, today: date) -> str:
    """Write a moment: of the coming week with its weekday, Tue, Nov 24, 2:30 PM, else with its year."""
    near = 0 <= (at.date() - today).days < _WEEK
    return date_format(at, f"D, M j, {_CLOCK}" if near else f"{_DAY}, {_CLOCK}")


def slot(text: str) -> str:
    """Say the weekly time an owner keeps free: "Mon 09:00" is Mondays at nine."""
    day, _space, clock = text.partition(" ")
    if day.lower()[:3] not in DAYS or not _TIME.fullmatch(clock):
        return text
    hour, minute = (int(part) for part in clock.split(":"))
    name = DAYS[day.lower()[:3]]
    if (hour, minute) == (_NOON, 0):
        return _("%(day)s at noon") % {"day": name}
    if 0 < hour < len(str(_WORDS).split("|")) and not minute:
        return _("%(day)s at %(hour)s") % {"day": name, "hour": number(hour).lower()}
    told = date_format(datetime(2000, 1, 1, hour % 24, minute % 60), _CLOCK)  # noqa: DTZ001 - a clock's face
    return _("%(day)s at %(hour)s") % {"day": name, "hour": told}


def curly(text: str) -> str:
    """Write apostrophes and quotes as a typographer does, and one full stop where a quote ends a sentence."""
    quoted = _QUOTES.sub("“\\1”", text.replace("'", "’"))
    return quoted.replace(".”.", ".”").replace("!”.", "!”").replace("?”.", "?”").replace("…”.", "…”")


def ago(day: date, *, today: date) -> str:
    """Say how long ago a day was: near days in days and weeks, far ones by their month."""
    gap = (today - day).days
    if gap < 0:
        return written(day)
    if gap < 2:  # noqa: PLR2004 - today and yesterday have names
        return _("yesterday") if gap else _("today")
    if gap < _TWO_WEEKS:
        return _("%(days)s days ago") % {"days": gap}
    if gap < _MONTHS:
        weeks = round(gap / _WEEK)
        return ngettext("%(weeks)s week ago", "%(weeks)s weeks ago", weeks) % {"weeks": weeks}
    return date_format(day, "F" if day.year == today.year else "F Y")


def account(value: str, written: str = "") -> str:
    """Say a chat account with its service; nothing for a number that only its program knows."""
    service, found, name = value.partition(":")
    if not found or Handle("account", value).inner:
        return ""
    return f"{SOURCES.get(service, service.capitalize())}: {written or name}"
