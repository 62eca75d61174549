"""The safety call, and only then the letter."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from safetynet.breaches.models import BreachCall, BreachLetter, BreachNotice
from safetynet.breaches.states import How
from tests.breaches.conftest import Desk, Report, decide, look_into, part_of, saved
from tests.browser import Browser
from tests.cast import Cast
from tests.house.inside import open_case_elsewhere
from tests.ledger import last_entry
from tests.retention.conftest import supervisor_of
from tests.scenes import LAST, Scene
from tests.sharing.test_conflicts import block


@pytest.fixture
def caller(app: Flask, browser: Browser, cast: Cast, run: str) -> Desk:
    """Probation's supervisor at work on Probation's part."""
    return Desk(browser.as_(supervisor_of(app, cast, "probation")), cast.probation)


def test_no_letter_goes_out_before_the_call(caller: Desk) -> None:
    assert caller.write().status_code == 303
    page = caller.browser.get(caller.person).text
    assert "to be called first" in page and "The letter waits for the call." in page
    assert "Call first" in caller.browser.told(caller.send())
    caller.call("no_answer")
    assert "Call first" in caller.browser.told(caller.send("in_person"))
    assert caller.row().letter_at is None
    caller.call("reached")
    assert "the letter went out" in caller.browser.told(caller.send())
    row = caller.row()
    assert row.letter_how is How.MAIL and row.calls == 2
    assert caller.part.first_letter_at == row.letter_at
    assert "letter sent" in caller.browser.get(caller.path).text


def test_where_it_is_unsafe_nothing_goes_by_mail(caller: Desk) -> None:
    """And the reason is written down; the letter waits until somebody sees her."""
    caller.write()
    caller.call("reached")
    assert caller.call("unsafe", text=" ").status_code == 422
    assert caller.call("unsafe", text="He reads her mail.").status_code == 303
    assert "No letter by mail" in caller.browser.get(caller.person).text
    for how in ("mail", "electronically"):
        assert "Call first" in caller.browser.told(caller.send(how))
    assert "the letter went out" in caller.browser.told(caller.send("in_person"))


def test_a_letter_goes_out_once(caller: Desk) -> None:
    caller.write()
    caller.call("reached")
    caller.send()
    first = caller.row().letter_at
    caller.send("in_person")
    assert caller.row().letter_at == first and caller.row().letter_how is How.MAIL


def test_no_letter_is_sent_that_nobody_wrote(caller: Desk) -> None:
    caller.call("reached")
    assert "has not written its letter" in caller.browser.told(caller.send())
    assert caller.row().letter_at is None


def test_no_letter_is_sent_before_it_is_a_breach(
    app: Flask, browser: Browser, cast: Cast, seen: Scene, report: Report
) -> None:
    browser.as_(cast.probation).get(seen.path)
    path = report(about=str(cast.probation.id))
    browser.as_(cast.privacy_officer)
    look_into(browser, path, cast.probation.id)
    desk = Desk(browser.as_(supervisor_of(app, cast, "probation")), cast.probation)
    desk.write()
    desk.call("reached")
    assert desk.send().status_code == 409
    assert "until the privacy officer has decided" in browser.get(desk.person).text


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_letter_says_what_the_law_asks_for_and_no_name(caller: Desk, language: str) -> None:
    caller.write(language)
    caller.call("reached")
    answer = caller.browser.get(f"{caller.person}/{language}.pdf")
    assert answer.mimetype == "application/pdf"
    assert last_entry(caller.browser.app).result == "exported"
    assert "notice-" in answer.headers["Content-Disposition"]
    envelope, said = pages_of(answer.data)
    for heading in HEADINGS[language]:
        assert heading in said
    assert "A phone of ours was lost." in said and "555-010-2020" in said
    assert LAST not in said + envelope
    # What others see as it lies there says nothing of us.
    for word in ("breach", "filtración", "safety", "seguridad", "Probation", "SafetyNet", "SN-"):
        assert word.lower() not in envelope.lower()


HEADINGS = {
    "en": (
        "Notice of data breach",
        "What happened",
        "What information was involved",
        "What we are doing",
        "What you can do",
        "For more information",
    ),
    "es": (
        "Aviso de filtración de datos",
        "Qué ocurrió",
        "Qué información",
        "Qué estamos haciendo",
        "Qué puedes hacer",
        "Para más información",
    ),
}


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, with its lines joined."""
    pypdf = pytest.importorskip("pypdf")
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def test_where_no_letter_is_written_there_is_none_to_print(caller: Desk) -> None:
    assert caller.browser.get(f"{caller.person}/es.pdf").status_code == 404


def test_only_her_own_agency_reads_the_calls(app: Flask, caller: Desk, cast: Cast) -> None:
    caller.call("reached", text="She moves on Friday.")
    person = caller.person
    for player in (cast.advocate, cast.outsider, cast.coordinator, cast.provider):
        assert caller.browser.as_(player).get(person).status_code == 404
    assert caller.browser.as_(cast.privacy_officer).get(person).status_code == 403
    assert "She moves on Friday." not in caller.browser.get(person.partition("/parts")[0]).text


