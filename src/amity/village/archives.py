"""Archives: what LinkedIn gives its member to download, as it stood on two days ten months apart."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from operator import itemgetter

from amity.village import exchanges
from amity.village.exchanges import Exchange, Story
from amity.village.villagers import Villager

OLDER, NEWER = 305, 14
"""Days before today on which the two archives were asked for."""
LEFT, STARTED = 425, 362
"""Days before today on which the owner left Northwind and began at Lumen Works."""
NOTES = (
    "When exporting your connection data, you may notice that some of the email addresses are missing. You"
    " will only see email addresses for connections who have allowed their connections to see it."
)
CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
MESSAGES = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS",
    "DATE", "SUBJECT", "CONTENT", "FOLDER", "ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION ARCHIVED",
)  # fmt: skip
WHEN = MESSAGES.index("DATE")
INVITATIONS = ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
PROFILE = (
    "First Name", "Last Name", "Maiden Name", "Address", "Birth Date", "Headline", "Summary", "Industry",
    "Zip Code", "Geo Location", "Twitter Handles", "Websites", "Instant Messengers",
)  # fmt: skip
POSITIONS = ("Company Name", "Title", "Description", "Location", "Started On", "Finished On")
GROUP = ("tomas", "wanjiru", "leila")
"""Who is in the one conversation of several."""
PRESENT = (
    "A present for Ines: a lamp?",
    "A lamp, and we all sign it.",
    "I'll ask the workshop.",
    "Perfect.",
)

Cells = Iterable[Sequence[str]]


def name(as_of: date) -> str:
    """Name an archive as LinkedIn does, month first."""
    return f"Complete_LinkedInDataExport_{as_of:%m-%d-%Y}.zip"


def write(story: Story, told: Sequence[Exchange], as_of: date) -> tuple[bytes, dict[str, int]]:
    """Write the archive of one day and count the rows of its tables."""
    tables = {
        "Connections": (CONNECTIONS, _connections(story, as_of)),
        "messages": (MESSAGES, _messages(story, told, as_of)),
        "Invitations": (INVITATIONS, _invitations(story, as_of)),
        "Profile": (PROFILE, [_profile(story)]),
        "Positions": (POSITIONS, _positions(story.today)),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, (head, rows) in tables.items():
            entry = zipfile.ZipInfo(f"{table}.csv", (as_of.year, as_of.month, as_of.day, 6, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _preamble(table) + _csv([head, *rows]))
    return file.getvalue(), {table: len(rows) for table, (_, rows) in tables.items()}


def _csv(rows: Cells) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _preamble(table: str) -> str:
    return f'Notes:\r\n"{NOTES}"\r\n\r\n' if table == "Connections" else ""


def _connections(story: Story, as_of: date) -> list[list[str]]:
    """List who was connected by then, newest first; one of them has left LinkedIn since."""
    known = [one for one in story.people.values() if one.connected and one.connected <= as_of]
    known.sort(key=lambda one: (one.connected or as_of, one.key), reverse=True)
    gone = ["", "", "", "", "", "", _day(story.today - timedelta(days=1222))]
    return [*(_connection(story, one, as_of) for one in known), gone]


def _connection(story: Story, one: Villager, as_of: date) -> list[str]:
    moved = one.earlier is None or as_of > story.today - timedelta(days=OLDER)
    title, organization = (one.title, one.organization) if moved else (one.earlier or ("", ""))
    # Most people hide their address here; those whom no card joins with it would otherwise be there twice.
    shown = one.emails[0] if one.emails and "v" not in one.cards else ""
    return [one.given, one.family, one.profile, shown, organization, title, _day(one.connected or as_of)]


def _messages(story: Story, told: Sequence[Exchange], as_of: date) -> list[list[str]]:
    """List all messages up to the day, newest first as LinkedIn does, with what stands among them."""
    chat = [_message(one) for one in told if one.channel == "message"]
    rows = [*chat, *_group(story), _member(story), _draft(story)]
    known = [row for row in rows if row[WHEN][:10] <= as_of.isoformat()]
    return sorted(known, key=itemgetter(WHEN), reverse=True)


def _message(one: Exchange) -> list[str]:
    text = f"{one.subject}\n{one.body}" if one.answers is None else one.body
    return _row(_id(str(one.thread)), [one.sender, *one.to], one.at, text)


def _row(
    conversation: str,
    people: Sequence[Villager],
    at: datetime,
    text: str,
    *,
    title: str = "",
    draft: str = "No",
) -> list[str]:
    """Write one message from the first of `people` to the others."""
    sender, *to = people
    names, profiles = ",".join(one.name for one in to), ",".join(_url(one) for one in to)
    when = f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    who = [sender.name, _url(sender), names, profiles]
    return [conversation, title, *who, when, "", text, "INBOX", "", draft, "No"]


def _url(one: Villager) -> str:
    """Give the profile address; the owner has one, whichever mailbox they write from."""
    return "https://www.linkedin.com/in/robin-hale-village" if one.key in {"me", "work"} else one.profile


def _id(text: str) -> str:
    return f"2-{blake2b(text.encode(), digest_size=12).hexdigest()}"


def _at(story: Story, ago: int, hour: int) -> datetime:
    return datetime.combine(story.today - timedelta(days=ago), time(hour, 12, 5), exchanges.ZONE)


def _group(story: Story) -> list[list[str]]:
    """Write the conversation of four about a farewell present."""
    people = [story.people["me"], *(story.people[key] for key in GROUP)]
    return [
        _row(_id("ines"), _speaking(people, turn), _at(story, 318 - turn, 9), line, title="Farewell Ines")
        for turn, line in enumerate(PRESENT)
    ]


def _speaking(people: Sequence[Villager], turn: int) -> list[Villager]:
    """Put the one who speaks before the others."""
    return [people[turn], *people[:turn], *people[turn + 1 :]]


def _member(story: Story) -> list[str]:
    """Write a message of somebody who has left LinkedIn: no name and no address are given."""
    people = [story.people["shanice"], story.people["me"]]
    row = _row(_id("member"), people, _at(story, 720, 10), "Good to meet you!")
    row[2:4] = ["LinkedIn Member", ""]
    return row


def _draft(story: Story) -> list[str]:
    people = [story.people["me"], story.people["grace"]]
    return _row(_id("draft"), people, _at(story, 500, 21), "Grace, it has been", draft="Yes")


def _invitations(story: Story, as_of: date) -> list[list[str]]:
    """List who invited whom in the last three years, the day before each connection."""
    since = story.today - timedelta(days=1095)
    known = [one for one in story.people.values() if one.connected and since < one.connected <= as_of]
    return [_invitation(story, one) for one in sorted(known, key=lambda one: one.key)]


def _invitation(story: Story, one: Villager) -> list[str]:
    me = story.people["me"]
    ours = len(one.family) % 2 == 0
    sender, to = (me, one) if ours else (one, me)
    day = (one.connected or story.today) - timedelta(days=1)
    at = datetime.combine(day, time(8 + len(one.given), 24), UTC)
    sent = f"{at.month}/{at.day}/{at:%y, %I:%M %p}"
    return [sender.name, to.name, sent, "", "OUTGOING" if ours else "INCOMING", _url(sender), _url(to)]


def _profile(story: Story) -> list[str]:
    me = story.people["me"]
    headline = f"{me.title} at {me.organization}"
    return [me.given, me.family, "", "", "", headline, "I like things that can be repaired.",
            "Consumer Goods", "", "Harbor City", "", "", ""]  # fmt: skip


def _positions(today: date) -> list[list[str]]:
    """List the owner's jobs, the present one first, dated by month."""
    left, began = (today - timedelta(days=ago) for ago in (LEFT, STARTED))
    director, manager = (today - timedelta(days=ago) for ago in (1500, 2600))
    return [
        ["Lumen Works", "Head of Repair Programs", "", "Harbor City", _month(began), ""],
        ["Northwind", "Director of Operations", "", "Harbor City", _month(director), _month(left)],
        ["Northwind", "Operations Manager", "", "Harbor City", _month(manager), _month(director)],
    ]


def _day(day: date) -> str:
    return f"{day:%d %b %Y}"


def _month(day: date) -> str:
    return f"{day:%b %Y}"
