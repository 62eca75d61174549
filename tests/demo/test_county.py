"""The demonstration tells a believable story, the same one every time."""

from collections import Counter
from random import Random

from sqlalchemy import func, select

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies import Agency, AgencyClass
from safetynet.cases import Case, CaseStatus
from safetynet.db import db
from safetynet.demo.story import SEED, plot
from safetynet.demo.telling import Teller
from safetynet.demo.youth import invent
from safetynet.directory import Service
from safetynet.sharing import Release, TeamSeat
from safetynet.survivors import BirthDate, Survivor
from tests.demo.conftest import County


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
    assert kinds.pop(AgencyClass.REVIEW_TEAM) == 1
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
    with county.app.app_context(), job("test: look"):
        for case in db.session.scalars(select(Case)):
            born = db.session.scalars(
                select(Survivor.created_at).where(Survivor.id == case.survivor_id)
            ).one()
            assert born <= case.created_at <= clock.now()
            assert case.closed_at is None or case.created_at < case.closed_at < clock.now()


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
