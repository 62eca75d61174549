"""The second act: she is referred, a case opens, she signs, a service answers, a plan begins."""

from datetime import timedelta
from typing import Any

from safetynet import clock
from tests.e2e.importing import Person
from tests.e2e.pages import Opens, Window

PROBATION, CLINIC, HARBOR = "Laurel County Probation", "Bridge Street Clinic", "Harbor House"
SERVICE = "Bridge Street Clinic – Someone to talk to"
ADDED = "She was gone for two nights. A friend saw her at a motel with a man of about thirty."
NEEDS = "A woman to talk to, and evenings only: she works after school."
GOAL = "I want to sleep a whole night and not be scared of my phone."
STEP = "Three evenings to talk, the first one this week."
UPDATE = "She came and stayed an hour."


def number_of(person: Window) -> str:
    """Return the case's number from the top of its page."""
    return str(person.page.locator("h1").inner_text()).split()[0]


def she_is_referred(probation: Window, her: Person, axe: Any) -> str:
    """Find one of 1,501 by name, add what happened, send it; return the referral's path."""
    name = " ".join(her[part] for part in ("first_name", "middle_initial", "last_name"))
    probation.open("/search").write(Number_or_name=name).press("Search")
    probation.page.locator("tr", has_text=" ".join(name.split())).get_by_role("link").click()
    referral = str(probation.looked().path)
    assert "Only your agency sees this" in probation.words
    probation.follow("Add something").write(Your_words=ADDED).press("Add")
    probation.follow("Send it").press("Send to Coordinating Office")
    assert probation.errors() == ["Choose what lets you tell the review"]
    probation.tick("The young person’s release").check(axe).tick("Penal Code 13753")
    probation.picture("send").press("Send to Coordinating Office")
    assert "is with Coordinating Office" in probation.words
    return referral


def the_coordinator_opens_a_case(coordinator: Window, referral: str) -> str:
    """Triage it, open a case, give agencies a seat; return the case's path."""
    number = coordinator.open(referral).page.title().split()[0]
    coordinator.open("/")
    assert number in coordinator.words, "it waits on the first page"
    coordinator.open(referral).follow("Triage").press("Save")
    assert len(coordinator.errors()) == 1
    coordinator.tick("Within days").box("Next review", exact=True).check()
    coordinator.press("Save").follow("Open a case").press("Open the case")
    case = str(coordinator.path)
    coordinator.follow("Change the team")
    for agency in (HARBOR, CLINIC):
        coordinator.choose("Agency", agency).press("Give it a seat")
    coordinator.picture("team")
    return case


def she_signs_a_release(probation: Window, case: str, her: Person, axe: Any) -> None:
    """A covered kind crosses to the clinic because she says so, and for how long."""
    probation.open(case).follow("Log an event").choose("What happened", "Returned")
    probation.write(What_others="She slept at her aunt’s.").press("Log event")
    probation.open(case).follow("Write a release").press("Save this release")
    assert "Choose what may be shared" in probation.errors()
    probation.check(axe).choose("Who may receive it", CLINIC)
    for kind in ("Name and identity", "Services and linkages", "Plan", "Mental health"):
        probation.box(kind, exact=True).check()
    probation.write(
        What_for="Evenings to talk at the clinic.",
        What_will_not_be_shared="Court papers, and anything about her family.",
        Risks_and_benefits="She need not explain everything again; more people know her name.",
        Names_of_those=f"{her['first_name']} {her['last_name']}",
        Only_if_the_young_person_signs_alone="Counselling from 12, Family Code 6924",
    )
    probation.tick("Shown here", "The young person alone, because", "The young person knows")
    probation.press("Save this release")
    assert f"{CLINIC} now sees of your agency" in probation.words
    probation.open(case).follow("Who can see what").picture("who-can-see-what")


def a_service_is_offered(window: Opens, case: str, axe: Any) -> str:
    """Offer it, send it, and let the provider accept on a phone; return the linkage's path."""
    probation = window("probation").open(case).follow("Offer a service")
    probation.choose("Service", SERVICE).tick("Yes").write(What_she_or_he_needs=NEEDS)
    linkage = str(probation.press("Save the offer").press("Send to").path)
    provider = window("provider", phone=True).open("/")
    provider.follow(f"Answer {PROBATION} about {number_of(probation.open(case))}")
    assert provider.path == linkage
    assert NEEDS in provider.words, "her release carries it"
    provider.check(axe).picture("provider-answers").press("Accept").check(axe)
    assert f"{PROBATION} sees your answer now." in provider.words
    return linkage


def a_plan_is_written(window: Opens, case: str) -> str:
    """Her goal in her words, a step for the clinic, an update in two taps; return its path."""
    probation = window("probation").open(case).follow("The whole plan")
    probation.press("Start the stabilization plan").follow("Add a goal")
    probation.choose("Part of life", "Feeling well").write(What_I_want=GOAL).press("Add")
    probation.follow("Add a step").write(What_is_done=STEP).choose("Who does it", CLINIC)
    due = clock.today() + timedelta(days=5)
    probation.write(By_when=due.isoformat()).press("Add this step").press("Send to be approved")
    version = str(probation.path)
    window("coordinator").open(version).picture("plan-changes").press("Approve and put in force")
    provider = window("provider", phone=True).open(f"{case}/plan").follow("Say how it goes")
    step = str(provider.path)
    provider.picture("provider-reports").write(A_sentence=UPDATE).press("In progress")
    assert UPDATE in provider.words
    probation.open(f"{case}/plan")
    assert UPDATE in probation.words and GOAL in probation.words
    probation.picture("plan", at="#stabilization")
    return step
