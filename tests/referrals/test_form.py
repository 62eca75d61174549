"""The whole referral form: parts, several of a kind, what is missing, and where each word goes."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.db import Owned
from safetynet.drafts import Draft
from safetynet.referrals import Concern, PersonOfConcern, Referral
from safetynet.referrals.models import Circumstance, ExploitationAccount
from safetynet.survivors import Address, BirthDate, Name, Particular, PersonTie, SafeContact
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.referrals.telling import FACTS, FIRST, OPINION, PHONE, coded, released, send, typed

KEY = "3f0c1d2e-0000-4000-8000-000000000077"
WHOLE: dict[str, Any] = {
    "sender_role": "Night nurse",
    "sender_reach": "555-010-7000",
    "relationship": "Two visits",
    "learnt_from": "She told the intake desk",
    "withheld": "Something of her health",
    "withheld_because": "She asked us to",
    "languages": "Mam, with an interpreter\nSpanish",
    "aliases": "Goldie\nMari",
    "disability": "Hard of hearing, writes",
    "parenting": "Six months pregnant",
    "children": "A son of two, Wren",
    "lgbtq": "Told us that she likes girls",
    "births-1-born-month": "4",
    "births-1-born-day": "13",
    "births-1-born-year": "2009",
    "births-1-is_estimated": "y",
    "contacts-1-kind": "email",
    "contacts-1-value": "aunt@example.org",
    "contacts-1-person": "Hazel Thistledown",
    "contacts-1-tie": "household",
    "contacts-1-may_leave_message": "y",
    "contacts-1-not_to_know": "Her stepfather",
    "living_place": "hotel",
    "address": "12 Sorrel Lane",
    "moved": "From here to the coast, in June",
    "persons-0-relation": "calls himself her uncle",
    "persons-0-born-month": "2",
    "persons-0-born-day": "3",
    "persons-0-born-year": "1985",
    "persons-0-lives_with": "sometimes",
    "persons-0-weapons": "A knife, she says",
    "persons-0-custody": "On parole",
    "persons-0-orders": "Stay away from the school",
    "persons-3-called": "called King",
    "jurisdiction": "dual",
    "hearing": "The 9th, department 12",
    "attorney": "Ms. Iverson",
    "probation": "Officer Calloway",
    "warrants": "One for a missed date",
    "charged_or_witness": "Witness against two men",
    "leaves_custody_on": "2031-02-03",
    "court": "A wardship since May",
    "social_worker": "Mr. Castellan",
    "placement": "Group home since July",
    "welfare": "An aunt is being assessed",
    "school": "Tenth grade, Sequoia",
    "prior_services": "A drop-in center last year",
}
"""What there is to tell beside the least."""
OF_COURT = {
    "dual", "The 9th, department 12", "Ms. Iverson", "Officer Calloway", "One for a missed date",
    "Witness against two men", "2031-02-03", "A wardship since May",
}  # fmt: skip


def texts(kind: type[Owned]) -> dict[str, Category]:
    return {row.text: row.category for row in rows(kind)}


def open_wants(page: str) -> set[str]:
    """Return what the form says is still missing, without the list before the button."""
    soup = BeautifulSoup(page, "html.parser")
    wants = soup.select('[data-standing]:not([data-standing=""]) [data-want]')
    return {str(want.contents[0]).strip() for want in wants if not want.has_attr("hidden")}


def needed(page: str) -> set[str]:
    soup = BeautifulSoup(page, "html.parser")
    wants = soup.select('[data-standing=""] [data-want]:not([hidden])')
    return {str(want.contents[0]).strip() for want in wants}


def value_of(page: str, name: str) -> str:
    tag = BeautifulSoup(page, "html.parser").select_one(f'[name="{name}"]')
    assert isinstance(tag, Tag), name
    return tag.get_text().strip() if tag.name == "textarea" else str(tag.get("value", ""))


def test_each_word_goes_to_the_row_of_its_own_law(app: Flask, browser: Browser, cast: Cast) -> None:
    send(browser, cast.probation, typed("team_statute") | WHOLE)
    with app.app_context(), job("test: look"):
        told = texts(Circumstance)
        assert {text for text, of in told.items() if of is Category.JUVENILE_COURT} == OF_COURT
        assert told["Mr. Castellan"] is told["Group home since July"] is Category.CHILD_WELFARE
        assert told["An aunt is being assessed"] is Category.CHILD_WELFARE
        assert told["Tenth grade, Sequoia"] is Category.EDUCATION
        assert told["hotel"] is Category.LOCATION
        assert told["A son of two, Wren"] is Category.IDENTITY
        assert told["Told us that she likes girls"] is Category.IDENTITY
        assert told["A drop-in center last year"] is Category.REFERRAL_NARRATIVE
        assert {row.text for row in rows(Particular)} >= {
            "Mam, with an interpreter", "Spanish", "Hard of hearing, writes", "Six months pregnant",
        }  # fmt: skip
        [concern] = rows(Concern)
        assert concern.learnt_from == "She told the intake desk"
        assert (concern.sender_role, concern.sender_reach) == ("Night nurse", "555-010-7000")
        assert concern.withheld_because == "She asked us to"
        [account] = rows(ExploitationAccount)
        assert account.moved == "From here to the coast, in June"


def test_several_of_a_kind_are_several_rows(app: Flask, browser: Browser, cast: Cast) -> None:
    send(browser, cast.probation, typed("team_statute") | WHOLE)
    with app.app_context(), job("test: look"):
        assert {(born.iso, born.is_estimated) for born in rows(BirthDate)} == {
            ("2010-03-14", False), ("2009-04-13", True),
        }  # fmt: skip
        assert {name.display for name in rows(Name)} >= {"Goldie", "Mari"}
        ways = {way.value: way for way in rows(SafeContact)}
        assert ways[PHONE].may_text and ways[PHONE].confirmed_on == clock.today()
        aunt = ways["aunt@example.org"]
        assert (aunt.person, aunt.tie) == ("Hazel Thistledown", PersonTie.HOUSEHOLD)
        assert aunt.may_leave_message and not aunt.may_text
        persons = {person.name: person for person in rows(PersonOfConcern)}
        assert set(persons) == {"Uncle Bramble", "called King"}
        uncle = persons["Uncle Bramble"]
        assert (uncle.born, uncle.lives_with) == ("1985-02-03", "sometimes")
        assert (uncle.weapons, uncle.custody) == ("A knife, she says", "On parole")
        assert uncle.orders == "Stay away from the school"


def test_the_sender_reads_all_of_it_and_codes_as_words(browser: Browser, cast: Cast) -> None:
    path = send(browser, cast.probation, typed("team_statute") | WHOLE)
    page = browser.get(path).text
    boxes = {name for name in WHOLE if name.endswith(("-month", "-day", "-year", "is_estimated"))}
    codes = {"living_place", "jurisdiction", "leaves_custody_on", "languages", "aliases"}
    for name in WHOLE.keys() - boxes - codes:
        if not name.startswith("contacts") and not name.endswith("lives_with"):
            assert WHOLE[name] in page, name
    for words in ("In a hotel or motel", "At times", "Feb 3, 2031", "Next hearing"):
        assert words in page
    assert "aunt@example.org" not in page


def test_what_the_law_does_not_carry_does_not_cross(browser: Browser, cast: Cast) -> None:
    """WIC 827 and FERPA guard the court’s, child welfare’s and the school’s own."""
    path = send(browser, cast.probation, typed("team_statute") | WHOLE)
    page = browser.as_(cast.coordinator).get(path).text
    assert FACTS in page and "A knife, she says" in page and "A drop-in center last year" in page
    for name in ("warrants", "social_worker", "school", "address", "hearing", "placement"):
        assert WHOLE[name] not in page, name
    assert "In a hotel or motel" not in page


@pytest.mark.parametrize("kind", ["births", "contacts", "persons"])
def test_one_more_is_asked_for_without_a_script_and_nothing_typed_is_lost(
    app: Flask, browser: Browser, cast: Cast, kind: str
) -> None:
    form = typed("team_statute") | {"form_key": KEY}
    answer = browser.as_(cast.probation).post("/referrals/new", form | {"more": kind})
    assert answer.status_code == 200
    group = BeautifulSoup(answer.text, "html.parser").select(f"#several-{kind} > fieldset")
    assert len(group) == 2
    for name in ("facts", "opinion", "first_name", "contacts-0-value", "births-0-born-year"):
        assert value_of(answer.text, name) == form[name]
    with app.app_context(), job("test: look"):
        assert not rows(Referral)
    # The same form, sent now.
    assert browser.post("/referrals/new", form).status_code == 303


def test_asking_for_one_more_finds_no_fault_yet(browser: Browser, cast: Cast) -> None:
    answer = browser.as_(cast.probation).post("/referrals/new", {"more": "persons"})
    assert answer.status_code == 200 and "There is a problem" not in answer.text


@pytest.mark.parametrize("kind", ["facts", "basis", "__class__", ""])
def test_there_is_no_more_of_anything_else(browser: Browser, cast: Cast, kind: str) -> None:
    answer = browser.as_(cast.probation).post("/referrals/new", {"more": kind})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "more",
    [
        {"births-0-born-month": "1", "births-0-born-day": "2", "births-0-born-year": "2010"},
        {"contacts-4-value": PHONE},
        {"persons-0-called": "King"},
        {"living_place": "hotel"},
        {"warrants": "one"},
        {"children": "a son"},
        {"prior_services": "the Saturday Program"},
        {"safe_at_home_number": "4711", "is_safe_at_home": "y"},
    ],
)
def test_a_coded_referral_refuses_whatever_would_name_her(
    browser: Browser, cast: Cast, more: dict[str, str]
) -> None:
    answer = browser.as_(cast.advocate).post("/referrals/new", coded() | more)
    assert answer.status_code == 422 and "holds no name" in answer.text


def test_with_safe_at_home_the_real_address_is_refused(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """CR-21: only the program’s number is kept."""
    form = typed("team_statute", is_safe_at_home="y", address="12 Sorrel Lane")
    answer = browser.as_(cast.probation).post("/referrals/new", form)
    assert answer.status_code == 422
    assert "the real one is not kept" in answer.text and "Enter the program’s number" in answer.text
    send(browser, cast.probation, form | {"address": "", "safe_at_home_number": "4711"})
    with app.app_context(), job("test: look"):
        [address] = rows(Address)
        assert address.text == "4711" and address.is_safe_at_home


@pytest.mark.parametrize(
    ("typed_in", "sentence"),
    [
        ({"contacts-1-may_call": "y"}, "Enter the number or address"),
        ({"contacts-1-best_times": "evenings"}, "Enter the number or address"),
        ({"contacts-1-value": "1", "contacts-1-person": "Hazel"}, "Enter both"),
        ({"persons-2-called": "x", "persons-2-born-day": "3"}, "The date needs a month"),
        ({"births-2-born-month": "2", "births-2-born-day": "30", "births-2-born-year": "2010"},
         "Enter a real date"),
    ],
)  # fmt: skip
def test_a_fault_in_one_of_several_is_named_there(
    browser: Browser, cast: Cast, typed_in: dict[str, str], sentence: str
) -> None:
    form = typed("team_statute") | typed_in
    answer = browser.as_(cast.probation).post("/referrals/new", form)
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.text, "html.parser")
    [link] = soup.select("#error-summary a")
    assert sentence in link.get_text()
    tag = soup.find(id=str(link["href"])[1:])
    assert isinstance(tag, Tag) and tag.get("aria-invalid") == "true"
    assert tag.find_parent("details") is None or tag.find_parent("details", open=True)


def test_the_form_says_what_is_missing_to_be_useful(browser: Browser, cast: Cast) -> None:
    page = browser.as_(cast.probation).get("/referrals/new").text
    assert needed(page) == {
        "what lets you tell the review", "how long it can wait", "what happened",
        "whether she or he knows", "a name",
    }  # fmt: skip
    assert "0 of 9 parts are complete" in page
    assert "a way to reach her or him" in open_wants(page)


def test_what_is_typed_is_missing_no_more(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.probation)
    page = browser.post("/referrals/new", typed("team_statute") | {"more": "births"}).text
    assert needed(page) == set()
    assert "There is enough to send it." in page
    missing = open_wants(page)
    assert "where she or he stays" in missing and "how to reach you" in missing
    assert not missing & {"a date of birth", "a name", "a way to reach her or him"}
    page = browser.post("/referrals/new", typed("team_statute") | WHOLE | {"more": "births"}).text
    assert open_wants(page) == {"who is safe, and who is not", "suspected or confirmed"}
    assert "7 of 9 parts are complete" in page


def test_a_coded_referral_lacks_no_name(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.advocate)
    page = browser.post("/referrals/new", coded() | {"facts": "", "more": "births"}).text
    assert needed(page) == set()
    assert not open_wants(page) & {"a name", "a date of birth", "the school"}


def test_a_draft_brings_back_all_of_several(app: Flask, browser: Browser, cast: Cast) -> None:
    form = typed("team_statute") | WHOLE | {"form_key": KEY}
    kept = {"draft_place": "/referrals/new", "shown_at": "/referrals/new", "draft_as": "office"}
    assert browser.as_(cast.probation).post("/drafts", form | kept).status_code == 200
    with app.app_context(), job("test: look"):
        [draft] = [row.id for row in rows(Draft)]
    page = browser.get(f"/referrals/new?draft={draft}").text
    assert value_of(page, "births-1-born-year") == "2009"
    assert value_of(page, "contacts-1-value") == "aunt@example.org"
    assert value_of(page, "persons-1-called") == "called King"
    assert value_of(page, "opinion") == OPINION
    assert "7 of 9 parts are complete" in page


def test_a_release_opens_what_it_names_of_the_new_kinds(browser: Browser, cast: Cast) -> None:
    form = typed("release") | WHOLE | released("child_welfare", "location")
    path = send(browser, cast.advocate, form)
    page = browser.as_(cast.coordinator).get(path).text
    assert "Mr. Castellan" in page and "In a hotel or motel" in page
    for hidden in (FIRST, FACTS, "One for a missed date", "Tenth grade", "A son of two"):
        assert hidden not in page
