"""A whole archive from outside: every member of it is accounted for, table by table, row by row."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from pathlib import Path

import pytest

from amity.book import access
from amity.sync import run
from tests.sources.test_linkedin import TODAY

READ = {
    "Company Follows.csv", "Connections.csv", "Education.csv", "Email Addresses.csv",
    "Endorsement_Given_Info.csv", "Endorsement_Received_Info.csv", "Events.csv", "Invitations.csv",
    "Job Applications.csv", "Languages.csv", "PhoneNumbers.csv", "Positions.csv", "Profile Summary.csv",
    "Profile.csv", "Projects.csv", "Publications.csv", "Recommendations_Given.csv",
    "Recommendations_Received.csv", "Saved Jobs.csv", "Skills.csv", "Whatsapp Phone Numbers.csv",
    "guide_messages.csv", "learning_role_play_messages.csv", "messages.csv",
}  # fmt: skip
ASIDE = {
    "Ad_Targeting.csv", "Comments.csv", "Job Applicant Saved Answers.csv",
    "Job Applicant Saved Screening Question Responses.csv", "Job Seeker Preferences.csv", "Learning.csv",
    "Private_identity_asset.csv", "Reactions.csv", "Receipts_v2.csv", "Registration.csv", "Rich_Media.csv",
    "SavedJobAlerts.csv", "Shares.csv", "Verifications.csv", "Votes.csv", "saved_articles.csv",
}  # fmt: skip


def rows(path: Path) -> dict[str, int]:
    """Count the rows of each table in an archive without any code of ours."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                text = archive.read(name).decode("utf-8-sig")
                lines = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
                preamble = 2 if lines and lines[0] == ["Notes:"] else 0
                found[name.rsplit("/", 1)[-1]] = len(lines) - preamble - 1
    return found


@pytest.mark.outside
def test_every_member_of_an_archive_is_read_or_left_aside_with_the_reason(db: None) -> None:  # noqa: ARG001
    root = Path(os.environ["AMITY_SHARED"]) / "corpora/linkedin/silkyrich-linkedin-export-viewer/fixtures"
    report = run.bring(access.owner(), [root / "sample_export.zip"], today=TODAY)
    files = {file["path"].rsplit("/", 1)[-1]: file for file in report["files"]}
    expected = rows(root / "sample_export.zip")
    assert {name for name in files if name.endswith(".csv")} == READ | ASIDE
    for name, file in files.items():
        counts = file["records"]
        assert counts["total"] == sum(counts[word] for word in ("created", "updated", "unchanged", "skipped"))
        if name in READ:
            assert (file["source"], file["understood"], counts["total"]) == ("linkedin", True, expected[name])
        else:
            assert (file["understood"], counts["total"]) == (False, 0), name
            assert file["reason"] == "This part of LinkedIn's archive is not needed yet."
