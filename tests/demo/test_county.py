"""The demonstration tells a believable story, the same one every time."""

from collections import Counter
from datetime import timedelta
from random import Random

from sqlalchemy import func, select

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies import Agency, AgencyClass
from safetynet.cases import Case, CaseStatus
from safetynet.db import Model, db
from safetynet.demo.story import SEED, plot
from safetynet.demo.telling import Teller
from safetynet.demo.youth import invent
from safetynet.directory import Service
from safetynet.events.models import Event, EventKind
from safetynet.linkages.models import Linkage
from safetynet.meetings.fingerprint import is_intact
from safetynet.meetings.models import OUTCOME_OF, AgendaItem, Meeting, MeetingStatus, Task
from safetynet.meetings.pdf.document import TaskOutcome
from safetynet.notes.models import Note
from safetynet.referrals import ReferralBasis, ReferralStatus
from safetynet.referrals.models import Referral
from safetynet.sharing import Release, Signer, TeamSeat
from safetynet.sharing.signing import missing_from
from safetynet.survivors import BirthDate, Survivor
from safetynet.vault.columns import lazy_attributes
from tests.county import County


def test_every_role_signs_in_and_four_of_them_twice(county: County) -> None:
    roles = Counter(person.role for person in county.people)
    assert set(roles) == set(Role)
    assert all(
        roles[role] >= 2
        for role in (Role.ADVOCATE, Role.PROVIDER, Role.PROBATION, Role.COORDINATOR)
    )


