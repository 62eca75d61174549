"""The third act: the table meets, the minutes say it, the ledger knows, a stranger does not."""

import io
import re
from typing import Any
from uuid import UUID, uuid4

import pypdf
from sqlalchemy import select

from safetynet.access import job
from safetynet.audit import Entry, Result, reading
from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings.models import Meeting
from tests.browser import without_tokens
from tests.e2e.casework import CLINIC, HARBOR, PROBATION
from tests.e2e.pages import Journey, Opens, Window, holding
from tests.town import Town

QUESTIONS = (
    ("Immediate and ongoing safety plan", PROBATION, "She keeps her own list of people to call."),
    ("Current safety status", PROBATION, "She is back, and stays with her aunt."),
    ("Extent of previous/current victimization", PROBATION, "Nothing new is asked of her today."),
    ("Immediate and ongoing stabilization", CLINIC, "Evenings at the clinic have begun."),
    ("Previously referred to CSEC-specific services?", CLINIC, "To the clinic, this week."),
    ("Refer to crisis counseling / other services", HARBOR, ""),
)
"""The six questions of the agreement, who answers, and what; a covered agency only speaks."""
WISHES = "To stay with her aunt, and to finish the school year."
DECISION = "Her aunt’s home is looked at as a place to stay."
TASKS = ("Visit the aunt", "Offer an evening appointment")
HARBORS_OWN = "We explained the night line to her; she chose the code words herself."

DONE = {
    ("referrals.send", "probation"),
    ("referrals.triage", "coordinator"),
    ("referrals.accept", "coordinator"),
    ("cases.give_seat", "coordinator"),
    ("events.log", "probation"),
    ("sharing.write", "probation"),
    ("linkages.add", "probation"),
    ("linkages.step", "probation"),
    ("linkages.answer", "provider"),
    ("plans.start", "probation"),
    ("plans.add_goal", "probation"),
    ("plans.add_step", "probation"),
    ("plans.submit", "probation"),
    ("plans.decide", "coordinator"),
    ("plans.update_step", "provider"),
    ("meetings.add", "coordinator"),
    ("meetings.take_down", "coordinator"),
    ("meetings.take_down", "advocate"),
}
"""What changed her records, and who did it: all of it must be on the ledger."""
NOT_FOR_ADVOCATES = {"triage", "acceptance", "team", "seats", "agenda", "attendance", "readback"}
"""Pages that an advocate may not open for anybody: refused before a record is looked for."""


def the_case_goes_on_the_agenda(coordinator: Window, number: str) -> str:
    """Put it on tomorrow's agenda, with the reason that is given; return the meeting."""
    coordinator.open("/meetings").page.locator("main tbody a").first.click()
    meeting = str(coordinator.looked().path)
    coordinator.follow("Build the agenda")
    row = coordinator.page.locator("tr", has_text=number)
    assert "never reviewed" in row.inner_text()
    coordinator.press(f"Add {number}")
    assert f"{number} is on the agenda." in coordinator.words
    own = coordinator.page.locator(".agenda > li", has_text=number)
    own.get_by_label("Minutes").fill("10")
    own.get_by_role("button", name="Set").click()
    coordinator.looked().picture("agenda", height=1000).follow("Done")
    return meeting


def the_team_reviews(window: Opens, meeting: str, number: str, axe: Any) -> str:
    """Sign the statement, answer the six questions, decide; return the item's path."""
    for role in ("probation", "advocate"):
        assert "I sign this statement" in window(role).open(meeting).words
        window(role).press("I sign this statement")
    coordinator = window("coordinator").open(meeting).press("Start the meeting")
    for name in ("Chidi Okafor", "Ines Batista"):
        coordinator.box(name, exact=True).select_option(label="Present")
        coordinator.tick(f"Statement signed, {name}")
    coordinator.press("Save attendance").press(f"Begin {number}").check(axe)
    item = str(coordinator.path)
    for question, agency, answer in QUESTIONS:
        coordinator.box(question, exact=True).fill(answer)
        coordinator.choose(f"Source of the answer to: {question}", agency)
        if agency == HARBOR:
            coordinator.tick(f"Spoken, not recorded: {question}")
    coordinator.write(What_does_the_young_person_want=WISHES).choose("As told by", PROBATION)
    lines = [f"{TASKS[0]} @probation due friday", f"{TASKS[1]} @nobody due friday"]
    coordinator.write(Decisions=DECISION, Tasks="\n".join(lines)).press("Save")
    assert coordinator.errors() == ["@nobody has no seat at this table"]
    lines[1] = lines[1].replace("@nobody", "@clinic")
    coordinator.check(axe).write(Tasks="\n".join(lines)).press("Save")
    assert "6 of 6 answered" in coordinator.words
    coordinator.check(axe).picture("review", height=1000)
    advocate = window("advocate").open(item)
    advocate.box(QUESTIONS[-1][0], exact=True).fill(HARBORS_OWN)
    advocate.press("Save our lines").check(axe)
    assert HARBORS_OWN in advocate.words
    coordinator.open(item).press("Save, read back").check(axe)
    assert DECISION in coordinator.words and HARBORS_OWN not in coordinator.words
    coordinator.press("Read out and right").open(meeting).press("End the meeting")
    return item


