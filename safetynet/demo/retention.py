"""Records that a lawyer asked for, and that their agency keeps longer than it must."""

from collections.abc import Iterable
from uuid import UUID

from safetynet.access import Role
from safetynet.db import db
from safetynet.demo.county import Invented
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.retention.classes import RecordClass
from safetynet.retention.due import years_after
from safetynet.retention.models import LegalHold, Postponement

ASKED_FOR, LET_GO = 40, 12
"""Days ago."""
YEARS = 8


def keep(stories: Iterable[Story], teller: Teller) -> None:
    """Let a hold on a closed case be set and lifted, and its lead agency keep it longer."""
    closed = (story for story in stories if story.path is Path.CLOSED)
    for story in closed:
        lead = teller.setting.agencies[story.lead].id
        if supervisor := _one(teller, Role.SUPERVISOR, lead):
            _hold(story, teller)
            _postpone(story, supervisor, teller)
            return


def _hold(story: Story, teller: Teller) -> None:
    officer = _one(teller, Role.PRIVACY_OFFICER)
    if officer is None or story.case_id is None:
        return
    with teller.by(officer.id, "a legal hold"), teller.at(ASKED_FOR):
        hold = LegalHold(
            survivor_id=story.survivor_id,
            owner_id=officer.agency_id,
            number=teller.case(story.case_id).number,
            text="A lawyer's letter says that the file may be asked for in a civil case.",
            set_by_id=officer.id,
            cleared_at=teller.moment(LET_GO),
            cleared_by_id=officer.id,
            clearing="The lawyer wrote again: the case was settled.",
        )
        db.session.add(hold)


def _postpone(story: Story, supervisor: Invented, teller: Teller) -> None:
    with teller.by(supervisor.id, "keep records longer"), teller.at(LET_GO):
        postponed = Postponement(
            survivor_id=story.survivor_id,
            owner_id=supervisor.agency_id,
            of_owner_id=supervisor.agency_id,
            record_class=RecordClass.CASE,
            until=years_after(teller.today, YEARS),
            text="She asked us to keep it until she is settled in her own place.",
            by_id=supervisor.id,
        )
        db.session.add(postponed)


def _one(teller: Teller, role: Role, agency_id: UUID | None = None) -> Invented | None:
    """Return the first person in a role, of one agency if it is given."""
    for person in teller.setting.people:
        if person.role is role and agency_id in {None, person.agency_id}:
            return person
    return None