def test_whose_account_it_was_neither_calls_nor_sends(caller: Desk, cast: Cast) -> None:
    person = caller.person
    browser = caller.browser.as_(cast.probation)
    assert browser.get(person).status_code == 403
    assert browser.get(caller.path).status_code == 403
    assert caller.call("reached").status_code == 403
    assert "BR-" not in browser.get("/").text
    assert caller.row().calls == 0


def test_the_blocked_stay_blocked(
    app: Flask, browser: Browser, cast: Cast, run: str, seen: Scene
) -> None:
    """A colleague with a conflict of interest does not learn that she is on the list."""
    colleague = supervisor_of(app, cast, "probation")
    block(app, seen, colleague, by=cast.coordinator)
    desk = Desk(browser.as_(colleague), cast.probation)
    assert seen.number not in browser.get(desk.path).text
    assert browser.get(desk.person).status_code == 404
    assert desk.call("reached").status_code == 404


def test_an_agency_adds_whom_the_ledger_cannot_know(
    app: Flask, browser: Browser, cast: Cast, seen: Scene, report: Report
) -> None:
    """A lost paper: its own young people, and nobody of whom it should not know."""
    browser.as_(cast.provider)
    path = report(kind="paper_lost")
    browser.as_(cast.privacy_officer)
    asked = {"agency": str(cast.probation.agency_id)}
    assert browser.post(f"{path}/agencies", asked).status_code == 303
    desk = Desk(browser.as_(cast.probation), cast.probation)
    for number in ("SN-1999-001", open_case_elsewhere(app, cast.outsider).number):
        answer = add(desk, number)
        assert answer.status_code == 422 and "works on no case with this number" in answer.text
    assert add(desk, seen.number).status_code == 303
    assert add(desk, seen.number).status_code == 422
    assert desk.part.people == 1 and desk.row().by_hand
    decide(browser.as_(cast.privacy_officer), path)
    browser.post(f"{path}/list", {"version": 1})
    assert desk.row().by_hand


def add(desk: Desk, number: str) -> Any:
    said = {"number": number, "kinds": ["safety_risk"]}
    return desk.browser.post(f"{desk.path}/people", said)


def test_whom_else_an_agency_told_is_registered(caller: Desk) -> None:
    assert caller.tell("grant_manager").status_code == 303
    assert caller.tell("police", reference="").status_code == 303
    page = caller.browser.get(caller.path).text
    assert "OVW-7" in page and "The program manager" in page
    assert caller.part.grant_told_at is not None and caller.part.attorney_told_at is None
    first = caller.part.grant_told_at
    caller.tell("grant_manager")
    assert caller.part.grant_told_at == first
    assert len(saved(caller.browser.app, BreachNotice)) == 3


def test_what_is_not_right_is_sent_back(app: Flask, caller: Desk) -> None:
    person, path = caller.person, caller.path
    bad: list[tuple[str, dict[str, Any]]] = [
        (f"{person}/calls", {"outcome": "maybe", "at": "2026-01-01T10:00"}),
        (f"{person}/calls", {"outcome": "reached", "at": ""}),
        (f"{person}/letter", {"how": "pigeon", "version": "1"}),
        (f"{path}/notices", {"to": "", "at": "2026-01-01T10:00", "told": "x", "version": "1"}),
        (f"{path}/notices", {"to": "police", "at": "2099-01-01T10:00", "told": "x"}),
        (f"{path}/people", {"number": "her name", "kinds": ["identity"]}),
        (f"{path}/people", {"number": "SN-2026-001", "kinds": ["alien"]}),
        (f"{path}/letter/en", {"happened": "", "doing": "x", "contact": "y"}),
        (f"{path}/duties", {"bound": "nobody", "funded": "yes", "version": "1"}),
        (f"{path}/duties", {"bound": "public", "funded": "perhaps", "version": "1"}),
    ]
    for where, said in bad:
        assert caller.browser.post(where, said).status_code == 422, (where, said)
    assert not saved(app, BreachCall) and not saved(app, BreachLetter)


def test_an_agency_says_what_binds_it(app: Flask, caller: Desk, cast: Cast) -> None:
    said = {"bound": "business", "funded": "yes", "version": caller.part.version}
    assert caller.browser.post(f"{caller.path}/duties", said).status_code == 303
    part = part_of(app, cast.probation.agency_id)
    assert part.bound == "business" and part.is_funded
    assert "The grant manager is to be told" in caller.browser.get(caller.path).text


def test_two_at_once_do_not_both_send(caller: Desk) -> None:
    caller.write()
    caller.call("reached")
    stale = {"how": "mail", "version": caller.row().version - 1}
    assert caller.browser.post(f"{caller.person}/letter", stale).status_code == 409
    assert caller.row().letter_at is None