def the_minutes_say_it(coordinator: Window, meeting: str, number: str, axe: Any) -> None:
    """Finalise them, and read the paper: everything the team said, nothing Harbor kept."""
    coordinator.open(f"{meeting}/minutes").check(axe)
    coordinator.tick("They were out of the room for these cases")
    coordinator.press("Finalize the minutes").check(axe)
    assert "are final. Corrections are addenda now." in coordinator.words
    at = coordinator.page.get_by_role("heading", name=number).get_attribute("id")
    coordinator.picture("minutes", at=f"#{at}", height=1000)
    paper = text_of(coordinator.download("Download as PDF"))
    answers = [answer for _question, _agency, answer in QUESTIONS]
    for said in (number, WISHES, DECISION, *TASKS, *answers, "Spoken, not recorded", "Serial"):
        assert flat(said) in paper, said
    assert flat(HARBORS_OWN) not in paper


def text_of(pdf: bytes) -> str:
    return flat("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages))


def flat(text: str) -> str:
    """Return a text without its white space, which breaks differently on paper."""
    return "".join(text.split())


def the_ledger_knows(window: Opens, town: Town, number: str) -> None:
    """Each step is on her record's page of the ledger, under the name of whoever took it."""
    officer = window("privacy_officer").open("/").follow("Oversight", inside="header")
    officer.write(Case_number=number).press("Show who looked")
    for name in ("Frank Odell", "Ines Batista", "Chidi Okafor", "Alma Reyes"):
        assert name in officer.words
    officer.picture("who-looked", height=720)
    officer.page.locator("tbody th a").first.click()
    assert number in officer.looked().words
    supervisor = window("supervisor").open(f"/oversight/records/{number}")
    assert "Alma Reyes" in supervisor.words and "Frank Odell" not in supervisor.words
    roles = {person.id: person.role.value for person in town.people}
    entries = about(town, number)
    changes = [one for one in entries if one.result in {Result.CHANGED, Result.CREATED}]
    missing = DONE - {(one.endpoint, roles[one.actor]) for one in changes}
    assert not missing, missing
    paper = [one for one in entries if one.endpoint == "meetings.minutes_pdf"]
    assert [(one.result, roles[one.actor]) for one in paper] == [(Result.DISCLOSED, "coordinator")]


def about(town: Town, number: str) -> list[Entry]:
    """Return every entry of the ledger that touched a case's young person."""
    with town.app.app_context(), job("test: read the ledger"):
        her = db.session.scalars(select(Case.survivor_id).where(Case.number == number)).one()
        lines = reading.about(her, 1000)
    return [line.entry for line in lines]


def an_outsider_learns_nothing(
    window: Opens, town: Town, journey: Journey, records: list[str], words: list[str]
) -> None:
    """The advocate of the other covered agency gets 404 at every address of these records."""
    stranger = window("advocate", place=1).open("/account")
    request = stranger.page.request
    token = stranger.page.locator("input[name=csrf_token]").first.get_attribute("value")
    seen, sent = holding(journey.seen, *records), holding(journey.sent, *records)
    assert len(seen) > 15 and len(sent) > 15, "the story went through many pages"
    for path in seen:
        answer, invented = request.get(path), request.get(with_another_id(path))
        allowed = 403 if path.rpartition("/")[2] in NOT_FOR_ADVOCATES else 404
        assert (answer.status, invented.status) == (allowed, allowed), path
        assert without_tokens(answer.text()) == without_tokens(invented.text()), path
    for path in sent:
        form = {"csrf_token": token, "form_key": str(uuid4())}
        assert request.post(path, form=form).status in {403, 404}, path
    with town.app.app_context(), job("test: a number"):
        meetings = list(db.session.scalars(select(Meeting.id)))
    for meeting in meetings:
        for page in (f"/meetings/{meeting}", f"/meetings/{meeting}/minutes"):
            assert not any(word in stranger.open(page).words for word in words), page
        paper = request.get(f"/meetings/{meeting}/minutes.pdf")
        assert paper.ok and not any(flat(word) in text_of(paper.body()) for word in words)


UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def with_another_id(path: str) -> str:
    """Return the address of the same page for records that were never there."""
    return UUIDS.sub(lambda _found: str(uuid4()), path)


def record_in(path: str) -> str:
    """Return the last id in an address."""
    return str(UUID(UUIDS.findall(path)[-1]))
