"""Copies of Harbor House's records: one that a young person was given, one that waits."""

from collections.abc import Iterable
from datetime import timedelta

from safetynet import clock
from safetynet.access import Actor, Role
from safetynet.db import db
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller
from safetynet.exports import Basis, operations
from safetynet.exports.books import operations as books
from safetynet.exports.grants import HERSELF, Grant, grants_about
from safetynet.exports.models import Export, Format
from safetynet.exports.operations import NothingError, Wish
from safetynet.vault import Category

HOUSE = "harbor"
GIVEN, ASKED = 12, 1
"""Days ago."""
FOR_HER = frozenset({Category.PLAN, Category.LINKAGE})


def go_out(stories: Iterable[Story], teller: Teller) -> None:
    """Let an advocate ask for both; her supervisor has approved the first. Then a workbook."""
    advocate = teller.setting.actor(HOUSE)
    supervisor = teller.setting.person(Role.SUPERVISOR).as_actor()
    known = [story for story in stories if story.is_open and HOUSE in story.team]
    long_known = [story for story in known if story.opened > GIVEN]
    for story in long_known:
        if export := _asked(story, GIVEN, advocate, teller, of_an_agency=False):
            _given(export, supervisor, advocate, teller)
            break
    for story in known:
        if _asked(story, ASKED, advocate, teller, of_an_agency=True):
            break
    _ask_for_workbook(advocate, supervisor, teller)


def _ask_for_workbook(advocate: Actor, supervisor: Actor, teller: Teller) -> None:
    """Let her ask for a year of her agency's referrals, and have it approved but not taken."""
    with teller.by(advocate.id, "a workbook"), teller.at(ASKED, 3) as then:
        day = clock.day_of(then)
        since = day - timedelta(days=365)
        try:
            referrals = books.chosen(since, day, advocate)
        except NothingError:
            return
        book = books.ask(referrals, since, day, "For our own case management system", advocate)
    with teller.by(supervisor.id, "a second person"), teller.at(ASKED, 4) as then:
        book = db.session.merge(book)
        books.approve(book, supervisor, then)
        books.make_password(book, then)


def _asked(
    story: Story, ago: int, by: Actor, teller: Teller, *, of_an_agency: bool
) -> Export | None:
    """Ask for a copy where something may leave; return it, or None."""
    with teller.by(by.id, "a copy"), teller.at(ago, 2):
        for wish in _wishes(story, by, of_an_agency=of_an_agency):
            try:
                export, _rows = operations.draft(teller.case(story.case), wish, by)
            except NothingError:
                continue
            operations.ask(export, wish)
            return export
    return None


def _wishes(story: Story, by: Actor, *, of_an_agency: bool) -> Iterable[Wish]:
    if not of_an_agency:
        yield _wish(HERSELF, "To read at home, once more, what was agreed", FOR_HER)
        return
    for grant in grants_about(story.survivor, by.agency_id):
        if grant.basis is Basis.RELEASE:
            yield _wish(grant, "So that nobody has to ask for the same things again", grant.kinds)


def _wish(grant: Grant, purpose: str, kinds: frozenset[Category]) -> Wish:
    return Wish(grant, purpose, kinds, Format.PDF, "en")


def _given(export: Export, supervisor: Actor, advocate: Actor, teller: Teller) -> None:
    with teller.by(supervisor.id, "a second person"), teller.at(GIVEN, 4) as then:
        export = db.session.merge(export)
        operations.approve(export, supervisor, then)
        operations.make_password(export, then)
    with teller.by(advocate.id, "a copy is taken"), teller.at(GIVEN, 5) as then:
        operations.take(db.session.merge(export), then)
