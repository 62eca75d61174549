"""Acceptance: every paper holds exactly what the walls say its reader may see, and nothing else."""

from collections.abc import Iterator

import pytest
from flask import Flask

from safetynet.access import Actor, Permission, job, rights_of
from safetynet.access.permissions import GRANTS
from safetynet.vault import Category
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.house.relations import House
from tests.meetings.sitting import call_meeting, item_of
from tests.packets.mixed import Field, Sown
from tests.packets.reading import said_in
from tests.scenes import Scene, open_case, release, seat, unseat

ALL = tuple(kind for kind in Category if kind not in {Category.PRIVILEGED, Category.OFFICE})


@pytest.fixture
def scenes(app: Flask, cast: Cast) -> list[Scene]:
    """Three young people, about whom the same agencies stand in different relations."""
    house = House(app, cast)
    open_, mixed, apart = (open_case(app, cast) for _ in range(3))
    for scene in (open_, mixed, apart):
        for more in (cast.child_welfare, cast.prosecutor, cast.counsel):
            seat(app, scene, more)
    for reader in (cast.probation, cast.provider, cast.coordinator):
        release(app, open_, reader, *ALL, obtained_by=cast.advocate)
    release(app, mixed, cast.probation, Category.PLAN, obtained_by=cast.advocate)
    release(app, mixed, cast.provider, Category.SAFETY_RISK, obtained_by=cast.advocate, days=0)
    house.revoke(release(app, mixed, cast.child_welfare, *ALL, obtained_by=cast.advocate))
    release(app, mixed, cast.advocate, Category.JUVENILE_COURT, obtained_by=cast.probation)
    unseat(app, mixed, cast.counsel)
    release(app, apart, cast.provider, *ALL, obtained_by=cast.advocate)
    house.block(apart, cast.provider)
    house.block(apart, cast.child_welfare)
    house.wall(apart, cast.prosecutor)
    return [open_, mixed, apart]


def _readers(cast: Cast) -> Iterator[Player]:
    for player in cast.players.values():
        if Permission.PACKET_READ in GRANTS[player.role]:
            yield player


def _actor(app: Flask, player: Player) -> Actor:
    with app.app_context(), job("test: rights"):
        rights = rights_of(player.id, player.role, player.agency_id)
    return Actor(player.id, player.role, player.agency_id, rights=rights)


def _may_stand_on_paper(sown: Sown, actor: Actor) -> bool:
    """Copies of a juvenile case file need the court; what is one's own is one's own."""
    own = sown.triple.owner == actor.agency_id
    return own or sown.triple.category is not Category.JUVENILE_COURT


def _words(sown: list[Sown], said: str) -> set[str]:
    return {one.word for one in sown if one.word in said}


def test_papers_hold_what_the_walls_say(
    app: Flask, browser: Browser, cast: Cast, scenes: list[Scene]
) -> None:
    field = Field(app, cast)
    held = field.hold(*scenes)
    for scene in scenes:
        field.sow(scene, cast.advocate, cast.probation)
    coming = call_meeting(app, cast, *scenes)
    for scene in scenes:
        field.research(scene, coming, cast.advocate, cast.probation)
    names = {one.word for one in field.sown if one.is_name}
    seen: dict[str, int] = {}
    for player in _readers(cast):
        actor = _actor(app, player)
        browser.as_(player)
        opened = [one for one in field.sown if one.in_packets and one.is_open_to(actor)]
        on_paper = {one.word for one in opened if _may_stand_on_paper(one, actor)}
        packet = _words(field.sown, said_in(browser.get(f"/meetings/{coming}/packet.pdf").data))
        assert packet - names == on_paper - names, player.email
        assert packet <= on_paper, player.email
        on_screen = "".join(_pages(app, browser, coming, scenes))
        assert _words(field.sown, on_screen) - names == {o.word for o in opened} - names
        minutes = _words(field.sown, said_in(browser.get(f"/meetings/{held}/minutes.pdf").data))
        hers = {one.word for one in field.sown if one.in_minutes and one.is_open_to(actor)}
        assert minutes == hers, player.email
        seen[player.email] = len(packet)
    # The states are mixed indeed: no two of these read the same much.
    advocate, probation, provider, prosecutor, stranger = (
        seen[player.email]
        for player in (
            cast.advocate,
            cast.probation,
            cast.provider,
            cast.prosecutor,
            cast.outsider,
        )
    )
    assert len({advocate, probation, provider}) == 3
    assert 0 == stranger < prosecutor < probation


def _pages(app: Flask, browser: Browser, meeting: object, scenes: list[Scene]) -> Iterator[str]:
    for scene in scenes:
        path = f"/meetings/{meeting}/packet/{item_of(app, meeting, scene)}"  # type: ignore[arg-type]
        yield browser.get(path).text
