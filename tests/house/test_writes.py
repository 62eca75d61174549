"""Whatever a careless author writes, it stays within what the actor may reach."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import load_only, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import ObjectDeletedError

from safetynet import clock
from safetynet.access import (
    Actor,
    NobodyAsksError,
    NotYoursToWriteError,
    Policy,
    Role,
    admitted_as,
    job,
    policy_of,
    walls_down,
)
from safetynet.access.jobs import UnfinishedChangesError
from safetynet.agencies import Agency, Member
from safetynet.audit import HOUSE, AnonymousChangeError, Result, Visit, acting
from safetynet.audit.listener import UnrecordedCommitError
from safetynet.authentication.models import SignIn
from safetynet.cases import Case, ClosingReason
from safetynet.cases.models import ClosingKind
from safetynet.db import db
from safetynet.db.sealing import ReownedError
from safetynet.sharing import TeamSeat
from safetynet.survivors import Name, SafeContact, Survivor, mint
from safetynet.vault import Category, VaultError
from tests.browser import rows
from tests.cast import Cast
from tests.house.inside import behind_the_door, ledger
from tests.house.test_walls import scalars
from tests.scenes import Scene


def name_of(survivor: UUID, owner: UUID) -> Name:
    return Name(survivor_id=survivor, owner_id=owner, parts=Name.joined("Planted"))


def system_loaded(model: type, ident: UUID) -> object:
    """Load a row as a system path would, and leave it in the session."""
    visit = Visit(HOUSE, "job:test", is_job=True, walls_are_down=True)
    with acting(visit), admitted_as(None):
        return db.session.scalars(select(model).where(model.id == ident)).one()  # type: ignore[attr-defined]


Write = Callable[[Cast, Scene, Scene], None]
"""(cast, Harbor's scene, the outsider's scene): what the outsider tries."""


def insert_as_another_agency(cast: Cast, scene: Scene, other: Scene) -> None:
    db.session.add(name_of(other.survivor_id, cast.harbor_id))


def insert_about_somebody_out_of_reach(cast: Cast, scene: Scene, other: Scene) -> None:
    db.session.add(name_of(scene.survivor_id, cast.outsider.agency_id))


def insert_into_a_case_out_of_reach(cast: Cast, scene: Scene, other: Scene) -> None:
    reason = ClosingReason(
        case_id=scene.case_id,
        survivor_id=other.survivor_id,
        owner_id=cast.outsider.agency_id,
        text="planted",
    )
    db.session.add(reason)


def take_a_seat(cast: Cast, scene: Scene, other: Scene) -> None:
    seat = TeamSeat(
        case_id=scene.case_id, survivor_id=scene.survivor_id, agency_id=cast.outsider.agency_id
    )
    db.session.add(seat)


def mint_for_another_agency(cast: Cast, scene: Scene, other: Scene) -> None:
    db.session.add(Survivor(minted_by_id=cast.harbor_id))


def mint_for_another_agency_by_verb(cast: Cast, scene: Scene, other: Scene) -> None:
    mint(cast.harbor_id)


def change_what_a_system_path_loaded(cast: Cast, scene: Scene, other: Scene) -> None:
    contact = system_loaded(SafeContact, scene.contact_id)
    contact.may_call = True  # type: ignore[attr-defined]


def change_a_shell_that_a_system_path_loaded(cast: Cast, scene: Scene, other: Scene) -> None:
    case = system_loaded(Case, scene.case_id)
    case.is_coded = True  # type: ignore[attr-defined]


def delete_what_a_system_path_loaded(cast: Cast, scene: Scene, other: Scene) -> None:
    db.session.delete(system_loaded(SafeContact, scene.contact_id))


def give_a_row_away(cast: Cast, scene: Scene, other: Scene) -> None:
    survivor = db.session.scalars(select(Survivor)).one()
    survivor.minted_by_id = cast.harbor_id


def take_a_row(cast: Cast, scene: Scene, other: Scene) -> None:
    survivor = system_loaded(Survivor, scene.survivor_id)
    survivor.minted_by_id = cast.outsider.agency_id  # type: ignore[attr-defined]


def take_an_expired_row(cast: Cast, scene: Scene, other: Scene) -> None:
    """The old owner is unknown to the session, because it was never read."""
    survivor = system_loaded(Survivor, scene.survivor_id)
    db.session.expire(survivor)
    survivor.minted_by_id = cast.outsider.agency_id  # type: ignore[attr-defined]


def take_a_row_by_its_id(cast: Cast, scene: Scene, other: Scene) -> None:
    survivor = Survivor(id=scene.survivor_id, version=1)
    make_transient_to_detached(survivor)
    db.session.add(survivor)
    db.session.expire(survivor, ["minted_by_id", "created_at"])
    survivor.minted_by_id = cast.outsider.agency_id


def delete_a_row_by_its_id(cast: Cast, scene: Scene, other: Scene) -> None:
    survivor = Survivor(id=scene.survivor_id, version=1)
    make_transient_to_detached(survivor)
    db.session.add(survivor)
    db.session.delete(survivor)


def write_before_the_walls_go_down(cast: Cast, scene: Scene, other: Scene) -> None:
    insert_as_another_agency(cast, scene, other)
    with walls_down("test"):
        db.session.scalar(select(Case.number))


def promote_oneself(cast: Cast, scene: Scene, other: Scene) -> None:
    db.session.scalars(
        select(Member).where(Member.id == cast.outsider.id)
    ).one().role = Role.COORDINATOR


def move_oneself(cast: Cast, scene: Scene, other: Scene) -> None:
    me = db.session.scalars(select(Member).where(Member.id == cast.outsider.id)).one()
    me.agency_id = cast.harbor_id


def move_oneself_by_relationship(cast: Cast, scene: Scene, other: Scene) -> None:
    me = db.session.scalars(select(Member).where(Member.id == cast.outsider.id)).one()
    me.agency = db.session.scalars(select(Agency).where(Agency.id == cast.harbor_id)).one()


def rename_somebody(cast: Cast, scene: Scene, other: Scene) -> None:
    someone = db.session.scalars(select(Member).where(Member.id == cast.advocate.id)).one()
    someone.name = "planted"


def change_an_agency(cast: Cast, scene: Scene, other: Scene) -> None:
    db.session.scalars(select(Agency)).first().is_active = False  # type: ignore[union-attr]


def sign_in_as_another(cast: Cast, scene: Scene, other: Scene) -> None:
    now = clock.now()
    db.session.add(SignIn(token_hash=bytes(32), member_id=cast.advocate.id, seen_at=now))


WRITES: tuple[Write, ...] = (
    insert_as_another_agency,
    insert_about_somebody_out_of_reach,
    insert_into_a_case_out_of_reach,
    take_a_seat,
    mint_for_another_agency,
    mint_for_another_agency_by_verb,
    change_what_a_system_path_loaded,
    change_a_shell_that_a_system_path_loaded,
    delete_what_a_system_path_loaded,
    give_a_row_away,
    take_a_row,
    take_an_expired_row,
    take_a_row_by_its_id,
    delete_a_row_by_its_id,
    write_before_the_walls_go_down,
    promote_oneself,
    move_oneself,
    move_oneself_by_relationship,
    rename_somebody,
    change_an_agency,
    sign_in_as_another,
)


def test_what_is_out_of_reach_stays_unwritten(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    written = []
    for write in WRITES:
        with behind_the_door(app, cast.outsider):
            try:
                write(cast, scene, other)
                db.session.flush()
                written.append(write.__name__)
            except (NotYoursToWriteError, ObjectDeletedError):
                continue
    assert written == []


def test_what_is_within_reach_is_written(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    """The same acts on one's own side go through, so that the refusals above mean something."""
    with behind_the_door(app, cast.outsider) as visit:
        db.session.add(name_of(other.survivor_id, cast.outsider.agency_id))
        db.session.add(name_of(mint(cast.outsider.agency_id).id, cast.outsider.agency_id))
        contact = db.session.scalars(select(SafeContact)).one()
        contact.may_call = True
        db.session.scalars(
            select(Member).where(Member.id == cast.outsider.id)
        ).one().language = "es"
        db.session.flush()
        assert [touch.effect for touch in visit.changed].count(Result.CREATED) == 3


