"""A spreadsheet that probation imported: kept there, not sent yet; one row was bad."""

import csv
import io
from collections.abc import Sequence

from safetynet import clock
from safetynet.db import db
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller
from safetynet.demo.words import said
from safetynet.referrals.imports import operations
from safetynet.referrals.imports.operations import Asked

HEADINGS = (
    "Case Owner", "Salutation", "First Name", "Second Name", "Also known as", "Consent",
    "Birthdate", "Gender", "Language", "Citizenship", "Mobile Phone", "Mailing City",
    "Trafficking Status", "Methods of Control", "Incoming Referral Date",
    "Incoming Referral Details", "File no.",
)  # fmt: skip
"""Those of HTCDS 2.0 and three of the office's own."""
AGO = 5


def bring(stories: Sequence[Story], teller: Teller) -> None:
    """Import these young people from one file, as a person would; a second file lies waiting."""
    by = teller.setting.actor("probation")
    with teller.by(by.id, "import"), teller.at(AGO, 2) as then:
        asked = Asked(
            agency_id=by.agency_id,
            member_id=by.id,
            referred_on=clock.day_of(then),
            referrer="Night intake",
        )
        batch = operations.begin("night-intake.csv", _file(stories), asked)
        opened = operations.open_again(batch)
        operations.match(opened, opened.mapping, clock.day_of(then))
        db.session.flush()
        operations.step(batch, then, clock.day_of(then), size=len(stories) + 1)
        db.session.flush()
        operations.begin("night-intake (2).csv", _file(stories[:1]), asked)


def _file(stories: Sequence[Story]) -> bytes:
    """Return a file as somebody's office would keep it, with one row that holds no name."""
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow(HEADINGS)
    for number, story in enumerate(stories, 1):
        sheet.writerow(_row(story, number))
    bad = dict.fromkeys(HEADINGS, "") | {"Birthdate": "31/31/2010", "File no.": "PR-00000"}
    sheet.writerow(bad.values())
    return text.getvalue().encode()


def _row(story: Story, number: int) -> list[str]:
    dice, youth = story.dice("import"), story.youth
    _kind, first, _middle, last = youth.names[0]
    also = [name for _kind, name, _m, _l in youth.names[1:2]]
    born, _estimated = youth.birth_dates[0]
    facts = story.tell(dice.choice(said("referrals")["facts"]["probation"]))
    said_of = {
        "Case Owner": "Night intake",
        "Salutation": "Miss",
        "First Name": first,
        "Second Name": last,
        "Also known as": (also or [""])[0],
        "Consent": "Not asked yet",
        "Birthdate": born.strftime("%m/%d/%Y"),
        "Gender": youth.gender,
        "Language": youth.language,
        "Citizenship": "United States of America",
        "Mobile Phone": f"555-01{dice.randint(10, 99)}",
        "Mailing City": "Oakland",
        "Trafficking Status": "Possible victim of trafficking",
        "Methods of Control": "Takes earnings;False promises",
        "Incoming Referral Date": "",
        "Incoming Referral Details": facts.replace("{day}", str(dice.randint(2, 28))),
        "File no.": f"PR-{7000 + number}",
    }
    return [said_of[heading] for heading in HEADINGS]
