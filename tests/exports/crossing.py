"""Steps of a transfer to another county, as its people take them."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies import Agency, AgencyClass
from safetynet.db import db
from safetynet.exports.models import ExportWords
from safetynet.exports.transfers.models import Transfer, TransferWords
from safetynet.referrals import Concern, Referral, ReferralStatus, Urgency
from safetynet.referrals.operations import keep, take_numbers
from safetynet.sharing import How, Release, Signer
from safetynet.survivors import mint
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Player
from tests.exports.conftest import PURPOSE, TEXT, approved, in_writing, step
from tests.scenes import Scene

REDWOOD = "Redwood County Office"
REACH = "Tomasina Aguirre there, 555-0142"
KINDS = (Category.IDENTITY, Category.SAFETY_RISK, Category.SUBSTANCE_USE)


def another_county(app: Flask) -> Player:
    """Add an agency of another county; return it as a player who never signs in."""
    with app.app_context(), job("test: another county"):
        agency = Agency(name=REDWOOD, handle="redwood", kind=AgencyClass.ELSEWHERE)
        db.session.add(agency)
        return Player(uuid4(), agency.id, Role.COORDINATOR, "nobody@redwood.example.org")


def released(app: Flask, hers: Scene, redwood: Player, by: Player, *, days: int = 90) -> UUID:
    return in_writing(app, hers, redwood, *KINDS, obtained_by=by, days=days)


def transferred(app: Flask, by: Player, redwood: Player) -> tuple[UUID, UUID]:
    """Let a referral of somebody else have gone to another county; return it and a release."""
    with app.app_context(), job("test: transferred"):
        her = mint(by.agency_id).id
        [number] = take_numbers(clock.today().year)
        referral = Referral(
            number=number,
            status=ReferralStatus.TRANSFERRED,
            urgency=Urgency.DAYS,
            referred_on=clock.today(),
            received_at=clock.now(),
            survivor_id=her,
            from_agency_id=by.agency_id,
            from_member_id=by.id,
            warnings=[],
        )
        about = {"survivor_id": her, "owner_id": by.agency_id, "referral_id": referral.id}
        keep(referral, [Concern(**about, facts=TEXT)])
        release = Release(
            survivor_id=her,
            from_agency_id=by.agency_id,
            to_agency_id=redwood.agency_id,
            categories=["referral_narrative"],
            how=[How.WRITTEN],
            signers=[Signer.YOUTH_ALONE],
            signed_on=clock.today(),
            starts_on=clock.today(),
            ends_on=clock.today() + timedelta(days=30),
            explained_by_id=by.id,
        )
        db.session.add(release)
        return referral.id, release.id


def typed(release: UUID, *kinds: str, **changes: Any) -> dict[str, Any]:
    return {
        "grant": f"release {release}",
        "purpose": PURPOSE,
        "categories": list(kinds or ("safety_risk",)),
        "transfer_reason": "placed",
        "reach": REACH,
        "ask": "1",
    } | changes


def asked(browser: Browser, path: str, release: UUID, *kinds: str) -> str:
    """Ask for a packet; return the address of its page."""
    answer = browser.post(path, typed(release, *kinds))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def packet(browser: Browser, path: str, asker: Player, approver: Player) -> tuple[bytes, str]:
    """Have it approved and taken; return the file, and the words that open it."""
    approved(browser, path, approver)
    words = passphrase(browser.app)
    browser.as_(asker)
    answer = step(browser, path, "delivery")
    assert answer.status_code == 303, answer.text
    file = browser.get(str(answer.location))
    assert file.status_code == 200, file.text
    return file.data, words


def passphrase(app: Flask) -> str:
    with app.app_context(), job("test: look"):
        [row] = rows(ExportWords)
        return str(row.password)


def receipt(app: Flask) -> str:
    with app.app_context(), job("test: look"):
        [row] = rows(TransferWords)
        return str(row.receipt)


def received_on(app: Flask) -> Any:
    with app.app_context(), job("test: look"):
        [row] = rows(Transfer)
        return row.received_on