def test_a_changed_relationship_is_seen_before_it_is_saved(
    app: Flask, cast: Cast, scene: Scene, other: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`case.survivor = somebody` would hang a case on another young person (pitfall 13)."""
    asked: list[Any] = []

    def writes(_policy: Policy[Case], _actor: Actor, values: Any) -> bool:
        asked.append(values.survivor_id)
        return True

    monkeypatch.setattr(type(policy_of(Case)), "writes", writes)
    with behind_the_door(app, cast.coordinator):
        case = db.session.scalars(select(Case).where(Case.id == other.case_id)).one()
        case.survivor = db.session.scalars(
            select(Survivor).where(Survivor.id == scene.survivor_id)
        ).one()
        db.session.flush()
    assert asked == [scene.survivor_id, other.survivor_id]


TRIPLES: dict[str, Callable[[Cast, Scene], object]] = {
    "survivor_id": lambda cast, scene: scene.survivor_id,
    "owner_id": lambda cast, scene: cast.harbor_id,
    "category": lambda cast, scene: Category.PRIVILEGED,
    "compartment": lambda cast, scene: bytes(16),
    "id": lambda cast, scene: uuid4(),
}


def test_a_row_never_changes_whose_it_is(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    """Not behind the door, and not by a job either: a new row is written instead."""

    def take(column: str, value: object) -> None:
        wanted = select(SafeContact).where(SafeContact.id == other.contact_id)
        setattr(db.session.scalars(wanted).one(), column, value)
        db.session.flush()

    for column, of in TRIPLES.items():
        value, refused = of(cast, scene), (ReownedError, NotYoursToWriteError)
        with behind_the_door(app, cast.outsider), pytest.raises(refused):
            take(column, value)
        with app.app_context(), job("test: take"), pytest.raises(ReownedError):
            take(column, value)


def test_half_a_row_does_not_change_whose_it_is(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    with behind_the_door(app, cast.outsider), pytest.raises((ReownedError, NotYoursToWriteError)):
        contact = db.session.scalars(
            select(SafeContact).options(load_only(SafeContact.id, SafeContact.version))
        ).one()
        contact.owner_id = cast.harbor_id
        db.session.flush()


def test_a_value_said_to_be_old_is_not_believed_for_another(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    """Pretending that a row was one's own changes whose key seals it, and so nothing opens it."""
    with behind_the_door(app, cast.outsider), pytest.raises(VaultError):
        contact = system_loaded(SafeContact, scene.contact_id)
        set_committed_value(contact, "owner_id", cast.outsider.agency_id)
        set_committed_value(contact, "survivor_id", other.survivor_id)
        contact.say = "planted"  # type: ignore[attr-defined]
        db.session.flush()


def test_nobody_writes_anonymously(app: Flask, cast: Cast, scene: Scene) -> None:
    with app.app_context(), pytest.raises(AnonymousChangeError):
        db.session.add(Agency(name="x", handle="x", kind="other"))
        db.session.flush()
    with (
        app.app_context(),
        acting(Visit(cast.administrator.id, "test")),
        pytest.raises(NobodyAsksError),
    ):
        db.session.add(Agency(name="x", handle="x", kind="other"))
        db.session.flush()


def test_nothing_commits_without_its_entry(app: Flask, cast: Cast, scene: Scene) -> None:
    before = len(ledger(app))
    with behind_the_door(app, cast.advocate), pytest.raises(UnrecordedCommitError):
        me = db.session.scalars(select(Member).where(Member.id == cast.advocate.id)).one()
        me.language = "es"
        db.session.commit()
    with app.app_context(), job("test: look"):
        (me,) = rows(Member, Member.id == cast.advocate.id)
        assert me.language is None
    assert len(ledger(app)) == before


def test_a_changed_date_of_birth_of_a_row_is_noted(app: Flask, cast: Cast, other: Scene) -> None:
    """`created_at` decides when a sign-in ends: moving it is a change like any other."""
    with behind_the_door(app, cast.outsider) as visit:
        contact = db.session.scalars(select(SafeContact)).one()
        contact.created_at = clock.now()
        db.session.flush()
        assert [touch.fields for touch in visit.changed] == [("created_at",)]


def test_what_was_undone_is_not_noted(app: Flask, cast: Cast, other: Scene) -> None:
    with behind_the_door(app, cast.outsider) as visit:
        contact = db.session.scalars(select(SafeContact)).one()
        contact.may_call = True
        with pytest.raises(ZeroDivisionError), db.session.begin_nested():
            contact.may_text = True
            db.session.flush()
            assert len(visit.changed) == 2
            raise ZeroDivisionError
        assert [touch.fields for touch in visit.changed] == [("may_call",)]
        with db.session.begin_nested():
            contact.is_monitored = True
        assert len(visit.changed) == 2
        db.session.rollback()
        assert not visit.changed


def test_a_job_does_not_save_what_somebody_left_unfinished(
    app: Flask, cast: Cast, scene: Scene, other: Scene
) -> None:
    """It would commit the view's changes in its own name and past the guard."""

    def begin_a_job() -> None:
        with job("test: inside"):
            pass

    with behind_the_door(app, cast.outsider):
        db.session.add(name_of(other.survivor_id, cast.harbor_id))
        with pytest.raises(UnfinishedChangesError):
            begin_a_job()
        db.session.rollback()
        db.session.scalars(select(SafeContact)).one().may_call = True
        db.session.flush()
        with pytest.raises(UnfinishedChangesError):
            begin_a_job()


def test_a_failed_job_leaves_nothing_behind(app: Flask, cast: Cast, scene: Scene) -> None:
    def fail() -> None:
        with job("test: fails"):
            case = db.session.scalars(select(Case)).one()
            case.close(ClosingKind.DECLINED, clock.now())
            db.session.flush()
            raise ZeroDivisionError

    before = len(ledger(app))
    with app.app_context():
        with pytest.raises(ZeroDivisionError):
            fail()
        with pytest.raises(NobodyAsksError):
            scalars(select(Case))
        with job("test: look"):
            assert db.session.scalars(select(Case)).one().is_open
    assert len(ledger(app)) == before