def test_ten_agencies_of_which_two_are_covered(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        kinds = Counter(db.session.scalars(select(Agency.kind)))
    assert kinds.pop(AgencyClass.REVIEW_TEAM) == kinds.pop(AgencyClass.ELSEWHERE) == 1
    assert kinds.total() == 10
    assert kinds[AgencyClass.VICTIM_SERVICES] == 2


def test_a_dozen_of_forty_have_a_case_that_is_not_closed(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        assert db.session.scalar(select(func.count(Survivor.id))) == 40
        states = Counter(db.session.scalars(select(Case.status)))
    assert states[CaseStatus.OPEN] + states[CaseStatus.WATCH] == 12
    assert set(states) == set(CaseStatus)


def test_three_to_seven_agencies_sit_at_each_table(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        tables = Counter(db.session.scalars(select(TeamSeat.case_id)))
    assert set(tables.values()) <= {3, 4, 5, 6, 7}
    assert len(set(tables.values())) > 2


def test_releases_stand_in_every_state(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        releases = db.session.scalars(select(Release)).all()
        day = clock.today()
        assert any(release.revoked_at for release in releases)
        assert any(release.ends_on < day for release in releases)
        assert any(
            release.is_in_force_on(day) and (release.ends_on - day).days < 7 for release in releases
        )
        assert any((release.ends_on - day).days > 180 for release in releases)
        assert all((release.ends_on - release.starts_on).days <= 366 for release in releases)
        assert all(release.starts_on <= day for release in releases)


def test_the_directory_has_some_25_services(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        assert len(db.session.scalars(select(Service.name)).all()) >= 25


def test_nothing_happens_before_the_young_person_came(county: County) -> None:
    soon = clock.now() + timedelta(minutes=5)
    with county.app.app_context(), job("test: look"):
        for case in db.session.scalars(select(Case)):
            born = db.session.scalars(
                select(Survivor.created_at).where(Survivor.id == case.survivor_id)
            ).one()
            assert born <= case.created_at <= soon
            assert case.closed_at is None or case.created_at < case.closed_at < soon


def test_ages_follow_the_county(county: County) -> None:
    day = clock.today()
    ages = Counter(
        (day - invent(Random(n), day).birth_dates[0][0]).days // 365.25 for n in range(2000)
    )
    assert ages.most_common(1)[0][0] == 15
    assert set(ages) <= set(range(11, 25))
    assert 0.05 < sum(n for age, n in ages.items() if age > 17) / 2000 < 0.15


def test_birth_dates_can_be_read_in_spite_of_their_canaries(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        for born in db.session.scalars(select(BirthDate)):
            assert 10 < (clock.today() - born.day).days / 365 < 28


def test_the_same_seed_tells_the_same_story() -> None:
    teller = Teller()
    assert plot(30, 10, SEED, teller) == plot(30, 10, SEED, teller)
    assert plot(30, 10, SEED, teller) != plot(30, 10, SEED + 1, teller)


def test_referrals_stand_in_every_state(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        states = Counter(db.session.scalars(select(Referral.status)))
        bases = Counter(db.session.scalars(select(Referral.basis)))
    # No other county took one yet.
    assert set(states) == set(ReferralStatus) - {ReferralStatus.TRANSFERRED}
    assert set(bases) == {*ReferralBasis, None}


def test_linkages_have_gone_many_ways(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        states = Counter(db.session.scalars(select(Linkage.status)))
        overdue = db.session.scalars(select(Linkage.first_served_at)).all()
    assert len(states) >= 12
    assert any(overdue)


def test_something_is_still_going_on(county: County) -> None:
    """A hearing within days, and somebody missing for three days who is not back."""
    today = clock.today()
    with county.app.app_context(), job("test: look"):
        events = db.session.scalars(select(Event)).all()
        db.session.expunge_all()
    assert any(e.kind is EventKind.HEARING and 0 < (e.day - today).days < 10 for e in events)
    missing = [e for e in events if e.kind is EventKind.MISSING and (today - e.day).days == 3]
    back = {e.case_id for e in events if e.kind is EventKind.RETURNED and (today - e.day).days < 3}
    assert [event for event in missing if event.case_id not in back]


def test_three_meetings_were_held_and_one_is_tomorrow(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        meetings = db.session.scalars(select(Meeting).order_by(Meeting.starts_at)).all()
        items = Counter(db.session.scalars(select(AgendaItem.meeting_id)))
        endings = Counter(db.session.scalars(select(Task.ending)))
        db.session.expunge_all()
    *held, ahead = meetings
    assert len(held) == 3
    assert all(meeting.status is MeetingStatus.FINAL for meeting in held)
    assert ahead.status is MeetingStatus.PUBLISHED
    assert clock.day_of(ahead.starts_at) == clock.today() + timedelta(days=1)
    assert all(items[meeting.id] >= 5 for meeting in meetings)
    outcomes = {OUTCOME_OF[ending] if ending else TaskOutcome.OPEN for ending in endings}
    assert outcomes == set(TaskOutcome)


def test_final_minutes_have_the_fingerprint_they_were_given(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        held = select(Meeting).where(Meeting.status == MeetingStatus.FINAL)
        assert [is_intact(meeting) for meeting in db.session.scalars(held)] == [True] * 3


def test_only_who_may_signs_a_release(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        for release in db.session.scalars(select(Release)):
            born = db.session.scalars(
                select(BirthDate)
                .where(BirthDate.survivor_id == release.survivor_id)
                .order_by(BirthDate.is_estimated)
            ).first()
            age = born.age_on(release.signed_on) if born else None
            assert missing_from({Signer(code) for code in release.signers}, age) is None


def test_the_ledger_of_the_demonstration_is_whole(county: County) -> None:
    result = county.app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output


def test_two_young_people_do_not_read_the_same(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        texts = Counter(note.text for note in db.session.scalars(select(Note)))
        assert texts.total() > 200
        assert texts.most_common(1)[0][1] == 1


def test_nobody_is_called_a_victim_or_left_a_placeholder(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        for model in (m.class_ for m in Model.registry.mappers):
            for row in db.session.scalars(select(model)) if lazy_attributes(model) else ():
                for name in lazy_attributes(model):
                    text = getattr(row, name) or ""
                    assert "victim" not in text.lower(), f"{model.__name__}.{name}"
                    assert "{" not in text or text.startswith('{"'), f"{model.__name__}.{name}"
