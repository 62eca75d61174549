"""Who may hear what: by every relation there is, and as far as the coordinator may know."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies import Agency, Member
from safetynet.db import db
from safetynet.meetings import hearing
from safetynet.meetings.hearing import ItemHearing, Leaves, hearing_of, must_leave
from safetynet.meetings.models import AgendaItem, Attendance, Meeting
from safetynet.meetings.operations.scheduling import attend, attend_as_guest
from safetynet.meetings.pdf.document import Presence
from safetynet.meetings.queries import agenda_of
from safetynet.sharing import Denied, Why, answer
from safetynet.sharing.barrier_models import MatterKind
from safetynet.sharing.matters import open_matter
from safetynet.sharing.tables import tables_of
from safetynet.vault import Category, Triple
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import actor_for, behind_the_door
from tests.meetings.sitting import call_meeting, item_of, sit_down
from tests.scenes import Scene, open_case
from tests.sharing.test_conflicts import block
from tests.statements import counted

PEOPLE = ("advocate", "probation", "provider", "prosecutor", "coordinator")


def _hearing(app: Flask, cast: Cast, item_id: UUID, *names: str) -> ItemHearing:
    """Ask as the coordinator about these people."""
    item = db.session.scalars(select(AgendaItem).where(AgendaItem.id == item_id)).one()
    ids = [cast.players[name].id for name in names or PEOPLE]
    people = db.session.scalars(select(Member).where(Member.id.in_(ids))).all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hearing, "expected_members", lambda _meeting: people)
        [heard] = hearing_of(item.meeting, [item]).items
    return heard


def _leaving(heard: ItemHearing) -> dict[UUID, Leaves]:
    return {member.id: why for member, why in heard.leaving}


def _missed(heard: ItemHearing, owner: Player) -> dict[tuple[Category, ...], tuple[Why, set[UUID]]]:
    return {
        gap.kinds: (gap.why, {agency.id for agency in gap.missed_by})
        for gap in heard.gaps
        if gap.owner.id == owner.agency_id
    }


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return open_case(app, cast)


@pytest.fixture
def item(app: Flask, cast: Cast, scene: Scene) -> UUID:
    return item_of(app, call_meeting(app, cast, scene), scene)


def test_no_seat_steps_out_and_the_chairs_office_stays(app: Flask, cast: Cast, item: UUID) -> None:
    with behind_the_door(app, cast.coordinator):
        heard = _hearing(app, cast, item)
        assert _leaving(heard) == {cast.prosecutor.id: Leaves.NO_SEAT}


def test_a_covered_agency_without_release_says_and_does_not_send(
    app: Flask, cast: Cast, item: UUID
) -> None:
    with behind_the_door(app, cast.coordinator):
        heard = _hearing(app, cast, item)
        assert [agency.id for agency in heard.verbal_only] == [cast.harbor_id]
        assert _missed(heard, cast.advocate) == {}


def test_a_release_to_one_leaves_the_others_without(
    app: Flask, cast: Cast, scene: Scene, item: UUID
) -> None:
    kinds = (Category.PLAN, Category.SAFETY_RISK)
    scenes.release(app, scene, cast.probation, *kinds, obtained_by=cast.advocate)
    with behind_the_door(app, cast.coordinator):
        heard = _hearing(app, cast, item)
        assert heard.verbal_only == ()
        missed = _missed(heard, cast.advocate)
        [all_of_it] = [
            kinds for kinds, (_why, of) in missed.items() if cast.provider.agency_id in of
        ]
        [some] = [kinds for kinds, (_why, of) in missed.items() if cast.probation.agency_id in of]
        assert set(all_of_it) - set(some) == {Category.PLAN, Category.SAFETY_RISK}
        assert {why for why, _of in missed.values()} == {Why.COVERED}


def test_what_the_statute_does_not_carry_is_missed_and_by_a_release_open(
    app: Flask, cast: Cast, scene: Scene, item: UUID
) -> None:
    court = (Category.JUVENILE_COURT,)
    with behind_the_door(app, cast.coordinator):
        missed = _missed(_hearing(app, cast, item), cast.probation)
        assert missed == {court: (Why.KIND, {cast.harbor_id, cast.provider.agency_id})}
    scenes.release(app, scene, cast.provider, *court, obtained_by=cast.probation)
    with behind_the_door(app, cast.coordinator):
        missed = _missed(_hearing(app, cast, item), cast.probation)
        assert missed == {court: (Why.KIND, {cast.harbor_id})}


def test_an_ended_release_opens_nothing(
    app: Flask, cast: Cast, scene: Scene, item: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    court = (Category.JUVENILE_COURT,)
    scenes.release(app, scene, cast.provider, *court, obtained_by=cast.probation, days=3)
    later = clock.now() + timedelta(days=5)
    with clock.standing_at(later), behind_the_door(app, cast.coordinator):
        missed = _missed(_hearing(app, cast, item), cast.probation)
        assert missed[court][1] == {cast.harbor_id, cast.provider.agency_id}


def test_the_prosecution_wall_and_a_conflict_send_people_out(
    app: Flask, cast: Cast, scene: Scene, item: UUID
) -> None:
    scenes.seat(app, scene, cast.prosecutor)
    with app.app_context(), job("test: a matter"):
        open_matter(
            scene.survivor_id,
            cast.prosecutor.agency_id,
            MatterKind.VICTIM_WITNESS,
            cast.coordinator.id,
        )
    block(app, scene, cast.provider, by=cast.coordinator)
    with behind_the_door(app, cast.coordinator):
        heard = _hearing(app, cast, item)
        assert _leaving(heard) == {
            cast.prosecutor.id: Leaves.MATTER,
            cast.provider.id: Leaves.CONFLICT,
        }
        # Her agency stays: a colleague may come.
        there = {agency.id for agency in (*heard.hears_all, *heard.missing)}
        assert cast.provider.agency_id in there
        assert cast.prosecutor.agency_id not in there


@pytest.mark.parametrize("owner", ["advocate", "probation", "provider"])
@pytest.mark.parametrize("reader", ["advocate", "probation", "provider"])
def test_it_says_what_each_persons_own_rights_say(
    app: Flask, cast: Cast, scene: Scene, owner: str, reader: str
) -> None:
    """The table is drawn from the rows, a request from verified rights: both give one answer."""
    scenes.release(
        app, scene, cast.probation, Category.PLAN, Category.HEALTH, obtained_by=cast.advocate
    )
    scenes.release(app, scene, cast.advocate, Category.HEALTH, obtained_by=cast.provider)
    of, to = cast.players[owner], cast.players[reader]
    kinds = [k for k in Category if k not in {Category.PRIVILEGED, Category.OFFICE}]
    kinds.remove(Category.TEAM_DISCUSSION)
    with behind_the_door(app, cast.coordinator):
        agencies = {one.id: one for one in db.session.scalars(select(Agency))}
        cases = {scene.case_id: scene.survivor_id}
        table = tables_of(cases, agencies.values(), clock.today())[scene.case_id]
        drawn = {k: table.closed(agencies[of.agency_id], to.agency_id, k) for k in kinds}
    with app.app_context():
        actor = actor_for(to)
        asked = {k: answer(actor, Triple(scene.survivor_id, of.agency_id, k)) for k in kinds}
    for kind in kinds:
        said = asked[kind]
        assert drawn[kind] == (said if isinstance(said, Denied) else None), kind


def test_a_recused_persons_own_agenda_has_a_gap_with_times(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    three = [open_case(app, cast) for _ in range(3)]
    block(app, three[1], cast.provider, by=cast.coordinator)
    meeting = call_meeting(app, cast, *three)
    page = browser.as_(cast.provider).get(f"/meetings/{meeting}").text
    assert "You step out of the room." in page
    assert three[1].number not in page
    assert "You step out" not in browser.as_(cast.probation).get(f"/meetings/{meeting}").text


def test_times_of_cases_that_follow_each_other_are_one(app: Flask, cast: Cast) -> None:
    three = [open_case(app, cast) for _ in range(3)]
    meeting_id = call_meeting(app, cast, *three)
    for one in three[:2]:
        block(app, one, cast.provider, by=cast.coordinator)
    with behind_the_door(app, cast.coordinator):
        meeting = db.session.scalars(select(Meeting).where(Meeting.id == meeting_id)).one()
        heard = hearing_of(meeting, agenda_of(meeting_id))
        [out] = [one for one in heard.stepping_out if one.member.id == cast.provider.id]
        assert out.times == ((meeting.starts_at, meeting.starts_at + timedelta(minutes=30)),)


def test_the_page_for_the_chair_gives_no_reason(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    other = open_case(app, cast)
    meeting = call_meeting(app, cast, scene, other)
    block(app, scene, cast.provider, by=cast.coordinator)
    agenda = browser.as_(cast.coordinator).get(f"/meetings/{meeting}/agenda").text
    assert "Who may hear what" in agenda and "conflict of interest" in agenda
    paper = browser.get(f"/meetings/{meeting}/hearing").text
    assert "Provider, Bridge Clinic" in paper and "Say, don’t send" in paper
    assert "conflict" not in paper.lower()


def test_nobody_else_sees_who_may_hear_what(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    meeting = call_meeting(app, cast, scene)
    for player in (cast.advocate, cast.probation, cast.outsider, cast.observer):
        assert browser.as_(player).get(f"/meetings/{meeting}/hearing").status_code == 403


def test_a_blocked_coordinator_learns_nothing_of_that_case(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.colleague(app, cast.coordinator, Role.COORDINATOR)
    meeting = call_meeting(app, cast, scene, open_case(app, cast))
    block(app, scene, cast.coordinator, by=cast.coordinator)
    page = browser.as_(cast.coordinator).get(f"/meetings/{meeting}/hearing").text
    assert scene.number not in page


def test_who_is_in_the_room_and_must_leave_is_said_at_the_case(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    with app.app_context(), job("test: they came"):
        [meeting] = rows(Meeting)
        for player in (cast.prosecutor, cast.probation):
            [member] = rows(Member, Member.id == player.id)
            attend(meeting, member, Presence.PRESENT, clock.now())
        attend_as_guest(meeting, cast.teacher.agency_id, Presence.OBSERVER, None)
    page = browser.as_(cast.coordinator).get(sitting.screen).text
    warned = page[page.index("these people leave the room") :]
    warned = warned[: warned.index("</div>")]
    assert "Prosecutor, District Attorney" in warned and "Guest, Unified Schools" in warned
    assert "Probation" not in warned
    assert "leave the room" not in browser.as_(cast.probation).get(sitting.screen).text
    with behind_the_door(app, cast.coordinator):
        [item] = rows(AgendaItem)
        assert len(must_leave(item)) == 2
        assert all(isinstance(row, Attendance) for row in must_leave(item))


def test_twelve_cases_cost_as_many_statements_as_two(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    few = call_meeting(app, cast, *[open_case(app, cast) for _ in range(2)])
    many = call_meeting(app, cast, *[open_case(app, cast) for _ in range(12)])
    browser.as_(cast.coordinator).get(f"/meetings/{few}/hearing")
    with counted(app) as at_two:
        browser.get(f"/meetings/{few}/hearing")
    with counted(app) as at_twelve:
        browser.get(f"/meetings/{many}/hearing")
    assert len(at_twelve) == len(at_two), f"{at_two}\n\n{at_twelve}"
