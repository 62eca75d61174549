"""The file that leaves: under a password, for one recipient, what was approved, for a while."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from uuid import UUID

from flask import Flask
from pypdf import PdfReader

from safetynet.access import job
from safetynet.audit import Result
from safetynet.bundles import Scope
from safetynet.db import db
from safetynet.exports import passwords
from safetynet.exports.grants import NEVER
from safetynet.exports.held import rows_to_copy
from safetynet.exports.models import MOST_DOWNLOADS
from safetynet.meetings.models import AnswerBasis, ReviewAnswer
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.sharing import DisclosureBasis
from safetynet.sheets import read_sheets
from safetynet.sheets.cells import neutralised
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.exports.conftest import (
    COURT,
    HARBORS,
    PURPOSE,
    SECRET,
    TEXT,
    TREATED,
    Later,
    approved,
    ask,
    asked,
    flat,
    opened,
    step,
    taken,
    the_copy,
    told,
    version_of,
)
from tests.exports.test_deciding import edit, revoke
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting, item_of
from tests.scenes import Scene
from tests.sharing.test_emergencies import ask as break_the_glass

FORMULA = '=HYPERLINK("http://example.org","her")'


def test_every_page_names_the_recipient_the_serial_and_its_place(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed, "safety_risk", "substance_use")
    approved(browser, path, approver)
    reader = taken(browser.as_(cast.probation), path)
    copy, pages = the_copy(app), flat(reader)
    assert b"/AESV3" in encryption(reader) and copy["pages"] == len(pages) > 1
    for number, page in enumerate(pages, start=1):
        # In the footer, and again across the page.
        assert page.count("Bridge Clinic") >= 2 and page.count(copy["serial"]) >= 2
        assert f"Page {number} of {len(pages)}" in page
        assert "42 CFR part 2 prohibits" in page
    assert f"included: {len(pages)}" in pages[0] and PURPOSE in pages[0]
    assert "A release that the young person signed" in pages[0]
    said = " ".join(pages)
    assert TEXT in said and TREATED in said
    assert reader.metadata is not None and "SN-" in str(reader.metadata.title)


def encryption(reader: PdfReader) -> bytes:
    """Return how a file says it is encrypted."""
    kept = BytesIO()
    reader.trailer.raw_get("/Encrypt").get_object().write_to_stream(kept)
    return kept.getvalue()


def test_privileged_court_and_others_words_are_never_in_it(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, approver: Player
) -> None:
    """Not even for the young person herself, with everything chosen that can be."""
    browser.as_(cast.probation)
    offered = re.findall(r'name="categories"[^>]* value="(\w+)"', choosing(browser, hers))
    kinds = [kind.value for kind in Category if kind in offered]
    answer = ask(browser, hers, "own_request", *kinds, verified="y", format="csv")
    path = str(answer.location)
    approved(browser, path, approver)
    reader = taken(browser.as_(cast.probation), path)
    [content] = reader.attachments.values()
    said = " ".join(flat(reader)) + content[0].decode()
    assert TEXT in said and TREATED in said
    for hidden in (SECRET, COURT, HARBORS, scenes.LAST):
        assert hidden not in said
    assert "Never in a copy, whether or not there is any" in said


def test_no_such_row_is_copied_whatever_the_scope_says(
    app: Flask, browser: Browser, cast: Cast, hers: Scene
) -> None:
    """What an agency said in a review is the team's discussion, though the words are its own."""
    item = item_of(app, call_meeting(app, cast, hers), hers)
    with app.app_context(), job("test: what was said"):
        answer = ReviewAnswer(
            item_id=item,
            survivor_id=hers.survivor_id,
            owner_id=cast.probation.agency_id,
            category=Category.PLAN,
            question=ReviewQuestion.SAFETY_PLAN,
            source_id=cast.probation.agency_id,
            basis=AnswerBasis.OWN,
            text="Said around the table.",
        )
        db.session.add(answer)
    with app.app_context(), job("test: look"):
        scope = Scope(cast.probation.agency_id, hers.survivor_id, frozenset(Category))
        found = rows_to_copy(scope)
        kinds = {row.category for row in found}
        assert Category.SAFETY_RISK in kinds and not kinds & NEVER
        assert not [row for row in found if isinstance(row, ReviewAnswer)]


