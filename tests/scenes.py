"""Scenes: ready-made cases for tests of any room; everything in them is invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from safetynet import cases, clock
from safetynet.access import Role, job
from safetynet.audit import Entry
from safetynet.audit.decoding import decode
from safetynet.audit.tables import entries
from safetynet.authentication.enrolling import enrol
from safetynet.db import as_foundation, db, writing_engine
from safetynet.notes.models import Note, PrivilegedNote
from safetynet.referrals import Referral, ReferralStatus, Urgency
from safetynet.referrals.models import PersonOfConcern
from safetynet.referrals.operations import keep, take_numbers
from safetynet.sharing import ConflictBlock, How, Release, ReleaseTerms, Signer, seats_of
from safetynet.survivors import BirthDate, Name, SafeContact, mint
from safetynet.vault import Category
from tests.cast import PASSWORD, Cast, Player

FIRST, LAST = "Rosalind", "Quillfeather"
NAME = f"{FIRST} {LAST}"
"""Her name in every scene, and in no page that may not show it."""
BORN = date(2009, 3, 14)
PHONE = "555-010-7788"
CODE_PHRASE = "calling about the library book"


@dataclass(frozen=True)
class Scene:
    """Ids only, so that no row outlives its session."""

    case_id: UUID
    survivor_id: UUID
    number: str
    contact_id: UUID
    """Harbor's safe contact for her."""

    @property
    def path(self) -> str:
        return f"/cases/{self.case_id}"


def open_case(app: Flask, cast: Cast, *, named: bool = True) -> Scene:
    """Open a case that Harbor leads, with County Probation and Bridge Clinic at its table.

    Harbor (covered) holds a name, a birth date and a safe contact; the others hold nothing yet.
    `named=False` opens a coded case: no name and no birth date.
    """
    harbor = cast.harbor_id
    with app.app_context(), job("test: open a case"):
        survivor = mint(harbor)
        case = cases.open_case(survivor.id, harbor, clock.now(), coded=not named)
        for player in (cast.probation, cast.provider):
            cases.seat(case, player.agency_id)
        about = {"survivor_id": survivor.id, "owner_id": harbor}
        contact = SafeContact(
            **about,
            value=PHONE,
            may_text=True,
            say=CODE_PHRASE,
            not_to_know="her uncle",
            confirmed_on=clock.today(),
        )
        db.session.add(contact)
        if named:
            db.session.add(Name(**about, parts=Name.joined(FIRST, last=LAST)))
            db.session.add(BirthDate(**about, iso=BORN.isoformat()))
        return Scene(case.id, survivor.id, case.number, contact.id)


def release(
    app: Flask,
    scene: Scene,
    to: Player,
    *categories: Category,
    obtained_by: Player,
    days: int = 90,
) -> UUID:
    """Let content of one agency (`obtained_by`'s) cross to another (`to`'s) for some days."""
    with app.app_context(), job("test: sign a release"):
        today = clock.today()
        signed = Release(
            survivor_id=scene.survivor_id,
            from_agency_id=obtained_by.agency_id,
            to_agency_id=to.agency_id,
            categories=[str(category) for category in categories or (Category.IDENTITY,)],
            how=[How.APP],
            signers=[Signer.YOUTH_ALONE],
            signed_on=today,
            starts_on=today,
            ends_on=today + timedelta(days=days),
            explained_by_id=obtained_by.id,
        )
        db.session.add(signed)
        db.session.flush()
        db.session.add(
            ReleaseTerms(
                survivor_id=scene.survivor_id,
                owner_id=obtained_by.agency_id,
                release_id=signed.id,
                purpose="to plan together",
                signer_names=NAME,
            )
        )
        return signed.id


def write_name(app: Flask, scene: Scene, by: Player, first: str, last: str) -> UUID:
    """Let another agency hold a name of its own for her."""
    with app.app_context(), job("test: another name"):
        name = Name(
            survivor_id=scene.survivor_id,
            owner_id=by.agency_id,
            parts=Name.joined(first, last=last),
        )
        db.session.add(name)
        return name.id


def write_note(app: Flask, scene: Scene, by: Player, category: Category, text: str) -> None:
    """Let a member note something about her; privileged where the category is."""
    kind: Any = PrivilegedNote if category is Category.PRIVILEGED else Note
    with app.app_context(), job("test: a note"):
        db.session.add(
            kind(
                case_id=scene.case_id,
                survivor_id=scene.survivor_id,
                owner_id=by.agency_id,
                author_id=by.id,
                category=category,
                occurred_at=clock.now(),
                text=text,
            )
        )


def person_of_concern(app: Flask, scene: Scene, by: Player, name: str) -> None:
    """Let an agency have written somebody down as a person of concern, in a referral of its own."""
    with app.app_context(), job("test: a person of concern"):
        [number] = take_numbers(clock.today().year)
        referral = Referral(
            number=number,
            status=ReferralStatus.KEPT,
            urgency=Urgency.DAYS,
            referred_on=clock.today(),
            survivor_id=scene.survivor_id,
            from_agency_id=by.agency_id,
            from_member_id=by.id,
            warnings=[],
        )
        about = {"survivor_id": scene.survivor_id, "owner_id": by.agency_id}
        keep(referral, [PersonOfConcern(**about, referral_id=referral.id, name=name)])


def unseat(app: Flask, scene: Scene, player: Player) -> None:
    """Let an agency leave the table."""
    with app.app_context(), job("test: leave the table"):
        for place in seats_of(scene.case_id):
            if place.agency_id == player.agency_id:
                place.ended_at = clock.now()


def seat(app: Flask, scene: Scene, player: Player) -> UUID:
    """Let one more agency come to the table."""
    with app.app_context(), job("test: a seat"):
        [case] = db.session.scalars(select(cases.Case).where(cases.Case.id == scene.case_id))
        return cases.seat(case, player.agency_id).id


def block(app: Flask, scene: Scene, player: Player, by: Player) -> None:
    """Let a conflict of interest keep a player's agency from a young person."""
    with app.app_context(), job("test: a conflict"):
        db.session.add(
            ConflictBlock(
                survivor_id=scene.survivor_id,
                blocked_agency_id=player.agency_id,
                set_by_id=by.id,
                set_by_agency_id=by.agency_id,
            )
        )


def colleague(app: Flask, of: Player, role: Role) -> Player:
    """Enrol somebody else in the same agency."""
    email = f"another.{role}@{of.email.rpartition('@')[2]}"
    with app.app_context(), job("test: a colleague"):
        member, _ = enrol(of.agency_id, name="Another", email=email, role=role, password=PASSWORD)
        return Player(member.id, of.agency_id, role, email)


def last_entry(app: Flask) -> Entry:
    """Return the ledger's latest entry."""
    with app.app_context(), as_foundation():
        newest = select(entries.c.payload).order_by(entries.c.id.desc()).limit(1)
        with writing_engine().connect() as connection:
            return decode(bytes(connection.scalars(newest).one()))