def choosing(browser: Browser, hers: Scene) -> str:
    return browser.get(f"{hers.path}/exports/new").text


def test_it_opens_with_its_password_alone(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    answer = step(browser.as_(cast.probation), path, "delivery")
    data = browser.get(str(answer.location)).data
    assert PdfReader(BytesIO(data)).is_encrypted
    for wrong in ("", "safetynet", the_copy(app)["serial"]):
        assert not PdfReader(BytesIO(data)).decrypt(wrong)
    assert TEXT.encode() not in data and b"Bridge Clinic" not in data
    assert opened(app, data)


def test_without_a_password_it_does_not_leave(
    browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    assert step(browser.as_(approver), path, "approval").status_code == 303
    browser.as_(cast.probation)
    assert "has not made its password yet" in browser.get(path).text
    assert step(browser, path, "delivery").status_code == 404


def test_whoever_asked_takes_it_and_nobody_else(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    assert step(browser, path, "delivery").status_code == 403
    serial = the_copy(app)["serial"]
    assert browser.get(f"{path}/{serial}.pdf").status_code == 403
    browser.as_(cast.probation)
    assert browser.get(f"{path}/{serial}.pdf").status_code == 404
    assert taken(browser, path)
    assert browser.get(f"{path}/AAAA-BBBB.pdf").status_code == 404


def test_after_its_days_it_is_gone_and_its_page_says_why(
    browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player, later: Later
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    later(days=7, minutes=1)
    browser.as_(cast.probation)
    assert step(browser, path, "delivery").status_code == 404
    assert "The days in which it could be taken are over." in browser.get(path).text


def test_what_was_stopped_meanwhile_does_not_leave(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    """Neither the next download, nor one that had begun (CR-05)."""
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    begun = str(step(browser.as_(cast.probation), path, "delivery").location)
    revoke(app, signed)
    assert browser.get(begun).status_code == 404
    assert step(browser, path, "delivery").status_code == 404
    assert last_entry(app).result is Result.REFUSED
    assert "What let it go out has ended" in browser.get(path).text


def test_a_copy_is_open_no_longer_than_its_release(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, approver: Player, later: Later
) -> None:
    law = told(app, hers, cast.probation, cast.provider, DisclosureBasis.MANDATED_REPORT)
    path = str(ask(browser.as_(cast.probation), hers, f"law {law}").location)
    approved(browser, path, approver)
    assert taken(browser.as_(cast.probation), path)
    later(days=1)
    browser.as_(cast.probation)
    assert step(browser, path, "delivery").status_code == 404


def test_it_is_taken_three_times_at_most(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    browser.as_(cast.probation)
    for _time in range(MOST_DOWNLOADS):
        assert taken(browser, path)
    assert step(browser, path, "delivery").status_code == 404
    assert "taken as often as it may be" in browser.get(path).text
    assert the_copy(app)["downloads"] == MOST_DOWNLOADS


def test_a_double_click_is_one_download(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    browser.as_(cast.probation)
    said = {"version": version_of(browser, path)}
    key = "2c0ffee0-0000-4000-8000-000000000003"
    answers = [browser.post(f"{path}/delivery", said, form_key=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert browser.post(f"{path}/delivery", said).status_code == 409
    assert the_copy(app)["downloads"] == 1


def test_two_who_take_it_at_once_are_counted_one_by_one(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    version = version_of(browser, path)
    browsers = [Browser(app).as_(cast.probation) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        answers = list(
            pool.map(lambda one: one.post(f"{path}/delivery", version=version), browsers)
        )
    assert sorted(answer.status_code for answer in answers) == [303, 409, 409]
    assert the_copy(app)["downloads"] == 1


def test_nothing_leaves_while_a_case_is_open_in_an_emergency(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    begun = str(step(browser.as_(cast.probation), path, "delivery").location)
    assert break_the_glass(browser, hers).status_code == 303
    assert "On the screen only" in browser.get(path).text
    assert step(browser, path, "delivery").status_code == 403
    assert browser.get(begun).status_code == 403
    assert the_copy(app)["downloads"] == 1


def test_what_was_written_since_is_not_in_it(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    scenes.write_note(app, hers, cast.probation, Category.SAFETY_RISK, "One more thing.")
    approved(browser, path, approver)
    said = " ".join(flat(taken(browser.as_(cast.probation), path)))
    assert TEXT in said and "One more thing." not in said


def test_what_was_edited_since_is_not_what_was_approved(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    edit(app, "Nobody saw her.")
    browser.as_(cast.probation)
    assert step(browser, path, "delivery").status_code == 404
    assert "edited or destroyed since" in browser.get(path).text


def test_rows_inside_it_run_nothing_and_can_be_read_again(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    scenes.write_note(app, hers, cast.probation, Category.SAFETY_RISK, FORMULA)
    for kind in ("csv", "workbook"):
        path = asked(browser.as_(cast.probation), hers, signed, format=kind)
        approved(browser, path, approver)
        reader = PdfReader(BytesIO(download(browser.as_(cast.probation), path)))
        assert reader.decrypt(the_password(browser, path, approver))
        [(name, [content])] = reader.attachments.items()
        [sheet] = read_sheets(name, content)
        assert FORMULA in [row[-1] for row in sheet.rows]
        assert sheet.rows[1][0] == "Bridge Clinic"
        assert kind != "csv" or f'"{neutralised(FORMULA)[:11]}' in content.decode("utf-8-sig")


def download(browser: Browser, path: str) -> bytes:
    return bytes(browser.get(str(step(browser, path, "delivery").location)).data)


def the_password(browser: Browser, path: str, approver: Player) -> str:
    page = browser.as_(approver).get(f"{path}/password").text
    return page.split("<dt>Password</dt><dd>")[1].split("</dd>")[0]


def test_a_copy_that_was_taken_is_a_disclosure_on_the_ledger(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    browser.as_(cast.probation)
    answer = step(browser, path, "delivery")
    entry = last_entry(app)
    assert entry.result is Result.DISCLOSED and f"release {signed}" in entry.basis
    [touch] = [one for one in entry.touches if one.effect is Result.DISCLOSED]
    assert (touch.survivor, touch.owner, touch.category) == (
        hers.survivor_id,
        cast.probation.agency_id,
        "safety_risk",
    )
    assert browser.get(str(answer.location)).status_code == 200
    entry = last_entry(app)
    assert entry.result is Result.EXPORTED and the_copy(app)["serial"] in entry.basis


def test_the_young_persons_accounting_names_who_was_given_a_copy(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    at, given = f"/accounting/{hers.number}", "You said yes, and we gave them a copy."
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    assert given not in browser.as_(cast.probation).get(at).text
    assert taken(browser, path)
    for reader in (cast.probation, approver, cast.privacy_officer):
        page = browser.as_(reader).get(at).text
        assert given in page and "Bridge Clinic" in page
    assert given not in browser.as_(cast.advocate).get(at).text


def test_her_own_copy_stands_there_as_hers(
    browser: Browser, cast: Cast, hers: Scene, approver: Player
) -> None:
    path = str(ask(browser.as_(cast.probation), hers, "own_request", verified="y").location)
    approved(browser, path, approver)
    [cover, *_behind] = flat(taken(browser.as_(cast.probation), path))
    assert f"The young person of {hers.number}" in cover and scenes.LAST not in cover
    page = browser.get(f"/accounting/{hers.number}").text
    assert "You: a copy that we gave you" in page and "You asked us for it." in page


def test_a_copy_in_spanish_says_so_on_every_page(
    browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed, language="es")
    approved(browser, path, approver)
    pages = flat(taken(browser.as_(cast.probation), path))
    assert "Copia de documentos" in pages[0] and all("Página" in page for page in pages)


def test_a_password_is_made_by_chance_of_letters_that_can_be_told() -> None:
    made = {passwords.new_password() for _time in range(100)}
    assert len(made) == 100
    assert not set("".join(made)) & set("ILO01U")
